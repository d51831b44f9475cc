package federzug.start;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Suggestion;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.PeriodStyle;

/** Checks one value against what its setting expects. */
@NullMarked
final class SettingValue {
    private static final Set<Setting.Kind> MAY_BE_EMPTY = EnumSet.of(
            Setting.Kind.TEXT, Setting.Kind.PATH, Setting.Kind.MAIL, Setting.Kind.SECRET_FILE, Setting.Kind.ENV);
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+\\.[^\\s@<>,;.]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SettingValue() {}

    /**
     * @param value without placeholders
     * @return what is wrong with it; a secret is never repeated
     */
    static Optional<Notice> fault(Setting setting, String name, String value, Place place) {
        String given = value.strip();
        if (given.isEmpty()) {
            return MAY_BE_EMPTY.contains(setting.kind())
                    ? Optional.empty()
                    : Optional.of(Notice.error("start.settings.empty", place, name));
        }
        return switch (setting.kind()) {
            case TEXT -> Optional.empty();
            case PATH, SECRET_FILE -> unless(isPath(given), "start.settings.path", place, name, given);
            case ENV ->
                // What is no name may be the secret itself.
                unless(VARIABLE.matcher(given).matches(), "start.settings.variable", place, name);
            case SECRET -> unless(SecretReference.of(given).isPresent(), "start.settings.plain-secret", place, name);
            case URI ->
                unless(
                        isAddress(given, setting.words()),
                        "start.settings.uri",
                        place,
                        name,
                        given,
                        setting.words().size());
            case DATABASE -> unless(DatabaseAddress.isUsable(given), "pipeline.database.url", place);
            case COUNTRY -> unless(COUNTRY.matcher(given).matches(), "start.settings.country", place, name, given);
            case MAIL -> unless(MAIL.matcher(given).matches(), "start.settings.mail", place, name, given);
            case ZONE -> zone(name, given, place);
            case FLAG ->
                unless(
                        given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false"),
                        "start.settings.flag",
                        place,
                        name,
                        given);
            case COUNT ->
                unless(
                        isCount(given, setting.words()),
                        "start.settings.count",
                        place,
                        name,
                        given,
                        setting.words().get(0),
                        setting.words().get(1));
            case TIME ->
                unless(
                        time(given)
                                .filter(one -> !one.isNegative() && !one.isZero())
                                .isPresent(),
                        "start.settings.time",
                        place,
                        name,
                        given);
            case WAIT ->
                unless(
                        time(given).filter(one -> !one.isNegative()).isPresent(),
                        "start.settings.wait",
                        place,
                        name,
                        given);
            case PERIOD -> unless(isPeriod(given), "start.settings.period", place, name, given);
            case CHOICE -> choice(setting, name, given, place);
            case INTERNAL -> Optional.of(Notice.error("start.settings.internal", place, name, setting.text()));
        };
    }

    private static Optional<Notice> unless(boolean good, String code, Place place, Object... arguments) {
        return good ? Optional.empty() : Optional.of(Notice.error(code, place, arguments));
    }

    private static Optional<Notice> choice(Setting setting, String name, String given, Place place) {
        List<String> words = setting.words();
        boolean known = words.stream().anyMatch(word -> plain(word).equals(plain(given)));
        return unless(known, "start.settings.choice", place, name, given, String.join(", ", words));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static Optional<Notice> zone(String name, String given, Place place) {
        try {
            ZoneId.of(given);
            return Optional.empty();
        } catch (DateTimeException e) {
            String near = Suggestion.of(
                            given,
                            ZoneId.getAvailableZoneIds().stream().sorted().toList())
                    .orElse("Europe/Berlin");
            return Optional.of(Notice.error("start.settings.zone", place, name, given, near));
        }
    }

    private static boolean isPath(String given) {
        try {
            return !Path.of(given).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isAddress(String given, List<String> wanted) {
        try {
            URI address = new URI(given);
            return List.of("http", "https")
                            .contains(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                    && address.getHost() != null
                    && (wanted.isEmpty() || address.getPort() > 0);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isCount(String given, List<String> limits) {
        try {
            long number = Long.parseLong(given);
            return number >= Long.parseLong(limits.get(0)) && number <= Long.parseLong(limits.get(1));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPeriod(String given) {
        try {
            Period period = PeriodStyle.detectAndParse(given);
            return !period.isNegative() && !period.isZero();
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static Optional<Duration> time(String given) {
        try {
            return Optional.of(DurationStyle.detectAndParse(given));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
