package federzug.rendering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The embedded families, metric-compatible with what Word calls them. All come from the class path; fonts installed on
 * the machine are never used, so every machine sets the same lines.
 */
enum Typeface {
    CARLITO("Carlito", "Carlito/Carlito", 1.2207),
    CALADEA("Caladea", "Caladea/Caladea", 1.1719),
    ARIMO("Arimo", "Arimo/static/Arimo", 1.1499),
    TINOS("Tinos", "Tinos/Tinos", 1.1499),
    COUSINE("Cousine", "Cousine/Cousine", 1.1328);

    private static final Map<String, Typeface> SUBSTITUTES = Map.ofEntries(
            Map.entry("calibri", CARLITO),
            Map.entry("calibri light", CARLITO),
            Map.entry("carlito", CARLITO),
            Map.entry("cambria", CALADEA),
            Map.entry("caladea", CALADEA),
            Map.entry("arial", ARIMO),
            Map.entry("arimo", ARIMO),
            Map.entry("helvetica", ARIMO),
            Map.entry("liberation sans", ARIMO),
            Map.entry("times new roman", TINOS),
            Map.entry("times", TINOS),
            Map.entry("tinos", TINOS),
            Map.entry("liberation serif", TINOS),
            Map.entry("courier new", COUSINE),
            Map.entry("courier", COUSINE),
            Map.entry("cousine", COUSINE),
            Map.entry("liberation mono", COUSINE));

    private static final String[] CUTS = {"Regular", "Bold", "Italic", "BoldItalic"};

    final String family;
    /** Natural line height of one em: what Word calls "single". */
    final double lineRatio;

    private final String path;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Metrics> metrics = new ConcurrentHashMap<>();

    Typeface(String family, String path, double lineRatio) {
        this.family = family;
        this.path = path;
        this.lineRatio = lineRatio;
    }

    /** @param name the family as Word names it */
    static Optional<Typeface> substituteFor(String name) {
        return Optional.ofNullable(SUBSTITUTES.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    static String[] cuts() {
        return CUTS.clone();
    }

    String file(String cut) {
        return family + "-" + cut + ".ttf";
    }

    static byte[] bytesOf(String file) throws IOException {
        for (Typeface face : values()) {
            for (String cut : CUTS) {
                if (face.file(cut).equals(file)) {
                    return face.bytes(cut);
                }
            }
        }
        throw new IOException("no such font: " + file);
    }

    /** The font without hinting, kept once made: FOP asks for it anew for each document. */
    byte[] bytes(String cut) throws IOException {
        byte[] known = files.get(cut);
        if (known != null) {
            return known;
        }
        try (InputStream in = Typeface.class.getResourceAsStream("/fonts/" + path + "-" + cut + ".ttf")) {
            if (in == null) {
                throw new IOException("font missing in the class path: " + file(cut));
            }
            byte[] lean = LeanFont.of(in.readAllBytes());
            files.put(cut, lean);
            return lean;
        }
    }

    Metrics metrics(boolean bold, boolean italic) {
        return metrics.computeIfAbsent(CUTS[(bold ? 1 : 0) + (italic ? 2 : 0)], cut -> {
            try {
                return new Metrics(new TTFParser(true).parse(new RandomAccessReadBuffer(bytes(cut))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Advance widths and coverage of one font file. */
    static final class Metrics {
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final Map<Integer, Integer> advances = new ConcurrentHashMap<>();
        private final int unitsPerEm;

        Metrics(TrueTypeFont font) throws IOException {
            this.font = font;
            this.glyphs = font.getUnicodeCmapLookup();
            this.unitsPerEm = font.getUnitsPerEm();
        }

        boolean has(int character) {
            return advance(character) >= 0;
        }

        /** @return the width in points, unkerned as Word sets it by default */
        double width(String text, double size) {
            return text.codePoints().map(c -> Math.max(0, advance(c))).sum() * size / unitsPerEm;
        }

        private int advance(int character) {
            return advances.computeIfAbsent(character, this::look);
        }

        /** The font's tables are read lazily from one stream. */
        private synchronized int look(int character) {
            int glyph = glyphs.getGlyphId(character);
            try {
                return glyph == 0 ? -1 : font.getAdvanceWidth(glyph);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
