package federzug.houseplan.broken.trust.status;

import eu.europa.esig.dss.model.DSSDocument;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class ShowsDssFromStatus {
    public void trust(DSSDocument list) {}
}
