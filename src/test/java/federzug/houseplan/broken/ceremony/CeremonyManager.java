package federzug.houseplan.broken.ceremony;

import org.jspecify.annotations.NullMarked;

@NullMarked
final class CeremonyManager {}
