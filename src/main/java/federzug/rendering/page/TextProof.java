package federzug.rendering.page;

import federzug.notice.Place;
import federzug.rendering.RenderingException;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * Proves that every letter of the text is on the pages. FOP has lost lines beside floats without saying so, and Word lets
 * a text box reach over the edge of the sheet; documents without floating objects need no proof.
 */
public final class TextProof {
    /** Points; white space of a glyph may reach over the edge. */
    private static final float EDGE = 2;

    private static final int QUOTE = 40;

    private final Map<Character, Integer> letters = new HashMap<>();
    private final StringBuilder outside = new StringBuilder();
    private PDRectangle sheet = PDRectangle.A4;

    private TextProof() {}

    /** @throws RenderingException if a letter is missing */
    public static void check(String file, byte[] pdf, List<Manuscript> manuscripts) throws IOException {
        boolean wraps =
                manuscripts.stream().anyMatch(m -> anywhere(m, f -> f.wrap().kind() != Floating.Kind.NONE));
        if (!wraps && manuscripts.stream().noneMatch(m -> anywhere(m, Floating::speaks))) {
            return;
        }
        TextProof proof = new TextProof();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                proof.sheet = page.getMediaBox();
                PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
                extractor.setSuppressDuplicateOverlappingText(false);
                extractor.processPage(page);
                extractor.getMarkedContents().forEach(proof::painted);
            }
        }
        manuscripts.forEach(m -> m.sections().forEach(s -> proof.expected(s.body())));
        if (!proof.outside.isEmpty()) {
            String words = proof.outside.toString().strip();
            throw RenderingException.refused(
                    "rendering.pdf.outside",
                    Place.file(file),
                    words.length() > QUOTE ? words.substring(0, QUOTE).strip() + " …" : words);
        }
        if (wraps && proof.letters.values().stream().anyMatch(count -> count < 0)) {
            throw RenderingException.refused("rendering.pdf.text-lost", Place.file(file));
        }
    }

    private static boolean anywhere(Manuscript manuscript, Predicate<Floating> which) {
        return manuscript.sections().stream()
                .anyMatch(s -> anywhere(s.body(), which)
                        || s.headers().values().stream().anyMatch(blocks -> anywhere(blocks, which))
                        || s.footers().values().stream().anyMatch(blocks -> anywhere(blocks, which)));
    }

    private static boolean anywhere(List<Block> blocks, Predicate<Floating> which) {
        return blocks.stream()
                .filter(Paragraph.class::isInstance)
                .flatMap(b -> Floating.among(((Paragraph) b).inlines()).stream())
                .anyMatch(which);
    }

    private void painted(PDMarkedContent content) {
        for (Object part : content.getContents()) {
            if (part instanceof PDMarkedContent inner) {
                painted(inner);
            } else if (part instanceof TextPosition glyph) {
                if (beside(glyph)) {
                    outside.append(glyph.getUnicode());
                }
                if (content.getMCID() >= 0) {
                    count(glyph.getUnicode(), 1);
                }
            }
        }
    }

    /** Whether it is painted where there is no sheet. */
    private boolean beside(TextPosition glyph) {
        float x = glyph.getTextMatrix().getTranslateX();
        float y = glyph.getTextMatrix().getTranslateY();
        return !glyph.getUnicode().isBlank()
                && (x < sheet.getLowerLeftX() - EDGE
                        || x + glyph.getWidth() > sheet.getUpperRightX() + EDGE
                        || y < sheet.getLowerLeftY() - EDGE
                        || y > sheet.getUpperRightY() + EDGE);
    }

    private void expected(List<Block> blocks) {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                words(p.inlines());
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(r -> r.cells().forEach(c -> expected(c.blocks())));
            }
        }
    }

    private void words(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Words words) {
                count(words.text(), -1);
            } else if (inline instanceof Link link) {
                words(link.inlines());
            } else if (inline instanceof Floating floating) {
                expected(floating.blocks());
            }
        }
    }

    /** Capitals are a look; what is no letter may differ: numbers, hyphens, blanks. */
    private void count(String text, int by) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            if (Character.isLetter(upper.charAt(i))) {
                letters.merge(upper.charAt(i), by, Integer::sum);
            }
        }
    }
}
