package federzug.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Caches values computed from the bytes of files, such as digests, while the files do not change. A file is unchanged while
 * its inode, size and ctime (which programs cannot set) are the same. Clocks of file systems are coarse: a value is cached
 * only after the file was seen unchanged for 50 ms. Entries expire after ten minutes. Where a file system has no ctime, as on
 * Windows, nothing is cached.
 *
 * @param <V> what was computed
 */
public final class UnchangedFiles<V> {
    private static final boolean POSSIBLE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
    private static final int MOST = 4_096;
    /** Longer than a tick of any file system's clock. */
    private static final Duration TICKS = Duration.ofMillis(50);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Map<Path, Seen<V>> seen = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Seen<V>> eldest) {
            return size() > MOST;
        }
    };

    /** Computes something from the bytes of a file. */
    @FunctionalInterface
    public interface Computation<V> {
        V of(Path file) throws IOException;
    }

    /** What is remembered of the file, else what is computed now. */
    public V value(Path file, Computation<V> computation) throws IOException {
        Look look = look(file);
        V known = look.value();
        if (known != null) {
            return known;
        }
        V computed = computation.of(file);
        look.remember(computed);
        return computed;
    }

    /** Looks at a file before its bytes are read. */
    public Look look(Path file) throws IOException {
        return new Look(file, POSSIBLE && file.getFileSystem() == FileSystems.getDefault() ? State.of(file) : null);
    }

    /** A file as it was at one moment. */
    public final class Look {
        private final Path file;
        private final @Nullable State state;
        private final long at = System.nanoTime();

        private Look(Path file, @Nullable State state) {
            this.file = file;
            this.state = state;
        }

        /** What was computed from these very bytes; null if nothing was, or too long ago. */
        public @Nullable V value() {
            Seen<V> last = last();
            return last == null || at - last.computedAt() > LONGEST.toNanos() ? null : last.value();
        }

        /** Remembers what was computed from the bytes that were read after the look. */
        public void remember(V computed) {
            if (state == null) {
                return;
            }
            Seen<V> last = last();
            long since = last == null ? at : last.since();
            V believed = at - since < TICKS.toNanos() ? null : computed;
            synchronized (seen) {
                seen.put(file, new Seen<>(state, since, at, believed));
            }
        }

        private @Nullable Seen<V> last() {
            if (state == null) {
                return null;
            }
            synchronized (seen) {
                Seen<V> last = seen.get(file);
                return last != null && last.state().equals(state) ? last : null;
            }
        }
    }

    /**
     * @param since when the file was first seen like this
     * @param value null as long as a change within the same tick could go unnoticed
     */
    private record Seen<V>(
            State state,
            long since,
            long computedAt,
            @Nullable V value) {}

    private record State(Object inode, Object size, FileTime changed) {
        static State of(Path file) throws IOException {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,size,ctime");
            return new State(
                    Objects.requireNonNull(attributes.get("ino")),
                    Objects.requireNonNull(attributes.get("size")),
                    (FileTime) Objects.requireNonNull(attributes.get("ctime")));
        }
    }
}
