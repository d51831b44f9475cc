package federzug.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes times as people and programs read them, in the zone of the settings ({@code federzug.zone}), which every
 * {@link Clock} carries. The one place for date formats outside templates and foreign standards.
 */
public final class GermanTime {
    private static final DateTimeFormatter DAY = german("dd.MM.yyyy");
    private static final DateTimeFormatter MINUTE = german("dd.MM.yyyy, HH:mm");
    private static final DateTimeFormatter SECOND = german("dd.MM.yyyy, HH:mm:ss");
    private static final DateTimeFormatter MOMENT = german("dd.MM.yyyy, HH:mm:ss 'Uhr' (zzz)");
    private static final DateTimeFormatter LONG_DAY = german("d. MMMM yyyy");
    private static final DateTimeFormatter WEEKDAY = german("EEEE");
    private static final DateTimeFormatter LONG_MINUTE = german("d. MMMM yyyy, HH:mm");
    private static final DateTimeFormatter HOUR = german("HH:mm");
    private static final DateTimeFormatter HOUR_OF_ANOTHER_DAY = german("dd.MM., HH:mm");

    private final ZoneId zone;

    public GermanTime(ZoneId zone) {
        this.zone = zone;
    }

    /** In the zone of this clock. */
    public static GermanTime of(Clock clock) {
        return new GermanTime(clock.getZone());
    }

    private static DateTimeFormatter german(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.GERMANY);
    }

    public ZoneId zone() {
        return zone;
    }

    /** The day in this zone; a message shows it as {@code 01.12.2021}. */
    public LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** {@code 01.12.2021, 11:00} */
    public String minute(Instant time) {
        return MINUTE.format(time.atZone(zone));
    }

    /** {@code 01.12.2021, 11:00:07} */
    public String second(Instant time) {
        return SECOND.format(time.atZone(zone));
    }

    /** {@code 11:00} if that is today, else {@code 01.12., 11:00}. */
    public String hour(Instant time, Instant now) {
        return (day(time).equals(day(now)) ? HOUR : HOUR_OF_ANOTHER_DAY).format(time.atZone(zone));
    }

    /** {@code 2021-12-01T11:00:07+01:00}, for programs; null stays null. */
    public @Nullable String iso(@Nullable Instant time) {
        return time == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.atZone(zone).withNano(0));
    }

    /** {@code 01.12.2021} */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code 01.12.2021, 11:00} */
    public static String minute(LocalDateTime time) {
        return MINUTE.format(time);
    }

    /** {@code 01.12.2021, 11:00:07} */
    public static String second(ZonedDateTime time) {
        return SECOND.format(time);
    }

    /** {@code 01.12.2021, 11:00:07 Uhr (MEZ)} */
    public static String moment(ZonedDateTime time) {
        return MOMENT.format(time);
    }

    /** {@code 1. Dezember 2021} */
    public static String longDay(LocalDate day) {
        return LONG_DAY.format(day);
    }

    /** {@code Mittwoch} */
    public static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** {@code 1. Dezember 2021, 11:00} */
    public static String longMinute(LocalDateTime time) {
        return LONG_MINUTE.format(time);
    }
}
