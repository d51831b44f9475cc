package federzug.pipeline.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock file of a data folder that one process at a time holds; the operating system gives it back when a process dies.
 * Threads of one process hold it together.
 */
final class HomeGate {
    private static final Map<Path, HomeGate> GATES = new ConcurrentHashMap<>();
    /** A process that holds the lock longer than this hangs: the next one then tries without the lock. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final long PAUSE = 20;

    private final Path file;
    private int inside;
    private @Nullable FileChannel channel;

    private HomeGate(Path file) {
        this.file = file;
    }

    static HomeGate of(Path home) {
        return GATES.computeIfAbsent(
                home.resolve("database.lock").toAbsolutePath().normalize(), HomeGate::new);
    }

    /** Waits until no other process is inside. */
    synchronized void enter() {
        if (inside++ == 0) {
            channel = locked();
        }
    }

    synchronized void leave() {
        if (--inside > 0) {
            return;
        }
        try (FileChannel held = channel) {
            channel = null; // closing it gives the lock back
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable FileChannel locked() {
        try {
            FileChannel opened = open();
            long end = System.nanoTime() + LONGEST.toNanos();
            @Nullable FileLock lock = opened.tryLock();
            while (lock == null && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
                lock = opened.tryLock();
            }
            return opened;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IOException e) {
            // A file system without locks: everything works as long as one process at a time uses the folder.
            return null;
        }
    }

    private FileChannel open() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !Files.exists(file)) {
            return FileChannel.open(
                    file,
                    java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
