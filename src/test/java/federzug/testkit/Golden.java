package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text beside the test that a person has looked at; {@code -Dgolden=update} writes it anew. */
public final class Golden {
    private Golden() {}

    /**
     * @param file below {@code src/test/resources/federzug}
     */
    public static void assertSame(String file, String actual) {
        Path golden = Path.of("src/test/resources/federzug").resolve(file);
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new AssertionError("no golden file " + golden, e);
        }
    }
}
