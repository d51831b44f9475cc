package federzug.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstDraftsTest {
    private static final Digest ONE = Digest.of("1".getBytes(StandardCharsets.UTF_8));
    private static final Digest TWO = Digest.of("2".getBytes(StandardCharsets.UTF_8));

    @Test
    void areTheSameAfterTheyWereKeptAsText() {
        FirstDrafts both = new FirstDrafts(Map.of("crimmitschau", ONE, "weisswasser-o-l", TWO), ONE);
        FirstDrafts releaseOnly = new FirstDrafts(Map.of(), TWO);

        assertThat(FirstDrafts.parse(both.text())).isEqualTo(both);
        assertThat(FirstDrafts.parse(releaseOnly.text())).isEqualTo(releaseOnly);
        assertThat(FirstDrafts.parse("")).isEqualTo(FirstDrafts.NONE);
        assertThat(FirstDrafts.NONE.text()).isEmpty();
    }
}
