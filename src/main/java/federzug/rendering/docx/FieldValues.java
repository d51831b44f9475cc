package federzug.rendering.docx;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fields about the document itself show: its properties, and dates (ISO/IEC 29500-1, 17.16.4.1 and 17.16.5). "Today"
 * is the day on which the draft was made, so that the same draft always shows the same date.
 *
 * @param properties by upper-case field or property name
 */
public record FieldValues(Map<String, String> properties, ZonedDateTime made) {
    public static final Set<String> DATES = Set.of("DATE", "TIME", "SAVEDATE");
    public static final Set<String> PROPERTIES = Set.of(
            "TITLE",
            "SUBJECT",
            "AUTHOR",
            "KEYWORDS",
            "COMMENTS",
            "DOCPROPERTY",
            "LASTSAVEDBY",
            "FILENAME",
            "CREATEDATE",
            "PRINTDATE");

    private static final Pattern PICTURE = Pattern.compile("'([^']*)'|(?i:am/pm)|d+|M+|y+|Y+|h+|H+|m+|s+|.");

    /** @param words of the instruction, the field's name first */
    public Optional<String> of(List<String> words) {
        String kind = words.get(0).toUpperCase(Locale.ROOT);
        if (DATES.contains(kind)) {
            return Optional.of(shown(made, kind, words));
        }
        String name =
                kind.equals("DOCPROPERTY") && words.size() > 1 ? words.get(1).toUpperCase(Locale.ROOT) : kind;
        Optional<String> value = Optional.ofNullable(properties.get(name)).filter(v -> !v.isBlank());
        return kind.endsWith("DATE") ? value.flatMap(time -> date(time, kind, words)) : value;
    }

    private Optional<String> date(String time, String kind, List<String> words) {
        try {
            return Optional.of(shown(OffsetDateTime.parse(time).atZoneSameInstant(made.getZone()), kind, words));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String shown(ZonedDateTime time, String kind, List<String> words) {
        int at = words.indexOf("\\@");
        String picture =
                at > 0 && at + 1 < words.size() ? words.get(at + 1) : kind.equals("TIME") ? "HH:mm" : "dd.MM.yyyy";
        return time.format(DateTimeFormatter.ofPattern(pattern(picture), Locale.GERMANY));
    }

    /** Word's date picture in Java's letters; what is no letter of either stands for itself. */
    static String pattern(String picture) {
        StringBuilder pattern = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        Matcher part = PICTURE.matcher(picture);
        while (part.find()) {
            String letters = part.group(1) == null ? letters(part.group()) : "";
            if (letters.isEmpty()) {
                literal.append(part.group(1) == null ? part.group() : part.group(1));
            } else {
                flush(pattern, literal);
                pattern.append(letters);
            }
        }
        flush(pattern, literal);
        return pattern.toString();
    }

    private static void flush(StringBuilder pattern, StringBuilder literal) {
        if (!literal.isEmpty()) {
            pattern.append('\'').append(literal.toString().replace("'", "''")).append('\'');
            literal.setLength(0);
        }
    }

    private static String letters(String part) {
        char first = part.charAt(0);
        if (part.equalsIgnoreCase("am/pm")) {
            return "a";
        } else if (first == 'd' && part.length() > 2) {
            return part.length() == 3 ? "EEE" : "EEEE";
        } else if (first == 'y' || first == 'Y') {
            return part.length() > 2 ? "yyyy" : "yy";
        }
        return "dMhHms".indexOf(first) < 0 ? "" : part.substring(0, Math.min(part.length(), first == 'M' ? 4 : 2));
    }
}
