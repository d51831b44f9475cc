package federzug.rendering.page;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
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
import federzug.rendering.page.PaintedPage.Glyph;
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

    /**
     * @return what cannot be read in Word but on the pages
     * @throws RenderingException if a letter is missing, beyond the sheet or covered
     */
    public static List<Notice> check(String file, byte[] pdf, List<Manuscript> manuscripts) throws IOException {
        boolean wraps =
                manuscripts.stream().anyMatch(m -> anywhere(m, f -> f.wrap().kind() != Floating.Kind.NONE));
        if (!wraps && manuscripts.stream().noneMatch(m -> anywhere(m, TextProof::written) || covers(m))) {
            return List.of();
        }
        TextProof proof = new TextProof();
        CoveredText covered = new CoveredText(file, manuscripts);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int number = 0;
            for (PDPage page : document.getPages()) {
                proof.sheet = page.getMediaBox();
                PaintedPage painted = PaintedPage.of(page);
                painted.glyphs.forEach(proof::painted);
                covered.look(painted, ++number);
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
        if (!covered.hidden().isEmpty()) {
            throw new RenderingException(Kind.INPUT, covered.hidden());
        }
        return covered.hiddenInWord();
    }

    /** Whether something opaque stands where it can hide text in Word. */
    public static boolean hides(Manuscript manuscript) {
        return new CoveredText("", List.of(manuscript)).anything();
    }

    /** Whether something is painted that can hide text which has been set before, or has the colour of text over it. */
    private static boolean covers(Manuscript manuscript) {
        return manuscript.sections().stream()
                .anyMatch(s -> anywhere(s.body(), TextProof::opaque)
                        || s.headers().values().stream().anyMatch(blocks -> anywhere(blocks, TextProof::filled))
                        || s.footers().values().stream().anyMatch(blocks -> anywhere(blocks, TextProof::opaque)));
    }

    private static boolean written(Floating floating) {
        return floating.content() instanceof Floating.Box && floating.speaks();
    }

    private static boolean opaque(Floating floating) {
        return floating.content() instanceof Floating.Picture || filled(floating);
    }

    private static boolean filled(Floating floating) {
        return floating.content() instanceof Floating.Box box && box.outline().fill() != null
                || floating.content() instanceof Floating.Drawn drawn
                        && drawn.outline().fill() != null;
    }

    private static boolean anywhere(Manuscript manuscript, Predicate<Floating> which) {
        return manuscript.sections().stream()
                .anyMatch(s -> anywhere(s.body(), which)
                        || s.headers().values().stream().anyMatch(blocks -> anywhere(blocks, which))
                        || s.footers().values().stream().anyMatch(blocks -> anywhere(blocks, which)));
    }

    private static boolean anywhere(List<Block> blocks, Predicate<Floating> which) {
        return blocks.stream()
                .anyMatch(block -> block instanceof Paragraph p
                        ? Floating.among(p.inlines()).stream().anyMatch(which)
                        : ((Grid) block)
                                .rows().stream()
                                        .flatMap(row -> row.cells().stream())
                                        .anyMatch(cell -> anywhere(cell.blocks(), which)));
    }

    private void painted(Glyph glyph) {
        if (beside(glyph)) {
            outside.append(glyph.text());
        }
        if (glyph.tagged()) {
            count(glyph.text(), 1);
        }
    }

    /** Whether it is painted where there is no sheet. */
    private boolean beside(Glyph glyph) {
        double x = glyph.start().getX();
        double y = glyph.start().getY();
        return !glyph.text().isBlank()
                && (x < sheet.getLowerLeftX() - EDGE
                        || x + glyph.width() > sheet.getUpperRightX() + EDGE
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
