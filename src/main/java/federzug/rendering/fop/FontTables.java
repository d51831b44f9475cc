package federzug.rendering.fop;

import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.fop.fonts.CIDFontType;
import org.apache.fop.fonts.CMapSegment;
import org.apache.fop.fonts.truetype.FontFileReader;
import org.apache.fop.fonts.truetype.OFFontLoader;
import org.apache.fop.fonts.truetype.OTFFile;
import org.apache.fop.fonts.truetype.OpenFont;
import org.apache.fop.fonts.truetype.TTFFile;
import org.jspecify.annotations.Nullable;

/**
 * FOP's view of one font file, read once per process. Nothing here changes after it was made, so documents
 * set at the same time share it; what a single document needs of a font is kept in its {@link SharedFont}.
 */
final class FontTables {
    /** Code points of the basic plane; our texts hold few others. */
    private static final int PLANE = 1 << 16;

    private final OpenFont file;
    private final CMapSegment[] segments;
    private final int[] widths;
    private final Rectangle[] boxes;
    private final char[] glyphs = new char[PLANE];

    private FontTables(OpenFont file) {
        this.file = file;
        List<CMapSegment> all = file.getCMaps();
        this.segments = all.toArray(new CMapSegment[0]);
        this.widths = file.getWidths();
        this.boxes = file.getBoundingBoxes();
        // As in FOP the first segment that knows a character wins.
        for (CMapSegment segment : segments) {
            int last = Math.min(segment.getUnicodeEnd(), PLANE - 1);
            for (int c = segment.getUnicodeStart(); c <= last; c++) {
                if (glyphs[c] == 0) {
                    glyphs[c] = (char) (segment.getGlyphStartIndex() + c - segment.getUnicodeStart());
                }
            }
        }
    }

    static FontTables of(byte[] font) throws IOException {
        FontFileReader reader = new FontFileReader(new ByteArrayInputStream(font));
        String header = OFFontLoader.readHeader(reader);
        OpenFont file = header.equals("OTTO") ? new OTFFile(false, false) : new TTFFile(false, false);
        if (!file.readFont(reader, header, (@Nullable String) null)) {
            throw new IOException("no Unicode character map");
        }
        if (!file.isEmbeddable()) {
            throw new IOException("the licence of the font forbids embedding");
        }
        return new FontTables(file);
    }

    /** @return 0 for a character outside the basic plane too: ask FOP then */
    int glyph(int character) {
        return character < PLANE ? glyphs[character] : 0;
    }

    /** The same values in the same order as FOP's own loader gives them. */
    void fill(SharedFont font) {
        String embedded = file.getEmbedFontName();
        font.setFontName(embedded.isEmpty() ? file.getPostScriptName() : embedded);
        font.setFullName(file.getFullName());
        font.setFamilyNames(file.getFamilyNames());
        font.setFontSubFamilyName(file.getSubFamilyName());
        font.setCapHeight(file.getCapHeight());
        font.setXHeight(file.getXHeight());
        font.setAscender(file.getLowerCaseAscent());
        font.setDescender(file.getLowerCaseDescent());
        font.setFontBBox(file.getFontBBox());
        font.setUnderlinePosition(file.getUnderlinePosition() - file.getUnderlineThickness() / 2);
        font.setUnderlineThickness(file.getUnderlineThickness());
        font.setStrikeoutPosition(file.getStrikeoutPosition() - file.getStrikeoutThickness() / 2);
        font.setStrikeoutThickness(file.getStrikeoutThickness());
        font.setFlags(file.getFlags());
        font.setStemV(Integer.parseInt(file.getStemV()));
        font.setItalicAngle(Integer.parseInt(file.getItalicAngle()));
        font.setMissingWidth(0);
        font.setWeight(file.getWeightClass());
        font.setCIDType(CIDFontType.CIDTYPE2);
        font.setIsOTFFile(file instanceof OTFFile);
        font.setWidthArray(widths);
        font.setBBoxArray(boxes);
        font.setCMap(Arrays.copyOf(segments, segments.length));
    }
}
