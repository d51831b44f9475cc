package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.MutatedDocx;
import federzug.testkit.RenderingTemplates;
import federzug.testkit.RenderingWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
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
    /** Seeds that follow one another would begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long SECONDS = 60;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
    private final Rendering rendering = new Rendering(store, clock, new RenderingSettings(Proof.NEVER));

    @Test
    void everyBrokenFileIsSetOrRefused() throws Exception {
        Outcome outcome = run(Long.getLong("fuzz.seed", System.nanoTime()), Integer.getInteger("fuzz.documents", 2000));
        System.out.println(outcome);
    }

    /**
     * @param whole of those set, how many were compared with their file word for word
     * @param slowest in milliseconds
     */
    public record Outcome(long seed, int set, int whole, int refused, long slowest) {}

    Outcome run(long seed, int documents) throws Exception {
        List<FilledDraft> originals = originals();
        for (FilledDraft original : originals) {
            assertThat(rendering.render(original, Marks.NONE).pages()).isPositive();
        }
        int set = 0;
        int whole = 0;
        int refused = 0;
        long slowest = 0;
        List<String> faults = new ArrayList<>();
        ExecutorService worker = Executors.newSingleThreadExecutor();
        for (long one = seed; one < seed + documents; one++) {
            FilledDraft original = originals.get((int) Math.floorMod(one, (long) originals.size()));
            byte[] broken = MutatedDocx.of(store.bytes(original.content().digest()), new Random(one * SPREAD));
            FilledDraft draft = new FilledDraft(store.put("a.docx", broken), original.title(), original.boxes());
            long start = System.nanoTime();
            Future<ArchivalPdf> work = worker.submit(() -> rendering.render(draft, Marks.NONE));
            try {
                byte[] pdf = bytes(work.get(SECONDS, TimeUnit.SECONDS));
                set++;
                slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
                if (hasWords(broken)) {
                    whole++;
                    ReadBack.assertNothingLost(broken, pdf);
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RenderingException refusal
                        && !refusal.notices().isEmpty()) {
                    refused++;
                    slowest = Math.max(slowest, (System.nanoTime() - start) / 1_000_000);
                } else {
                    faults.add(fault(one, broken, e.getCause()));
                }
            } catch (TimeoutException e) {
                faults.add(fault(one, broken, e));
                worker.shutdownNow();
                worker = Executors.newSingleThreadExecutor();
            } catch (IOException | AssertionError e) {
                faults.add(fault(one, broken, e));
            }
        }
        worker.shutdownNow();
        assertThat(faults).as("of %s files", documents).isEmpty();
        return new Outcome(seed, set, whole, refused, slowest);
    }

    /** Keeps the file for whoever mends it. */
    private static String fault(long seed, byte[] docx, Throwable why) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/fuzz"));
        Files.write(folder.resolve(seed + ".docx"), docx);
        String said = String.valueOf(why.getMessage());
        return "-Dfuzz.documents=1 -Dfuzz.seed=" + seed + ": " + why.getClass().getSimpleName() + " "
                + said.substring(0, Math.min(1000, said.length()));
    }

    private byte[] bytes(ArchivalPdf pdf) throws IOException {
        byte[] bytes = store.bytes(pdf.content().digest());
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isEqualTo(pdf.pages()).isPositive();
        }
        return bytes;
    }

    /** @return false where the injured XML has no text that could be told without Word's own rules */
    private static boolean hasWords(byte[] docx) {
        try {
            RenderingWords.of(docx);
            RenderingWords.edges(docx);
            return true;
        } catch (RuntimeException e) {
            return false;
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
