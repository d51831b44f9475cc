package federzug.houseplan.broken.web;

import org.jspecify.annotations.NullMarked;

@NullMarked
public final class AnotherDoor {}
