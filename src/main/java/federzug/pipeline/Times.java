package federzug.pipeline;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
final class Times {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm");

    private Times() {}

    static String minute(LocalDateTime at) {
        return MINUTE.format(at);
    }
}
