package federzug.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names a home by a random id that is kept in it: names of hosts, numbers of processes and paths repeat themselves. */
public final class HomeInstance {
    /** Belongs to this home alone: no backup holds it. */
    public static final String FILE = "instance.id";

    private static final int LENGTH = 36;

    private HomeInstance() {}

    /** The id of this home; made with the first call. Several processes may call at once. */
    public static String of(Path home) {
        Path file = home.resolve(FILE);
        try {
            String known = read(file);
            if (!known.isEmpty()) {
                return known;
            }
            try (WholeFile whole = WholeFile.beside(file)) {
                whole.fill(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
                if (Files.exists(file)) {
                    whole.takeName(); // it was empty or damaged
                } else {
                    Files.createLink(file, whole.part());
                }
            } catch (FileAlreadyExistsException e) {
                // Made by another call at the same moment: that one counts.
            } catch (UnsupportedOperationException e) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return text.length() == LENGTH ? text : "";
    }
}
