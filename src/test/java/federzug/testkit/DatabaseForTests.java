package federzug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Which database the tests tagged {@code database} work on: the embedded one, and in a second run of the same tests
 * PostgreSQL ({@code federzug.test.database=postgresql}).
 */
public final class DatabaseForTests {
    private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("federzug.test.database"));
    private static final Map<Path, String> HOMES = new HashMap<>();
    private static @Nullable PostgresCluster cluster;

    private DatabaseForTests() {}

    /** The first column of a query, in full. */
    public static List<Long> numbers(Connection database, String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    /** An empty database, in memory or on the server of this run. */
    public static DataSource empty() {
        if (POSTGRESQL) {
            return new DriverManagerDataSource(created(), PostgresCluster.USER, PostgresCluster.PASSWORD);
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** What a home must be told to have its data on the server; nothing for the embedded database. */
    public static synchronized Map<String, String> settings(Path home) {
        if (!POSTGRESQL) {
            return Map.of();
        }
        String url = HOMES.computeIfAbsent(home.toAbsolutePath().normalize(), key -> created());
        return Map.of(
                "federzug.database.url",
                url,
                "federzug.database.user",
                PostgresCluster.USER,
                "federzug.database.password-file",
                server().passwordFile().toString());
    }

    /** The same for the home that a command line names. */
    public static Map<String, String> settings(Path folder, List<String> arguments) {
        int home = arguments.indexOf("--home");
        return home < 0 || arguments.contains("--config")
                ? Map.of()
                : settings(folder.resolve(arguments.get(home + 1)));
    }

    /** Whether this run is on PostgreSQL. */
    public static boolean isServer() {
        return POSTGRESQL;
    }

    /** Gives a home a schema of that name, which is not there yet. */
    public static synchronized void adopt(Path home, String schema) {
        HOMES.put(home.toAbsolutePath().normalize(), created(schema));
    }

    /** Gives a home the database that another one has. */
    public static synchronized void share(Path home, Path other) {
        settings(other);
        HOMES.put(
                home.toAbsolutePath().normalize(),
                HOMES.get(other.toAbsolutePath().normalize()));
    }

    /** A schema as SQL, without the rows of one table. */
    public static String dump(String schema, String without) {
        return server().dump(schema, without);
    }

    /** Runs what {@link #dump} wrote; the schema is there already. */
    public static void load(String sql) {
        try (Connection connection = server().connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replaceFirst("(?m)^CREATE SCHEMA .*;$", ""));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String created() {
        return created("t" + UUID.randomUUID().toString().replace("-", ""));
    }

    private static synchronized String created(String name) {
        try (Connection connection = server().connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server().url("postgres") + "?currentSchema=" + name;
    }

    private static synchronized PostgresCluster server() {
        if (cluster == null) {
            try {
                PostgresCluster started = PostgresCluster.startQuick();
                Runtime.getRuntime().addShutdownHook(new Thread(started::close));
                cluster = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return cluster;
    }
}
