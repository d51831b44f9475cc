package federzug.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the document that foreign programs sign for {@code src/test/resources/federzug/pipeline/returned}. */
public final class ReturnedSpecimens {
    private ReturnedSpecimens() {}

    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0]), SigningSpecimen.pdf(210, 62, "raphael", "rodig", "forkert"));
    }
}
