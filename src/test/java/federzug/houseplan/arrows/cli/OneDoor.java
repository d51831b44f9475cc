package federzug.houseplan.arrows.cli;

import federzug.houseplan.arrows.web.OtherDoor;

public final class OneDoor {
    OtherDoor door;
}
