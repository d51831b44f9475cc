package federzug.agreement;

import federzug.agreement.TableLayout.Column;
import federzug.agreement.TableLayout.Kind;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what Excel makes of a value into what the data format has: „Große Kreisstadt“, 01.12.2021, WAHR. */
final class TableWords {
    private static final Map<String, String> YES_NO =
            Map.of("wahr", "ja", "true", "ja", "falsch", "nein", "false", "nein", "ja", "ja", "nein", "nein");
    private static final Set<String> WORDS = Stream.of(
                    MatterReading.FORMS.keySet(),
                    MatterReading.STATUSES.keySet(),
                    MatterReading.OWN_FIELD.keySet(),
                    MatterReading.DEPUTYSHIPS.keySet(),
                    MailboxReading.SIGNED_FILES.keySet(),
                    AnnexReading.KINDS.keySet())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private TableWords() {}

    /** What is not understood stays as it is, for the reader to complain about in its own words. */
    static String asWritten(String cell, Column column) {
        String text = cell.strip();
        return switch (column.kind()) {
            case YES_NO -> YES_NO.getOrDefault(text.toLowerCase(Locale.GERMAN), text);
            case WORD -> word(text);
            case DATE -> german(text, part -> DayAndTime.germanDay(part).toString());
            case TIME ->
                german(
                        text,
                        part -> DayAndTime.germanTime(part)
                                .truncatedTo(ChronoUnit.MINUTES)
                                .toString());
            case DATE_TIME ->
                german(text, part -> DayAndTime.germanDayAndTime(part).toString());
            case TEXT, KEYS, SPELLINGS -> text;
        };
    }

    private static String word(String text) {
        String plain = PathName.of(text).replace('-', '_');
        return WORDS.contains(plain) ? plain : text;
    }

    private static String german(String text, Function<String, String> iso) {
        // Excel shows seconds where none were entered.
        String minutes = text.replaceFirst("(\\d{1,2}:\\d{2}):00$", "$1");
        try {
            return iso.apply(minutes);
        } catch (DateTimeException e) {
            return minutes;
        }
    }

    /** The entries of a cell that holds a list; empty if it holds one value. */
    static List<String> several(String text, Kind kind) {
        return switch (kind) {
            case KEYS -> split(text, "[;,|\\n]");
            case SPELLINGS -> split(text, "[;|\\n]");
            default -> List.of();
        };
    }

    private static List<String> split(String text, String separators) {
        return Arrays.stream(text.split(separators))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
