package federzug.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Where words stand on the pages of a PDF. */
public final class GlyphSpots {
    /**
     * Where the first letter of some words stands, in points from the upper left corner.
     *
     * @param page from 1
     * @param top about where the letter's line begins
     */
    public record Spot(int page, double x, double top, double baseline) {}

    private GlyphSpots() {}

    /** @return where these words first stand, blanks between them passed over */
    public static Spot of(byte[] pdf, String words) {
        StringBuilder text = new StringBuilder();
        List<Spot> spots = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition glyph) {
                    String letters = glyph.getUnicode().replaceAll("\\s", "");
                    for (int i = 0; i < letters.length(); i++) {
                        spots.add(new Spot(
                                getCurrentPageNo(),
                                glyph.getXDirAdj(),
                                glyph.getYDirAdj() - glyph.getFontSizeInPt(),
                                glyph.getYDirAdj()));
                    }
                    text.append(letters);
                }
            }.getText(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        int at = text.indexOf(words.replaceAll("\\s", ""));
        if (at < 0) {
            throw new AssertionError("not on the pages: " + words);
        }
        return spots.get(at);
    }
}
