package federzug.houseplan.broken.cli;

import federzug.houseplan.broken.pipeline.HandsOut;
import federzug.houseplan.broken.pipeline.KnowsTooMany;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class AsksTwoServices {
    final Class<?> one = HandsOut.class;
    final Class<?> other = KnowsTooMany.class;
}
