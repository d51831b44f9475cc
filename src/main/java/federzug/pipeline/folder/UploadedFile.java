package federzug.pipeline.folder;

import federzug.pipeline.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An upload as a file of its name in a folder of its own, for what works on files; deleted when closed. */
public final class UploadedFile implements AutoCloseable {
    private final Path folder;
    private final Path file;

    private UploadedFile(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    public static UploadedFile of(Upload upload) {
        try {
            Path folder = Files.createTempDirectory("federzug-upload");
            Path file = folder.resolve(upload.name());
            return new UploadedFile(folder, Files.write(file, upload.content()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return file;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // The folder for temporary files goes with the process.
            file.toFile().deleteOnExit();
        }
    }
}
