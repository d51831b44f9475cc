package federzug.houseplan.broken.trust;

import eu.europa.esig.dss.model.DSSDocument;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class MayShowDss {
    public void trust(DSSDocument list) {}
}
