package federzug.rendering.font;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An embedded family: those delivered are metric-compatible with what Word calls them and come from the class path, the
 * house's own from {@link HouseFonts}. Fonts installed on the machine are never used, so every machine sets the same
 * lines.
 */
public final class Typeface {
    private static final List<String> CUTS = List.of("Regular", "Bold", "Italic", "BoldItalic");

    /** What the files of DejaVu call their cuts. */
    private static final Map<String, String> SLANTED =
            Map.of("Bold", "-Bold", "Italic", "-Oblique", "BoldItalic", "-BoldOblique");

    public static final Typeface CARLITO = new Typeface("Carlito", "/fonts/Carlito/Carlito%s", 1.2207);
    static final Typeface CALADEA = new Typeface("Caladea", "/fonts/Caladea/Caladea%s", 1.1719);
    public static final Typeface ARIMO = new Typeface("Arimo", "/fonts/Arimo/static/Arimo%s", 1.1499);
    public static final Typeface TINOS = new Typeface("Tinos", "/fonts/Tinos/Tinos%s", 1.1499);
    public static final Typeface COUSINE = new Typeface("Cousine", "/fonts/Cousine/Cousine%s", 1.1328);
    /** Wide like Verdana, and rich in signs. */
    public static final Typeface DEJAVU =
            new Typeface("DejaVu Sans", "/net/sf/jasperreports/fonts/dejavu/DejaVuSans%s", 1.1641);

    private static final List<Typeface> DELIVERED = List.of(CARLITO, CALADEA, ARIMO, TINOS, COUSINE, DEJAVU);

    /** Latin, Greek and Cyrillic letters, quotes, dashes and the euro sign. */
    private static final int USUAL = 0x2200;

    public final String family;
    /** Natural line height of one em: what Word calls "single". */
    public final double lineRatio;
    /** In which size it is set, in parts of what Word says: where it stands in for a smaller or larger face. */
    public final double scale;

    private final String path;
    private final Map<String, byte[]> files;
    /** By cut; two who ask at once find the same. */
    private final AtomicReferenceArray<@Nullable Metrics> metrics;

    private final Map<String, URI> addresses = new ConcurrentHashMap<>();

    private Typeface(String family, String path, double lineRatio) {
        this.family = family;
        this.path = path;
        this.lineRatio = lineRatio;
        this.scale = 1;
        this.files = new ConcurrentHashMap<>();
        this.metrics = new AtomicReferenceArray<>(CUTS.size());
    }

    private Typeface(Typeface files, double lineRatio, double scale) {
        this.family = files.family;
        this.path = files.path;
        this.lineRatio = lineRatio;
        this.scale = scale;
        this.files = files.files;
        this.metrics = files.metrics;
    }

    /** The same files in place of another face, whose lines are this high. */
    Typeface standingFor(double originalRatio, double size) {
        return new Typeface(this, originalRatio, size);
    }

    /** A family of the house, not in the class path. */
    static Typeface house(String family, double lineRatio, Map<String, byte[]> cuts) {
        Typeface face = new Typeface(family, "", lineRatio);
        cuts.forEach((cut, bytes) -> face.files.put(cut, LeanFont.of(bytes)));
        return face;
    }

    public static List<Typeface> delivered() {
        return DELIVERED;
    }

    public static String cut(boolean bold, boolean italic) {
        return CUTS.get(place(bold, italic));
    }

    private static int place(boolean bold, boolean italic) {
        return (bold ? 1 : 0) + (italic ? 2 : 0);
    }

    /** The cuts there are: of the delivered families all four. */
    public List<String> cuts() {
        return path.isEmpty() ? CUTS.stream().filter(files::containsKey).toList() : CUTS;
    }

    public boolean has(boolean bold, boolean italic) {
        return cuts().contains(cut(bold, italic));
    }

    /** A name for the font's address: a house may call its family as it likes. */
    public String file(String cut) {
        return family.replaceAll("[^A-Za-z0-9]", "_") + "-" + cut + ".ttf";
    }

    /** What FOP calls the font's file. */
    public URI address(String cut) {
        return addresses.computeIfAbsent(cut, c -> URI.create("font:" + file(c)));
    }

    /** The font without hinting, kept once made: FOP asks for it again for each document. */
    public byte[] bytes(String cut) throws IOException {
        byte[] known = files.get(cut);
        if (known != null) {
            return known;
        }
        try (InputStream in = Typeface.class.getResourceAsStream(resource(cut))) {
            if (in == null) {
                throw new IOException("font missing in the class path: " + file(cut));
            }
            byte[] lean = LeanFont.of(in.readAllBytes());
            files.put(cut, lean);
            return lean;
        }
    }

    private String resource(String cut) {
        return path.formatted(path.endsWith("DejaVuSans%s") ? SLANTED.getOrDefault(cut, "") : "-" + cut) + ".ttf";
    }

    public Metrics metrics(boolean bold, boolean italic) {
        int place = place(bold, italic);
        Metrics known = metrics.get(place);
        if (known == null) {
            try {
                known = new Metrics(parsed(bytes(has(bold, italic) ? cut(bold, italic) : cuts().get(0))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            metrics.set(place, known);
        }
        return known;
    }

    public static TrueTypeFont parsed(byte[] font) throws IOException {
        boolean postScript = font.length > 4 && font[0] == 'O' && font[1] == 'T';
        RandomAccessReadBuffer bytes = new RandomAccessReadBuffer(font);
        return postScript ? new OTFParser(true).parse(bytes) : new TTFParser(true).parse(bytes);
    }

    /** Advance widths and coverage of one font file. */
    public static final class Metrics {
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final Map<Integer, Integer> advances = new ConcurrentHashMap<>();
        /** Advance + 2 of each usual character, 0 where not yet computed; concurrent callers compute the same. */
        private final int[] usual = new int[USUAL];

        private final int unitsPerEm;

        Metrics(TrueTypeFont font) throws IOException {
            this.font = font;
            this.glyphs = font.getUnicodeCmapLookup();
            this.unitsPerEm = font.getUnitsPerEm();
        }

        public boolean has(int character) {
            return advance(character) >= 0;
        }

        /** @return the width in points, unkerned as Word sets it by default */
        public double width(String text, double size) {
            int sum = 0;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                sum += Math.max(0, advance(text.codePointAt(i)));
            }
            return sum * size / unitsPerEm;
        }

        /** @return the character's outline in parts of the size, y upwards; null if the font has none */
        public synchronized @Nullable Path2D outline(int character) {
            int glyph = glyphs.getGlyphId(character);
            try {
                if (glyph == 0 || font.getGlyph() == null) {
                    return null;
                }
                GlyphData data = font.getGlyph().getGlyph(glyph);
                double scale = 1.0 / unitsPerEm;
                return data == null
                        ? new Path2D.Double()
                        : new Path2D.Double(data.getPath(), AffineTransform.getScaleInstance(scale, scale));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int advance(int character) {
            if (character < USUAL) {
                int known = usual[character];
                if (known == 0) {
                    known = look(character) + 2;
                    usual[character] = known;
                }
                return known - 2;
            }
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
