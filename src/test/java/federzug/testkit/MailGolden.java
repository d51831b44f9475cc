package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with the file beside the test; {@code -Dgolden=update} writes it anew. */
public final class MailGolden {
    private MailGolden() {}

    public static void matches(String actual, String file) {
        Path golden = Path.of("src/test/resources/federzug", file);
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
