package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a matter was read from.
 *
 * @param file the YAML file or table
 * @param text the canonical form of what was read (YAML), from which the same matter can be read again
 * @param lines one-based line of each key path, for example {@code personen[2].mail}
 */
public record Source(Path file, String text, Map<String, Integer> lines) {
    public Source {
        lines = Map.copyOf(lines);
    }

    /** The folder that relative paths in the data refer to. */
    public Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Folder and file name, line and key: where to look for the value. */
    public Place place(String key) {
        return new Place(DataFile.shown(file), lines.getOrDefault(key, 0), key);
    }
}
