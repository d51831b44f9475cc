package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.drafting.Drafting;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.AMatter;
import federzug.testkit.RenderingGolden;
import federzug.testkit.RenderingTemplates;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What people see and hear of a document before it goes out. */
class PreviewIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Clock clock = Clock.fixed(Instant.parse("2021-12-01T10:00:00Z"), ZoneId.of("Europe/Berlin"));

    @Test
    void aDocumentIsDrawnPageByPageAndReadAloud() throws IOException {
        Matter matter = AMatter.crimmitschau();
        var draft = new Drafting(new RenderingTemplates(), store)
                .fill(matter, matter.agreements().get(0));
        var pdf = new Rendering(store, clock, new RenderingSettings(Proof.NEVER)).render(draft, Marks.rehearsal(true));
        Preview preview = Preview.of("a.pdf", store.bytes(pdf.content().digest()));
        assertThat(preview.pages()).hasSize(pdf.pages());
        for (byte[] page : preview.pages()) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(page));
            assertThat(image.getWidth()).isEqualTo(909);
            assertThat(image.getHeight()).isEqualTo(1286);
            assertThat(image.getRGB(5, 640)).as("margin").isEqualTo(0xFFFFFFFF);
        }
        RenderingGolden.assertSame("agreement.spoken.txt", preview.spoken());
    }

    @Test
    void listsTablesPicturesNotesAndLinksAreNamed() throws IOException {
        var draft = new federzug.document.FilledDraft(
                store.put(
                        "a.docx",
                        java.nio.file.Files.readAllBytes(
                                java.nio.file.Path.of("src/test/resources/federzug/rendering/bausteine.docx"))),
                "Muster der Bausteine",
                java.util.List.of());
        var pdf = new Rendering(store, clock, new RenderingSettings(Proof.NEVER)).render(draft, Marks.NONE);
        RenderingGolden.assertSame(
                "bausteine.spoken.txt",
                Preview.of("a.pdf", store.bytes(pdf.content().digest())).spoken());
    }
}
