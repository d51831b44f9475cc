package federzug.rendering.fop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.Texts;
import federzug.rendering.RenderingException;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.page.SheetEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class TypesetterIT {
    private static final int THREADS = 4;
    private static final int ROUNDS = 12;

    /** The configuration is read on first use: each round has a new typesetter that everybody uses at the same moment. */
    @Test
    void setsItsFirstPagesForSeveralAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Typesetter typesetter = new Typesetter(HouseFonts.NONE);
                CyclicBarrier together = new CyclicBarrier(THREADS);
                List<Future<byte[]>> pages = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    pages.add(threads.submit(() -> {
                        together.await();
                        return page(typesetter);
                    }));
                }
                for (Future<byte[]> page : pages) {
                    try (PDDocument pdf = Loader.loadPDF(page.get())) {
                        assertThat(new PDFTextStripper().getText(pdf)).contains("Probe");
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keepsTheWordsOfALibraryForTheLog() {
        Typesetter typesetter = new Typesetter(HouseFonts.NONE);
        assertThat(refused(typesetter, fo -> {
                    fo.open("root");
                    fo.open("layout-master-set").open("simple-page-master", "master-name", "a");
                    fo.empty("region-body").close().close();
                    fo.open("page-sequence", "master-reference", "a", "xml:lang", "de");
                    fo.open("flow", "flow-name", "xsl-region-body").open("block", "font-family", "Carlito");
                    fo.text("\u4e2d \u4e2d").close().close().close().close();
                }))
                .startsWith("Die Seiten konnten nicht gesetzt werden: ein Zeichen fehlt in der Schrift. Bitte");
        assertThat(refused(typesetter, fo -> {
                    throw new IllegalStateException("Unresolved id reference");
                }))
                .startsWith("Die Seiten konnten nicht gesetzt werden: das Setzen wurde abgebrochen. Bitte");
    }

    private static String refused(Typesetter typesetter, Consumer<FoWriter> page) {
        RenderingException refusal =
                catchThrowableOfType(RenderingException.class, () -> typesetter.set("probe.pdf", Instant.EPOCH, page));
        assertThat(refusal.notices()).doesNotHaveDuplicates();
        return Texts.german().text(refusal.notices().get(0));
    }

    private static byte[] page(Typesetter typesetter) throws Exception {
        Sheet sheet = new Sheet("Probe", "de-DE", "", List.of(new Sheet.Heading(1, "Probe")));
        try (Images images = new Images(typesetter.pictures())) {
            return typesetter.set(
                    "probe.pdf",
                    Instant.EPOCH,
                    fo -> new SheetEmitter(fo, sheet, Marks.NONE, Texts.german(), images).emit());
        }
    }
}
