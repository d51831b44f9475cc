package federzug.rendering.font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An embedded family: those delivered are metric-compatible with what Word calls them and come from the class path, the
 * house's own from {@link HouseFonts}. Fonts installed on the machine are never used, so every machine sets the same lines.
 */
public final class Typeface {
    private static final List<String> CUTS = List.of("Regular", "Bold", "Italic", "BoldItalic");

    public static final Typeface CARLITO = new Typeface("Carlito", "Carlito/Carlito", 1.2207);
    static final Typeface CALADEA = new Typeface("Caladea", "Caladea/Caladea", 1.1719);
    public static final Typeface ARIMO = new Typeface("Arimo", "Arimo/static/Arimo", 1.1499);
    public static final Typeface TINOS = new Typeface("Tinos", "Tinos/Tinos", 1.1499);
    public static final Typeface COUSINE = new Typeface("Cousine", "Cousine/Cousine", 1.1328);

    private static final List<Typeface> DELIVERED = List.of(CARLITO, CALADEA, ARIMO, TINOS, COUSINE);

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

    /** Latin, Greek and Cyrillic letters, quotes, dashes and the euro sign. */
    private static final int USUAL = 0x2200;

    public final String family;
    /** Natural line height of one em: what Word calls "single". */
    public final double lineRatio;

    private final String path;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    /** By cut; two who ask at once find the same. */
    private final AtomicReferenceArray<@Nullable Metrics> metrics = new AtomicReferenceArray<>(CUTS.size());

    private final Map<String, URI> addresses = new ConcurrentHashMap<>();

    private Typeface(String family, String path, double lineRatio) {
        this.family = family;
        this.path = path;
        this.lineRatio = lineRatio;
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

    /** @param name the family as Word names it */
    public static Optional<Typeface> substituteFor(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        Typeface house = HouseFonts.current().face(key);
        return Optional.ofNullable(house == null ? SUBSTITUTES.get(key) : house);
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

    /** The font without hinting, kept once made: FOP asks for it anew for each document. */
    public byte[] bytes(String cut) throws IOException {
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
        /** Advance + 2 of each usual character, 0 where nobody asked yet; two who ask at once find the same. */
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
