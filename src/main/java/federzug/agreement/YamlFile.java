package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A YAML file on disk. */
final class YamlFile {
    private YamlFile() {}

    static Optional<Written> read(Path file, int largest, Problems problems) {
        String shown = DataFile.shown(file);
        if (!Files.isRegularFile(file)) {
            problems.error("agreement.file.missing", Place.file(shown), file.getFileName());
            return Optional.empty();
        }
        Optional<byte[]> bytes = DataFile.bytes(file, largest, problems);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> text = DataFile.utf8(bytes.get());
        if (text.isEmpty()) {
            problems.error("agreement.file.not-utf8", new Place(shown, DataFile.firstForeignLine(bytes.get()), ""));
            return Optional.empty();
        }
        return YamlDocument.read(text.get(), shown, problems);
    }
}
