package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedDraftsTest {
    private static final Digest ONE = Digest.of("1".getBytes(StandardCharsets.UTF_8));
    private static final Digest TWO = Digest.of("2".getBytes(StandardCharsets.UTF_8));

    @Test
    void areTheSameAfterTheyWereKeptAsText() {
        CheckedDrafts both = new CheckedDrafts(Map.of("crimmitschau", ONE, "weisswasser-o-l", TWO), ONE);
        CheckedDrafts releaseOnly = new CheckedDrafts(Map.of(), TWO);

        assertThat(CheckedDrafts.parse(both.text())).isEqualTo(both);
        assertThat(CheckedDrafts.parse(releaseOnly.text())).isEqualTo(releaseOnly);
        assertThat(CheckedDrafts.parse("")).isEqualTo(CheckedDrafts.NONE);
        assertThat(CheckedDrafts.NONE.text()).isEmpty();
    }
}
