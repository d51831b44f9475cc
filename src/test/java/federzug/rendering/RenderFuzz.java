package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.document.PassingDocumentStore;
import federzug.drafting.Drafting;
import federzug.testkit.AMatter;
import federzug.testkit.MutatedDocx;
import federzug.testkit.RenderingTemplates;
import federzug.testkit.RenderingWords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/**
 * Word files broken at random: each is set or refused by name, in bounded time. {@code mvn -Pfuzz verify}, how many with
 * {@code -Dfuzz.documents}, and again the same with {@code -Dfuzz.seed}. {@link RenderFuzzIT} is its small share.
 */
class RenderFuzz {
    private static final long SECONDS = 60;

    private final PassingDocumentStore store = new PassingDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final Rendering rendering = new Rendering(store, clock, new RenderingSettings(false));

    @Test
    void everyBrokenFileIsSetOrRefused() throws Exception {
        Outcome outcome = run(Long.getLong("fuzz.seed", System.nanoTime()), Integer.getInteger("fuzz.documents", 2000));
        System.out.println(outcome);
    }

    /**
     * @param whole of those set, how many were compared with their file word for word
     * @param slowest in milliseconds
     */
    record Outcome(long seed, int set, int whole, int refused, long slowest) {}

    Outcome run(long seed, int documents) throws Exception {
        List<FilledDraft> originals = originals();
        for (FilledDraft original : originals) {
            assertThat(rendering.render(original, Marks.NONE).pages()).isPositive();
        }
        int set = 0;
        int whole = 0;
        int refused = 0;
        long slowest = 0;
        ExecutorService worker = Executors.newSingleThreadExecutor();
        for (int i = 0; i < documents; i++) {
            Random random = new Random(seed + i);
            FilledDraft original = originals.get(i % originals.size());
            byte[] broken = MutatedDocx.of(store.bytes(original.content().digest()), random);
            FilledDraft draft = new FilledDraft(store.put("a.docx", broken), original.title(), original.boxes());
            long start = System.nanoTime();
            Future<ArchivalPdf> work = worker.submit(() -> rendering.render(draft, Marks.NONE));
            try {
                byte[] pdf = readable(work.get(SECONDS, TimeUnit.SECONDS));
                set++;
                whole += nothingLost(broken, pdf, seed + i, i) ? 1 : 0;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RenderingException refusal)
                        || refusal.notices().isEmpty()) {
                    throw new AssertionError("-Dfuzz.seed=" + (seed + i) + " with file " + i, e.getCause());
                }
                refused++;
            } catch (TimeoutException e) {
                throw new AssertionError("takes too long: -Dfuzz.seed=" + (seed + i) + " with file " + i, e);
            }
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
        }
        worker.shutdownNow();
        return new Outcome(seed, set, whole, refused, slowest);
    }

    private byte[] readable(ArchivalPdf pdf) throws IOException {
        byte[] bytes = store.bytes(pdf.content().digest());
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isEqualTo(pdf.pages()).isPositive();
        }
        return bytes;
    }

    /** @return false where the injured XML has no text that could be told without Word's own rules */
    private static boolean nothingLost(byte[] docx, byte[] pdf, long seed, int file) {
        try {
            RenderingWords.of(docx);
        } catch (RuntimeException e) {
            return false;
        }
        try {
            ReadBack.assertNothingLost(docx, pdf);
            return true;
        } catch (AssertionError e) {
            throw new AssertionError("text differs: -Dfuzz.seed=" + seed + " with file " + file, e);
        }
    }

    private List<FilledDraft> originals() throws IOException {
        Matter matter = AMatter.crimmitschau();
        Drafting drafting = new Drafting(new RenderingTemplates(), store);
        try (InputStream in = RenderFuzz.class.getResourceAsStream("bausteine.docx")) {
            return List.of(
                    drafting.fill(matter, matter.agreements().get(0)),
                    new FilledDraft(store.put("bausteine.docx", in.readAllBytes()), "Muster der Bausteine", List.of()),
                    drafting.fillRelease(matter));
        }
    }
}
