package federzug.pipeline.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who runs which matter now. A lease belongs to a process: on the same host a dead process is noticed at once, from
 * another host its lease ends when the heartbeat has been missing for a minute.
 */
@Component
class JdbcRunLeases {
    static final Duration BEAT = Duration.ofSeconds(10);
    static final Duration DEAD_AFTER = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JdbcRunLeases(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Takes a matter for a run; empty if taken, else who holds it. Taking it again for the same run succeeds. */
    Optional<Holder> take(String matter, String run, RunProcess self) {
        Optional<Holder> held = holder(matter);
        if (held.isPresent()) {
            Holder holder = held.get();
            if (holder.run().equals(run)) {
                return Optional.empty();
            }
            if (isAlive(holder, self)) {
                return held;
            }
            jdbc.sql("delete from run_lease where matter = :matter and run_id = :run")
                    .param("matter", matter)
                    .param("run", holder.run())
                    .update();
        }
        try {
            transaction.executeWithoutResult(status -> insert(matter, run, self));
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return holder(matter);
        }
    }

    private void insert(String matter, String run, RunProcess self) {
        jdbc.sql("insert into run_lease (matter, run_id, host, pid, process_start, taken_at, beat_at)"
                        + " values (:matter, :run, :host, :pid, :start, :now, :now)")
                .param("matter", matter)
                .param("run", run)
                .param("host", self.host())
                .param("pid", self.pid())
                .param("start", self.start())
                .param("now", now())
                .update();
    }

    void beat(String run) {
        jdbc.sql("update run_lease set beat_at = :now where run_id = :run")
                .param("now", now())
                .param("run", run)
                .update();
    }

    void release(String run) {
        jdbc.sql("delete from run_lease where run_id = :run").param("run", run).update();
    }

    /** The matters a run holds, in the order of their ids: the reader's "what is due". */
    List<String> matters(String run) {
        return jdbc.sql("select matter from run_lease where run_id = :run order by matter")
                .param("run", run)
                .query(String.class)
                .list();
    }

    private Optional<Holder> holder(String matter) {
        return jdbc.sql(
                        "select run_id, host, pid, process_start, taken_at, beat_at from run_lease where matter = :matter")
                .param("matter", matter)
                .query((row, number) -> new Holder(
                        row.getString("run_id"),
                        new RunProcess(row.getString("host"), row.getLong("pid"), row.getString("process_start")),
                        row.getObject("taken_at", OffsetDateTime.class),
                        row.getObject("beat_at", OffsetDateTime.class)))
                .optional();
    }

    private boolean isAlive(Holder holder, RunProcess self) {
        if (holder.process().host().equals(self.host())) {
            return holder.process().isRunning();
        }
        return holder.beatAt().plus(DEAD_AFTER).isAfter(now());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    record Holder(String run, RunProcess process, OffsetDateTime takenAt, OffsetDateTime beatAt) {}
}
