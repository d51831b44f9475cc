package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.backup.Backup;
import federzug.backup.ExclusiveAccess;
import federzug.ceremony.Acting;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.ForgottenRecords;
import federzug.pipeline.ForgottenRecords.Forgotten;
import federzug.pipeline.JobRunner;
import federzug.pipeline.JobRunner.Claims;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Deletes what is kept of ended matters longer than its period. What is due is a value that is shown first; exactly that is
 * deleted then. Digests, times and the chain of the journal stay. Killed in between, the next call finishes it. A matter that
 * any machine works on is left alone, and nothing is deleted while any machine saves.
 */
@Component
public class Forgetting {
    private final Matters matters;
    private final ForgettingContents contents;
    private final ForgottenRecords records;
    private final ForgetSettings settings;
    private final Backup backup;
    private final JobRunner runner;
    private final Clock clock;

    Forgetting(
            Matters matters,
            ForgettingContents contents,
            ForgottenRecords records,
            ForgetSettings settings,
            Backup backup,
            JobRunner runner,
            Clock clock) {
        this.matters = matters;
        this.contents = contents;
        this.records = records;
        this.settings = settings;
        this.backup = backup;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * One kind of content of one matter.
     *
     * @param ended when the matter ended
     * @param begun whether an earlier call began to delete it
     */
    public record Due(String matter, ForgottenKind kind, Instant ended, boolean begun) {}

    /** Whether anything is ever deleted. */
    public boolean hasPeriods() {
        for (ForgottenKind kind : ForgottenKind.values()) {
            if (settings.of(kind).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Deletes what this home still has of documents that were deleted on another machine. */
    public void forgetCopies() {
        contents.forgetCopies();
    }

    /** What may be deleted now: what was begun, and what is past its period. */
    public List<Due> due() {
        List<Forgotten> known = records.all();
        Set<String> seen =
                known.stream().map(one -> one.matter() + "/" + one.kind()).collect(Collectors.toSet());
        List<Due> due = new ArrayList<>();
        for (Forgotten one : known) {
            if (one.doneAt().isEmpty()) {
                due.add(new Due(one.matter(), kind(one.kind()), one.begunAt(), true));
            }
        }
        for (String matter : matters.ids()) {
            Optional<Instant> end = contents.end(matter);
            for (ForgottenKind kind : ForgottenKind.values()) {
                if (end.isPresent()
                        && !seen.contains(matter + "/" + kind.word())
                        && settings.isOver(kind, end.get(), clock)) {
                    due.add(new Due(matter, kind, end.get(), false));
                }
            }
        }
        return due;
    }

    private static ForgottenKind kind(String word) {
        return ForgottenKind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * @param shown what somebody has seen and agreed to; what is no longer due is left alone
     * @return what was deleted
     * @throws PipelineException while a backup runs; or after all others are done, with the matters that others work on or
     *     that cannot be read
     */
    public List<Due> forget(Acting acting, List<Due> shown) {
        try (ExclusiveAccess alone = backup.alone()
                .orElseThrow(() -> PipelineException.refused("pipeline.forget.backup-runs", Place.NOWHERE))) {
            contents.forgetCopies();
            List<Due> now = new ArrayList<>(due());
            now.retainAll(shown);
            List<Due> done = new ArrayList<>();
            List<Notice> unreadable = new ArrayList<>();
            List<Notice> held = runner.run(
                            acting, List.of(), claims -> forget(acting, now, claims, done, unreadable), Progress.SILENT)
                    .held();
            if (!held.isEmpty() || !unreadable.isEmpty()) {
                List<Notice> all = new ArrayList<>(held);
                all.addAll(unreadable);
                throw new PipelineException(unreadable.isEmpty() ? Kind.INPUT : Kind.FAILURE, all);
            }
            return done;
        } catch (IOException e) {
            throw PipelineException.failed("pipeline.forget.locked", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    private void forget(Acting acting, List<Due> now, Claims claims, List<Due> done, List<Notice> trouble) {
        for (Due one : now) {
            // While it was nobody's it may have come to life again.
            if (!claims.claim(one.matter())
                    || !one.begun() && contents.end(one.matter()).isEmpty()) {
                continue;
            }
            records.begin(one.matter(), one.kind().word(), acting.by(), clock.instant());
            if (Unreadable.read(one.matter(), () -> delete(one)) instanceof Unreadable.Bad<Due> bad) {
                trouble.addAll(bad.notices()); // begun, so the next call tries it again
            } else {
                records.done(one.matter(), one.kind().word(), clock.instant());
                done.add(one);
            }
        }
    }

    private Due delete(Due one) {
        switch (one.kind()) {
            case DRAFTS -> contents.forget(one.matter(), contents.drafts(one.matter()));
            case DOCUMENTS -> {
                Set<Digest> all = new LinkedHashSet<>(contents.drafts(one.matter()));
                all.addAll(contents.finished(one.matter()));
                all.addAll(contents.filed(one.matter()));
                contents.forget(one.matter(), all);
            }
            case MAILS -> contents.forgetMails(one.matter());
            case PERSONS -> {
                contents.forgetPersons(one.matter());
                // Last: without its data nobody finds the matter any more.
                matters.forget(one.matter());
            }
        }
        return one;
    }
}
