package federzug.verification;

import org.junit.jupiter.api.Test;

/** {@code mvn verify -Pfuzz}, with {@code -Dfederzug.fuzz.mutants=N} and {@code -Dfederzug.fuzz.from=N} for others. */
class MutantFuzz {
    @Test
    void twentyThousandMutants() {
        long from = Long.getLong("federzug.fuzz.from", 1_000);
        long count = Long.getLong("federzug.fuzz.mutants", 20_000);
        int valid = new MutantTrial().run(from, count);
        System.out.println("Mutants: " + count + ", still valid: " + valid);
    }
}
