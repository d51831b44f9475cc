package federzug.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary file beside a file in which its bytes are written before the rename: hidden, owner-only, and with
 * the writing process in its name, so that leftovers of a killed process are recognised and removed by the next.
 */
final class PartFile {
    private static final Pattern NAME = Pattern.compile("\\..*\\.([0-9]{1,18})-[0-9]+\\.part");
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Folders in which this process has looked already: the shelves of the store, and those of recent matters. */
    private static final int REMEMBERED = 1024;

    private static final Map<Path, Boolean> CLEARED = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private PartFile() {}

    /** @return an empty file for the one that wants to write; several may write the same file at once */
    static Path begin(Path file) throws IOException {
        Path folder = WholeFile.folderOf(file);
        clear(folder);
        Path part = folder.resolve("." + file.getFileName() + "." + PROCESS + "-" + NUMBER.incrementAndGet() + ".part");
        return Files.createFile(part, ownerOnly(part));
    }

    /** Removes what processes have left in this folder that are no more; once per process. */
    static void clear(Path folder) throws IOException {
        synchronized (CLEARED) {
            if (CLEARED.put(folder.toAbsolutePath(), true) != null) {
                return;
            }
        }
        clearAgain(folder);
    }

    static void clearAgain(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                Matcher name = NAME.matcher(String.valueOf(part.getFileName()));
                if (name.matches() && isLeft(part, Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (NoSuchFileException e) {
            // No folder, or another process clears it at the same moment.
        }
    }

    /** In a container the next process often has the number of the last: then its start time distinguishes them. */
    private static boolean isLeft(Path part, long process) throws IOException {
        Optional<ProcessHandle> alive = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
        Instant written =
                Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).toInstant();
        // The start is known to the second or worse.
        return alive.isEmpty()
                || alive.get()
                        .info()
                        .startInstant()
                        .filter(start -> written.isBefore(start.minusSeconds(2)))
                        .isPresent();
    }

    private static FileAttribute<?>[] ownerOnly(Path part) {
        return part.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
