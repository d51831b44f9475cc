package federzug.agreement;

import federzug.notice.Place;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a matter was read from.
 *
 * @param file the YAML file or table
 * @param text the canonical form of what was read (YAML), from which the same matter can be read again
 * @param places where each key path stands, for example {@code personen[2].mail}: a line, or a cell of a table
 */
public record Source(Path file, String text, Map<String, Place> places) {
    public Source {
        places = Map.copyOf(places);
    }

    /** The folder that relative paths in the data refer to. */
    public Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Folder and file name, line and key, or cell: where to look for the value. */
    public Place place(String key) {
        return places.getOrDefault(key, Place.in(DataFile.shown(file), key));
    }
}
