package federzug.verification;

import org.junit.jupiter.api.Test;

/** A small share of {@link MutantFuzz}. */
class MutantIT {
    @Test
    void noDamagedDocumentCrashesHangsOrIsValid() {
        new MutantTrial().run(0, 150);
    }
}
