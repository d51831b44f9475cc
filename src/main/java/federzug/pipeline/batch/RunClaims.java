package federzug.pipeline.batch;

import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Claims;
import federzug.pipeline.batch.JdbcRunLeases.Holder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes leases for one run and remembers who holds the others: reported once per holder, not once per matter. */
final class RunClaims implements Claims {
    private final JdbcRunLeases leases;
    private final String run;
    private final GermanTime time;
    private final Map<String, Held> held = new LinkedHashMap<>();

    RunClaims(JdbcRunLeases leases, String run, GermanTime time) {
        this.leases = leases;
        this.run = run;
        this.time = time;
    }

    @Override
    public boolean claim(String matter) {
        Optional<Holder> holder = leases.take(matter, run);
        holder.ifPresent(other -> heldBy(other, matter));
        return holder.isEmpty();
    }

    /** Names the same matter regardless of thread order. */
    private synchronized void heldBy(Holder other, String matter) {
        held.merge(
                other.run(),
                new Held(other, matter, 1),
                (known, more) -> new Held(
                        other,
                        known.first().compareTo(more.first()) < 0 ? known.first() : more.first(),
                        known.count() + 1));
    }

    @Override
    public void giveBack(String matter) {
        leases.giveBack(matter, run);
    }

    @Override
    public void note(String matter, String text) {
        leases.note(matter, run, text);
    }

    synchronized List<Notice> held() {
        return held.values().stream()
                .sorted(Comparator.comparing(Held::first))
                .map(this::notice)
                .toList();
    }

    private Notice notice(Held held) {
        String code = held.count() == 1 ? "pipeline.run.held" : "pipeline.run.held-many";
        Holder holder = held.holder();
        return Notice.error(
                code,
                Place.NOWHERE,
                held.first(),
                holder.process().pid(),
                holder.process().host(),
                time.minute(holder.beganAt().toInstant()),
                held.count());
    }

    private record Held(Holder holder, String first, int count) {}
}
