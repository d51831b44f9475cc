package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedParallelTest {
    private final List<Integer> results = new ArrayList<>();

    @Test
    void handsResultsOnInTheOrderInWhichTheWorkWasGiven() {
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
    void tellsTheTroubleOfAPieceOfWorkAndEnds() {
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
