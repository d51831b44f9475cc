package federzug.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a trust source rests on, as files to be kept with a report. */
final class TrustFiles {
    private static final long LARGEST = 50_000_000;

    private TrustFiles() {}


    static Map<String, byte[]> all(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.filter(Files::isRegularFile).forEach(file -> add(files, file));
            } catch (IOException e) {
                // Without lists nothing was called valid either.
                return files;
            }
        }
        return files;
    }

    /** The lists among the answers of the example network. */
    static Map<String, byte[]> lists(Map<String, byte[]> answers) {
        Map<String, byte[]> files = new TreeMap<>();
        answers.forEach((address, answer) -> {
            if (answer.length > 0 && (answer[0] == '<' || answer[0] == (byte) 0xEF)) {
                files.put(address.replaceAll("^.*/", "").replaceAll("[^A-Za-z0-9._-]", "_"), answer);
            }
        });
        return files;
    }

    private static void add(Map<String, byte[]> files, Path file) {
        try {
            if (Files.size(file) <= LARGEST) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            // Gone in the meantime: what cannot be read cannot be kept.
            return;
        }
    }
}
