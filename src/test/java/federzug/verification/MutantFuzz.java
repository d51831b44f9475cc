package federzug.verification;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code mvn verify -Pfuzz}, with {@code -Dfederzug.fuzz.mutants=N} and {@code -Dfederzug.fuzz.from=N} for others: in
 * batches, each the same for the same numbers. With {@code -Dfederzug.fuzz.minutes=N} no batch begins after that time; the
 * next call goes on from the number that the first skipped batch names.
 */
class MutantFuzz {
    private static final long BATCH = 500;

    @TestFactory
    Stream<DynamicTest> twentyThousandMutants() {
        long from = Long.getLong("federzug.fuzz.from", 1_000);
        long count = Long.getLong("federzug.fuzz.mutants", 20_000);
        long minutes = Long.getLong("federzug.fuzz.minutes", 0);
        long end = minutes == 0
                ? Long.MAX_VALUE
                : System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        MutantTrial trial = new MutantTrial();
        return LongStream.range(0, (count + BATCH - 1) / BATCH).mapToObj(batch -> {
            long first = from + batch * BATCH;
            long size = Math.min(BATCH, from + count - first);
            return dynamicTest(first + " to " + (first + size - 1), () -> {
                Assumptions.assumeTrue(System.nanoTime() < end, "go on with -Dfederzug.fuzz.from=" + first);
                System.out.println("Mutants " + first + " and " + (size - 1) + " more, still valid of all so far: "
                        + trial.run(first, size));
            });
        });
    }
}
