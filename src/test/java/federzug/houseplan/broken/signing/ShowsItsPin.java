package federzug.houseplan.broken.signing;

import org.jspecify.annotations.NullMarked;

@NullMarked
record ShowsItsPin(String name, String pin) {}
