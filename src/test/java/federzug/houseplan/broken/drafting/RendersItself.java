package federzug.houseplan.broken.drafting;

import org.apache.fop.apps.FopFactory;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class RendersItself {
    FopFactory thing;
}
