package federzug.agreement;

import federzug.notice.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The paths of what the reader refuses in a text. */
    public static Set<String> refusedAt(String yaml) {
        Problems problems = new Problems();
        YamlDocument.read(yaml, "", problems)
                .flatMap(written -> MatterReading.read(written, Path.of("x"), ReferencedFiles.NOTHING, problems));
        return problems.notices().stream()
                .filter(Notice::isError)
                .map(notice -> notice.place().within())
                .collect(Collectors.toSet());
    }

    public static Matter complete() {
        return CanonicalForm.read(everyKey(), Path.of("complete/vorgang.yaml"));
    }

    /** What stands in a folder, a table or a file, as every door reads it. */
    public static Reading reading(Path path) {
        return new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null))).read(path);
    }

    public static Matter addedTo(Matter matter) {
        return CanonicalForm.addedTo(matter);
    }
}
