package federzug.agreement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets the test kit give its matters the text that a read matter has. */
public final class Canonical {
    private Canonical() {}

    /** A matter that uses every key of the format. */
    public static String everyKey() {
        try {
            return Files.readString(Path.of("src/test/resources/federzug/agreement/complete/vorgang.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Matter complete() {
        return CanonicalForm.read(everyKey(), Path.of("complete/vorgang.yaml"));
    }

    public static Matter addedTo(Matter matter) {
        return CanonicalForm.addedTo(matter);
    }
}
