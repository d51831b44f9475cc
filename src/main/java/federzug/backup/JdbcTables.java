package federzug.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies whole tables to files and back, a row a line, the same for every database. What lasts no longer than a run (its
 * leases, Spring Batch's own tables) or a login is left out, and so are the documents: they are saved as files.
 */
@Component
class JdbcTables {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> OF_A_RUN =
            Set.of("run_lease", "job_run", "matter_due", "worker_register", "incoming_run", "remote_login");
    private static final String DOCUMENTS = "document_content";
    private static final String HISTORY = "flyway_schema_history";
    private static final int TOGETHER = 500;
    /** {@code org.h2.engine.Constants.TRANSACTION_SNAPSHOT} */
    private static final int SNAPSHOT_OF_H2 = 6;

    /** One lock for each schema. */
    private static final String ALONE = "hashtext('federzug'), hashtext(current_schema())";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTables.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate atOnce;

    JdbcTables(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.atOnce = new TransactionTemplate(transactions);
    }

    /**
     * @param migrations applied so far
     * @param rows how many of each table
     */
    record Dumped(List<String> migrations, Map<String, Long> rows) {}

    /** Writes each table to a file of its name, all as they were at one moment. */
    Dumped dump(Path folder) {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            Set<String> tables = tables(connection);
            List<String> migrations = migrations(connection);
            int before = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(snapshot(connection));
            try {
                Map<String, Long> rows = new TreeMap<>();
                for (String table : tables) {
                    rows.put(table, dump(connection, table, folder.resolve(table + ".jsonl")));
                }
                return new Dumped(migrations, rows);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(before);
            }
        }));
    }

    /** In such a transaction every statement sees what was committed before the first one. */
    private static int snapshot(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                ? SNAPSHOT_OF_H2
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** Migrations that this program knows and has applied. */
    List<String> migrations() {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> migrations(connection)));
    }

    /** Held until it is closed, or the process ends. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a lock that one process at a time has, of all machines that share the database; the embedded database is of
     * one home, which has a lock of its own.
     *
     * @return empty if another one has it
     */
    Optional<Held> alone() {
        DataSource source = Objects.requireNonNull(jdbc.getDataSource());
        try {
            Connection connection = source.getConnection();
            try {
                boolean shared =
                        connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
                if (shared && isTrue(connection, "select pg_try_advisory_lock(" + ALONE + ")")) {
                    return Optional.of(() -> release(connection));
                }
                connection.close();
                return shared ? Optional.empty() : Optional.of(() -> {});
            } catch (SQLException e) {
                JdbcUtils.closeConnection(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("no lock", e);
        }
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The server releases the lock when the connection breaks. */
    private static void release(Connection connection) {
        try (connection) {
            isTrue(connection, "select pg_advisory_unlock(" + ALONE + ")");
        } catch (SQLException e) {
            LOG.info("the lock went with its connection", e);
        }
    }

    /** Our tables that hold anything, except those that a start fills. */
    Set<String> filled() {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> {
            Set<String> filled = new TreeSet<>();
            for (String table : tables(connection)) {
                if (!table.equals("send_ledger_name") && count(connection, table) > 0) {
                    filled.add(table);
                }
            }
            return filled;
        }));
    }

    /** Fills the empty tables, all or none. */
    void load(Path folder, Map<String, Long> rows) {
        atOnce.executeWithoutResult(status -> jdbc.execute((Connection connection) -> {
            List<String> order = inOrder(connection, tables(connection));
            for (int i = order.size() - 1; i >= 0; i--) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("delete from " + order.get(i));
                }
            }
            for (String table : order) {
                if (rows.getOrDefault(table, 0L) > 0) {
                    load(connection, table, folder.resolve(table + ".jsonl"));
                }
            }
            return true;
        }));
    }

    Set<String> tables() {
        return Objects.requireNonNull(jdbc.execute((Connection connection) -> tables(connection)));
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet found = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                boolean ours = !name.startsWith("batch_") && !name.startsWith("int_") && !name.equals(HISTORY);
                if (ours && !OF_A_RUN.contains(name) && !name.equals(DOCUMENTS)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Each after those that it refers to. */
    private static List<String> inOrder(Connection connection, Set<String> tables) throws SQLException {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        DatabaseMetaData facts = connection.getMetaData();
        for (String table : tables) {
            Set<String> others = new TreeSet<>();
            String stored = facts.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
            try (ResultSet keys = facts.getImportedKeys(connection.getCatalog(), connection.getSchema(), stored)) {
                while (keys.next()) {
                    others.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            others.remove(table);
            others.retainAll(tables);
            needs.put(table, others);
        }
        Set<String> order = new LinkedHashSet<>();
        while (order.size() < tables.size()) {
            int before = order.size();
            needs.forEach((table, others) -> {
                if (order.containsAll(others)) {
                    order.add(table);
                }
            });
            if (order.size() == before) {
                throw new IllegalStateException("tables refer to each other: " + needs);
            }
        }
        return new ArrayList<>(order);
    }

    private static long dump(Connection connection, String table, Path file) throws SQLException {
        long count = 0;
        try (Statement statement = connection.createStatement();
                Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            statement.setFetchSize(TOGETHER);
            try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                ResultSetMetaData columns = rows.getMetaData();
                while (rows.next()) {
                    ObjectNode line = JSON.createObjectNode();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        put(line, columns.getColumnLabel(i).toLowerCase(Locale.ROOT), Kind.of(columns, i), rows, i);
                    }
                    out.write(JSON.writeValueAsString(line));
                    out.write('\n');
                    count++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    /** How a column's values are written and read, whatever the database calls its type. */
    private enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        MOMENT,
        LOCAL_TIME,
        BYTES;

        static Kind of(ResultSetMetaData columns, int i) throws SQLException {
            String name = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
            if (name.startsWith("timestamp")) {
                return name.contains("with time zone") || name.equals("timestamptz") ? MOMENT : LOCAL_TIME;
            }
            return switch (name) {
                case "integer", "bigint", "smallint", "int2", "int4", "int8" -> NUMBER;
                case "boolean", "bool", "bit" -> BOOLEAN;
                case "bytea", "binary varying", "binary large object", "blob", "varbinary" -> BYTES;
                default -> TEXT;
            };
        }
    }

    private static void put(ObjectNode line, String name, Kind kind, ResultSet rows, int i) throws SQLException {
        if (rows.getObject(i) == null) {
            line.putNull(name);
            return;
        }
        switch (kind) {
            case NUMBER -> line.put(name, rows.getLong(i));
            case BOOLEAN -> line.put(name, rows.getBoolean(i));
            case MOMENT ->
                line.put(
                        name,
                        rows.getObject(i, OffsetDateTime.class).toInstant().toString());
            case LOCAL_TIME ->
                line.put(name, rows.getObject(i, LocalDateTime.class).toString());
            case BYTES -> line.put(name, Base64.getEncoder().encodeToString(rows.getBytes(i)));
            case TEXT -> line.put(name, rows.getString(i));
        }
    }

    private static void load(Connection connection, String table, Path file) throws SQLException {
        Map<String, Kind> kinds = kinds(connection, table);
        @Nullable PreparedStatement insert = null;
        List<String> names = List.of();
        int waiting = 0;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode row = JSON.readTree(line);
                if (insert == null) {
                    names = List.copyOf(row.propertyNames());
                    insert = connection.prepareStatement("insert into " + table + " (" + String.join(", ", names)
                            + ") values ("
                            + String.join(", ", names.stream().map(name -> "?").toList()) + ")");
                }
                for (int i = 0; i < names.size(); i++) {
                    insert.setObject(i + 1, value(row.get(names.get(i)), kinds.getOrDefault(names.get(i), Kind.TEXT)));
                }
                insert.addBatch();
                if (++waiting % TOGETHER == 0) {
                    insert.executeBatch();
                }
            }
            if (insert != null) {
                insert.executeBatch();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (insert != null) {
                insert.close();
            }
        }
    }

    private static @Nullable Object value(@Nullable JsonNode value, Kind kind) {
        if (value == null || value.isNull()) {
            return null;
        }
        return switch (kind) {
            case NUMBER -> value.asLong();
            case BOOLEAN -> value.asBoolean();
            case MOMENT -> OffsetDateTime.parse(value.asString());
            case LOCAL_TIME -> LocalDateTime.parse(value.asString());
            case BYTES -> Base64.getDecoder().decode(value.asString());
            case TEXT -> value.asString();
        };
    }

    private static Map<String, Kind> kinds(Connection connection, String table) throws SQLException {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                kinds.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), Kind.of(columns, i));
            }
        }
        return kinds;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static List<String> migrations(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        // Flyway writes its table's names in small letters in every database.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select \"version\" from \"" + HISTORY
                        + "\" where \"success\" = true and \"version\" is not null order by \"installed_rank\"")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }
}
