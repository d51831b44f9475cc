package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.document.Digest;
import federzug.document.SealedPdf;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.JobRunner;
import federzug.pipeline.JobRunner.Ended;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.checking.SignatureVerdicts;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.signing.Signing;
import federzug.verification.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals finished agreements again before their evidence grows weak. Safe to repeat: what is renewed is no longer due. */
@Component
public class Renewal {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final OutFolder out;
    private final JobRunner runner;
    private final Clock clock;

    Renewal(
            Matters matters,
            Ceremonies ceremonies,
            Signing signing,
            SignatureVerdicts verdicts,
            OutFolder out,
            JobRunner runner,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.signing = signing;
        this.verdicts = verdicts;
        this.out = out;
        this.runner = runner;
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
     * Renews what is due; trouble with one agreement does not stop the others.
     *
     * @param matter null: of every matter
     * @param ahead how long before its end evidence counts as weak
     */
    public Result renew(Acting acting, @Nullable String matter, Duration ahead, Progress progress) {
        if (matter != null) {
            stored(matter);
        }
        List<String> ids = matter == null ? matters.ids() : List.of(matter);
        Map<String, Boolean> renewed = new ConcurrentHashMap<>();
        Instant began = clock.instant();
        Ended ended = runner.run(
                List.of(Stage.RENEW),
                claims -> ids.forEach(claims::claim),
                (stage, due) -> renewAll(acting, stored(due.matter()), ahead, renewed, progress),
                progress);
        List<Notice> notices = new ArrayList<>(ended.held());
        ended.troubles().forEach((id, trouble) -> {
            notices.add(Notice.error("pipeline.renew.failed", Place.file(id)));
            notices.addAll(trouble.notices());
        });
        int sealedAgain = (int) renewed.values().stream().filter(each -> each).count();
        return new Result(
                sealedAgain,
                renewed.size() - sealedAgain,
                ended.troubles().size(),
                Duration.between(began, clock.instant()),
                notices);
    }

    private StoredMatter stored(String id) {
        return matters.find(id)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, id));
    }

    /**
     * @param renewed gets for each agreement whether it was; one that was renewed before a second try stays so
     */
    private void renewAll(
            Acting acting, StoredMatter stored, Duration ahead, Map<String, Boolean> renewed, Progress progress) {
        List<Notice> troubles = new ArrayList<>();
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            if (!(ceremony.paper() instanceof SealedPdf sealed)
                    || !(ceremony.state() instanceof Checked || ceremony.state() instanceof Closed)) {
                continue;
            }
            try {
                boolean done = renew(acting, stored, ceremony, sealed, ahead, progress);
                renewed.merge(stored.matter().id() + "/" + ceremony.agreement(), done, Boolean::logicalOr);
            } catch (NoticedException e) {
                troubles.addAll(e.notices());
            }
        }
        if (!troubles.isEmpty()) {
            throw new PipelineException(Kind.FAILURE, troubles);
        }
    }

    private boolean renew(
            Acting acting,
            StoredMatter stored,
            Ceremony ceremony,
            SealedPdf sealed,
            Duration ahead,
            Progress progress) {
        Instant end = signing.provenUntil(sealed);
        if (end.minus(ahead).isAfter(clock.instant())) {
            return false;
        }
        Place place = Place.file(stored.matter().id());
        progress.working(Notice.note(
                "pipeline.renew.working", place, GermanTime.of(clock).day(end)));
        Signing.Sealing sealing = signing.renew(sealed, ceremony.rehearsal());
        sealing.remarks().forEach(progress::changed);
        SealedPdf newer = sealing.pdf();
        Verdict verdict = verdicts.complete(stored.matter(), ceremony, newer);
        if (!verdict.isValid()) {
            List<Notice> notices = new ArrayList<>();
            notices.add(Notice.error("pipeline.renew.not-valid", place));
            verdict.examination().findings().forEach(finding -> notices.add(finding.notice()));
            throw new PipelineException(Kind.FAILURE, notices);
        }
        Digest report = verdicts.keep(stored.matter(), verdict, "pruefung-erneuert.json");
        ceremonies.save(ceremony.renew(newer, report), acting, clock.instant());
        out.write(stored, ResultNames.signed(stored.matter(), ceremony.agreement()), newer.content(), progress);
        progress.changed(
                Notice.note("pipeline.renew.done", place, GermanTime.of(clock).day(signing.provenUntil(newer))));
        return true;
    }
}
