package federzug.notice;

import java.text.Format;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all rooms, one {@code messages.properties} (UTF-8, {@link MessageFormat}) per room, found by the first
 * word of a code. German is the root language; {@code messages_en.properties} and the like may stand beside it.
 * Arguments come out as written: the year 2021 is not "2.021"; dates are {@code 01.12.2021}.
 */
public final class Texts {
    private static final String NUMERALS = "notice.number.words";
    private static final String NO_BREAK = "\u00a0";
    private static final List<String> BEFORE_A_NUMBER = List.of("§", "Nr.", "Abs.", "Art.");
    private static final List<String> AFTER_A_NUMBER = List.of("Uhr", "MB");

    private final Locale locale;
    private final String instead;
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();

    private Texts(Locale locale, String instead) {
        this.locale = locale;
        this.instead = instead;
    }

    public static Texts german() {
        return new Texts(Locale.GERMAN, "");
    }

    public static Texts in(Locale locale) {
        return new Texts(locale, "");
    }

    /**
     * The same for people at another door, who may need other advice.
     *
     * @param prefix a text whose key is this and a notice's code is shown in the place of that code's own text
     */
    public Texts preferring(String prefix) {
        return new Texts(locale, prefix);
    }

    public Locale locale() {
        return locale;
    }

    /** The text alone, without its place. */
    public String text(Notice notice) {
        boolean other = !instead.isEmpty() && has(instead + notice.code());
        return text(
                other ? instead + notice.code() : notice.code(),
                notice.arguments().toArray());
    }

    /** The text with its place in front: {@code vorgang.yaml, Zeile 12, personen[2].mail: …}. */
    public String line(Notice notice) {
        String place = notice.place().toString();
        return place.isEmpty() ? text(notice) : place + ": " + text(notice);
    }

    /**
     * @param code {@code room.thing.what}
     * @throws MissingResourceException if the room has no such text: a bug, found by a test
     */
    public String text(String code, @Nullable Object... arguments) {
        MessageFormat format = new MessageFormat(
                Numerals.in(unbroken(bundle(code).getString(code)), this::numerals, arguments), locale);
        @Nullable Format[] formats = format.getFormatsByArgumentIndex();
        @Nullable Object[] shown = Arrays.copyOf(arguments, arguments.length);
        for (int i = 0; i < shown.length; i++) {
            if (i >= formats.length || formats[i] == null) {
                shown[i] = plain(shown[i]);
            }
        }
        return format.format(shown);
    }

    private List<String> numerals() {
        return List.of(bundle(NUMERALS).getString(NUMERALS).split(" "));
    }

    /** No line ends between a number and what it counts, or between a section mark and its number (DIN 5008, 5.3). */
    private static String unbroken(String text) {
        String unbroken = text;
        for (String mark : BEFORE_A_NUMBER) {
            unbroken = unbroken.replace(mark + " ", mark + NO_BREAK);
        }
        for (String unit : AFTER_A_NUMBER) {
            unbroken = unbroken.replace(" " + unit, NO_BREAK + unit);
        }
        return unbroken;
    }

    public boolean has(String code) {
        return bundle(code).containsKey(code);
    }

    private static String plain(@Nullable Object argument) {
        return argument instanceof LocalDate day ? GermanTime.day(day) : String.valueOf(argument);
    }

    private ResourceBundle bundle(String code) {
        String room = code.substring(0, code.indexOf('.'));
        return bundles.computeIfAbsent(
                room,
                name -> ResourceBundle.getBundle(
                        "federzug." + name + ".messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }
}
