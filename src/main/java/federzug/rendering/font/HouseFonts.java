package federzug.rendering.font;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.HorizontalHeaderTable;
import org.apache.fontbox.ttf.OS2WindowsMetricsTable;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.jspecify.annotations.Nullable;

/**
 * The house's own fonts, TrueType or OpenType files in {@code templates/fonts}. A file that cannot be used, above all
 * one whose licence forbids embedding (OS/2 fsType, ISO/IEC 14496-22), is reported when a document asks for its family.
 */
public final class HouseFonts {
    public static final HouseFonts NONE = new HouseFonts(Map.of(), Map.of());

    private static final int RESTRICTED = 0x0002;
    private static final int NO_SUBSETTING = 0x0100;
    private static final int BITMAPS_ONLY = 0x0200;
    private static final int TYPOGRAPHIC = 0x0080;
    private static final int LIMIT = 30 << 20;

    private final Map<String, Typeface> faces;
    private final Map<String, String> refused;

    private HouseFonts(Map<String, Typeface> faces, Map<String, String> refused) {
        this.faces = Map.copyOf(faces);
        this.refused = Map.copyOf(refused);
    }

    /** @param folder null or missing: the house has no fonts of its own */
    public static HouseFonts in(@Nullable Path folder) {
        return folder != null && Files.isDirectory(folder) ? read(folder) : NONE;
    }

    /**
     * Finds the embedded face that a family is set with: the house's own, else a delivered one in its place.
     *
     * @param name the family as Word names it
     */
    public Optional<Typeface> substituteFor(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        Typeface own = faces.get(key);
        return own == null ? FontSubstitutes.of(key).map(FontSubstitutes.Substitute::face) : Optional.of(own);
    }

    static HouseFonts read(Path fonts) {
        Map<String, Map<String, byte[]>> cuts = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Map<String, Double> ratios = new HashMap<>();
        Map<String, String> refused = new HashMap<>();
        try (Stream<Path> files = Files.list(fonts)) {
            for (Path file : files.sorted().toList()) {
                if (String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.(ttf|otf)")) {
                    read(file, cuts, names, ratios, refused);
                }
            }
        } catch (IOException e) {
            refused.put("", String.valueOf(fonts.getFileName()));
        }
        Map<String, Typeface> faces = new HashMap<>();
        cuts.forEach((key, files) ->
                faces.put(key, Typeface.house(names.getOrDefault(key, key), ratios.getOrDefault(key, 1.2), files)));
        return new HouseFonts(faces, refused);
    }

    private static void read(
            Path file,
            Map<String, Map<String, byte[]>> cuts,
            Map<String, String> names,
            Map<String, Double> ratios,
            Map<String, String> refused) {
        String name = String.valueOf(file.getFileName());
        try {
            byte[] bytes = Files.size(file) > LIMIT ? new byte[0] : Files.readAllBytes(file);
            try (TrueTypeFont font = Typeface.parsed(bytes)) {
                String family =
                        font.getNaming() == null ? null : font.getNaming().getFontFamily();
                OS2WindowsMetricsTable os2 = font.getOS2Windows();
                if (family == null || os2 == null || font.getUnicodeCmapLookup() == null) {
                    throw new IOException("no name, no metrics or no characters");
                }
                String key = family.strip().toLowerCase(Locale.ROOT);
                int rights = os2.getFsType();
                if ((rights & 0x000F) == RESTRICTED || (rights & (NO_SUBSETTING | BITMAPS_ONLY)) != 0) {
                    refused.put(key, name);
                    return;
                }
                boolean bold = (os2.getFsSelection() & 0x20) != 0;
                boolean italic = (os2.getFsSelection() & 0x01) != 0;
                cuts.computeIfAbsent(key, k -> new HashMap<>()).put(Typeface.cut(bold, italic), bytes);
                names.putIfAbsent(key, family.strip());
                ratios.putIfAbsent(key, ratio(font, os2));
            }
        } catch (IOException | RuntimeException e) {
            refused.put(name.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT), name);
        }
    }

    /** As Word computes it: the Windows metrics, unless the font asks for the typographic ones. */
    private static double ratio(TrueTypeFont font, OS2WindowsMetricsTable os2) throws IOException {
        HorizontalHeaderTable header = font.getHorizontalHeader();
        int height = (os2.getFsSelection() & TYPOGRAPHIC) != 0
                ? os2.getTypoAscender() - os2.getTypoDescender() + os2.getTypoLineGap()
                : os2.getWinAscent() + os2.getWinDescent();
        if (height <= 0) {
            height = header.getAscender() - header.getDescender() + header.getLineGap();
        }
        return (double) height / font.getUnitsPerEm();
    }

    public List<Typeface> faces() {
        return List.copyOf(faces.values());
    }

    /** @param key the family's name in lower case */
    public @Nullable Typeface face(String key) {
        return faces.get(key);
    }

    /** @return the name of the file that holds this family and cannot be used, or an empty text */
    public String why(String family) {
        return refused.getOrDefault(family.strip().toLowerCase(Locale.ROOT), "");
    }
}
