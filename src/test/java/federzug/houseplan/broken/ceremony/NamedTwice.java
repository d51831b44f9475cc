package federzug.houseplan.broken.ceremony;

import java.time.ZoneId;
import org.jspecify.annotations.NullMarked;

/** A second class of this name stands in another room; besides, it looks up what are arguments or settings. */
@NullMarked
final class NamedTwice {
    final String actor = System.getProperty("user.name");
    final ZoneId zone = ZoneId.of("Europe/Berlin");

    NamedTwice() {
        System.setProperty("federzug.broken", "true");
    }
}
