package federzug.pipeline.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The data of one matter as a file in a folder of its own, with the files that they name beside it, for what reads
 * files; deleted when closed.
 */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final Path file;

    private DataFolder(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * @param beside content by the relative path under which the data name it; what would lie elsewhere is left out
     */
    public static DataFolder of(String yaml, Map<String, byte[]> beside) {
        try {
            Path folder = Files.createTempDirectory("federzug-data");
            for (Map.Entry<String, byte[]> one : beside.entrySet()) {
                put(folder, one.getKey(), one.getValue());
            }
            Path file = folder.resolve("vorgang.yaml");
            Files.write(file, yaml.getBytes(StandardCharsets.UTF_8));
            return new DataFolder(folder, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path folder, String name, byte[] content) throws IOException {
        try {
            Path target = folder.resolve(name).normalize();
            if (target.startsWith(folder) && !target.equals(folder) && target.getParent() != null) {
                Files.createDirectories(target.getParent());
                Files.write(target, content);
            }
        } catch (InvalidPathException e) {
            // The reader of the data reports a missing file.
        }
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // The folder for temporary files goes with the process.
            folder.toFile().deleteOnExit();
        }
    }
}
