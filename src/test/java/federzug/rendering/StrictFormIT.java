package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/** A Word file in the strict form of Office Open XML is read like any other. */
class StrictFormIT {
    private static byte[] strict(byte[] docx) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(docx));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String part = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .replaceAll(
                                "http://schemas.openxmlformats.org/(wordprocessingml|drawingml|officeDocument)/2006/",
                                "http://purl.oclc.org/ooxml/$1/")
                        .replace("w:w=\"11906\" w:h=\"16838\"", "w:w=\"595.30pt\" w:h=\"841.90pt\"")
                        .replace("w:top=\"1418\"", "w:top=\"70.90pt\"")
                        .replace("<w:sz w:val=\"22\"/>", "<w:sz w:val=\"11pt\"/>");
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(part.getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @Test
    void itsTextAndItsPageAreRead() throws IOException {
        byte[] docx = withBody(styled("berschrift1", "Vertrag") + paragraph("Größe und Maß"))
                .bytes();
        assertThat(new String(strict(docx), StandardCharsets.ISO_8859_1))
                .isNotEqualTo(new String(docx, StandardCharsets.ISO_8859_1));
        ProvenRendering made = ProvenRendering.of(strict(docx));
        assertThat(made.tree()).isEqualTo(ProvenRendering.of(docx).tree()).contains("Größe und Maß");
        try (PDDocument document = Loader.loadPDF(made.pdf())) {
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
        }
    }
}
