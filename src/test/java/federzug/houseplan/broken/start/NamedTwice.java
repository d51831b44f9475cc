package federzug.houseplan.broken.start;

import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;

/** Here zones and properties may be set. */
@NullMarked
final class NamedTwice {
    final ZoneId zone = ZoneId.of("Europe/Berlin");

    NamedTwice() {
        System.setProperty("federzug.broken", "true");
    }
}
