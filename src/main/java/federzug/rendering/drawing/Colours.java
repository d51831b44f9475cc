package federzug.rendering.drawing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.docx4j.wml.STShd;
import org.jspecify.annotations.Nullable;

/** Word's colours, shadings and highlights as XSL-FO colours; null where nothing is painted. */
public final class Colours {
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9A-Fa-f]{6}");

    public static final String WHITE = "#FFFFFF";

    private Colours() {}

    /** Whether Word writes white on it where the colour is left to it; the limit is Word's, as LibreOffice found it. */
    public static boolean dark(String ground) {
        int rgb = Integer.parseInt(ground.substring(1), 16);
        return ((rgb & 255) * 29 + (rgb >> 8 & 255) * 151 + (rgb >> 16 & 255) * 76) >> 8 <= 62;
    }

    public static @Nullable String color(@Nullable String value) {
        return value == null || !SIX_DIGITS.matcher(value).matches() ? null : "#" + value;
    }

    /** Patterns of Word's shading become the mixed colour they look like. */
    static @Nullable String shade(@Nullable STShd pattern, @Nullable String fill, @Nullable String colour) {
        String name = pattern == null ? "clear" : pattern.value();
        if (name.equals("solid")) {
            return colour;
        }
        if (name.startsWith("pct")) {
            return mix(
                    colour == null ? "#000000" : colour,
                    fill == null ? WHITE : fill,
                    Integer.parseInt(name.substring(3)));
        }
        return fill;
    }

    private static String mix(String front, String back, int percent) {
        int f = Integer.parseInt(front.substring(1), 16);
        int b = Integer.parseInt(back.substring(1), 16);
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int part = ((f >> shift & 255) * percent + (b >> shift & 255) * (100 - percent)) / 100;
            mixed |= part << shift;
        }
        return String.format(Locale.ROOT, "#%06X", mixed);
    }

    public static @Nullable String highlight(String name) {
        return switch (name) {
            case "yellow" -> "#FFFF00";
            case "green" -> "#00FF00";
            case "cyan" -> "#00FFFF";
            case "magenta" -> "#FF00FF";
            case "blue" -> "#0000FF";
            case "red" -> "#FF0000";
            case "darkBlue" -> "#000080";
            case "darkCyan" -> "#008080";
            case "darkGreen" -> "#008000";
            case "darkMagenta" -> "#800080";
            case "darkRed" -> "#800000";
            case "darkYellow" -> "#808000";
            case "darkGray" -> "#808080";
            case "lightGray" -> "#C0C0C0";
            case "black" -> "#000000";
            case "white" -> "#FFFFFF";
            default -> null;
        };
    }
}
