package federzug.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file beside a file in which its bytes are written before they take its name: hidden, its owner's alone, and always
 * of the same name, so that what a killed process has left is found by the next one.
 */
public final class PartFile {
    private PartFile() {}

    /** @return empty; what was left of an earlier attempt is gone. Two who write the same file at once: one of them fails */
    public static Path begin(Path file) throws IOException {
        Path part = beside(file);
        Files.deleteIfExists(part);
        return Files.createFile(part, ownerOnly(part));
    }

    /** Removes what was left of an earlier attempt. */
    public static void clear(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".part");
    }

    private static FileAttribute<?>[] ownerOnly(Path part) {
        return part.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
