package federzug.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Gives no connection while it is broken, like a server that was stopped. One of a test. */
public final class BreakableDatabase implements BeanPostProcessor, Ordered {
    private static final AtomicBoolean GONE = new AtomicBoolean();

    /** Breaks it; closing the result mends it. */
    public static AutoCloseable broken() {
        GONE.set(true);
        return () -> GONE.set(false);
    }

    /** Nearer to the database than whatever waits for it. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Breakable(source) : bean;
    }

    private static final class Breakable extends DelegatingDataSource {
        Breakable(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (GONE.get()) {
                throw new SQLException("Connection refused", "08001");
            }
            return super.getConnection();
        }
    }
}
