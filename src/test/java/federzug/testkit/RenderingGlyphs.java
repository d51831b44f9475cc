package federzug.testkit;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Every visible character of a PDF in the order it was painted, with its page and baseline. */
public final class RenderingGlyphs {
    /** @param baseline in points from the top of the page */
    public record Place(int page, double baseline) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Place> places = new ArrayList<>();
    private final int pages;
    private int cursor;

    public RenderingGlyphs(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            pages = document.getNumberOfPages();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition glyph) {
                    String shown = letters(glyph.getUnicode());
                    text.append(shown);
                    for (int i = 0; i < shown.length(); i++) {
                        places.add(new Place(getCurrentPageNo(), glyph.getYDirAdj()));
                    }
                }
            }.getText(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Letters and digits only, so that hyphens, leaders, blanks and capitals do not matter. */
    public static String letters(String of) {
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(of, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    public int pages() {
        return pages;
    }

    /** Where these words begin, looked for after the words found before; null if they are nowhere. */
    public Place find(String words) {
        String key = letters(words);
        int at = text.indexOf(key, cursor);
        if (at < 0) {
            at = text.indexOf(key);
        } else {
            cursor = at + key.length();
        }
        return at < 0 ? null : places.get(at);
    }
}
