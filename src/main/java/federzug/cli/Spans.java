package federzug.cli;

import java.time.Duration;
import java.util.Locale;

/** Formats durations for people. */
final class Spans {
    private Spans() {}

    /** {@code 0:42} or {@code 1:02:07}. */
    static String clock(Duration span) {
        return span.toHours() > 0
                ? String.format("%d:%02d:%02d", span.toHours(), span.toMinutesPart(), span.toSecondsPart())
                : String.format("%d:%02d", span.toMinutesPart(), span.toSecondsPart());
    }

    /** {@code 1,4}. */
    static String seconds(Duration span) {
        return String.format(Locale.GERMAN, "%.1f", span.toMillis() / 1000.0);
    }
}
