package federzug.signing.device;

import federzug.notice.Place;
import federzug.signing.SigningException;
import federzug.signing.SigningSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds a device's PIN in the environment or in a file, so that no one need be asked. */
public final class PinSource {
    private static final int LONGEST = 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Function<String, @Nullable String> environment;

    public PinSource(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * @return the caller's to wipe; empty if neither variable nor file is configured
     * @throws SigningException if one is configured but missing, or others can read the file
     */
    Optional<char[]> find(String device, SigningSettings.Device settings) {
        return find(device, settings.pinEnv(), settings.pinFile());
    }

    /** The same for another secret of the device. */
    Optional<char[]> find(String device, @Nullable String variable, @Nullable Path file) {
        if (variable != null) {
            String value = environment.apply(variable);
            if (value == null) {
                throw refused("signing.pin.no-variable", device, variable);
            }
            return Optional.of(value.toCharArray());
        }
        return file == null ? Optional.empty() : Optional.of(read(device, file));
    }

    private static char[] read(String device, Path file) {
        byte @Nullable [] bytes = null;
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
                throw refused("signing.pin.file-open", device, file);
            }
            if (Files.size(file) > LONGEST) {
                throw refused("signing.pin.no-file", device, file);
            }
            bytes = Files.readAllBytes(file);
            CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            char[] pin = firstLine(text);
            Arrays.fill(text.array(), '\0');
            return pin;
        } catch (IOException e) {
            throw refused("signing.pin.no-file", device, file).causedBy(e);
        } finally {
            if (bytes != null) {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    /** Editors end a file with a line break that is not part of the PIN. */
    private static char[] firstLine(CharBuffer text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        char[] pin = new char[end];
        text.get(pin);
        return pin;
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
