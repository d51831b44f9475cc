package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.SealedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.ForgottenRecords;
import federzug.pipeline.JobRunner;
import federzug.pipeline.JobRunner.Ended;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.Unreadable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals finished agreements again before their evidence grows weak. Safe to repeat: what is renewed is no longer due. */
@Component
public class Renewal {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final RenewingWork work;
    private final JobRunner runner;
    private final ForgottenRecords forgotten;
    private final Clock clock;

    Renewal(
            Matters matters,
            Ceremonies ceremonies,
            RenewingWork work,
            JobRunner runner,
            ForgottenRecords forgotten,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.work = work;
        this.runner = runner;
        this.forgotten = forgotten;
        this.clock = clock;
    }

    /**
     * @param renewed how many agreements were sealed again
     * @param lasting how many needed nothing yet
     * @param failed how many matters have an agreement for which it went wrong; these documents are as they were
     * @param took by the clock
     * @param notices what went wrong
     */
    public record Result(int renewed, int lasting, int failed, Duration took, List<Notice> notices) {
        public Result {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Renews what is due; an error with one agreement does not stop the others.
     *
     * @param matter null: of every matter
     * @param ahead how long before its end evidence counts as weak
     */
    public Result renew(Acting acting, @Nullable String matter, Duration ahead, Progress progress) {
        if (matter != null && !matters.ids().contains(matter)) {
            throw PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter);
        }
        List<String> ids = matter == null ? kept() : List.of(matter);
        Instant began = clock.instant();
        Ended ended = runner.run(
                acting,
                List.of(Stage.RENEW),
                claims -> ids.stream().filter(claims::claim).forEach(id -> claims.note(id, ahead.toString())),
                progress);
        List<Notice> notices = new ArrayList<>(ended.held());
        ended.troubles().forEach((id, trouble) -> {
            notices.add(Notice.error("pipeline.renew.failed", Place.file(id)));
            notices.addAll(trouble.notices());
        });
        int renewed = 0;
        int lasting = 0;
        for (String id : ended.matters()) {
            boolean stopped = ended.troubles().containsKey(id);
            for (Ceremony ceremony :
                    Unreadable.passingOver(id, () -> ceremonies.ofMatter(id)).orElse(List.of())) {
                Optional<SealedPdf> sealed = RenewingWork.sealed(ceremony);
                if (sealed.isPresent() && wasRenewed(ceremony, began)) {
                    renewed++;
                } else if (sealed.isPresent() && !(stopped && isStillDue(sealed.get(), ahead))) {
                    lasting++;
                }
            }
        }
        return new Result(renewed, lasting, ended.troubles().size(), Duration.between(began, clock.instant()), notices);
    }

    /** Without those whose documents were deleted after their period. */
    private List<String> kept() {
        Set<String> gone = forgotten.all().stream()
                .filter(one -> one.kind().equals(ForgottenKind.DOCUMENTS.word())
                        || one.kind().equals(ForgottenKind.PERSONS.word()))
                .map(ForgottenRecords.Forgotten::matter)
                .collect(Collectors.toSet());
        return matters.ids().stream().filter(id -> !gone.contains(id)).toList();
    }

    /** By the journal: whichever process did it. */
    private boolean wasRenewed(Ceremony ceremony, Instant began) {
        return ceremonies.journal(ceremony.matter(), ceremony.agreement()).stream()
                .anyMatch(entry -> entry.event().equals("SealRenewed")
                        && !entry.at().isBefore(began.truncatedTo(ChronoUnit.MICROS)));
    }

    private boolean isStillDue(SealedPdf sealed, Duration ahead) {
        try {
            return work.isDue(sealed, ahead);
        } catch (NoticedException e) {
            return true; // reported already
        }
    }
}
