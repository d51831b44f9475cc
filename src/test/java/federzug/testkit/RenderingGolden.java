package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text beside the test that was looked at by a person; {@code -Dgolden=update} writes it anew. */
public final class RenderingGolden {
    private RenderingGolden() {}

    public static void assertSame(String name, String actual) {
        Path file = Path.of("src/test/resources/federzug/rendering", name);
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
