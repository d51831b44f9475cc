package federzug.document;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a file so that after a kill or a power cut it is there in full or not at all. */
final class DurableFile {
    /** Folders whose own names this process has made durable: 256 shelves, and the like. */
    private static final Set<Path> FLUSHED = ConcurrentHashMap.newKeySet();

    private DurableFile() {}

    /** Makes the folder if need be. */
    static void write(Path folder, String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            // Two writers of the same bytes may meet here: the later rename replaces equal bytes.
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        flushFolder(folder);
        if (!FLUSHED.contains(folder)) {
            flushFolder(folder.resolve(".."));
            FLUSHED.add(folder);
        }
    }

    /** Makes names in a folder durable. Windows has no such call and does not need it. */
    static void flushFolder(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
