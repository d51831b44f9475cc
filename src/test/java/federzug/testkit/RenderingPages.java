package federzug.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** What is painted around the text of each page, and whether anything is painted beside the page. */
public final class RenderingPages {
    /** @param outside words that nobody sees since they lie outside the page */
    public record Page(String header, String footer, String outside) {}

    private RenderingPages() {}

    public static List<Page> of(byte[] pdf) {
        List<Page> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                pages.add(new Reader(page).read());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return pages;
    }

    private static final class Reader extends PDFMarkedContentExtractor {
        private final PDPage page;
        private final PDRectangle box;
        private final StringBuilder outside = new StringBuilder();

        Reader(PDPage page) throws IOException {
            this.page = page;
            this.box = page.getCropBox();
            setSuppressDuplicateOverlappingText(false);
        }

        Page read() throws IOException {
            processPage(page);
            StringBuilder header = new StringBuilder();
            StringBuilder footer = new StringBuilder();
            getMarkedContents().forEach(content -> {
                COSDictionary properties = content.getProperties();
                String kind = properties == null ? "" : String.valueOf(properties.getNameAsString(COSName.SUBTYPE));
                collect(content, kind.equals("Header") ? header : kind.equals("Footer") ? footer : new StringBuilder());
            });
            return new Page(header.toString(), footer.toString(), outside.toString());
        }

        private void collect(PDMarkedContent content, StringBuilder into) {
            for (Object part : content.getContents()) {
                if (part instanceof TextPosition glyph) {
                    into.append(glyph.getUnicode());
                    boolean seen = glyph.getXDirAdj() > -1
                            && glyph.getXDirAdj() < box.getWidth()
                            && glyph.getYDirAdj() > 0
                            && glyph.getYDirAdj() - glyph.getHeightDir() < box.getHeight();
                    if (!seen && !glyph.getUnicode().isBlank()) {
                        outside.append(glyph.getUnicode());
                    }
                } else if (part instanceof PDMarkedContent inner) {
                    collect(inner, into);
                }
            }
        }
    }
}
