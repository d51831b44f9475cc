package federzug.rendering.font;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the embedded families stands in for a font that Word names. The table {@code fonts.txt} is data; some faces have
 * the same widths as their original, others come near by the widths of German text.
 */
public final class FontSubstitutes {
    private static final Map<String, Substitute> TABLE = read();

    /** @param near whether lines may break otherwise than in Word, which deserves a remark */
    public record Substitute(Typeface face, boolean near) {}

    private FontSubstitutes() {}

    /**
     * @param name as Word names it; of several, parted by commas or semicolons as browsers take them, the first known
     */
    public static Optional<Substitute> of(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        Substitute known = TABLE.get(key);
        if (known == null && (key.indexOf(';') >= 0 || key.indexOf(',') >= 0)) {
            for (String one : key.split("[;,]")) {
                Substitute first = TABLE.get(one.strip());
                if (first != null) {
                    return Optional.of(first);
                }
            }
        }
        // A cut may be named behind the family: Frutiger LT Com 55 Roman.
        for (int blank = key.lastIndexOf(' '); known == null && blank > 0; blank = key.lastIndexOf(' ', blank - 1)) {
            known = TABLE.get(key.substring(0, blank));
        }
        return Optional.ofNullable(known);
    }

    private static Map<String, Substitute> read() {
        Map<String, Substitute> table = new HashMap<>();
        try (InputStream in = FontSubstitutes.class.getResourceAsStream("/federzug/rendering/fonts.txt")) {
            if (in == null) {
                throw new IOException("fonts.txt is missing in the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .forEach(row -> table.put(row[0], substitute(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(table);
    }

    private static Substitute substitute(String[] row) {
        Typeface face = Typeface.delivered().stream()
                .filter(delivered -> delivered.family.equals(row[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such family: " + row[1]));
        boolean asItIs = row[2].isEmpty() && row[3].isEmpty();
        return new Substitute(
                asItIs
                        ? face
                        : face.standingFor(
                                row[2].isEmpty() ? face.lineRatio : Double.parseDouble(row[2]),
                                row[3].isEmpty() ? 1 : Double.parseDouble(row[3])),
                row[4].equals("near"));
    }
}
