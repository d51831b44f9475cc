package federzug.web.frame;

import federzug.agreement.Matter;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Texts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Words that several pages need. */
public final class Shown {
    private Shown() {}

    /** What pages say: of commands nothing. */
    public static Texts texts() {
        return Texts.german().preferring("web.say.");
    }

    /** The sentence of each notice, for a list on a page. */
    public static List<String> sentences(List<Notice> notices, Texts texts) {
        return notices.stream().map(texts::text).toList();
    }

    /** Day, time and form of a matter: {@code 1. Dezember 2021, 11:00 Uhr, virtuell}. */
    public static String when(Matter matter, Texts texts) {
        String form = texts.text(
                matter.form() == Matter.Form.VIRTUELL ? "web.matter.form-virtual" : "web.matter.form-on-site");
        return matter.begin() == null
                ? texts.text("web.matter.day", day(matter.date()), form)
                : texts.text("web.matter.day-and-time", minute(matter.date().atTime(matter.begin())), form);
    }

    /** {@code 1. Dezember 2021}; no line ends between day and month. */
    public static String day(LocalDate day) {
        return unbroken(GermanTime.longDay(day));
    }

    /** {@code 1. Dezember 2021, 11:00}; no line ends between day and month. */
    public static String minute(LocalDateTime time) {
        return unbroken(GermanTime.longMinute(time));
    }

    private static String unbroken(String day) {
        return day.replaceFirst("\\. ", ".\u00a0");
    }

    /** {@code 214 KB} */
    public static String size(long bytes, Texts texts) {
        return bytes < 1_000_000
                ? texts.text("web.size.kb", Math.max(1, Math.round(bytes / 1000.0)))
                : texts.text(
                        "web.size.mb",
                        String.valueOf(Math.round(bytes / 100_000.0) / 10.0).replace('.', ','));
    }

    /** {@code 4f1c 9a02 …}: a digest as people compare it. */
    public static String groups(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
