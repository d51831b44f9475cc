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
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * Proves that every letter of the text is on the pages. FOP has lost lines beside floats without saying so; other documents
 * need no proof.
 */
public final class TextProof {
    private final Map<Character, Integer> letters = new HashMap<>();

    private TextProof() {}

    /** @throws RenderingException if a letter is missing */
    public static void check(String file, byte[] pdf, List<Manuscript> manuscripts) throws IOException {
        if (manuscripts.stream().noneMatch(TextProof::wraps)) {
            return;
        }
        TextProof proof = new TextProof();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
                extractor.setSuppressDuplicateOverlappingText(false);
                extractor.processPage(page);
                extractor.getMarkedContents().forEach(proof::painted);
            }
        }
        manuscripts.forEach(m -> m.sections().forEach(s -> proof.expected(s.body())));
        if (proof.letters.values().stream().anyMatch(count -> count < 0)) {
            throw RenderingException.refused("rendering.pdf.text-lost", Place.file(file));
        }
    }

    private static boolean wraps(Manuscript manuscript) {
        return manuscript.sections().stream()
                .anyMatch(s -> wraps(s.body())
                        || s.headers().values().stream().anyMatch(TextProof::wraps)
                        || s.footers().values().stream().anyMatch(TextProof::wraps));
    }

    private static boolean wraps(List<Block> blocks) {
        return blocks.stream()
                .filter(Paragraph.class::isInstance)
                .flatMap(b -> Floating.among(((Paragraph) b).inlines()).stream())
                .anyMatch(f -> f.wrap().kind() != Floating.Kind.NONE);
    }

    private void painted(PDMarkedContent content) {
        for (Object part : content.getContents()) {
            if (part instanceof PDMarkedContent inner) {
                painted(inner);
            } else if (part instanceof TextPosition glyph && content.getMCID() >= 0) {
                count(glyph.getUnicode(), 1);
            }
        }
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
