package federzug.pipeline.batch;

import federzug.ceremony.CeremonyWatch;
import federzug.pipeline.WorkList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code matter_due}. On PostgreSQL workers skip the rows that others have locked. */
@Component
class JdbcWorkList implements WorkList, CeremonyWatch {
    /** Several are read at a time, since another worker may be quicker with some. */
    private static final int SPARE = 2;

    /** Without its documents nothing can be done for a matter any more. */
    private static final String NOT_FORGOTTEN = " and not exists (select 1 from forgotten f where f.matter = d.matter"
            + " and f.kind in ('documents', 'persons'))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcRunLeases leases;

    JdbcWorkList(JdbcClient jdbc, PlatformTransactionManager transactions, JdbcRunLeases leases) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.leases = leases;
    }

    @Override
    public void add(Collection<String> matters) {
        Set<String> known = new HashSet<>(
                jdbc.sql("select matter from matter_due").query(String.class).list());
        matters.stream().filter(matter -> !known.contains(matter)).forEach(this::add);
    }

    private void add(String matter) {
        try {
            jdbc.sql("insert into matter_due (matter, due_at, pause, ended, changes)"
                            + " values (?, current_timestamp, 0, false, 0)")
                    .param(matter)
                    .update();
        } catch (DuplicateKeyException e) {
            // Another process added it at the same moment.
        }
    }

    @Override
    public boolean isAnyDue(boolean ended) {
        return !due(1, ended, " join job_run r on r.id = l.run_id and " + leases.beats(), "")
                .isEmpty();
    }

    @Override
    public List<Item> claim(int most, boolean ended, Predicate<String> claim) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Item> claimed = new ArrayList<>();
            for (Item item : due(most * SPARE, ended, "", leases.isServer() ? " for update of d skip locked" : "")) {
                if (claimed.size() < most && claim.test(item.matter())) {
                    claimed.add(item);
                }
            }
            return claimed;
        }));
    }

    /** @param holding narrows which leases keep a matter from being due */
    private List<Item> due(int most, boolean ended, String holding, String locking) {
        return jdbc.sql("select d.matter, d.pause, d.changes from matter_due d"
                        + " where d.ended = :ended and d.due_at <= current_timestamp"
                        + " and not exists (select 1 from run_lease l" + holding + " where l.matter = d.matter)"
                        + NOT_FORGOTTEN
                        + " order by d.due_at, d.matter fetch first :most rows only" + locking)
                .param("ended", ended)
                .param("most", most)
                .query((row, number) -> new Item(
                        row.getString("matter"), Duration.ofSeconds(row.getLong("pause")), row.getLong("changes")))
                .list();
    }

    @Override
    public long changes(String matter) {
        return jdbc.sql("select changes from matter_due where matter = ?")
                .param(matter)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public void later(String matter, long changes, Duration pause, boolean ended) {
        jdbc.sql(
                        "update matter_due set due_at = current_timestamp + cast(:pause as integer) * interval '1' second, pause = :pause,"
                                + " ended = :ended where matter = :matter and changes = :changes")
                .param("pause", Math.toIntExact(pause.toSeconds()))
                .param("ended", ended)
                .param("matter", matter)
                .param("changes", changes)
                .update();
    }

    @Override
    public void moved(String matter) {
        jdbc.sql(
                        "update matter_due set changes = changes + 1, due_at = current_timestamp, ended = false where matter = ?")
                .param(matter)
                .update();
    }
}
