package federzug.agreement;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days and times as the data has them (ISO 8601, to the minute) and as people write them. The latter are never
 * accepted, only shown as what was meant: 01.02.2021 is nothing to guess about.
 */
final class DayAndTime {
    /** {@code 01.12.21}, {@code 1. Dezember 2021}, {@code Mi, 1. Dez. 2021}. */
    private static final Pattern DAY = Pattern.compile(
            "(?:(\\p{L}{2,10})\\.?,?\\s*(?:\\p{Ll}{3}\\s+)?)?(\\d{1,2})(?:\\.\\s?|\\s)(?:(\\d{1,2})\\.\\s?|(\\p{L}{3,9})\\.?\\s)"
                    + "(\\d{4}|\\d{2})");
    /** A day, then an hour: {@code 01.12.2021, 11:30 Uhr}, {@code 1. Dezember 2021 um 11 Uhr}. */
    private static final Pattern DAY_AND_TIME =
            Pattern.compile("(.*\\d)(?:\\s*,\\s*|\\s+)(?:um\\s+)?(\\d{1,2}(?:[.:]\\d{2})?(?:\\s*(?:Uhr|h))?)");

    private static final String OTHER_SATURDAY = "Sonnabend";

    private DayAndTime() {}

    static LocalDate day(String text) {
        return plausible(LocalDate.parse(text));
    }

    /** Whatever is unambiguous in German; a weekday that is not that day's is a slip. */
    static LocalDate germanDay(String text) {
        // "1. Dezember 2021", with whatever space a program has put between.
        String plain = text.replace('\u00a0', ' ').strip();
        Matcher written = DAY.matcher(plain);
        if (!written.matches()) {
            throw new DateTimeException(text);
        }
        int year = Integer.parseInt(written.group(5));
        int month = written.group(3) == null ? month(written.group(4)) : Integer.parseInt(written.group(3));
        LocalDate day = LocalDate.of(year < 100 ? 2000 + year : year, month, Integer.parseInt(written.group(2)));
        String weekday = written.group(1) == null ? "" : written.group(1);
        if (!isShortFor(weekday, day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.GERMAN))
                && !(day.getDayOfWeek() == DayOfWeek.SATURDAY && weekday.equalsIgnoreCase(OTHER_SATURDAY))) {
            throw new DateTimeException(text);
        }
        return plausible(day);
    }

    private static int month(String word) {
        for (Month month : Month.values()) {
            if (isShortFor(word, month.getDisplayName(TextStyle.FULL, Locale.GERMAN))) {
                return month.getValue();
            }
        }
        throw new DateTimeException(word);
    }

    private static boolean isShortFor(String word, String full) {
        return full.toLowerCase(Locale.GERMAN).startsWith(word.toLowerCase(Locale.GERMAN));
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
        Matcher written = DAY_AND_TIME.matcher(text.replace('\u00a0', ' ').strip());
        if (!written.matches()) {
            throw new DateTimeException(text);
        }
        String day = written.group(1);
        return LocalDateTime.of(day.matches("\\d{4}-.*") ? day(day) : germanDay(day), germanTime(written.group(2)));
    }

    /** Catches 0021 for 2021. */
    private static LocalDate plausible(LocalDate date) {
        if (date.getYear() < 1990 || date.getYear() > 2100) {
            throw new DateTimeException("year " + date.getYear());
        }
        return date;
    }
}
