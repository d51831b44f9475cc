package federzug.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * Removes this process's folder for temporary files. Libraries put parts of documents there, which would be readable
 * for everybody on the machine; the launcher therefore gives each process a folder of its own, {@code
 * federzug-PROCESS.RANDOM}, which only its owner may enter. It is removed at the end, with those of processes that were
 * killed.
 */
@NullMarked
public final class ScratchFolder {
    private static final Pattern NAME = Pattern.compile("federzug-(\\d{1,18})\\.\\w+");

    /** A younger one may belong to a process that cannot be seen from here, in another container. */
    private static final Duration AGE = Duration.ofHours(1);

    private ScratchFolder() {}

    /** Does nothing where the launcher has given no such folder. */
    public static void begin() {
        Path own = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        if (isScratch(own)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "scratch-folder"));
            removeLeftovers(own);
        }
    }

    private static boolean isScratch(Path folder) {
        return NAME.matcher(String.valueOf(folder.getFileName())).matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes the folders beside this one whose process is gone, as far as they belong to the same person. */
    static void removeLeftovers(Path own) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(own.resolveSibling(""), "federzug-*.*")) {
            for (Path folder : all) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        && isScratch(folder)
                        && written(folder).plus(AGE).isBefore(written(own))
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))) {
                    remove(folder);
                }
            }
        } catch (IOException | RuntimeException e) {
            // The next one tries again.
        }
    }

    private static Instant written(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).toInstant();
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException trouble) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What is still in use stays until the next one comes by.
        }
    }
}
