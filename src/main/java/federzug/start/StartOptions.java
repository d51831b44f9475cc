package federzug.start;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a door knows before the application starts.
 *
 * @param home folder with data and database, as it was named
 * @param config configuration file; null: the one in the working folder or in the home, if there is one
 * @param verbose log to the console
 */
public record StartOptions(String home, @Nullable Path config, boolean verbose) {}
