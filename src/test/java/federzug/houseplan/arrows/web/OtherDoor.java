package federzug.houseplan.arrows.web;

import federzug.houseplan.arrows.cli.OneDoor;

public final class OtherDoor {
    OneDoor door;
}
