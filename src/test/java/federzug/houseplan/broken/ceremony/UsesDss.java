package federzug.houseplan.broken.ceremony;

import eu.europa.esig.dss.model.DSSDocument;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class UsesDss {
    DSSDocument thing;
}
