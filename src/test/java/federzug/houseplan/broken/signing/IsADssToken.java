package federzug.houseplan.broken.signing;

import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import org.jspecify.annotations.NullMarked;

@NullMarked
public abstract class IsADssToken implements DSSPrivateKeyEntry {}
