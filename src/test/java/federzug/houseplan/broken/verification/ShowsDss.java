package federzug.houseplan.broken.verification;

import eu.europa.esig.dss.model.DSSDocument;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class ShowsDss {
    public void verify(DSSDocument document) {}
}
