package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The small share of {@link RenderFuzz} that runs at every build, always with the same files. */
class RenderFuzzIT {
    @Test
    void aFewBrokenFilesAreSetOrRefused() throws Exception {
        RenderFuzz.Outcome outcome = new RenderFuzz().run(20211201, 60);
        assertThat(outcome.set()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }
}
