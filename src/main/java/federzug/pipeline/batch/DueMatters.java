package federzug.pipeline.batch;

import federzug.pipeline.JobRunner.Due;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Reads the ids of one part of a run page by page from our own table, never all at once. */
final class DueMatters implements ItemReader<Due> {
    private static final int PAGE = 100;

    private final JdbcRunLeases leases;
    private final String run;
    private final String until;
    private final Deque<Due> page = new ArrayDeque<>();
    private String last;

    DueMatters(JdbcRunLeases leases, String run, String after, String until) {
        this.leases = leases;
        this.run = run;
        this.last = after;
        this.until = until;
    }

    @Override
    public @Nullable Due read() {
        if (page.isEmpty()) {
            List<Due> next = leases.due(run, last, until, PAGE);
            page.addAll(next);
        }
        Due due = page.poll();
        if (due != null) {
            last = due.matter();
        }
        return due;
    }
}
