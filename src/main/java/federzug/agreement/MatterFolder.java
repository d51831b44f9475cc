package federzug.agreement;

import federzug.notice.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of a matter's data: a matter must not read other files of this machine. */
record MatterFolder(Path folder) {
    static MatterFolder of(Path dataFile) {
        Path absolute = dataFile.toAbsolutePath();
        Path parent = absolute.getParent();
        return new MatterFolder(parent == null ? absolute : parent);
    }

    /**
     * A file that the data name, if it is one and lies in the folder, links followed.
     *
     * @param outside code to report if it lies elsewhere
     * @param missing code to report if there is no such file
     */
    Optional<Path> file(String name, Place named, Problems problems, String outside, String missing) {
        try {
            Path relative = Path.of(name);
            Path file = folder.resolve(relative).normalize();
            if (relative.isAbsolute() || name.contains("\\") || !file.startsWith(folder.normalize())) {
                problems.error(outside, named, name);
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                problems.error(missing, named, name);
                return Optional.empty();
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                problems.error(outside, named, name);
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (InvalidPathException | IOException e) {
            problems.error(missing, named, name);
            return Optional.empty();
        }
    }
}
