package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import federzug.testkit.MachineInNamespace;
import federzug.testkit.ManyMatters;
import federzug.testkit.PostgresCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much faster two workers are than one, with one thread each, and what PostgreSQL does for a matter: the figures of
 * {@code docs/scale.md}. On a quiet machine with two cores.
 */
class WorkersBench {
    private static final int MATTERS = Integer.getInteger("federzug.bench.matters", 60);
    private static final int MOST_WORKERS = Integer.getInteger("federzug.bench.workers", 2);
    private static final double TWICE = 1.8;
    private static final long LONGEST_SECONDS = 30L * MATTERS + 120;

    @TempDir
    Path folder;

    @Test
    void twoWorkersAreNearlyTwiceAsFast() throws Exception {
        List<Double> rates = new ArrayList<>();
        try (PostgresCluster cluster = PostgresCluster.startCounting()) {
            for (int workers = 1; workers <= MOST_WORKERS; workers++) {
                cluster.renew();
                rates.add(rate(cluster, workers));
            }
        }
        if (MOST_WORKERS > 1) {
            assertThat(rates.get(1) / rates.get(0))
                    .as("%s matters a second", rates)
                    .isGreaterThanOrEqualTo(TWICE);
        }
    }

    /** Matters a second, after the first quarter: by then the programs are warm. */
    private double rate(PostgresCluster cluster, int workers) throws Exception {
        Path place = Files.createDirectories(folder.resolve("with-" + workers));
        Path config = cluster.configuration(place);
        Files.writeString(config, "  batch.threads: 1\n", StandardOpenOption.APPEND);
        Path data = ManyMatters.csv(place, MATTERS);
        CommandLineInside.Ended prepared = CommandLineInside.run(
                Federzug::start,
                "prepare",
                data.toString(),
                "--home",
                place.resolve("home").toString(),
                "--config",
                config.toString(),
                "--out",
                place.resolve("out").toString());
        assertThat(prepared.exit()).as(prepared.err()).isZero();
        List<MachineInNamespace> machines = new ArrayList<>();
        try (Connection database = cluster.connection()) {
            execute(database, "select statistics.pg_stat_statements_reset()");
            long log = number(database, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
            for (int i = 0; i < workers; i++) {
                machines.add(MachineInNamespace.start(
                        place, "m" + i, List.of(), "worker", "--plain", "--home", "home-" + i));
            }
            await(database, MATTERS / 4, machines);
            long from = number(database, "select count(*) from ceremony where state = 'CLOSED'");
            long began = System.nanoTime();
            await(database, MATTERS, machines);
            double rate = (MATTERS - from) * 1e9 / (System.nanoTime() - began);
            long written = number(database, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')") - log;
            System.out.printf(
                    "%d worker(s), %d matters: %.2f a second; %d kB of log and %d kB of documents a matter%n",
                    workers,
                    MATTERS,
                    rate,
                    written / 1024 / MATTERS,
                    number(database, "select sum(length(bytes)) from document_content") / 1024 / MATTERS);
            if (workers == 1) {
                costs(database);
            }
            return rate;
        } finally {
            for (MachineInNamespace machine : machines) {
                machine.close();
            }
        }
    }

    /** By the tables that a statement is about. */
    private static void costs(Connection database) throws SQLException {
        Map<String, double[]> groups = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select s.query, s.calls, s.total_exec_time, s.wal_bytes"
                        + " from statistics.pg_stat_statements s join pg_database d on d.oid = s.dbid"
                        + " where d.datname = current_database()")) {
            while (rows.next()) {
                double[] sum = groups.computeIfAbsent(
                        group(rows.getString(1).toLowerCase(java.util.Locale.ROOT)), key -> new double[3]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += rows.getDouble(i + 2);
                }
            }
        }
        groups.forEach((group, sum) -> System.out.printf(
                "  %-28s %6.1f statements, %6.2f ms, %6.1f kB of log a matter%n",
                group, sum[0] / MATTERS, sum[1] / MATTERS, sum[2] / 1024 / MATTERS));
    }

    private static String group(String query) {
        if (query.contains("batch_")) {
            return "engine (batch_*)";
        }
        if (query.matches("(?s).*\\b(matter_due|run_lease|job_run|worker_register)\\b.*")) {
            return "claim (matter_due, run_lease)";
        }
        if (query.contains("document_content")) {
            return "store (document_content)";
        }
        if (query.matches("(?s).*\\b(send_ledger|send_doubt|send_ledger_name|address_mark)\\b.*")) {
            return "ledger (send_*)";
        }
        if (query.matches("(?s).*\\b(ceremony|turn|ceremony_journal|signing_session|parked_copy)\\b.*")) {
            return "ceremony";
        }
        if (query.matches(
                "(?s).*\\b(matter|document|press_release|approval|press_consent|press_dispatch|negotiated_draft)\\b.*")) {
            return "matter, document, release";
        }
        return query.matches("(?s)(begin|commit|rollback|set|show).*") ? "transactions" : "other";
    }

    private static void await(Connection database, int closed, List<MachineInNamespace> machines) throws Exception {
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        while (number(database, "select count(*) from ceremony where state = 'CLOSED'") < closed) {
            for (MachineInNamespace machine : machines) {
                assertThat(machine.isAlive()).as(machine.said()).isTrue();
            }
            assertThat(System.nanoTime()).as(machines.get(0).said()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static void execute(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(query);
        }
    }

    private static long number(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
