package federzug.backup;

import federzug.file.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps other processes from reading all data of a home and its database, or deleting from them, until it is closed. */
public final class ExclusiveAccess implements AutoCloseable {
    private final HomeLock home;
    private final JdbcTables.Held everywhere;

    private ExclusiveAccess(HomeLock home, JdbcTables.Held everywhere) {
        this.home = home;
        this.everywhere = everywhere;
    }

    /** @return empty if another process has it; then nothing stays locked */
    static Optional<ExclusiveAccess> take(Path home, JdbcTables tables) throws IOException {
        Optional<HomeLock> here = HomeLock.take(home);
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Optional<JdbcTables.Held> everywhere = Optional.empty();
        try {
            everywhere = tables.alone();
        } finally {
            if (everywhere.isEmpty()) {
                here.get().close();
            }
        }
        return everywhere.map(held -> new ExclusiveAccess(here.get(), held));
    }

    @Override
    public void close() {
        everywhere.close();
        home.close();
    }
}
