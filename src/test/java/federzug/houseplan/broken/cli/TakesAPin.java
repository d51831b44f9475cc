package federzug.houseplan.broken.cli;

import org.jspecify.annotations.NullMarked;

@NullMarked
final class TakesAPin {
    static final String OPTION = "--pin";
}
