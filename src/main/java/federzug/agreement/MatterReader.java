package federzug.agreement;

import java.nio.file.Path;

/** Reads matters from what staff write. */
public interface MatterReader {
    /**
     * @param path a folder with {@code vorgang.yaml}, such a file, or a folder of such folders
     * @return every good matter and all problems of all files; never throws for bad content
     */
    Reading read(Path path);
}
