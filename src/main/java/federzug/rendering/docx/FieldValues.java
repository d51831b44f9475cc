package federzug.rendering.docx;

import federzug.document.WordDates;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Whether a date is to be shown in a calendar other than ours: Hijri, Saka, Um-al-Qura.
     *
     * @param words of the instruction, the field's name first
     */
    public static boolean inOtherCalendar(List<String> words) {
        return !words.isEmpty()
                && words.get(0).toUpperCase(Locale.ROOT).endsWith("DATE")
                && words.stream().anyMatch(word -> word.matches("\\\\[hsuHSU]"));
    }

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
        return time.format(DateTimeFormatter.ofPattern(WordDates.pattern(picture), Locale.GERMANY));
    }
}
