package federzug.pipeline.run;

import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.JournalEntry;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.RunReport;
import federzug.pipeline.signing.BegunSignatures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals, checks and sends what everybody has signed, for a process that looks every second: nobody has to ask for it.
 * What does not work is tried again, more and more seldom; any other process may do the same.
 */
@Component
public class Finishing {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Ceremonies ceremonies;
    private final Jobs jobs;
    private final BegunSignatures begun;
    private final Clock clock;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    Finishing(Ceremonies ceremonies, Jobs jobs, BegunSignatures begun, Clock clock) {
        this.ceremonies = ceremonies;
        this.jobs = jobs;
        this.begun = begun;
        this.clock = clock;
    }

    /** When a matter is looked at again if nothing has happened in it. */
    private record Looked(Digest mark, Instant next, Duration pause) {}

    /** Matters that are due now; each is named once until it is due again. */
    public List<String> due() {
        Map<String, Digest> signed = ceremonies.signedNotClosed();
        looked.keySet().retainAll(signed.keySet());
        Instant now = clock.instant();
        return signed.entrySet().stream()
                .filter(one -> isDue(one.getKey(), one.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isDue(String matter, Digest mark, Instant now) {
        @Nullable Looked before = looked.get(matter);
        Duration pause = FIRST_PAUSE;
        if (before != null && before.mark().equals(mark)) {
            if (now.isBefore(before.next())) {
                return false;
            }
            pause = shorter(before.pause().multipliedBy(2), LONGEST_PAUSE);
        }
        looked.put(matter, new Looked(mark, now.plus(pause), pause));
        return true;
    }

    /** Gives up signatures that somebody has begun and not finished in time: the turn is free again. */
    public void giveUpExpired(Acting acting) {
        begun.giveUpExpired(acting);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Runs all stages that a matter is ready for, in the name of the person who signed last.
     *
     * @throws PipelineException with what keeps it from going on
     */
    public RunReport finish(String matter, Progress progress) {
        RunReport report = jobs.finish(acting(matter), matter, progress);
        List<Notice> wrong = report.notices().stream().filter(Notice::isError).toList();
        // If another process has it in hand it does the same.
        if (!wrong.isEmpty() && report.matters().contains(matter)) {
            throw new PipelineException(report.failed() ? Kind.FAILURE : Kind.INPUT, wrong);
        }
        return report;
    }

    private Acting acting(String matter) {
        Optional<JournalEntry> last = ceremonies.agreements(matter).stream()
                .flatMap(agreement -> ceremonies.journal(matter, agreement).stream())
                .filter(entry -> entry.event().equals("EverybodySigned"))
                .max(Comparator.comparing(JournalEntry::at));
        String by = last.map(JournalEntry::actor).orElse(matter);
        return last.map(JournalEntry::through).orElse(null) == Acting.Through.PAGE ? Acting.onPage(by) : Acting.of(by);
    }
}
