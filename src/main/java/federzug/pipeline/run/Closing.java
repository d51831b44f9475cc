package federzug.pipeline.run;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.AllSigned;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.CeremonyState.Sealed;
import federzug.document.Content;
import federzug.document.SealedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Stage;
import federzug.pipeline.StageWork;
import federzug.pipeline.checking.Expectations;
import federzug.pipeline.checking.ReportSets;
import federzug.pipeline.checking.Reports;
import federzug.pipeline.checking.SignatureVerdicts;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.signing.Signing;
import federzug.verification.Report;
import federzug.verification.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes a ceremony after the last signature: seals for the long term, checks, and stores the reports. */
@Component
public class Closing implements StageWork {
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final Reports reports;
    private final ReportSets reportSets;
    private final OutFolder out;
    private final Clock clock;

    Closing(
            Matters matters,
            Ceremonies ceremonies,
            Signing signing,
            SignatureVerdicts verdicts,
            Reports reports,
            ReportSets reportSets,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.signing = signing;
        this.verdicts = verdicts;
        this.reports = reports;
        this.reportSets = reportSets;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.CLOSE;
    }

    @Override
    public void perform(Acting acting, String matter, String note, Progress progress) {
        close(acting, matters.find(matter).orElseThrow(), progress);
    }

    /** Takes every agreement of a matter as far as it can go; what still waits for people is left as it is. */
    public void close(Acting acting, StoredMatter stored, Progress progress) {
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            Ceremony current = ceremony;
            if (current.state() instanceof AllSigned signed) {
                current = seal(acting, stored, current, signed, progress);
            }
            if (current.state() instanceof Sealed sealed) {
                current = check(acting, stored, current, sealed.paper(), progress);
            }
            if (current.state() instanceof Checked || current.state() instanceof Closed) {
                writeFiles(stored, current, progress);
            }
        }
    }

    /** Writes the files for people of what is checked already. */
    public void write(StoredMatter stored, Progress progress) {
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            if (ceremony.state() instanceof Checked || ceremony.state() instanceof Closed) {
                writeFiles(stored, ceremony, progress);
            }
        }
    }

    private Ceremony seal(Acting acting, StoredMatter stored, Ceremony ceremony, AllSigned signed, Progress progress) {
        progress.working(Notice.note("pipeline.close.sealing", place(stored)));
        SealedPdf sealed;
        try {
            Signing.Sealing sealing = signing.seal(signed.paper(), stored.rehearsal());
            sealing.remarks().forEach(progress::changed);
            sealed = sealing.pdf();
        } catch (NoticedException e) {
            List<Notice> notices = new ArrayList<>(e.notices());
            notices.add(Notice.note("pipeline.close.later", place(stored)));
            throw new PipelineException(e.kind(), notices).causedBy(e);
        }
        Ceremony next = ceremonies.save(ceremony.seal(sealed), acting, clock.instant());
        progress.changed(Notice.note("pipeline.close.sealed", place(stored)));
        return next;
    }

    private Ceremony check(Acting acting, StoredMatter stored, Ceremony ceremony, SealedPdf sealed, Progress progress) {
        progress.working(Notice.note("pipeline.close.checking", place(stored)));
        Verdict verdict = verdicts.complete(stored.matter(), ceremony, sealed);
        Report report = new Report(verdict, stored.matter().id(), Expectations.fileReference(stored.matter()));
        Map<String, Content> files = reports.make(report, ResultNames.report(stored.matter(), ceremony.agreement()));
        files.forEach((name, content) -> out.write(stored, name, content, progress));
        out.write(stored, ResultNames.signed(stored.matter(), ceremony.agreement()), sealed.content(), progress);
        if (!verdict.isValid()) {
            throw notValid(stored, verdict);
        }
        Ceremony next = ceremonies.save(ceremony.checked(reportSets.keep(files)), acting, clock.instant());
        progress.changed(Notice.note("pipeline.close.checked", place(stored)));
        return next;
    }

    private void writeFiles(StoredMatter stored, Ceremony ceremony, Progress progress) {
        out.write(
                stored,
                ResultNames.signed(stored.matter(), ceremony.agreement()),
                ceremony.paper().content(),
                progress);
        reportSets.of(ceremony).forEach((name, content) -> out.write(stored, name, content, progress));
    }

    private static PipelineException notValid(StoredMatter stored, Verdict verdict) {
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.error("pipeline.close.not-valid", place(stored)));
        verdict.examination().findings().forEach(finding -> notices.add(finding.notice()));
        return new PipelineException(Kind.FAILURE, notices);
    }

    private static Place place(StoredMatter stored) {
        return Place.file(stored.matter().id());
    }
}
