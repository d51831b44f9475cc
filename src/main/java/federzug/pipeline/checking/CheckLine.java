package federzug.pipeline.checking;

import federzug.document.Sheet;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.OrderlyShutdown;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Upload;
import federzug.pipeline.checking.Checking.CheckedUpload;
import federzug.pipeline.folder.UploadedFile;
import federzug.trust.status.TrustStatus;
import federzug.verification.SignatureLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Checks files for people who do not wait at a terminal: as many at once as there are cores, the others in a line. What
 * was handed in goes with its check, its result after an hour and at the end of the process.
 */
@Component
public class CheckLine implements DisposableBean {
    /** Files of one call. */
    public static final int MOST_FILES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(CheckLine.class);
    private static final int LENGTH = 60;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final int HEAD = 1024;

    private final Checking checking;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable ThreadPoolExecutor threads;
    private int waiting;
    private long lastNumber;

    CheckLine(Checking checking, Clock clock) {
        this.checking = checking;
        this.clock = clock;
    }

    /** How the result of one file reads in a word. */
    public enum Result {
        VALID,
        UNDECIDED,
        INVALID,
        /** Valid, by example keys: worthless in law. */
        REHEARSAL,
        /** No result: an error on our side. */
        FAILED
    }

    /**
     * The result for one file.
     *
     * @param headline the result in words
     * @param sentence what it means
     * @param signatures each with what became of it, and those that are missing
     * @param forms of the report that there are
     * @param matter id of the matter that it was compared with, empty if none
     * @param at when it was checked; null: no result
     * @param trust what the check rests on; null: no result
     */
    public record Outcome(
            String name,
            Result result,
            String headline,
            String sentence,
            List<SignatureLine> signatures,
            List<ReportForm> forms,
            String matter,
            @Nullable Instant at,
            @Nullable TrustStatus trust) {
        public Outcome {
            signatures = List.copyOf(signatures);
            forms = List.copyOf(forms);
        }
    }

    /**
     * Where a check stands.
     *
     * @param names of the files
     * @param before how many files are checked before the first one that is left
     * @param outcomes of the files that are through, in the order of the names
     */
    public record Standing(List<String> names, int before, List<Outcome> outcomes) {
        public Standing {
            names = List.copyOf(names);
            outcomes = List.copyOf(outcomes);
        }

        public boolean isDone() {
            return outcomes.size() == names.size();
        }
    }

    private final class Entry {
        private final String owner;
        private final List<String> names;
        private final Instant end;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<Map<ReportForm, Path>> forms = new ArrayList<>();
        private boolean gone;
        private long number;

        Entry(String owner, List<String> names) {
            this.owner = owner;
            this.names = names;
            this.end = clock.instant().plus(KEPT);
        }
    }

    /**
     * Hands files in.
     *
     * @param owner who alone may see their results
     * @param matter id of the matter that they must belong to; null: found by the document, if it is ours
     * @return name of the check
     * @throws PipelineException if one of them is no PDF, or the line is full; nothing is checked then
     */
    public String enter(String owner, List<Upload> uploads, @Nullable String matter, Locale language) {
        if (uploads.size() > MOST_FILES) {
            throw refused("pipeline.check.upload-too-many", MOST_FILES);
        }
        List<Notice> wrong = uploads.stream()
                .filter(upload -> !isPdf(upload.content()))
                .map(upload -> Notice.error("pipeline.check.not-pdf", Place.NOWHERE, upload.name()))
                .toList();
        if (!wrong.isEmpty() || uploads.isEmpty()) {
            throw new PipelineException(
                    PipelineException.Kind.INPUT,
                    wrong.isEmpty() ? List.of(Notice.error("pipeline.check.no-upload", Place.NOWHERE)) : wrong);
        }
        Entry entry = new Entry(owner, uploads.stream().map(Upload::name).toList());
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        synchronized (entries) {
            forgetOld();
            if (waiting + uploads.size() > LENGTH + cores()) {
                throw PipelineException.failed("pipeline.check.line-full", Place.NOWHERE);
            }
            waiting += uploads.size();
            entry.number = ++lastNumber;
            entries.put(id, entry);
        }
        List<UploadedFile> files = uploads.stream().map(UploadedFile::of).toList();
        threads().execute(() -> work(entry, files, matter, language));
        return id;
    }

    /** Where a check stands; for its owner only, and for an hour. */
    public Standing look(String owner, String id) {
        synchronized (entries) {
            Entry entry = entry(owner, id);
            int before = entries.values().stream()
                    .filter(other -> other.number < entry.number && !other.gone)
                    .mapToInt(other -> other.names.size() - other.outcomes.size())
                    .sum();
            return new Standing(entry.names, before, entry.outcomes);
        }
    }

    /**
     * The report on one file.
     *
     * @param file counts from 0
     */
    public Optional<byte[]> report(String owner, String id, int file, ReportForm form) {
        Path path;
        synchronized (entries) {
            Entry entry = entry(owner, id);
            if (file < 0 || file >= entry.forms.size() || !entry.forms.get(file).containsKey(form)) {
                return Optional.empty();
            }
            path = entry.forms.get(file).get(form);
        }
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (IOException e) {
            throw refused("pipeline.check.line-unknown");
        }
    }

    /** Deletes a check and its result. */
    public void drop(String owner, String id) {
        synchronized (entries) {
            Entry entry = entry(owner, id);
            entries.remove(id);
            delete(entry);
        }
    }

    private Entry entry(String owner, String id) {
        forgetOld();
        Entry entry = entries.get(id);
        if (entry == null || !entry.owner.equals(owner)) {
            throw refused("pipeline.check.line-unknown");
        }
        return entry;
    }

    private void work(Entry entry, List<UploadedFile> files, @Nullable String matter, Locale language) {
        for (int i = 0; i < files.size(); i++) {
            try (UploadedFile file = files.get(i)) {
                boolean wanted;
                synchronized (entries) {
                    wanted = !entry.gone;
                }
                Map<ReportForm, Path> forms = new EnumMap<>(ReportForm.class);
                Outcome outcome = wanted
                        ? outcome(entry.names.get(i), file, matter, language, forms)
                        : failed(entry.names.get(i));
                synchronized (entries) {
                    waiting--;
                    entry.outcomes.add(outcome);
                    entry.forms.add(forms);
                    if (entry.gone) {
                        delete(entry);
                    }
                }
            }
        }
    }

    private Outcome outcome(
            String name, UploadedFile file, @Nullable String matter, Locale language, Map<ReportForm, Path> forms) {
        try {
            Upload upload = new Upload(name, Files.readAllBytes(file.path()));
            CheckedUpload checked =
                    checking.check(List.of(upload), matter, null, language).get(0);
            for (ReportForm form : ReportForm.values()) {
                Optional<byte[]> bytes = checking.report(checked, form, language);
                if (bytes.isPresent()) {
                    forms.put(form, Files.write(Files.createTempFile("federzug-report", form.ending()), bytes.get()));
                }
            }
            return outcome(checked, language, List.copyOf(forms.keySet()));
        } catch (IOException | RuntimeException e) {
            LOG.error("check of an upload", e);
            return failed(name);
        }
    }

    private Outcome outcome(CheckedUpload checked, Locale language, List<ReportForm> forms) {
        // The first banner is the result; one before it may say that it is a rehearsal.
        int banners = checked.verdict().examination().rehearsal() ? 2 : 1;
        Sheet.Banner banner = checked.report().sheet(Texts.in(language), clock.getZone()).blocks().stream()
                .filter(Sheet.Banner.class::isInstance)
                .map(Sheet.Banner.class::cast)
                .limit(banners)
                .reduce((first, second) -> second)
                .orElseThrow();
        boolean rehearsal =
                checked.verdict().isValid() && checked.verdict().examination().rehearsal();
        Result result =
                rehearsal ? Result.REHEARSAL : Result.valueOf(checked.verdict().word());
        return new Outcome(
                checked.name(),
                result,
                banner.headline(),
                banner.text(),
                checked.report().signatures(Texts.in(language), clock.getZone()),
                forms,
                checked.report().matter(),
                checked.verdict().examination().examinedAt(),
                checked.verdict().examination().trust());
    }

    private static Outcome failed(String name) {
        Texts texts = Texts.german();
        return new Outcome(
                name,
                Result.FAILED,
                texts.text("pipeline.check.line-failed-headline"),
                texts.text("pipeline.check.line-failed", name),
                List.of(),
                List.of(),
                "",
                null,
                null);
    }

    /** Under the lock. */
    private void forgetOld() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> {
            boolean old = now.isAfter(entry.end);
            if (old) {
                delete(entry);
            }
            return old;
        });
    }

    private static void delete(Entry entry) {
        entry.gone = true;
        entry.forms.forEach(forms -> forms.values().forEach(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // The folder for temporary files goes with the process.
                path.toFile().deleteOnExit();
            }
        }));
        entry.forms.clear();
    }

    private synchronized ThreadPoolExecutor threads() {
        ThreadPoolExecutor pool = threads;
        if (pool == null) {
            pool = new ThreadPoolExecutor(cores(), cores(), 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "check");
                thread.setDaemon(true);
                return thread;
            });
            threads = pool;
        }
        return pool;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    static boolean isPdf(byte[] content) {
        int most = Math.min(content.length, HEAD) - PDF.length;
        for (int i = 0; i <= most; i++) {
            if (java.util.Arrays.equals(content, i, i + PDF.length, PDF, 0, PDF.length)) {
                return true;
            }
        }
        return false;
    }

    private static PipelineException refused(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }

    @Override
    public void destroy() {
        ThreadPoolExecutor pool;
        synchronized (this) {
            pool = threads;
        }
        synchronized (entries) {
            entries.values().forEach(entry -> entry.gone = true);
        }
        if (pool != null) {
            OrderlyShutdown.of(pool);
        }
        synchronized (entries) {
            entries.values().forEach(CheckLine::delete);
            entries.clear();
        }
    }
}
