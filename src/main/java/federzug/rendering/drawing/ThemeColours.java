package federzug.rendering.drawing;

import jakarta.xml.bind.JAXBElement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.docx4j.w14.CTPositiveFixedPercentage;
import org.docx4j.w14.CTSolidColorFillProperties;
import org.docx4j.wml.CTShd;
import org.docx4j.wml.Color;
import org.docx4j.wml.STThemeColor;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Resolves colours of DrawingML (ISO/IEC 29500-1, 20.1.2.3): of the theme or written out, made lighter or darker. */
public final class ThemeColours {
    private static final Pattern SCHEME =
            Pattern.compile("<a:(dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>\\s*<a:(?:srgbClr [^<>]*?val|sysClr"
                    + " [^<>]*?lastClr)=\"([0-9A-Fa-f]{6})\"");

    /** The colours of a document without a theme are Word's. */
    private static final Map<String, String> OFFICE = Map.ofEntries(
            Map.entry("dk1", "000000"),
            Map.entry("lt1", "FFFFFF"),
            Map.entry("dk2", "44546A"),
            Map.entry("lt2", "E7E6E6"),
            Map.entry("accent1", "4472C4"),
            Map.entry("accent2", "ED7D31"),
            Map.entry("accent3", "A5A5A5"),
            Map.entry("accent4", "FFC000"),
            Map.entry("accent5", "5B9BD5"),
            Map.entry("accent6", "70AD47"),
            Map.entry("hlink", "0563C1"),
            Map.entry("folHlink", "954F72"));

    private static final Map<String, String> ROLES = Map.of("tx1", "dk1", "bg1", "lt1", "tx2", "dk2", "bg2", "lt2");

    private final Map<String, String> scheme = new HashMap<>(OFFICE);
    /** Whether the document has a theme; without one the plain colour beside the theme's counts. */
    private final boolean given;

    /** @param theme the part with the theme, each byte as one character; empty if there is none */
    public ThemeColours(String theme) {
        given = !theme.isEmpty();
        Matcher colour = SCHEME.matcher(theme);
        while (colour.find()) {
            scheme.put(colour.group(1), colour.group(2));
        }
    }

    /** The colour of characters; what names a colour of the theme has precedence (ISO/IEC 29500-1, 17.3.2.6). */
    public @Nullable String of(Color from) {
        String own = Colours.color(from.getVal());
        return themed(from.getThemeColor(), from.getThemeTint(), from.getThemeShade(), own);
    }

    /** The colour of a ground (17.3.5). */
    public @Nullable String of(CTShd from) {
        return Colours.shade(
                from.getVal(),
                themed(
                        from.getThemeFill(),
                        from.getThemeFillTint(),
                        from.getThemeFillShade(),
                        Colours.color(from.getFill())),
                themed(
                        from.getThemeColor(),
                        from.getThemeTint(),
                        from.getThemeShade(),
                        Colours.color(from.getColor())));
    }

    /**
     * The filling of characters that Word 2010 and later show instead of their colour (MS-DOCX, 2.6.1.18).
     *
     * @return null if it is none that can be known
     */
    public @Nullable String of(CTSolidColorFillProperties from) {
        if (from.getSrgbClr() != null && from.getSrgbClr().getVal() != null) {
            return seenThrough(
                    "#"
                            + HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(from.getSrgbClr().getVal()),
                    from.getSrgbClr().getEGColorTransform());
        } else if (from.getSchemeClr() != null && from.getSchemeClr().getVal() != null) {
            String name = from.getSchemeClr().getVal().value();
            String base = Colours.color(scheme.get(ROLES.getOrDefault(name, name)));
            return base == null ? null : seenThrough(base, from.getSchemeClr().getEGColorTransform());
        }
        return null;
    }

    /** Other changes are written beside it as a plain colour, too. */
    private static @Nullable String seenThrough(String colour, List<JAXBElement<?>> changes) {
        double opacity = 1;
        for (JAXBElement<?> change : changes) {
            if (!(change.getValue() instanceof CTPositiveFixedPercentage part)
                    || !change.getName().getLocalPart().equals("alpha")) {
                return null;
            }
            opacity -= part.getVal() / 100_000.0;
        }
        return opacity == 1 ? colour : faint(colour, Math.max(0, opacity));
    }

    private @Nullable String themed(
            @Nullable STThemeColor name, @Nullable String tint, @Nullable String shade, @Nullable String own) {
        String key = name == null
                ? null
                : switch (name) {
                    case TEXT_1, DARK_1 -> "dk1";
                    case BACKGROUND_1, LIGHT_1 -> "lt1";
                    case TEXT_2, DARK_2 -> "dk2";
                    case BACKGROUND_2, LIGHT_2 -> "lt2";
                    case HYPERLINK -> "hlink";
                    case FOLLOWED_HYPERLINK -> "folHlink";
                    case NONE -> null;
                    default -> name.value();
                };
        String colour = key == null ? null : Colours.color(scheme.get(key));
        if (colour == null || !given) {
            return own;
        }
        double[] rgb = {part(colour, 1), part(colour, 3), part(colour, 5)};
        double lighter = share(tint);
        rgb = luminance(luminance(rgb, share(shade), 0), lighter, 1 - lighter);
        return hex(rgb[0], rgb[1], rgb[2]);
    }

    private static double share(@Nullable String hex) {
        return hex != null && hex.matches("[0-9A-Fa-f]{1,2}") ? Integer.parseInt(hex, 16) / 255.0 : 1;
    }

    /**
     * @param parent what holds one colour, for example a:solidFill
     * @param placeholder what stands for "the shape's own colour", null if there is none
     * @return null if it cannot be known
     */
    @Nullable
    String in(@Nullable Element parent, @Nullable String placeholder) {
        if (parent == null) {
            return null;
        }
        for (Element child : Markup.children(parent)) {
            String base = base(child, placeholder);
            if (base != null) {
                return changed(base, child);
            }
        }
        return null;
    }

    private @Nullable String base(Element colour, @Nullable String placeholder) {
        String value = Markup.attribute(colour, "val", "");
        return switch (String.valueOf(colour.getLocalName())) {
            case "srgbClr" -> Colours.color(value);
            case "sysClr" -> Colours.color(Markup.attribute(colour, "lastClr", "000000"));
            case "prstClr" -> named(value);
            case "schemeClr" ->
                value.equals("phClr") ? placeholder : Colours.color(scheme.get(ROLES.getOrDefault(value, value)));
            case "scrgbClr" ->
                hex(
                        Markup.number(colour, "r", 0) / 100_000,
                        Markup.number(colour, "g", 0) / 100_000,
                        Markup.number(colour, "b", 0) / 100_000);
            default -> null;
        };
    }

    /** The names of DrawingML and VML that people choose; CSS has the same. */
    public static @Nullable String named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "black" -> "#000000";
            case "white" -> "#FFFFFF";
            case "red" -> "#FF0000";
            case "green" -> "#008000";
            case "blue" -> "#0000FF";
            case "yellow" -> "#FFFF00";
            case "gray", "grey" -> "#808080";
            case "silver" -> "#C0C0C0";
            case "ltgray", "lightgray", "lightgrey" -> "#D3D3D3";
            case "dkgray", "darkgray", "darkgrey" -> "#A9A9A9";
            case "navy" -> "#000080";
            case "maroon" -> "#800000";
            case "olive" -> "#808000";
            case "purple" -> "#800080";
            case "teal" -> "#008080";
            case "lime" -> "#00FF00";
            case "aqua", "cyan" -> "#00FFFF";
            case "fuchsia", "magenta" -> "#FF00FF";
            case "orange" -> "#FFA500";
            default -> null;
        };
    }

    /** Applies what makes a colour lighter, darker or fainter, in the order written. A faint one is mixed with white. */
    private static String changed(String colour, Element of) {
        double[] rgb = {part(colour, 1), part(colour, 3), part(colour, 5)};
        for (Element change : Markup.children(of)) {
            double value = Math.max(0, Math.min(2, Markup.number(change, "val", 100_000) / 100_000));
            switch (String.valueOf(change.getLocalName())) {
                case "lumMod" -> rgb = luminance(rgb, value, 0);
                case "lumOff" -> rgb = luminance(rgb, 1, value);
                case "shade" -> rgb = mixed(rgb, 0, value);
                case "tint", "alpha" -> rgb = mixed(rgb, 1, value);
                default -> {}
            }
        }
        return hex(rgb[0], rgb[1], rgb[2]);
    }

    public static String faint(String colour, double opacity) {
        double[] rgb = mixed(new double[] {part(colour, 1), part(colour, 3), part(colour, 5)}, 1, opacity);
        return hex(rgb[0], rgb[1], rgb[2]);
    }

    private static double[] mixed(double[] rgb, double with, double share) {
        double own = Math.min(1, share);
        return new double[] {
            rgb[0] * own + with * (1 - own), rgb[1] * own + with * (1 - own), rgb[2] * own + with * (1 - own)
        };
    }

    /** Hue and saturation stay (HSL). */
    private static double[] luminance(double[] rgb, double factor, double offset) {
        double max = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
        double min = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
        double light = (max + min) / 2;
        double span = max - min;
        double saturation = span == 0 ? 0 : span / (1 - Math.abs(2 * light - 1));
        double wanted = Math.max(0, Math.min(1, light * factor + offset));
        double chroma = saturation * (1 - Math.abs(2 * wanted - 1));
        double low = wanted - chroma / 2;
        double[] changed = new double[3];
        for (int i = 0; i < 3; i++) {
            changed[i] = span == 0 ? wanted : low + chroma * (rgb[i] - min) / span;
        }
        return changed;
    }

    private static double part(String colour, int at) {
        return Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    }

    private static String hex(double red, double green, double blue) {
        return String.format(Locale.ROOT, "#%02X%02X%02X", level(red), level(green), level(blue));
    }

    private static int level(double part) {
        return (int) Math.round(Math.max(0, Math.min(1, part)) * 255);
    }
}
