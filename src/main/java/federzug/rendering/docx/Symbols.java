package federzug.rendering.docx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Signs of the symbol fonts that Word uses, as the Unicode characters which the table {@code symbols.txt} names. */
public final class Symbols {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    /** Word writes places of a symbol font into the private use area from here on. */
    private static final int PRIVATE = 0xF000;

    private static final Map<String, Map<Integer, String>> TABLES = read();

    private Symbols() {}

    private static Map<String, Map<Integer, String>> read() {
        Map<String, Map<Integer, String>> tables = new HashMap<>();
        try (InputStream in = Symbols.class.getResourceAsStream("/federzug/rendering/symbols.txt")) {
            if (in == null) {
                throw new IOException("symbols.txt is missing in the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .forEach(row -> tables.computeIfAbsent(row[0], font -> new HashMap<>())
                            .put(Integer.parseInt(row[1], 16), Character.toString(Integer.parseInt(row[2], 16))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(tables);
    }

    /** Whether it is a font of signs, in which a letter is no letter. */
    public static boolean isFont(String font) {
        return TABLES.containsKey(font.strip().toLowerCase(Locale.ROOT));
    }

    static Map<String, Map<Integer, String>> tables() {
        return TABLES;
    }

    /**
     * @param argument of a SYMBOL field: a number, decimal or hexadecimal with 0x
     * @param unicode whether it is a Unicode number, otherwise one of the Windows code page or the symbol font
     */
    public static OptionalInt number(String argument, boolean unicode) {
        int number;
        try {
            number = Integer.decode(argument);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
        if (number < ' ' || !Character.isValidCodePoint(number)) {
            return OptionalInt.empty();
        }
        boolean paged = !unicode && number >= 0x80 && number < 0xA0;
        return OptionalInt.of(paged ? new String(new byte[] {(byte) number}, WINDOWS).charAt(0) : number);
    }

    /** @return the text to show, or null for a sign we do not know */
    public static @Nullable String text(String font, int character) {
        int low = character >= PRIVATE && character <= PRIVATE + 0xFF ? character - PRIVATE : character;
        Map<Integer, String> table = TABLES.get(font.strip().toLowerCase(Locale.ROOT));
        if (table == null) {
            // Word writes the places of a symbol font even where another font is named.
            return low == character
                    ? Character.toString(character)
                    : TABLES.getOrDefault("symbol", Map.of()).get(low);
        }
        return low > 0xFF ? Character.toString(low) : table.get(low);
    }
}
