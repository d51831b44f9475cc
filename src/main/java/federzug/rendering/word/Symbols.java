package federzug.rendering.word;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Signs of the symbol fonts that Word uses for bullets, as Unicode characters our faces have. */
final class Symbols {
    private static final Map<Integer, String> SYMBOL = Map.of(
            0xB7, "•", 0x2D, "–", 0xA7, "♣", 0xD7, "·", 0xB0, "°", 0xB1, "±", 0xA3, "≤", 0xB3, "≥", 0xAE, "→", 0xB4,
            "×");
    private static final Map<Integer, String> WINGDINGS =
            Map.of(0xA7, "■", 0x6E, "■", 0x6C, "●", 0x9F, "•", 0x71, "□", 0xA8, "□", 0xD8, "►", 0x76, "◊", 0x77, "♦");

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Symbols() {}

    /**
     * @param argument of a SYMBOL field: a number, decimal or hexadecimal with 0x
     * @param unicode whether it is a Unicode number, otherwise one of the Windows code page or the symbol font
     */
    static OptionalInt number(String argument, boolean unicode) {
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
        return OptionalInt.of(
                paged ? new String(new byte[] {(byte) number}, WINDOWS).charAt(0) : number);
    }

    /** @return the text to show, or null for a sign we do not know */
    static @Nullable String text(String font, int character) {
        int low = character >= 0xF000 && character <= 0xF0FF ? character - 0xF000 : character;
        String name = font.toLowerCase(Locale.ROOT);
        if (name.equals("symbol")) {
            return character > 0xFF && low == character ? Character.toString(character) : SYMBOL.get(low);
        }
        if (name.startsWith("wingdings")) {
            return character > 0xFF && low == character ? Character.toString(character) : WINGDINGS.get(low);
        }
        return low == character ? Character.toString(character) : SYMBOL.get(low);
    }
}
