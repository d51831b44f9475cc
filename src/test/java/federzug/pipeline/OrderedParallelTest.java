package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedParallelTest {
    private final List<Integer> results = new ArrayList<>();

    @Test
    void deliversResultsInSubmissionOrder() {
        CountDownLatch second = new CountDownLatch(1);
        try (OrderedParallel<Integer> abreast = new OrderedParallel<>(2, results::add)) {
            abreast.add(() -> {
                await(second);
                return 0;
            });
            abreast.add(() -> {
                second.countDown();
                return 1;
            });
            IntStream.range(2, 50).forEach(i -> abreast.add(() -> i));
            abreast.end();
        }
        assertThat(results).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void throwsTheErrorOfATaskAndEnds() {
        assertThatThrownBy(() -> {
                    try (OrderedParallel<Integer> abreast = new OrderedParallel<>(2, results::add)) {
                        abreast.add(() -> 1);
                        abreast.add(() -> {
                            throw new IllegalStateException("no");
                        });
                        abreast.end();
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(results).containsExactly(1);
    }

    /** An interrupt would close an embedded database for the whole process. */
    @Test
    void afterAFailureTheOthersFinishWithoutAnInterrupt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean finished = new AtomicBoolean();
        assertThatThrownBy(() -> {
                    try (OrderedParallel<Integer> abreast = new OrderedParallel<>(2, 4, results::add)) {
                        abreast.add(() -> {
                            await(begun);
                            throw new IllegalStateException("no");
                        });
                        abreast.add(() -> {
                            begun.countDown();
                            await(failed);
                            interrupted.set(Thread.currentThread().isInterrupted());
                            finished.set(true);
                            return 1;
                        });
                        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                                .execute(failed::countDown);
                        abreast.end();
                    }
                })
                .hasMessage("no");
        assertThat(finished).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void keepsOnlyAsManyResultsWaitingAsAllowed() {
        AtomicInteger begun = new AtomicInteger();
        try (OrderedParallel<Integer> abreast = new OrderedParallel<>(2, 2, results::add)) {
            for (int i = 0; i < 20; i++) {
                abreast.add(begun::incrementAndGet);
                assertThat(begun.get() - results.size()).isLessThanOrEqualTo(2);
            }
            abreast.end();
        }
        assertThat(results).hasSize(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
