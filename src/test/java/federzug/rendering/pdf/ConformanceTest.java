package federzug.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.notice.Notice;
import federzug.rendering.RenderingException;
import federzug.rendering.font.Typeface;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

/** A font that is not embedded, or only seems so, is noticed on whatever page it is used. */
class ConformanceTest {
    @Test
    void anEmbeddedFontIsNoProblem() throws IOException {
        try (PDDocument document = new PDDocument()) {
            assertThat(unembedded(document, embedded(document))).isEmpty();
        }
    }

    @Test
    void namesAFontWithoutFile() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFont font = embedded(document);
            descriptor(font).removeItem(COSName.FONT_FILE2);
            assertThat(unembedded(document, font)).singleElement().asString().contains("Carlito");
        }
    }

    @Test
    void namesAFontWhoseFileCannotBeRead() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFont font = embedded(document);
            try (OutputStream file =
                    descriptor(font).getCOSStream(COSName.FONT_FILE2).createOutputStream()) {
                file.write(new byte[] {0, 1, 0, 0, 0, 3, 1, 2, 3});
            }
            assertThat(unembedded(document, font)).singleElement().asString().contains("Carlito");
        }
    }

    @Test
    void namesAStandardFont() throws IOException {
        try (PDDocument document = new PDDocument()) {
            assertThat(unembedded(document, embedded(document), new PDType1Font(FontName.HELVETICA)))
                    .singleElement()
                    .asString()
                    .contains("Helvetica");
        }
    }

    private static PDFont embedded(PDDocument document) throws IOException {
        return PDType0Font.load(document, new ByteArrayInputStream(Typeface.CARLITO.bytes("Regular")), false);
    }

    private static COSDictionary descriptor(PDFont font) {
        COSArray parts = font.getCOSObject().getCOSArray(COSName.DESCENDANT_FONTS);
        return ((COSDictionary) parts.getObject(0)).getCOSDictionary(COSName.FONT_DESC);
    }

    /** One font to a page. */
    private static List<Notice> unembedded(PDDocument document, PDFont... fonts) {
        for (PDFont font : fonts) {
            PDPage page = new PDPage();
            PDResources resources = new PDResources();
            resources.add(font);
            page.setResources(resources);
            document.addPage(page);
        }
        RenderingException problems =
                catchThrowableOfType(RenderingException.class, () -> Conformance.check("probe.pdf", document));
        return problems.notices().stream()
                .filter(notice -> notice.code().equals("rendering.pdf.font-not-embedded"))
                .toList();
    }
}
