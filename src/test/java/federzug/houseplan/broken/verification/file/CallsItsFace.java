package federzug.houseplan.broken.verification.file;

import federzug.houseplan.broken.verification.ServesTheHouse;
import org.jspecify.annotations.NullMarked;

/** An inner room is called by its face, not the other way round. */
@NullMarked
final class CallsItsFace {
    final ServesTheHouse face = new ServesTheHouse();
}
