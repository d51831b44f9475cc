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
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Seals the finished agreements of a matter again if their evidence grows weak; the note of the claim says how early. */
@Component
class RenewingWork implements StageWork {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final OutFolder out;
    private final Clock clock;

    RenewingWork(
            Matters matters,
            Ceremonies ceremonies,
            Signing signing,
            SignatureVerdicts verdicts,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.signing = signing;
        this.verdicts = verdicts;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.RENEW;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        StoredMatter stored = matters.find(matter).orElseThrow();
        Duration ahead = Duration.parse(note);
        List<Notice> troubles = new ArrayList<>();
        for (Ceremony ceremony : ceremonies.ofMatter(matter)) {
            Optional<SealedPdf> sealed = sealed(ceremony);
            try {
                if (sealed.isPresent() && isDue(sealed.get(), ahead)) {
                    renew(acting, stored, ceremony, sealed.get(), progress);
                }
            } catch (NoticedException e) {
                troubles.addAll(e.notices());
            }
        }
        if (!troubles.isEmpty()) {
            throw new PipelineException(Kind.FAILURE, troubles);
        }
    }

    /** The document that can be sealed again: everybody has signed, it is sealed and was found valid. */
    static Optional<SealedPdf> sealed(Ceremony ceremony) {
        boolean finished = ceremony.state() instanceof Checked || ceremony.state() instanceof Closed;
        return finished && ceremony.paper() instanceof SealedPdf sealed ? Optional.of(sealed) : Optional.empty();
    }

    boolean isDue(SealedPdf sealed, Duration ahead) {
        return !signing.provenUntil(sealed).minus(ahead).isAfter(clock.instant());
    }

    private void renew(Acting acting, StoredMatter stored, Ceremony ceremony, SealedPdf sealed, Progress progress) {
        Instant end = signing.provenUntil(sealed);
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
    }
}
