package federzug.delivery;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a password, token or PIN where the settings say it is; it is never one of the settings itself. */
final class Secrets {
    private Secrets() {}

    /**
     * @param code of the text that says what is missing
     */
    static String read(String file, String variable, String code) {
        try {
            if (!file.isEmpty()) {
                return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            throw new DeliveryException(Kind.INPUT, Notice.error(code, Place.file(file)), e);
        }
        String secret = variable.isEmpty() ? null : System.getenv(variable);
        if (secret == null) {
            throw new DeliveryException(Kind.INPUT, Notice.error(code, Place.in("", variable)), null);
        }
        return secret;
    }
}
