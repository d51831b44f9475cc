package federzug.pipeline.batch;

import federzug.pipeline.JobRunner.Due;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps which run works on which matter. A run belongs to a process: a dead one of this home is noticed at once, one
 * elsewhere when its heartbeat has been missing for a minute. Heartbeats are written and compared by the database's clock:
 * those of machines may disagree. After a restart of the database server all heartbeats count from its start.
 */
@Component
class JdbcRunLeases {
    private static final int ATTEMPTS = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final BatchSettings settings;
    private final MachineMeans machine;
    private final Path home;
    private final Clock clock;
    private final DataSource source;
    private volatile @Nullable Boolean server;

    JdbcRunLeases(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            BatchSettings settings,
            MachineMeans machine,
            @Value("${federzug.home}") Path home,
            Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.machine = machine;
        this.home = home;
        this.source = (DataSource) ((ResourceTransactionManager) transactions).getResourceFactory();
        this.transaction = new TransactionTemplate(transactions);
        // A duplicate key ends a transaction; the caller's must not end with it.
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    RunProcess self() {
        return RunProcess.self(home);
    }

    /** What this machine makes documents with; empty where there is but one machine. */
    String means() {
        return isServer() ? machine.means().toString() : "";
    }

    void begin(String run, RunProcess self) {
        jdbc.sql("insert into job_run (id, host, pid, process_start, began_at, beat_at)"
                        + " values (:run, :host, :pid, :start, :now, current_timestamp)")
                .param("run", run)
                .param("host", self.space())
                .param("pid", self.pid())
                .param("start", self.start())
                .param("now", now())
                .update();
    }

    /** Takes a matter for a run; empty if taken, else who holds it. Taking it again for the same run succeeds. */
    Optional<Holder> take(String matter, String run) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> jdbc.sql(
                                "insert into run_lease (matter, run_id, stopped) values (:matter, :run, false)")
                        .param("matter", matter)
                        .param("run", run)
                        .update());
                return Optional.empty();
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                Optional<Holder> holder = holder(matter);
                if (holder.isPresent()) {
                    return holder.filter(other -> !other.run().equals(run));
                }
                // Given back between the two statements: now it can be taken.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    void giveBack(String matter, String run) {
        jdbc.sql("delete from run_lease where matter = :matter and run_id = :run")
                .param("matter", matter)
                .param("run", run)
                .update();
    }

    void note(String matter, String run, String text) {
        jdbc.sql("update run_lease set note = :text where matter = :matter and run_id = :run")
                .param("text", text)
                .param("matter", matter)
                .param("run", run)
                .update();
    }

    void beat(String run) {
        jdbc.sql("update job_run set beat_at = current_timestamp where id = :run")
                .param("run", run)
                .update();
    }

    /** Its matters are on the list of the workers from now on. */
    void release(String run) {
        list(run);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from run_lease where run_id = :run")
                    .param("run", run)
                    .update();
            jdbc.sql("delete from job_run where id = :run").param("run", run).update();
        });
    }

    private void list(String run) {
        String others = isServer() ? " on conflict do nothing" : "";
        try {
            jdbc.sql("insert into matter_due (matter, due_at, pause, ended, changes)"
                            + " select matter, current_timestamp, 0, false, 0 from run_lease l where run_id = ?"
                            + " and not exists (select 1 from matter_due d where d.matter = l.matter)" + others)
                    .param(run)
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process did it at the same moment; workers add what is missing.
        }
    }

    /**
     * Removes the runs of killed processes with their leases.
     *
     * @return whether there were any
     */
    boolean releaseDead(RunProcess self) {
        List<Holder> dead = jdbc
                .sql("select id as run_id, host, pid, process_start, began_at, " + beats() + " as beats from job_run r")
                .query(JdbcRunLeases::holder)
                .list()
                .stream()
                .filter(holder -> !isAlive(holder, self))
                .toList();
        dead.forEach(holder -> release(holder.run()));
        return !dead.isEmpty();
    }

    boolean isHeld(String run) {
        return jdbc.sql("select count(*) from job_run where id = :run")
                        .param("run", run)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Trouble keeps the matter from the later stages of its run. */
    void stop(String matter, String run) {
        jdbc.sql("update run_lease set stopped = true where matter = :matter and run_id = :run")
                .param("matter", matter)
                .param("run", run)
                .update();
    }

    /**
     * A page of what is due, in the order of the ids.
     *
     * @param after the last id of the page before, empty for the first
     * @param until the last id that belongs to the range
     */
    List<Due> due(String run, String after, String until, int most) {
        return jdbc.sql("select matter, note from run_lease where run_id = :run and not stopped"
                        + " and matter > :after and matter <= :until order by matter fetch first :most rows only")
                .param("run", run)
                .param("after", after)
                .param("until", until)
                .param("most", most)
                .query((row, number) ->
                        new Due(row.getString("matter"), Objects.requireNonNullElse(row.getString("note"), "")))
                .list();
    }

    long dueCount(String run) {
        return jdbc.sql("select count(*) from run_lease where run_id = :run and not stopped")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    List<String> matters(String run) {
        return jdbc.sql("select matter from run_lease where run_id = :run order by matter")
                .param("run", run)
                .query(String.class)
                .list();
    }

    /** The last id of each of about equal parts of what is due. */
    List<String> partEnds(String run, int parts) {
        long total = dueCount(run);
        long size = Math.max(1, (total + parts - 1) / parts);
        List<String> ends = new ArrayList<>();
        jdbc.sql("select matter from run_lease where run_id = :run and not stopped order by matter")
                .param("run", run)
                .query((ResultSet row) -> {
                    if (row.getRow() % size == 0 || row.getRow() == total) {
                        ends.add(row.getString(1));
                    }
                });
        return ends;
    }

    private Optional<Holder> holder(String matter) {
        return jdbc.sql("select l.run_id, r.host, r.pid, r.process_start, r.began_at, " + beats()
                        + " as beats from run_lease l join job_run r on r.id = l.run_id where l.matter = :matter")
                .param("matter", matter)
                .query(JdbcRunLeases::holder)
                .optional();
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        return new Holder(
                row.getString("run_id"),
                new RunProcess(row.getString("host"), row.getLong("pid"), row.getString("process_start")),
                row.getObject("began_at", OffsetDateTime.class),
                row.getBoolean("beats"));
    }

    private static boolean isAlive(Holder holder, RunProcess self) {
        return holder.process().space().equals(self.space()) ? holder.process().isRunning() : holder.beats();
    }

    /** The condition, of a run {@code r}, that its heartbeat is not missing yet. */
    String beats() {
        return "(%s > current_timestamp - interval '%d' second)"
                .formatted(heard(), settings.silence().toSeconds());
    }

    /** Time of a run's last heartbeat, or when the first one was possible. */
    String heard() {
        return isServer() ? "greatest(r.beat_at, pg_postmaster_start_time())" : "r.beat_at";
    }

    /** PostgreSQL, which several machines share. */
    boolean isServer() {
        Boolean known = server;
        if (known == null) {
            try {
                known = JdbcUtils.extractDatabaseMetaData(source, DatabaseMetaData::getDatabaseProductName)
                        .equals("PostgreSQL");
            } catch (MetaDataAccessException e) {
                throw new DataAccessResourceFailureException("which database is this?", e);
            }
            server = known;
        }
        return known;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** @param beats whether its heartbeat is younger than a minute */
    record Holder(String run, RunProcess process, OffsetDateTime beganAt, boolean beats) {}
}
