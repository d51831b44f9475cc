package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What is read and set beside the start must itself be right, or it would warm nothing. */
class WarmUpIT {
    @Test
    void readsAndSetsItsOwnProbe() {
        assertThatCode(() -> {
                    WarmUp.readALine();
                    WarmUp.setAPage();
                })
                .doesNotThrowAnyException();
    }
}
