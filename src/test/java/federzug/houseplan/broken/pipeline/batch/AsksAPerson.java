package federzug.houseplan.broken.pipeline.batch;

import java.io.Console;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AsksAPerson {
    Console console;
}
