package federzug.pipeline.checking;

import federzug.agreement.AgreementException;
import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.PathName;
import federzug.agreement.Reading;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.OrderedParallel;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.UploadedFile;
import federzug.pipeline.folder.UsableFolder;
import federzug.trust.status.TrustSource;
import federzug.verification.Comparison;
import federzug.verification.Overview;
import federzug.verification.Report;
import federzug.verification.Verdict;
import federzug.verification.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks any PDF, ours or foreign, and writes the reports. */
@Component
public class Checking {
    /** Results that wait for their turn; more would only fill memory. */
    private static final int AHEAD = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Verification verification;
    private final KnownDocuments documents;
    private final Reports reports;
    private final MatterReader reader;
    private final DocumentStore store;
    private final Clock clock;

    Checking(
            Verification verification,
            KnownDocuments documents,
            Reports reports,
            MatterReader reader,
            DocumentStore store,
            Clock clock) {
        this.verification = verification;
        this.documents = documents;
        this.reports = reports;
        this.reader = reader;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param files PDF files and folders of such
     * @param expect data of the matter the files must belong to; null: found by the document, if it is ours
     * @param reports folder for the reports, null for none
     * @param evidence folder for everything the verdicts rest on, null for none
     * @param trust null: EU, or the example list if every chain ends at the demo root
     * @param extract folder for the signed revisions of each file, null for none
     * @param passwordFile the first line of it opens encrypted files, null for none
     * @param passwords typed for single files
     */
    public record Question(
            List<Path> files,
            @Nullable Path expect,
            @Nullable Path reports,
            @Nullable Path evidence,
            @Nullable Path extract,
            @Nullable TrustSource trust,
            Locale language,
            @Nullable Path passwordFile,
            FilePasswords passwords) {
        public Question {
            files = List.copyOf(files);
        }
    }

    /**
     * @param file as named, or as found in a named folder
     * @param json the object of the JSON contract
     * @param reports the files written, empty if none were asked for
     */
    public record Checked(Path file, Verdict verdict, String json, List<Path> reports) {
        public Checked {
            reports = List.copyOf(reports);
        }
    }

    /** Those of the files that open with a password only: for a door at which somebody can be asked. */
    public List<Path> locked(List<Path> files) {
        return CheckFolder.expand(files).stream()
                .filter(file -> Files.isRegularFile(file) && verification.needsPassword(file))
                .toList();
    }

    /**
     * Checks files in parallel, hands each result on in the order of the files and keeps none: thousands fit into
     * little memory. Trouble with one file never ends the others.
     *
     * @return whether all are valid
     */
    public boolean check(Question question, Progress progress, Consumer<Checked> each) {
        List<Path> files = CheckFolder.expand(question.files());
        Run run = new Run(question, progress, files.size() > 1);
        int threads = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        try (OrderedParallel<Checked> checks = new OrderedParallel<>(threads, AHEAD, checked -> {
            run.add(checked);
            each.accept(checked);
        })) {
            int next = 0;
            for (Path file : files) {
                String name = run.nameOf(file);
                int number = ++next;
                checks.add(() -> run.check(file, name, number, files.size()));
            }
            checks.end();
        } catch (CancellationException e) {
            throw PipelineException.failed("pipeline.check.interrupted", Place.NOWHERE)
                    .causedBy(e);
        }
        run.close();
        return run.valid;
    }

    /**
     * The result for a file that was handed in; nothing of it is kept.
     *
     * @param report to be shown in the form that is wanted
     */
    public record CheckedUpload(String name, Verdict verdict, Report report) {}

    /**
     * Checks files that were handed in, one after the other.
     *
     * @param matter id of the matter that they must belong to; null: found by the document, if it is ours
     * @param trust null: EU, or the example list if every chain ends at the demo root
     */
    public List<CheckedUpload> check(
            List<Upload> uploads, @Nullable String matter, @Nullable TrustSource trust, Locale language) {
        KnownDocuments.@Nullable Known named = matter == null ? null : documents.ofOnly(matter);
        List<CheckedUpload> checked = new ArrayList<>();
        for (Upload upload : uploads) {
            try (UploadedFile file = UploadedFile.of(upload)) {
                KnownDocuments.Known known = named == null ? documents.forFile(file.path()) : named;
                Verdict verdict = verification.verify(file.path(), known.expected(), trust, Texts.in(language));
                checked.add(new CheckedUpload(
                        upload.name(), verdict, new Report(verdict, known.matter(), known.fileReference())));
            }
        }
        return checked;
    }

    /** A report in one form; empty if the check has none of it. */
    public Optional<byte[]> report(CheckedUpload checked, ReportForm form, Locale language) {
        return reports.form(checked.report(), form, Texts.in(language));
    }

    /** Two copies that turned up years apart. */
    public Comparison compare(Path first, Path second, @Nullable TrustSource trust, Locale language) {
        CheckFolder.requireReadable(List.of(first, second));
        return verification.compare(first, second, trust, Texts.in(language));
    }

    /**
     * Two copies that were handed in; nothing is kept of them.
     *
     * @throws PipelineException with all of them that are no PDF
     */
    public Comparison compare(Upload first, Upload second, Locale language) {
        requirePdf(List.of(first, second));
        try (UploadedFile one = UploadedFile.of(first);
                UploadedFile other = UploadedFile.of(second)) {
            return compare(one.path(), other.path(), null, language);
        }
    }

    /** @throws PipelineException with all of them that are no PDF */
    public void requirePdf(List<Upload> uploads) {
        List<Notice> wrong = uploads.stream()
                .filter(upload -> !CheckLine.isPdf(upload.content()))
                .map(upload -> Notice.error("pipeline.check.not-pdf", Place.NOWHERE, upload.name()))
                .toList();
        if (!wrong.isEmpty()) {
            throw new PipelineException(Kind.INPUT, wrong);
        }
    }

    /** The comparison on one page. */
    public Path write(Comparison comparison, Path reports, Locale language) {
        Path folder = UsableFolder.requireLocalAndWritable(reports);
        return written(folder.resolve("vergleich.html"), comparison.html(Texts.in(language), clock.getZone()));
    }

    private static String reportName(Checked checked) {
        return checked.reports().isEmpty()
                ? ""
                : String.valueOf(checked.reports().get(0).getFileName());
    }

    private static Path written(Path target, String text) {
        try {
            return Files.writeString(target, text);
        } catch (IOException e) {
            throw UsableFolder.notWritable(target, e);
        }
    }

    /** One call with all its files. */
    private final class Run {
        private final Question question;
        private final Progress progress;
        private final boolean many;
        private final Texts texts;
        private final KnownDocuments.@Nullable Known named;
        private final @Nullable Path folder;
        private final @Nullable EvidenceFolder evidence;
        private final @Nullable Path extract;
        private final Overview overview;
        private final @Nullable String password;
        private final Set<String> names = new HashSet<>();
        private boolean valid = true;

        Run(Question question, Progress progress, boolean many) {
            this.question = question;
            this.progress = progress;
            this.many = many;
            this.texts = Texts.in(question.language());
            this.named = question.expect() == null ? null : expected(question.expect());
            this.evidence = question.evidence() == null ? null : new EvidenceFolder(question.evidence(), verification);
            this.extract = question.extract() == null ? null : UsableFolder.requireLocalAndWritable(question.extract());
            Path reports = question.reports() == null ? question.evidence() : question.reports();
            this.folder = reports == null ? null : UsableFolder.requireLocalAndWritable(reports);
            this.overview = new Overview(texts, clock.getZone());
            this.password = question.passwordFile() == null ? null : password(question.passwordFile());
        }

        /** A name of its own for each file, whatever folders they come from. */
        String nameOf(Path file) {
            String base = PathName.of(String.valueOf(file.getFileName()).replaceFirst("(?i)\\.pdf$", ""));
            String plain = base.isEmpty() ? "dokument" : base;
            String name = plain;
            for (int n = 2; !names.add(name); n++) {
                name = plain + "-" + n;
            }
            return name;
        }

        void add(Checked checked) {
            overview.add(checked.file().toString(), checked.verdict(), reportName(checked));
            valid &= checked.verdict().isValid();
        }

        Checked check(Path file, String name, int number, int all) {
            String shown = String.valueOf(file.getFileName());
            progress.working(
                    all == 1
                            ? Notice.note("pipeline.check.working", Place.NOWHERE, shown)
                            : Notice.note("pipeline.check.working-many", Place.NOWHERE, number, all, shown));
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                Verdict unread = verification.unreadable(file, question.trust());
                return new Checked(file, unread, new Report(unread, "", "").json(texts, clock.getZone()), List.of());
            }
            KnownDocuments.Known given = named;
            KnownDocuments.Known known = given == null ? documents.forFile(file) : given;
            String typed = question.passwords().of(file);
            String opening = typed == null ? password : typed;
            Verdict verdict = verification.verify(file, known.expected(), question.trust(), texts, opening);
            Report report = new Report(verdict, known.matter(), known.fileReference());
            List<Path> written = folder == null ? List.of() : write(report, name, file);
            if (evidence != null) {
                evidence.add(file, name, written, verdict.examination().trust().source(), opening);
            }
            Path own = extract == null ? null : extract.resolve(name);
            if (own != null) {
                verification
                        .signedRevisions(file, opening)
                        .forEach((revision, bytes) -> EvidenceFolder.write(own.resolve(revision), bytes));
            }
            return new Checked(file, verdict, report.json(texts, clock.getZone()), written);
        }

        /** A report that cannot be made is reported; the verdict stands. */
        private List<Path> write(Report report, String name, Path file) {
            try {
                return writeAll(report, name);
            } catch (NoticedException e) {
                if (e.notices().get(0).code().equals("pipeline.folder.not-writable")) {
                    throw e;
                }
                progress.changed(Notice.warning("pipeline.check.no-report", Place.file(file.toString())));
                return List.of();
            }
        }

        private List<Path> writeAll(Report report, String name) {
            Path target = evidence != null && question.reports() == null
                    ? UsableFolder.requireLocalAndWritable(requireFolder().resolve(name))
                    : requireFolder();
            List<Path> written = new ArrayList<>();
            Map<String, Content> forms;
            synchronized (reports) {
                // One page at a time is laid out: the fonts and their caches are shared.
                forms = reports.make(report, name + "-pruefbericht", texts);
            }
            for (Map.Entry<String, Content> form : forms.entrySet()) {
                Path path = target.resolve(form.getKey());
                try {
                    Files.write(path, store.bytes(form.getValue().digest()));
                } catch (IOException e) {
                    throw UsableFolder.notWritable(path, e);
                }
                written.add(path);
            }
            return written;
        }

        private Path requireFolder() {
            return java.util.Objects.requireNonNull(folder);
        }

        void close() {
            if (many && folder != null) {
                written(folder.resolve("uebersicht.html"), overview.html(clock.instant()));
                written(folder.resolve("uebersicht.csv"), overview.csv());
            }
            if (evidence != null) {
                evidence.close();
            }
        }
    }

    /** A password is never an argument: others can read those. */
    private static String password(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
        } catch (IOException e) {
            throw PipelineException.refused("pipeline.check.password-file", Place.file(file.toString()))
                    .causedBy(e);
        }
        throw PipelineException.refused("pipeline.check.password-file", Place.file(file.toString()));
    }

    private KnownDocuments.Known expected(Path data) {
        Reading reading = reader.read(data);
        if (reading.hasErrors()) {
            throw new AgreementException(Kind.INPUT, reading.notices());
        }
        List<Matter> matters = reading.matters();
        if (matters.size() != 1 || matters.get(0).agreements().size() != 1) {
            int agreements =
                    matters.stream().mapToInt(one -> one.agreements().size()).sum();
            throw PipelineException.refused("pipeline.check.expect-one", Place.file(data.toString()), agreements);
        }
        return documents.of(matters.get(0), matters.get(0).agreements().get(0));
    }
}
