package federzug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database with all tables and nothing in them, made once in a JVM and copied: the migrations of a new home
 * cost more than all the rest of a small test. Tests that start Federzug as its own process migrate for real.
 */
final class PreparedDatabase {
    private static final String NAME = "federzug.mv.db";
    private static byte @Nullable [] made;

    private PreparedDatabase() {}

    /** Puts it into a home that is not there yet. */
    static void into(Path home, String password) {
        if (Files.exists(home)) {
            return;
        }
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            Path file = home.resolve(NAME);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, made(password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized byte[] made(String password) throws IOException {
        byte[] known = made;
        if (known == null) {
            Path folder = Files.createTempDirectory("federzug-tables");
            Flyway.configure(PreparedDatabase.class.getClassLoader())
                    .dataSource("jdbc:h2:file:" + folder.resolve("federzug"), "federzug", password)
                    .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                    .outOfOrder(true)
                    .load()
                    .migrate();
            known = Files.readAllBytes(folder.resolve(NAME));
            Files.delete(folder.resolve(NAME));
            Files.delete(folder);
            made = known;
        }
        return known;
    }
}
