package federzug.agreement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads matters from what staff write. */
public interface MatterReader {
    /**
     * Reads one matter after the other, however many there are: nothing of a matter is kept after it was taken but its
     * identity.
     *
     * @param path a folder with {@code vorgang.yaml}, such a file, a table (CSV or XLSX), or a folder of such folders
     *     and tables {@code vorgaenge*.csv|xlsx}
     * @param taker gets at most one matter at a time with what is wrong or remarkable about it; errors of a whole file
     *     comes without a matter. Never throws for bad content
     */
    void each(Path path, Consumer<Reading> taker);

    /**
     * @return every good matter and all problems of all files at once: for few
     */
    default Reading read(Path path) {
        List<Reading> readings = new ArrayList<>();
        each(path, readings::add);
        return new Reading(
                readings.stream().flatMap(one -> one.matters().stream()).toList(),
                readings.stream().flatMap(one -> one.notices().stream()).toList(),
                readings.stream().mapToInt(Reading::refused).sum());
    }
}
