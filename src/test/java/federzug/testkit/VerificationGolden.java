package federzug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Golden text beside the tests; {@code -Dgolden=update} rewrites it. */
public final class VerificationGolden {
    private VerificationGolden() {}

    /**
     * @param file below {@code src/test/resources}
     */
    public static void assertSame(String file, String actual) {
        Path path = Path.of("src/test/resources").resolve(file);
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new AssertionError("no golden file " + path, e);
        }
    }
}
