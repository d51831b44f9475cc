package federzug.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL server of its own on a free loopback port, from Debian's package; never the machine's. Where the package
 * is absent the test is skipped with a clear word.
 */
public final class PostgresCluster implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    static final String USER = "federzug";
    static final String PASSWORD = "nur-zum-testen";

    private final Path folder;
    private final Path programs;
    private final int port;

    private String settings = "";

    private PostgresCluster(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    public static PostgresCluster start() throws IOException {
        return start("scram-sha-256", "");
    }

    /** Counts what each statement costs, in the view {@code pg_stat_statements}. */
    public static PostgresCluster startCounting() throws IOException, SQLException {
        PostgresCluster cluster = start("scram-sha-256", " -c shared_preload_libraries=pg_stat_statements");
        try (Connection database = cluster.connection();
                Statement statement = database.createStatement()) {
            statement.execute("create schema statistics");
            statement.execute("create extension pg_stat_statements schema statistics");
        }
        return cluster;
    }

    /** For many small tests: asks for no password, and forgets everything when the machine stops. */
    static PostgresCluster startQuick() throws IOException {
        return start("trust", " -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300");
    }

    private static PostgresCluster start(String access, String settings) throws IOException {
        Path programs = programs();
        Path folder = Files.createTempDirectory("federzug-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        PostgresCluster cluster = new PostgresCluster(folder, programs, LocalPort.free());
        // The server refuses to run as root.
        if (isRoot()) {
            must(Program.run("chown", "-R", "postgres", folder.toString()));
        }
        must(cluster.program(
                "initdb",
                "-D",
                cluster.data(),
                "-U",
                "federzug",
                "-A",
                access,
                "-E",
                "UTF8",
                "--locale=C",
                "--pwfile=" + password));
        cluster.settings = settings;
        cluster.begin();
        return cluster;
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                List<Path> found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found.get(found.size() - 1);
                }
            }
        }
        if (Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError("PostgreSQL is missing and skips are forbidden: install postgresql");
        }
        assumeTrue(false, "skipped: PostgreSQL (Debian package postgresql) is not installed");
        return VERSIONS;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** For whoever runs this test. */
    Path passwordFile() {
        try {
            Path file = Files.createTempFile("federzug-postgres", ".password");
            file.toFile().deleteOnExit();
            return Files.writeString(file, PASSWORD);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The configuration that names this server, with its password in a file beside it. */
    public Path configuration(Path at) throws IOException {
        Path password = Files.writeString(at.resolve("database-password"), PASSWORD);
        Files.setPosixFilePermissions(password, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(at.resolve("federzug.yaml"), """
                federzug:
                  database:
                    url: jdbc:postgresql://127.0.0.1:%d/postgres
                    user: federzug
                    password-file: %s
                """.formatted(port, password));
    }

    public DataSource source() {
        return new DriverManagerDataSource(url("postgres"), USER, PASSWORD);
    }

    public Connection connection() throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, PASSWORD);
    }

    /** Stops as by a power cut: every connection breaks, and nobody is let in. */
    public void crash() {
        must(program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop"));
    }

    /** Is there (again). */
    public void begin() throws IOException {
        must(program(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder + settings,
                "start"));
    }

    /** A schema as SQL, without the rows of one table. */
    String dump(String schema, String without) {
        Program.Ended dumped = program(
                "pg_dump",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER,
                "--schema=" + schema,
                "--inserts",
                "--no-owner",
                "--no-privileges",
                "--exclude-table-data=" + schema + "." + without,
                "postgres");
        must(dumped);
        // Commands to psql; whoever reads it otherwise knows nothing of them.
        return dumped.output()
                .lines()
                .filter(line -> !line.startsWith("\\"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Forgets everything. */
    public void renew() throws SQLException {
        try (Connection database = connection();
                Statement statement = database.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }

    @Override
    public void close() {
        program("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        Program.run("rm", "-rf", folder.toString());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Program.Ended program(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(List.of(arguments));
        return Program.run(command.toArray(String[]::new));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void must(Program.Ended ended) {
        if (ended.exit() != 0) {
            throw new AssertionError(ended.output());
        }
    }
}
