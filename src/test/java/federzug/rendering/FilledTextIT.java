package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small share of {@link FilledTextFuzz} that runs at every build, always with the same values. */
class FilledTextIT {
    @TempDir
    Path folder;

    @Test
    void whatTheDataSayIsWhatThePdfSays() throws Exception {
        FilledTextFuzz.Outcome outcome = new FilledTextFuzz().run(folder, 20211201, 45);
        assertThat(outcome.same()).isGreaterThan(30);
        assertThat(outcome.refused()).isPositive();
    }
}
