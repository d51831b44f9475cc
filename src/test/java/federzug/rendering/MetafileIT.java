package federzug.rendering;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.EmfFile;
import federzug.testkit.RenderingDocx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A logo as Office keeps it, on the page of a proven document. */
class MetafileIT {
    private static RenderingDocx with(byte[] picture) {
        return withBody("<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"2540000\" cy=\"1270000\"/>"
                        + "<wp:docPr id=\"1\" name=\"Bild\" descr=\"Wappen\"/><a:graphic><a:graphicData "
                        + "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
                        + "<pic:cNvPr id=\"1\" name=\"b\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
                        + "<a:blip r:embed=\"rIdbild\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData>"
                        + "</a:graphic></wp:inline></w:drawing></w:r></w:p>")
                .related("bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", picture);
    }

    @Test
    void aMetafileIsDrawnOnThePage() throws IOException {
        byte[] emf = new EmfFile()
                .withoutPen()
                .brush(1, 0x000000FF)
                .rectangle(0, 0, 50, 50)
                .bitmap(60, 0, 40, 50)
                .record(24, 0x00FF0000)
                .text(52, 2, "Amt")
                .bytes();
        ProvenRendering made = ProvenRendering.of(with(emf));
        assertThat(made.tree()).contains("Figure alt=\"Wappen\"");
        BufferedImage page = ImageIO.read(
                new ByteArrayInputStream(Preview.of("a.pdf", made.pdf()).pages().get(0)));
        double dot = 110 / 72.0;
        // The picture stands at the left and upper margins, 200 by 100 points large.
        assertThat(page.getRGB((int) ((70.9 + 20) * dot), (int) ((70.9 + 40) * dot)) & 0xFFFFFF)
                .isEqualTo(0xFF0000);
        assertThat(page.getRGB((int) ((70.9 + 130) * dot), (int) ((70.9 + 60) * dot)) & 0xFFFFFF)
                .isNotEqualTo(0xFFFFFF);
    }

    @Test
    void aMetafileThatCannotBeDrawnIsNamed() {
        assertThat(ProvenRendering.refusal(
                        with(new EmfFile().record(114, new int[40]).bytes())))
                .singleElement()
                .asString()
                .startsWith("vorlage.docx, Absatz 1: Das Bild ist eine Vektorgrafik (EMF oder WMF)");
    }
}
