package federzug.delivery.smtp;

import federzug.delivery.DeliveryException;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Reads a password, token or PIN where the settings say it is; it is never one of the settings itself. */
public final class Secrets {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Secrets() {}

    /**
     * @param code of the text that says what is missing
     * @throws DeliveryException also if others can read the file
     */
    public static String read(String file, String variable, String code) {
        try {
            if (!file.isEmpty()) {
                return read(Path.of(file));
            }
        } catch (IOException e) {
            throw DeliveryException.refused(code, Place.file(file)).causedBy(e);
        }
        String secret = variable.isEmpty() ? null : System.getenv(variable);
        if (secret == null) {
            throw DeliveryException.refused(code, Place.in("", variable));
        }
        return secret;
    }

    private static String read(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
            throw DeliveryException.refused("delivery.settings.file-open", Place.NOWHERE, file);
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
