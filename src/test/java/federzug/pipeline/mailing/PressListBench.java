package federzug.pipeline.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A press list of thousands of rows: right mailboxes, each once, and what a mail costs from list to server. */
class PressListBench {
    private static final int ROWS = Integer.getInteger("federzug.bench.rows", 5_000);
    private static final double MOST_MILLIS = 8;

    @TempDir
    Path folder;

    @Test
    void aListOfThousands() throws Exception {
        PressListIT.sent(folder.resolve("warm"), ROWS / 5);
        String line = PressListIT.sent(folder.resolve("measured"), ROWS);
        System.out.println(line);
        assertThat(Double.parseDouble(line.replaceFirst(".*mails, ([0-9.]+) ms.*", "$1")))
                .as(line)
                .isLessThanOrEqualTo(MOST_MILLIS);
    }
}
