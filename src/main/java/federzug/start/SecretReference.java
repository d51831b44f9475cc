package federzug.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * Where a secret is found: {@code env:NAME} or {@code file:PATH}.
 *
 * @param variable whether it is the name of an environment variable, else a path
 */
@NullMarked
record SecretReference(boolean variable, String where) {
    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Empty if the text is neither: then it may be the secret itself, and is not to be shown. */
    static Optional<SecretReference> of(String text) {
        String given = text.strip();
        if (given.startsWith(ENV)
                && VARIABLE.matcher(given.substring(ENV.length())).matches()) {
            return Optional.of(new SecretReference(true, given.substring(ENV.length())));
        }
        if (given.startsWith(FILE) && given.length() > FILE.length()) {
            return Optional.of(new SecretReference(false, given.substring(FILE.length())));
        }
        return Optional.empty();
    }

    /** Whether others than its owner can read the file, where the file system knows owners. */
    static boolean isOpen(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions());
    }

    /** The same for a file that may be missing; its reader reports that. */
    static boolean isOpen(String file) {
        try {
            return isOpen(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
