package federzug.agreement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and times as the data has them (ISO 8601, to the minute) and as people write them. The latter are never
 * accepted, only shown as what was meant: 01.02.2021 is nothing to guess about.
 */
final class DayAndTime {
    private static final DateTimeFormatter GERMAN_DAY =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter WRITTEN_OUT =
            DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMAN).withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern WRITTEN_OUT_WITH_TIME =
            Pattern.compile("(\\d{1,2}\\.\\s?\\p{L}+ \\d{4}),?\\s+(?:um )?(\\S.*)");

    private DayAndTime() {}

    static LocalDate day(String text) {
        return plausible(LocalDate.parse(text));
    }

    static LocalDate germanDay(String text) {
        // "1. Dezember 2021", with whatever space a program has put between.
        String plain = text.replace('\u00a0', ' ').strip();
        boolean words = plain.matches("\\d{1,2}\\. ?\\p{L}.*");
        return plausible(
                words
                        ? LocalDate.parse(plain.replaceFirst("\\. ?", ". "), WRITTEN_OUT)
                        : LocalDate.parse(plain, GERMAN_DAY));
    }

    static LocalTime time(String text) {
        if (!text.matches("[0-9]{2}:[0-9]{2}")) {
            throw new DateTimeException(text);
        }
        return LocalTime.parse(text);
    }

    /** {@code 9 Uhr}, {@code 9.30 Uhr}, {@code 9:30}. */
    static LocalTime germanTime(String text) {
        String digits = text.replaceAll("\\s*(Uhr|h)$", "").replace('.', ':');
        String minutes = digits.contains(":") ? digits : digits + ":00";
        return time(minutes.length() == 4 ? "0" + minutes : minutes);
    }

    static LocalDateTime dayAndTime(String text) {
        if (!text.matches("[0-9-]{10}[T ][0-9:]{5}")) {
            throw new DateTimeException(text);
        }
        return LocalDateTime.of(day(text.substring(0, 10)), time(text.substring(11)));
    }

    static LocalDateTime germanDayAndTime(String text) {
        Matcher written = WRITTEN_OUT_WITH_TIME.matcher(text.replace('\u00a0', ' '));
        if (written.matches()) {
            return LocalDateTime.of(germanDay(written.group(1)), germanTime(written.group(2)));
        }
        String[] parts = text.replaceAll("\\s*(Uhr|h)$", "").split("[,\\s]+");
        if (parts.length != 2) {
            throw new DateTimeException(text);
        }
        LocalDate day = parts[0].contains(".") ? germanDay(parts[0]) : day(parts[0]);
        return LocalDateTime.of(day, germanTime(parts[1]));
    }

    /** Catches 0021 for 2021. */
    private static LocalDate plausible(LocalDate date) {
        if (date.getYear() < 1990 || date.getYear() > 2100) {
            throw new DateTimeException("year " + date.getYear());
        }
        return date;
    }
}
