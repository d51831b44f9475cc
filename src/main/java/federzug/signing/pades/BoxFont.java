package federzug.signing.pades;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * The typeface of signature boxes: Carlito, parsed once. Subsets are kept by the letters they hold: the same person's
 * next signature needs the same ones, and subsetting costs a fifth of signing.
 */
enum BoxFont {
    REGULAR("Carlito-Regular.ttf", "F1"),
    BOLD("Carlito-Bold.ttf", "F2");

    /** From the baseline to the top of the line, in parts of the type size. */
    static final double ASCENT = 0.95;

    /** In every subset, so that a time of day never needs a new one. */
    private static final String ALWAYS = "0123456789.,:() ";

    private static final int KEPT = 64;

    private final String file;
    private final COSName resource;
    private final Map<String, FontSubset> subsets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FontSubset> eldest) {
            return size() > KEPT;
        }
    };

    private volatile @Nullable TrueTypeFont loaded;

    BoxFont(String file, String resource) {
        this.file = file;
        this.resource = COSName.getPDFName(resource);
    }

    COSName resource() {
        return resource;
    }

    boolean has(int letter) {
        return glyph(letter) != 0;
    }

    /** In points. */
    double width(String text, double size) {
        return text.codePoints().mapToDouble(this::advance).sum() * size;
    }

    /** The text as two-byte codes, which are glyph numbers (Identity-H), in hexadecimal. */
    String codes(String text) {
        return text.codePoints()
                .mapToObj(letter -> String.format("%04X", glyph(letter)))
                .collect(Collectors.joining());
    }

    FontSubset subset(String text) {
        int[] letters = (text + ALWAYS).codePoints().sorted().distinct().toArray();
        String key = new String(letters, 0, letters.length);
        synchronized (subsets) { // TrueTypeFont is not made for two readers at once
            return subsets.computeIfAbsent(key, same -> make(letters));
        }
    }

    private FontSubset make(int[] letters) {
        try (PDDocument scratch = new PDDocument()) {
            PDType0Font subset = PDType0Font.load(scratch, font(), true);
            for (int letter : letters) {
                subset.addToSubset(letter);
            }
            subset.subset();
            return FontSubset.of(subset.getCOSObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int glyph(int letter) {
        try {
            CmapLookup glyphs = font().getUnicodeCmapLookup();
            return glyphs.getGlyphId(letter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double advance(int letter) {
        try {
            return font().getAdvanceWidth(glyph(letter)) / (double) font().getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrueTypeFont font() throws IOException {
        TrueTypeFont font = loaded;
        if (font == null) {
            synchronized (this) {
                font = loaded;
                if (font == null) {
                    try (InputStream in = BoxFont.class.getResourceAsStream("/fonts/Carlito/" + file)) {
                        font = new TTFParser()
                                .parse(new RandomAccessReadBuffer(
                                        Objects.requireNonNull(in, file).readAllBytes()));
                    }
                    loaded = font;
                }
            }
        }
        return font;
    }
}
