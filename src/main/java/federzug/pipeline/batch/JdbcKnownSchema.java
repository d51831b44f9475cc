package federzug.pipeline.batch;

import federzug.file.WholeFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Remembers in the home that this very program has found these very migrations in the database, and nothing to do: then
 * the next start need not look through all of them. Whatever differs – another program, a database that was changed by
 * one, restored or exchanged – is not known, and looked at as a whole.
 */
final class JdbcKnownSchema {
    static final String FILE = "database.schema";

    /** The end of a jar lists what is in it, with check sums. */
    private static final int LISTING = 1 << 19;

    private static final String HISTORY = "select \"version\", \"checksum\", \"success\" from \"flyway_schema_history\""
            + " order by \"installed_rank\"";

    private final Path note;
    private final Path program;

    /** @param program the jar that holds the migrations; of a folder nothing is remembered */
    JdbcKnownSchema(Path home, Path program) {
        this.note = home.resolve(FILE);
        this.program = program;
    }

    static JdbcKnownSchema of(Path home) {
        CodeSource source = JdbcKnownSchema.class.getProtectionDomain().getCodeSource();
        return new JdbcKnownSchema(home, file(source.getLocation()));
    }

    /** Within another jar, for example, there is none. */
    static Path file(URL location) {
        try {
            return location.getProtocol().equals("file") ? Path.of(location.toURI()) : Path.of("");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Path.of("");
        }
    }

    boolean isAsRemembered(DataSource database) {
        try {
            return Files.isRegularFile(note)
                    && state(database).filter(Files.readString(note)::equals).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** To be called when the database has become what the program wants. */
    void remember(DataSource database) {
        Optional<String> state = state(database);
        if (state.isPresent()) {
            try {
                WholeFile.write(note, state.get().getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The next start looks again.
            }
        }
    }

    private Optional<String> state(DataSource database) {
        if (!Files.isRegularFile(program)) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HISTORY)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(listing());
            while (rows.next()) {
                String row = rows.getString(1) + ' ' + rows.getString(2) + ' ' + rows.getString(3) + '\n';
                digest.update(row.getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (SQLException | IOException e) {
            return Optional.empty(); // no such table yet, or trouble that whoever looks properly will tell
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private ByteBuffer listing() throws IOException {
        try (FileChannel jar = FileChannel.open(program)) {
            long size = jar.size();
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + (int) Math.min(size, LISTING));
            bytes.putLong(size);
            jar.position(Math.max(0, size - LISTING));
            while (bytes.hasRemaining() && jar.read(bytes) >= 0) {
                // until all is read
            }
            return bytes.flip();
        }
    }
}
