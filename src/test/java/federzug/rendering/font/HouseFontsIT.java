package federzug.rendering.font;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingException;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The house's own fonts. "Amtlich" is one of ours under another name, made in memory; the OpenType font "Probeschrift"
 * was drawn for this test (boxes instead of letters).
 */
class HouseFontsIT {
    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    private Rendering rendering() {
        Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));
        return new Rendering(store, clock, new RenderingSettings(Proof.EVERYTHING, folder));
    }

    @BeforeEach
    void fonts() throws IOException {
        Files.write(folder.resolve("a.ttf"), renamed("Regular", "Amtlich", 0));
        Files.write(folder.resolve("b.ttf"), renamed("Bold", "Amtlich", 0));
        Files.write(folder.resolve("c.ttf"), renamed("Regular", "Geheime", 2));
        Files.write(folder.resolve("d.ttf"), "keine Schrift".getBytes(StandardCharsets.UTF_8));
        Files.copy(
                Path.of("src/test/resources/federzug/rendering/fonts/Probeschrift-Regular.otf"),
                folder.resolve("Probeschrift-Regular.otf"));
    }

    /** @param rights OS/2 fsType: 0 everything allowed, 2 no embedding */
    private static byte[] renamed(String cut, String family, int rights) throws IOException {
        byte[] font;
        try (var in = HouseFontsIT.class.getResourceAsStream("/fonts/Carlito/Carlito-" + cut + ".ttf")) {
            font = in.readAllBytes();
        }
        for (var charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1)) {
            String text = new String(font, StandardCharsets.ISO_8859_1);
            String from = new String("Carlito".getBytes(charset), StandardCharsets.ISO_8859_1);
            String to = new String(family.getBytes(charset), StandardCharsets.ISO_8859_1);
            font = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteBuffer bytes = ByteBuffer.wrap(font);
        for (int i = 0; i < bytes.getShort(4); i++) {
            if (new String(font, 12 + 16 * i, 4, StandardCharsets.ISO_8859_1).equals("OS/2")) {
                bytes.putShort(bytes.getInt(12 + 16 * i + 8) + 8, (short) rights);
            }
        }
        return font;
    }

    private static String run(String font, String more, String text) {
        return "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"" + font + "\" w:hAnsi=\"" + font + "\"/>" + more + "</w:rPr><w:t>"
                + text + "</w:t></w:r></w:p>";
    }

    private FilledDraft draft(String body) {
        return new FilledDraft(store.put("a.docx", withBody(body).bytes()), "Titel", List.of());
    }

    @Test
    void areEmbeddedWhetherTrueTypeOrOpenType() throws IOException {
        String letters =
                "Łužica měšćan Gdańsk Žďár „so“ – 5 €".replace("ď", "d").replace("á", "a");
        byte[] pdf = store.bytes(rendering()
                .render(
                        draft(run("Amtlich", "", "Hausschrift " + letters)
                                + run("amtlich", "<w:b/>", "fett")
                                + run("Probeschrift", "", "Kästchen " + letters.replace("Žd", "Z"))),
                        Marks.NONE)
                .content()
                .digest());
        Files.createDirectories(Path.of("target/features"));
        Files.write(Path.of("target/features/hausschrift.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> names = new ArrayList<>();
            for (COSName name : document.getPage(0).getResources().getFontNames()) {
                var font = document.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                names.add(font.getName().replaceFirst("^[A-Z]{6}\\+", ""));
            }
            assertThat(names).containsExactlyInAnyOrder("Amtlich-Regular", "Amtlich-Bold", "Probeschrift-Regular");
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Hausschrift Łužica")
                    .contains("Kästchen Łužica");
        }
    }

    @Test
    void thatMayNotBeEmbeddedAreRefusedWithTheirFile() {
        assertThat(refusal(run("Geheime", "", "x")))
                .singleElement()
                .asString()
                .startsWith("a.docx, Absatz 1: „x“")
                .contains("c.ttf")
                .contains("Lizenz");
    }

    @Test
    void aMissingCutIsNamed() {
        assertThat(refusal(run("Amtlich", "<w:i/>", "schräg")))
                .singleElement()
                .asString()
                .contains("Amtlich")
                .contains("Italic");
    }

    @Test
    void aBrokenFileMattersOnlyWhereItIsUsed() {
        assertThat(rendering()
                        .render(draft(run("Calibri", "", "x")), Marks.NONE)
                        .pages())
                .isEqualTo(1);
    }

    private List<String> refusal(String body) {
        RenderingException refusal =
                catchThrowableOfType(RenderingException.class, () -> rendering().render(draft(body), Marks.NONE));
        assertThat(refusal).isNotNull();
        return refusal.notices().stream().map(Texts.german()::line).toList();
    }
}
