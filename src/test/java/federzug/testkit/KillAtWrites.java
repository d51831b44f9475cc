package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.ceremony.Ceremonies;
import federzug.document.DocumentStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Kills work before one of its writes, inside this process: from then on none of its threads writes anything. Add
 * {@link Faults} to the application that is to be killed.
 */
public final class KillAtWrites {
    private static final Set<String> WRITES = Set.of("put", "keep", "save");
    private static final long PATIENCE_MILLIS = 120_000;

    private static int untilKill = Integer.MAX_VALUE;
    private static boolean dead;
    /** Whether single statements count too. */
    private static boolean statements;

    private KillAtWrites() {}

    /** Not an exception, so that nobody who handles trouble takes it for some. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Counts what the application writes. */
    public static class Faults {
        @Bean
        static BeanPostProcessor killer() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof DataSource source) {
                        return new CountedDatabase(source);
                    }
                    if (bean instanceof Ceremonies) {
                        return counted(bean, Ceremonies.class);
                    }
                    return bean instanceof DocumentStore ? counted(bean, DocumentStore.class) : bean;
                }
            };
        }

        private static Object counted(Object bean, Class<?> port) {
            return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                if (WRITES.contains(method.getName())) {
                    beforeAWrite();
                }
                try {
                    return method.invoke(bean, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        }
    }

    /** Every statement that changes something, and every commit, is a write of its own. */
    private static final class CountedDatabase extends DelegatingDataSource {
        CountedDatabase(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counting(super.getConnection(), Connection.class, "");
        }

        private static <T> T counting(T target, Class<T> type, String sql) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        String name = method.getName();
                        boolean commit = name.equals("commit") && type == Connection.class;
                        boolean change = name.startsWith("execute")
                                && !sql.stripLeading().startsWith("select");
                        if (isCountingStatements() && (commit || change && type == PreparedStatement.class)) {
                            beforeAWrite();
                        }
                        Object result;
                        try {
                            result = method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        return result instanceof PreparedStatement statement && arguments != null
                                ? counting(statement, PreparedStatement.class, (String) arguments[0])
                                : result;
                    }));
        }
    }

    private static synchronized boolean isCountingStatements() {
        return statements;
    }

    private static synchronized void beforeAWrite() {
        dead |= untilKill-- == 0;
        if (dead) {
            throw new Killed();
        }
    }

    private static synchronized void set(int before, boolean everyStatement) {
        untilKill = before;
        statements = everyStatement;
        dead = false;
    }

    /**
     * Does the work, and kills it before that write.
     *
     * @param everyStatement true: a kill may also come between two statements, or before a commit
     * @return whether it was killed
     */
    public static boolean killed(int before, boolean everyStatement, Runnable work) {
        ThreadGroup process = new ThreadGroup("process");
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread main = new Thread(process, work, "process");
        main.setUncaughtExceptionHandler((thread, trouble) -> end.set(trouble));
        set(before, everyStatement);
        try {
            main.start();
            awaitAll(process);
        } finally {
            set(Integer.MAX_VALUE, false);
        }
        Throwable trouble = end.get();
        if (trouble == null || trouble instanceof Killed) {
            return trouble != null;
        }
        if (trouble instanceof CompletionException) {
            // It hit one of the threads that carry mails.
            assertThat(trouble).hasRootCauseExactlyInstanceOf(Killed.class);
            return true;
        }
        if (trouble instanceof RuntimeException exception) {
            throw exception;
        }
        throw new AssertionError(trouble);
    }

    /** Also the threads that carry mails: a process that was killed has none. */
    private static void awaitAll(ThreadGroup process) {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        Thread[] threads = new Thread[100];
        try {
            for (int count = process.enumerate(threads); count > 0; count = process.enumerate(threads)) {
                boolean waited = false;
                for (int i = 0; i < count; i++) {
                    // Those of the connection pool are daemons, and stay.
                    if (!threads[i].isDaemon()) {
                        threads[i].join(PATIENCE_MILLIS);
                        waited = true;
                    }
                }
                if (!waited) {
                    return;
                }
                assertThat(System.currentTimeMillis()).as("threads end").isLessThan(until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
