package federzug.pipeline;

import federzug.agreement.AgreementException;
import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.PathName;
import federzug.agreement.Reading;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.trust.status.TrustSource;
import federzug.verification.Report;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks any PDF, ours or foreign, and writes the reports. */
@Component
public class Checking {
    private final Verification verification;
    private final Expectations expectations;
    private final Reports reports;
    private final MatterReader reader;
    private final DocumentStore store;
    private final Clock clock;

    Checking(
            Verification verification,
            Expectations expectations,
            Reports reports,
            MatterReader reader,
            DocumentStore store,
            Clock clock) {
        this.verification = verification;
        this.expectations = expectations;
        this.reports = reports;
        this.reader = reader;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param expect data of the matter the files must belong to; null: found by the document, if it is ours
     * @param reports folder for the reports, null for none
     * @param trust null: EU, or the example list if every chain ends at the demo root
     */
    public record Question(
            List<Path> files,
            @Nullable Path expect,
            @Nullable Path reports,
            @Nullable TrustSource trust) {
        public Question {
            files = List.copyOf(files);
        }
    }

    /**
     * @param json the object of the JSON contract
     * @param reports the files written, empty if none were asked for
     */
    public record Checked(Verdict verdict, String json, List<Path> reports) {
        public Checked {
            reports = List.copyOf(reports);
        }
    }

    public List<Checked> check(Question question, Progress progress) {
        requireFiles(question.files());
        Expectations.@Nullable Known named = question.expect() == null ? null : expected(question.expect());
        @Nullable Path folder = question.reports() == null ? null : Folders.requireLocalAndWritable(question.reports());
        List<Checked> all = new ArrayList<>();
        for (Path file : question.files()) {
            progress.working(Notice.note("pipeline.check.working", Place.NOWHERE, String.valueOf(file.getFileName())));
            Expectations.Known known = named == null ? expectations.forFile(file) : named;
            Verdict verdict = verification.verify(file, known.expected(), question.trust());
            Report report = new Report(verdict, known.matter(), known.fileReference());
            List<Path> written = folder == null ? List.of() : write(report, file, folder);
            all.add(new Checked(verdict, report.json(Texts.german(), clock.getZone()), written));
        }
        return all;
    }

    private static void requireFiles(List<Path> files) {
        List<Notice> missing = files.stream()
                .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
                .map(file -> Notice.error("pipeline.check.no-file", Place.file(file.toString())))
                .toList();
        if (!missing.isEmpty()) {
            throw new PipelineException(Kind.INPUT, missing, null);
        }
    }

    private Expectations.Known expected(Path data) {
        Reading reading = reader.read(data);
        if (reading.hasErrors()) {
            throw new AgreementException(Kind.INPUT, reading.notices(), null);
        }
        List<Matter> matters = reading.matters();
        if (matters.size() != 1 || matters.get(0).agreements().size() != 1) {
            int agreements =
                    matters.stream().mapToInt(one -> one.agreements().size()).sum();
            throw new PipelineException(
                    Kind.INPUT,
                    Notice.error("pipeline.check.expect-one", Place.file(data.toString()), agreements),
                    null);
        }
        return expectations.of(matters.get(0), matters.get(0).agreements().get(0));
    }

    private List<Path> write(Report report, Path file, Path folder) {
        String base = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.pdf$", "");
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, Content> form :
                reports.make(report, PathName.of(base) + "-pruefbericht").entrySet()) {
            Path target = folder.resolve(form.getKey());
            try {
                Files.write(target, store.bytes(form.getValue().digest()));
            } catch (IOException e) {
                throw new PipelineException(
                        Kind.INPUT, Notice.error("pipeline.folder.not-writable", Place.file(target.toString())), e);
            }
            written.add(target);
        }
        return written;
    }
}
