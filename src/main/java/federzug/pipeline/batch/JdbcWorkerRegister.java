package federzug.pipeline.batch;

import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.WorkerRegister;
import federzug.pipeline.batch.MachineMeans.Means;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code worker_register}: one row a worker, which beats as long as it lives. */
@Component
class JdbcWorkerRegister implements WorkerRegister {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcRunLeases leases;
    private final MachineMeans machine;
    private final BatchSettings settings;

    JdbcWorkerRegister(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JdbcRunLeases leases,
            MachineMeans machine,
            BatchSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.leases = leases;
        this.machine = machine;
        this.settings = settings;
    }

    @Override
    public Entry enter() {
        RunProcess self = leases.self();
        String space = self.space() + "/" + self.pid();
        Means mine = machine.means();
        insert(space, mine);
        Optional<Other> other = other(space, mine);
        if (other.isPresent()) {
            remove(space);
            throw refused(mine, other.get());
        }
        Heartbeat heartbeat = Heartbeat.every(settings.beat(), () -> beat(space, mine));
        return () -> {
            heartbeat.close();
            remove(space);
        };
    }

    private static PipelineException refused(Means mine, Other other) {
        Means theirs = other.means();
        String host = other.space().substring(0, Math.max(0, other.space().indexOf('/')));
        if (!mine.program().equals(theirs.program())) {
            return refused("pipeline.worker.program", host, mine.program(), theirs.program());
        }
        if (!mine.templates().equals(theirs.templates())) {
            return refused("pipeline.worker.templates", host, mine.templates(), theirs.templates());
        }
        return mine.fonts().equals(theirs.fonts())
                ? refused("pipeline.worker.trust", host, mine.trust(), theirs.trust())
                : refused("pipeline.worker.fonts", host, mine.fonts(), theirs.fonts());
    }

    private static PipelineException refused(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }

    private void insert(String space, Means mine) {
        transaction.executeWithoutResult(status -> {
            remove(space);
            jdbc.sql("insert into worker_register (space, program, templates, fonts, trust, since, beat_at)"
                            + " values (?, ?, ?, ?, ?, current_timestamp, current_timestamp)")
                    .params(space, mine.program(), mine.templates(), mine.fonts(), mine.trust())
                    .update();
        });
    }

    /** Registers again after another worker removed the row as stale. */
    private void beat(String space, Means mine) {
        if (jdbc.sql("update worker_register set beat_at = current_timestamp where space = ?")
                        .param(space)
                        .update()
                == 0) {
            insert(space, mine);
        }
    }

    private void remove(String space) {
        jdbc.sql("delete from worker_register where space = ?").param(space).update();
    }

    /** A live worker that registered earlier with other means. */
    private Optional<Other> other(String space, Means mine) {
        List<Other> before = jdbc.sql("select r.space, r.program, r.templates, r.fonts, r.trust from worker_register r,"
                        + " worker_register mine where mine.space = :space and r.space <> :space"
                        + " and r.beat_at > current_timestamp - cast(:silence as integer) * interval '1' second"
                        + " and (r.since < mine.since or r.since = mine.since and r.space < :space) order by r.since")
                .param("space", space)
                .param("silence", Math.toIntExact(settings.silence().toSeconds()))
                .query((row, number) -> new Other(
                        row.getString("space"),
                        new Means(
                                row.getString("program"),
                                row.getString("templates"),
                                row.getString("fonts"),
                                row.getString("trust"))))
                .list();
        return before.stream().filter(each -> !each.means().equals(mine)).findFirst();
    }

    private record Other(String space, Means means) {}
}
