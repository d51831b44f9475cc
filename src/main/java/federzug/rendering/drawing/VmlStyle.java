package federzug.rendering.drawing;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Align;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Floating.From;
import federzug.rendering.manuscript.Floating.Kind;
import federzug.rendering.manuscript.Floating.Room;
import federzug.rendering.manuscript.Floating.Side;
import federzug.rendering.manuscript.Floating.Wrap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What the style attribute of a VML shape says (ISO/IEC 29500-4, 19.1.2.19): place, size, turn, distances. */
public final class VmlStyle {
    private static final double LONGEST = 14_400;
    /** Below all that lie behind the text; what is less negative is higher. */
    private static final long LOWEST = 1L << 31;

    private static final Pattern LENGTH = Pattern.compile("(-?\\d*\\.?\\d+)\\s*(pt|in|cm|mm|px|pc|pi|emu)?");

    private final Map<String, String> values = new HashMap<>();
    private final Element element;

    private VmlStyle(Element element) {
        this.element = element;
        for (String one : element.getAttribute("style").split(";", -1)) {
            int colon = one.indexOf(':');
            if (colon > 0) {
                values.put(
                        one.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        one.substring(colon + 1).strip());
            }
        }
    }

    public static VmlStyle of(Element element) {
        return new VmlStyle(element);
    }

    private String value(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    private double points(String name) {
        return length(value(name, ""), 0);
    }

    /** @return in points; a bare number counts pixels */
    public static double length(String text, double otherwise) {
        Matcher length = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!length.matches()) {
            return otherwise;
        }
        double number = Double.parseDouble(length.group(1));
        double points = number
                * switch (length.group(2) == null ? "px" : length.group(2)) {
                    case "pt" -> 1;
                    case "in" -> 72;
                    case "cm" -> 72 / 2.54;
                    case "mm" -> 7.2 / 2.54;
                    case "pc", "pi" -> 12;
                    case "emu" -> 1 / 12_700.0;
                    default -> 0.75;
                };
        return Math.max(-LONGEST, Math.min(LONGEST, points));
    }

    /** ".5", "50%" or "32768f", which are the same. */
    public static double fraction(String text) {
        try {
            double part = text.endsWith("f")
                    ? Double.parseDouble(text.substring(0, text.length() - 1)) / 65_536
                    : text.endsWith("%")
                            ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                            : Double.parseDouble(text);
            return Math.max(0, Math.min(1, part));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    public static double[] pair(String text) {
        String[] parts = text.split(",", -1);
        double[] pair = new double[2];
        for (int i = 0; i < 2 && i < parts.length; i++) {
            try {
                pair[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                pair[i] = 0;
            }
        }
        return pair;
    }

    /** "#4472c4 [3204]", "#eee", "red" or "window"; null if it is none of these. */
    public static @Nullable String colour(String text) {
        String name = text.replaceFirst("\\s*\\[.*", "").strip();
        if (name.matches("#[0-9A-Fa-f]{3}")) {
            return "#" + name.charAt(1) + name.charAt(1) + name.charAt(2) + name.charAt(2) + name.charAt(3)
                    + name.charAt(3);
        }
        return name.startsWith("#")
                ? Colours.color(name.substring(1))
                : name.equals("window") ? "#FFFFFF" : name.equals("windowText") ? "#000000" : ThemeColours.named(name);
    }

    public boolean hidden() {
        return value("visibility", "").equals("hidden") || value("display", "").equals("none");
    }

    public boolean floats() {
        return value("position", "").equals("absolute");
    }

    public double width() {
        return line() ? Math.abs(end()[0] - start()[0]) : points("width");
    }

    public double height() {
        return line() ? Math.abs(end()[1] - start()[1]) : points("height");
    }

    public double rotation() {
        String turn = value("rotation", "0");
        try {
            return turn.endsWith("fd")
                    ? Double.parseDouble(turn.substring(0, turn.length() - 2)) / 65_536
                    : Double.parseDouble(turn);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private boolean line() {
        return "line".equals(element.getLocalName());
    }

    private double[] start() {
        return ends("from");
    }

    private double[] end() {
        return ends("to");
    }

    private double[] ends(String name) {
        String[] parts = Markup.attribute(element, name, "0,0").split(",", -1);
        return new double[] {length(parts[0], 0), parts.length > 1 ? length(parts[1], 0) : 0};
    }

    /** Whether a line goes from the upper left to the lower right. */
    public boolean falls() {
        if (line()) {
            return (end()[0] >= start()[0]) == (end()[1] >= start()[1]);
        }
        String flip = value("flip", "");
        return flip.contains("x") == flip.contains("y");
    }

    /** Left, top, width and height in the units of the group around it. */
    public double[] inGroup(Element child) {
        if (line()) {
            double[] from = pair(Markup.attribute(child, "from", "0,0"));
            double[] to = pair(Markup.attribute(child, "to", "0,0"));
            return new double[] {
                Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])
            };
        }
        return new double[] {bare("left"), bare("top"), bare("width"), bare("height")};
    }

    private double bare(String name) {
        return pair(value(name, "0"))[0];
    }

    public Floating place(Wrap wrap) {
        double left = points("margin-left") + points("left");
        double top = points("margin-top") + points("top");
        if (line()) {
            left += Math.min(start()[0], end()[0]);
            top += Math.min(start()[1], end()[1]);
        }
        From across = switch (value("mso-position-horizontal-relative", "text")) {
            case "page" -> From.PAGE;
            case "margin" -> From.MARGIN;
            case "left-margin-area", "inner-margin-area" -> From.MARGIN_BEFORE;
            case "right-margin-area", "outer-margin-area" -> From.MARGIN_AFTER;
            default -> From.COLUMN;
        };
        From down = switch (value("mso-position-vertical-relative", "text")) {
            case "page" -> From.PAGE;
            case "margin" -> From.MARGIN;
            case "top-margin-area", "inner-margin-area" -> From.MARGIN_BEFORE;
            case "bottom-margin-area", "outer-margin-area" -> From.MARGIN_AFTER;
            default -> From.PARAGRAPH;
        };
        Align level = align(value("mso-position-horizontal", ""));
        Align upright = align(value("mso-position-vertical", ""));
        long layer = (long) order();
        return new Floating(
                new Axis(across, level, width(), level == null ? left : 0),
                new Axis(down, upright, height(), upright == null ? top : 0),
                width(),
                height(),
                wrap,
                layer < 0,
                !Markup.attribute(element, "o:allowincell", "t").matches("f|false"),
                0,
                layer < 0 ? layer + LOWEST : layer,
                new Room());
    }

    private double order() {
        try {
            return Double.parseDouble(value("z-index", "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable Align align(String name) {
        return switch (name) {
            case "left", "top", "inside" -> Align.START;
            case "center" -> Align.CENTER;
            case "right", "bottom", "outside" -> Align.END;
            default -> null;
        };
    }

    public Wrap wrap(String type, String side) {
        Kind kind = switch (type.toLowerCase(Locale.ROOT)) {
            case "square", "tight", "through" -> Kind.SQUARE;
            case "topandbottom" -> Kind.TOP_AND_BOTTOM;
            default -> Kind.NONE;
        };
        Side free = side.equals("left") ? Side.LEFT : side.equals("right") ? Side.RIGHT : Side.BOTH;
        return new Wrap(
                kind,
                free,
                length(value("mso-wrap-distance-top", ""), 0),
                length(value("mso-wrap-distance-right", ""), 9),
                length(value("mso-wrap-distance-bottom", ""), 0),
                length(value("mso-wrap-distance-left", ""), 9));
    }

    public String vertical() {
        return switch (value("v-text-anchor", "top")) {
            case "middle", "middle-center" -> "center";
            case "bottom", "bottom-center" -> "after";
            default -> "before";
        };
    }

    /** Degrees by which the text in a box is turned. */
    public int turned() {
        return !value("layout-flow", "").startsWith("vertical")
                ? 0
                : value("mso-layout-flow-alt", "").equals("bottom-to-top") ? 270 : 90;
    }

    public boolean grows() {
        return value("mso-fit-shape-to-text", "").matches("t|true");
    }

    public String font() {
        return value("font-family", "Calibri").replace("\"", "").replace("&quot;", "");
    }

    public boolean bold() {
        return value("font-weight", "").equals("bold");
    }

    public boolean italic() {
        return value("font-style", "").equals("italic");
    }
}
