package federzug.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns parts of a Word file in the strict form of Office Open XML (ISO/IEC 29500-1) into the transitional one (part 4),
 * which is the only one our readers know: other namespaces, and lengths with units instead of plain numbers. Lengths of
 * text may have units in the transitional form, too (part 1, 17.18.107 and 22.9.2.14), and other programs write them.
 */
public final class StrictOoxml {
    private static final String STRICT = "http://purl.oclc.org/ooxml/";
    private static final Pattern NAME = Pattern.compile("http://purl\\.oclc\\.org/ooxml/(\\w+)/([\\w/-]+)");
    private static final Map<String, String> OTHER_NAMES =
            Map.of("extendedProperties", "extended-properties", "customProperties", "custom-properties");
    private static final Pattern ELEMENT = Pattern.compile("<(w|a|wp|pic):(\\w+)\\s[^<>]*>");
    private static final Pattern LENGTH =
            Pattern.compile("\\b(\\w+)=([\"'])(-?\\d{1,7}(?:\\.\\d{1,9})?)(pt|mm|cm|in|pc|pi|%)\\2");
    private static final Pattern TYPE = Pattern.compile("w:type=([\"'])(?:dxa|auto|nil)\\1");
    private static final Set<String> MEASURES = Set.of("tblW", "tcW", "tblInd", "tblCellSpacing", "wBefore", "wAfter");
    private static final List<String> UNITS = List.of("%\"", "pt\"", "cm\"", "mm\"", "in\"", "pc\"", "pi\"");

    /** What has a length among the elements of text. */
    private static final Set<String> LENGTHS = Set.of(
            "tblW",
            "tcW",
            "gridCol",
            "tblInd",
            "tblCellSpacing",
            "wBefore",
            "wAfter",
            "top",
            "left",
            "start",
            "bottom",
            "right",
            "end",
            "ind",
            "spacing",
            "pgSz",
            "pgMar",
            "trHeight",
            "tab",
            "sz",
            "szCs",
            "position",
            "kern",
            "w",
            "framePr",
            "tblpPr",
            "cols",
            "col",
            "docGrid",
            "defaultTabStop",
            "hyphenationZone",
            "zoom");

    /** What people have written, whatever it looks like. */
    private static final Set<String> WRITTEN =
            Set.of("descr", "title", "name", "displayText", "value", "tooltip", "instr");

    private static final Set<String> WRITTEN_WHOLE = Set.of(
            "listItem", "listEntry", "tag", "alias", "docVar", "default", "tblCaption", "tblDescription", "lvlText");

    /** These count half points, everything else of text twentieths. */
    private static final Set<String> HALF_POINTS = Set.of("sz", "szCs", "position", "kern");

    /** These count percent, tables fiftieths of one. */
    private static final Set<String> PERCENT = Set.of("w", "zoom");

    private static final Map<String, Double> POINTS =
            Map.of("pt", 1.0, "mm", 72 / 25.4, "cm", 72 / 2.54, "in", 72.0, "pc", 12.0, "pi", 12.0);

    private StrictOoxml() {}

    /**
     * @param part XML or relations of a package
     * @return the part itself if nothing in it is strict or has a unit
     */
    public static byte[] transitional(byte[] part) {
        // One byte is one character here, so nothing but names and numbers can change.
        String text = new String(part, StandardCharsets.ISO_8859_1);
        if (!text.contains(STRICT)) {
            return UNITS.stream().anyMatch(text::contains) ? withoutUnits(text, part) : part;
        }
        String named = NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(
                        "http://schemas.openxmlformats.org/" + name.group(1) + "/2006/" + transitional(name.group(2))));
        return ELEMENT.matcher(named)
                .replaceAll(element -> Matcher.quoteReplacement(
                        element.group(1).equals("w") && WRITTEN_WHOLE.contains(element.group(2))
                                ? element.group()
                                : plain(element)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Looks at the few elements only that have a unit: of a usual part there are a handful among thousands. */
    private static byte[] withoutUnits(String text, byte[] part) {
        StringBuilder plain = new StringBuilder(text.length());
        int done = 0;
        int open = -1;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '<') {
                open = at;
            } else if (c == '>') {
                open = -1;
            } else if (open >= 0 && (c == '"' || c == '\'') && isAfterUnit(text, at)) {
                int close = text.indexOf('>', at);
                if (close < 0) {
                    break;
                }
                Matcher element = ELEMENT.matcher(text).region(open, close + 1);
                if (element.matches() && element.group(1).equals("w") && LENGTHS.contains(element.group(2))) {
                    plain.append(text, done, open).append(plain(element));
                    done = close + 1;
                }
                at = close;
                open = -1;
            }
        }
        return done == 0
                ? part
                : plain.append(text, done, text.length()).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isAfterUnit(String text, int quote) {
        return switch (text.charAt(quote - 1)) {
            case '%', 't', 'm', 'n', 'c', 'i' ->
                UNITS.stream()
                        .anyMatch(unit -> text.regionMatches(quote - unit.length() + 1, unit, 0, unit.length() - 1));
            default -> false;
        };
    }

    private static String plain(MatchResult element) {
        // A percentage is one, whatever type the element states beside it.
        boolean share = MEASURES.contains(element.group(2)) && element.group().contains("%");
        String typed = share ? TYPE.matcher(element.group()).replaceAll("w:type=\"pct\"") : element.group();
        return LENGTH.matcher(typed)
                .replaceAll(length -> Matcher.quoteReplacement(
                        WRITTEN.contains(length.group(1))
                                ? length.group()
                                : length.group(1) + "=" + length.group(2)
                                        + number(
                                                element.group(1),
                                                element.group(2),
                                                Double.parseDouble(length.group(3)),
                                                length.group(4))
                                        + length.group(2)));
    }

    private static String transitional(String name) {
        int last = name.lastIndexOf('/') + 1;
        return name.substring(0, last) + OTHER_NAMES.getOrDefault(name.substring(last), name.substring(last));
    }

    private static String number(String prefix, String element, double value, String unit) {
        double number;
        double points = POINTS.getOrDefault(unit, 1.0);
        if (unit.equals("%") && prefix.equals("w") && PERCENT.contains(element)) {
            number = value;
        } else if (unit.equals("%")) {
            // Fiftieths of a percent in text, thousandths in drawings.
            number = value * (prefix.equals("w") ? 50 : 1000);
        } else if (prefix.equals("w")) {
            number = value * points * (HALF_POINTS.contains(element) ? 2 : 20);
        } else {
            number = value * points * 12_700;
        }
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
