package federzug.drafting;

import federzug.notice.GermanTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats values: the words after the bar in {@code ${datum | lang}}. */
final class Formats {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("d.\u00a0MMMM yyyy", Locale.GERMANY);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm\u00a0'Uhr'", Locale.GERMANY);
    private static final DateTimeFormatter FULL_HOUR = DateTimeFormatter.ofPattern("H\u00a0'Uhr'", Locale.GERMANY);
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("H.mm\u00a0'Uhr'", Locale.GERMANY);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.GERMANY);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy", Locale.GERMANY);
    private static final List<String> DAY_FORMATS =
            List.of("kurz", "lang", "wochentag", "wochentag_lang", "monat", "jahr");
    private static final List<String> HOUR_FORMATS = List.of("uhrzeit", "uhrzeit_kurz");

    private Formats() {}

    /** The formats that fit a value; {@code ""} stands for none. */
    static Set<String> of(Value value) {
        Set<String> formats = new LinkedHashSet<>();
        if (value instanceof Value.Text || value instanceof Value.Picture) {
            formats.add("");
        } else if (value instanceof Value.Amount) {
            formats.addAll(List.of("", "zahl", "wort"));
        } else if (value instanceof Value.Day) {
            formats.add("");
            formats.addAll(DAY_FORMATS);
        } else if (value instanceof Value.Hour) {
            formats.add("");
            formats.addAll(HOUR_FORMATS);
        } else if (value instanceof Value.Moment) {
            formats.add("");
            formats.addAll(DAY_FORMATS);
            formats.addAll(HOUR_FORMATS);
        } else if (value instanceof Value.Group group) {
            formats.addAll(group.forms().keySet());
        } else if (value instanceof Value.Items items) {
            Set<String> each = of(items.item());
            formats.addAll(each);
            if (each.contains("")) {
                formats.add("liste");
            }
        }
        return formats;
    }

    /**
     * @param format one of {@link #of}
     */
    static String write(Value value, String format) {
        if (value.isEmpty()) {
            return "";
        }
        if (value instanceof Value.Text text) {
            return Typography.protect(text.text());
        } else if (value instanceof Value.Picture picture && picture.picture() != null) {
            return Typography.protect(picture.picture().alt());
        } else if (value instanceof Value.Amount amount && amount.number() != null) {
            return format.equals("wort") ? Grammar.german().number(amount.number()) : digits(amount.number());
        } else if (value instanceof Value.Day day && day.date() != null) {
            return day(day.date(), format);
        } else if (value instanceof Value.Hour hour && hour.time() != null) {
            return time(hour.time(), format);
        } else if (value instanceof Value.Moment moment && moment.at() != null) {
            return moment(moment.at(), format);
        } else if (value instanceof Value.Group group) {
            return Typography.protect(group.forms().getOrDefault(format, ""));
        } else if (value instanceof Value.Items items) {
            String each = format.equals("liste") ? "" : format;
            return list(items.values().stream().map(item -> write(item, each)).toList());
        }
        throw new IllegalArgumentException("no format " + format + " for " + value.getClass());
    }

    /** {@code Zwickau, Werdau und Crimmitschau}. */
    static String list(List<String> items) {
        List<String> filled = new ArrayList<>(items);
        filled.removeIf(String::isBlank);
        int last = filled.size() - 1;
        return last < 1
                ? String.join("", filled)
                : filled.subList(0, last).stream().collect(Collectors.joining(", ")) + " und " + filled.get(last);
    }

    /** {@code 12.345}. */
    static String digits(int number) {
        return String.format(Locale.GERMANY, "%,d", number);
    }

    private static String day(LocalDate date, String format) {
        return switch (format) {
            case "lang" -> LONG.format(date);
            case "wochentag" -> GermanTime.weekday(date);
            case "wochentag_lang" -> GermanTime.weekday(date) + ", " + LONG.format(date);
            case "monat" -> MONTH.format(date);
            case "jahr" -> YEAR.format(date);
            default -> GermanTime.day(date);
        };
    }

    private static String moment(LocalDateTime at, String format) {
        if (HOUR_FORMATS.contains(format)) {
            return time(at.toLocalTime(), format);
        }
        return format.isEmpty()
                ? day(at.toLocalDate(), "kurz") + ", " + time(at.toLocalTime(), "uhrzeit")
                : day(at.toLocalDate(), format);
    }

    private static String time(LocalTime time, String format) {
        if (format.equals("uhrzeit_kurz")) {
            return time.getMinute() == 0 ? FULL_HOUR.format(time) : SPOKEN.format(time);
        }
        return HOUR.format(time);
    }
}
