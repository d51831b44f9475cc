package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.ceremony.Acting;
import federzug.document.DocumentStore;
import federzug.document.InMemoryDocumentStore;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.run.Jobs;
import federzug.testkit.ManyMatters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole way of many rehearsals (prepare, three signatures each with its check, seal, check, five mails) on one and on
 * two threads, beside the same crafts called bare in the same JVM, without database, batch and store: what is more than
 * that is pipeline, database and batch. {@code -Dfederzug.bench.matters=40 -Dfederzug.bench.threads=1,2}
 */
class WholeWayBench {
    private static final int MATTERS = Integer.getInteger("federzug.bench.matters", 40);
    private static final int WARM_UP = Integer.getInteger("federzug.bench.warm-up", 20);
    private static final String[] THREADS =
            System.getProperty("federzug.bench.threads", "1,2").split(",");
    private static final double MOST_OVERHEAD = 0.20;

    @Test
    void pipelineDatabaseAndBatchAddAtMostAFifth(@TempDir Path folder) throws Exception {
        List<Double> overheads = new ArrayList<>();
        for (String each : THREADS) {
            int threads = Integer.parseInt(each);
            Way whole = new WholeWay(folder.resolve("whole-" + threads), threads);
            Way bare = new BareWays(folder.resolve("bare-" + threads), threads);
            try (whole;
                    bare) {
                bare.go(WARM_UP);
                whole.go(WARM_UP);
                // Bare before and after: whatever still warms up or weighs on the machine meets both.
                Measured first = Measured.of(bare, MATTERS / 2);
                Measured all = Measured.of(whole, MATTERS);
                Measured second = Measured.of(bare, MATTERS / 2);
                double crafts = (first.cpu() + second.cpu()) / 2;
                double clock = (first.wall() + second.wall()) / 2;
                double overhead = all.cpu() / crafts - 1;
                System.out.printf(
                        "whole way, %d thread(s): CPU %.0f ms a matter, crafts alone %.0f ms: %+.1f %%; by the clock"
                                + " %.0f ms, crafts alone %.0f ms%n",
                        threads, all.cpu(), crafts, 100 * overhead, all.wall(), clock);
                overheads.add(overhead);
            }
        }
        assertThat(overheads).allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(MOST_OVERHEAD));
    }

    /** Milliseconds for one matter. */
    private record Measured(double wall, double cpu) {
        static Measured of(Way way, int matters) throws Exception {
            try (Processor processor = new Processor()) {
                long began = System.nanoTime();
                way.go(matters);
                double wall = (System.nanoTime() - began) / 1e6 / matters;
                return new Measured(wall, processor.stop() / 1e6 / matters);
            }
        }
    }

    /** CPU of all Java threads, also of those that end meanwhile; compilers and collector are not among them. */
    private static final class Processor implements AutoCloseable {
        private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
        private static final long PAUSE = 20;

        private final Map<Long, Long> before = new ConcurrentHashMap<>();
        private final Map<Long, Long> after = new ConcurrentHashMap<>();
        private final Thread sampler = new Thread(this::sample, "bench-sampler");

        Processor() {
            read(before);
            sampler.setDaemon(true);
            sampler.start();
        }

        long stop() throws InterruptedException {
            close();
            sampler.join();
            read(after);
            after.remove(sampler.getId());
            return after.entrySet().stream()
                    .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                    .sum();
        }

        private void sample() {
            try {
                while (true) {
                    Thread.sleep(PAUSE);
                    read(after);
                }
            } catch (InterruptedException e) {
                // The measurement is over.
            }
        }

        private static void read(Map<Long, Long> times) {
            for (long id : BEAN.getAllThreadIds()) {
                long time = BEAN.getThreadCpuTime(id);
                if (time >= 0) {
                    times.put(id, time);
                }
            }
        }

        @Override
        public void close() {
            sampler.interrupt();
        }
    }

    private interface Way extends AutoCloseable {
        void go(int matters) throws Exception;

        @Override
        void close();
    }

    private static ConfigurableApplicationContext context(Path folder, int threads, BeanPostProcessor processor) {
        return new SpringApplicationBuilder(Federzug.class)
                .web(WebApplicationType.NONE)
                .initializers(each -> each.getBeanFactory().addBeanPostProcessor(processor))
                .run(
                        "--federzug.home=" + folder.resolve("home"),
                        "--federzug.database-password=x",
                        "--federzug.batch.threads=" + threads,
                        // The proof by veraPDF would make the crafts dearer and what is added look smaller.
                        "--federzug.rendering.proof=never",
                        "--federzug.log.console=OFF");
    }

    /** Each call with new matters. */
    private static final class WholeWay implements Way {
        private final Path folder;
        private final ConfigurableApplicationContext context;
        private int next;

        WholeWay(Path folder, int threads) {
            this.folder = folder;
            this.context = context(folder, threads, new BeanPostProcessor() {});
        }

        @Override
        public void go(int matters) throws IOException {
            Path data = ManyMatters.csv(Files.createDirectories(folder), next, matters);
            next += matters;
            RunRequest order = RunRequest.of(List.of(data), folder.resolve("out"), false);
            RunReport report = context.getBean(Jobs.class).run(Acting.of("test"), order, Progress.SILENT);
            assertThat(report.tally().ended()).isEqualTo(matters);
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private static final class BareWays implements Way {
        private final Path folder;
        private final int threads;
        private final ConfigurableApplicationContext context;
        private final BareWay way;

        BareWays(Path folder, int threads) {
            this.folder = folder;
            this.threads = threads;
            this.context = context(folder, threads, new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DocumentStore ? new InMemoryDocumentStore() : bean;
                }
            });
            this.way = new BareWay(context);
        }

        @Override
        public void go(int matters) throws Exception {
            Matter matter = context.getBean(MatterReader.class)
                    .read(ManyMatters.csv(Files.createDirectories(folder), 1))
                    .matters()
                    .get(0);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < matters; i++) {
                    all.add(pool.submit(() -> way.go(matter, folder.resolve("out"))));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            } finally {
                pool.shutdown();
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
