package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.DocumentStore;
import federzug.drafting.Drafting;
import federzug.pipeline.JobRunner;
import federzug.pipeline.Jobs;
import federzug.pipeline.Order;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.rendering.Rendering;
import federzug.signing.Signing;
import federzug.testkit.ManyMatters;
import federzug.verification.Verification;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole way of many rehearsals (prepare, three signatures, seal, check, five mails) on one and on two threads, beside
 * the CPU that the crafts (drafting, rendering, signing, verification) use in the same run without their store: what is
 * more than that is pipeline, database and batch. {@code -Dfederzug.bench.matters=40}
 */
class WholeWayBench {
    private static final int MATTERS = Integer.getInteger("federzug.bench.matters", 40);
    private static final int WARM_UP = Integer.getInteger("federzug.bench.warm-up", 10);
    private static final double MOST_OVERHEAD = 0.20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void pipelineDatabaseAndBatchAddAtMostAFifth(@TempDir Path folder) throws IOException {
        Measured one = run(Files.createDirectories(folder.resolve("one")), 1);
        Measured two = run(Files.createDirectories(folder.resolve("two")), 2);
        tell(1, one);
        tell(2, two);
        System.out.printf("two threads: %.2f times as fast%n", one.wall() / two.wall());
        assertThat(one.overhead()).isLessThanOrEqualTo(MOST_OVERHEAD);
        assertThat(two.overhead()).isLessThanOrEqualTo(MOST_OVERHEAD);
    }

    /** Milliseconds for one matter. */
    private record Measured(double wall, double cpu, double crafts) {
        double overhead() {
            return cpu / crafts - 1;
        }
    }

    private static void tell(int threads, Measured each) {
        System.out.printf(
                "whole way, %d thread(s): %.0f ms a matter; CPU %.0f ms, of it crafts %.0f ms: + %.1f %%%n",
                threads, each.wall(), each.cpu(), each.crafts(), 100 * each.overhead());
    }

    private static Measured run(Path folder, int threads) throws IOException {
        Stopwatch stopwatch = new Stopwatch();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Federzug.class)
                .web(WebApplicationType.NONE)
                .initializers(each -> each.getBeanFactory().addBeanPostProcessor(stopwatch))
                .run(
                        "--federzug.home=" + folder.resolve("home"),
                        "--federzug.database-password=x",
                        "--federzug.batch.threads=" + threads,
                        "--federzug.log.console=OFF")) {
            Jobs jobs = context.getBean(Jobs.class);
            go(jobs, folder, WARM_UP);
            stopwatch.reset();
            long began = System.nanoTime();
            go(jobs, folder, WARM_UP + MATTERS);
            double wall = (System.nanoTime() - began) / 1e6 / MATTERS;
            return new Measured(wall, stopwatch.cpu() / 1e6 / MATTERS, stopwatch.crafts.get() / 1e6 / MATTERS);
        }
    }

    /** The first matters of the second call are the warm-up's: they have ended and cost next to nothing. */
    private static void go(Jobs jobs, Path folder, int matters) throws IOException {
        Path data = ManyMatters.csv(folder, matters);
        Order order = new Order(List.of(data), folder.resolve("out"), false, (matter, changes) -> false);
        RunReport report = jobs.run(order, Progress.SILENT);
        assertThat(report.tally().ended()).isEqualTo(matters);
    }

    /** Measures CPU by thread: of everything, and of the crafts without what they spend in the document store. */
    private static final class Stopwatch implements BeanPostProcessor {
        final AtomicLong crafts = new AtomicLong();
        private final Map<Long, Long> threads = new ConcurrentHashMap<>();
        private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
        private long main = THREADS.getCurrentThreadCpuTime();

        void reset() {
            crafts.set(0);
            threads.clear();
            main = THREADS.getCurrentThreadCpuTime();
        }

        long cpu() {
            return THREADS.getCurrentThreadCpuTime()
                    - main
                    + threads.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof Drafting
                    || bean instanceof Rendering
                    || bean instanceof Signing
                    || bean instanceof Verification) {
                return proxy(bean, true, invocation -> timed(invocation, 1));
            } else if (bean instanceof DocumentStore) {
                return proxy(bean, false, invocation -> timed(invocation, -1));
            } else if (bean instanceof JobRunner runner) {
                return (JobRunner) (stages, supply, work, progress) -> runner.run(
                        stages,
                        supply,
                        (stage, matter) -> {
                            work.perform(stage, matter);
                            long thread = Thread.currentThread().getId();
                            threads.put(thread, THREADS.getCurrentThreadCpuTime());
                        },
                        progress);
            }
            return bean;
        }

        private Object proxy(Object bean, boolean byClass, org.aopalliance.intercept.MethodInterceptor interceptor) {
            ProxyFactory factory = new ProxyFactory(bean);
            factory.setProxyTargetClass(byClass);
            factory.addAdvice(interceptor);
            return factory.getProxy();
        }

        /** A store inside a craft counts against it; crafts inside crafts count once. */
        private Object timed(MethodInvocation invocation, int sign) throws Throwable {
            int outside = depth.get();
            boolean counts = sign > 0 ? outside == 0 : outside == 1;
            if (!counts) {
                return invocation.proceed();
            }
            depth.set(outside + sign);
            long began = THREADS.getCurrentThreadCpuTime();
            try {
                return invocation.proceed();
            } finally {
                crafts.addAndGet(sign * (THREADS.getCurrentThreadCpuTime() - began));
                depth.set(outside);
            }
        }
    }
}
