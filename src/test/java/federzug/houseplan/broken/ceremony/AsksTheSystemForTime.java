package federzug.houseplan.broken.ceremony;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AsksTheSystemForTime {
    Instant now() {
        return Instant.now();
    }
}
