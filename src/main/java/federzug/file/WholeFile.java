package federzug.file;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a file beside its place, forces its bytes to the disk, and renames it. Several may write the same file at once:
 * the last rename counts.
 */
public final class WholeFile implements AutoCloseable {
    /** Folders whose own names this process has made durable. */
    private static final Set<Path> FLUSHED = ConcurrentHashMap.newKeySet();

    private static final int SLICE = 1 << 16;

    private final Path file;
    private final Path part;

    private WholeFile(Path file, Path part) {
        this.file = file;
        this.part = part;
    }

    /** The bytes are on the disk when this returns; the name is after {@link #flush}. Makes the folder if need be. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (WholeFile whole = beside(file)) {
            whole.fill(bytes);
            whole.takeName();
        }
    }

    /** As {@link #write}, with the name, and that of its folder, on the disk when this returns. */
    public static void writeDurably(Path file, byte[] bytes) throws IOException {
        writeDurably(file, out -> slices(bytes, out));
    }

    /** As {@link #writeDurably(Path, byte[])}, for bytes that are not in memory all at once. */
    public static void writeDurably(Path file, Filling bytes) throws IOException {
        try (WholeFile whole = beside(file)) {
            whole.fill(bytes);
            whole.takeName();
        }
        Path folder = folderOf(file);
        flush(folder);
        if (!FLUSHED.contains(folder)) {
            flush(folder.resolve(".."));
            FLUSHED.add(folder);
        }
    }

    /**
     * Begins a file that takes its name by {@link #takeName}; closed before that, nothing is left of it. Only its owner
     * may read it unless its rights are changed. Makes the folder if need be.
     */
    public static WholeFile beside(Path file) throws IOException {
        Files.createDirectories(folderOf(file));
        return new WholeFile(file, PartFile.begin(file));
    }

    /** Where it lies until it takes its name: for its rights and its time. */
    public Path part() {
        return part;
    }

    /** The bytes are on the disk when this returns. */
    public void fill(byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            // In slices: the JDK keeps memory outside the heap as large as the largest write, for each thread.
            for (int at = 0; at < bytes.length; ) {
                at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(SLICE, bytes.length - at)));
            }
            channel.force(true);
        }
    }

    /** Writes what a file is filled with. */
    @FunctionalInterface
    public interface Filling {
        void writeTo(OutputStream file) throws IOException;
    }

    /** As {@link #fill(byte[])}, for bytes that are not in memory all at once. */
    public void fill(Filling bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), SLICE)) {
            bytes.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    public void takeName() throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }

    /** Makes names in a folder durable. Windows has no such call and does not need it. */
    public static void flush(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void slices(byte[] bytes, OutputStream out) throws IOException {
        for (int at = 0; at < bytes.length; at += SLICE) {
            out.write(bytes, at, Math.min(SLICE, bytes.length - at));
        }
    }

    /** Removes what killed processes have left in this folder; once per process. */
    public static void clear(Path folder) throws IOException {
        PartFile.clear(folder);
    }

    static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        return folder;
    }
}
