package federzug.houseplan.broken.cli;

import federzug.houseplan.broken.web.AnotherDoor;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class ImportsTheOtherDoor {
    AnotherDoor door;
}
