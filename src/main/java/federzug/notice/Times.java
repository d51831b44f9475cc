package federzug.notice;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
public final class Times {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm");

    private Times() {}

    public static String minute(LocalDateTime at) {
        return MINUTE.format(at);
    }
}
