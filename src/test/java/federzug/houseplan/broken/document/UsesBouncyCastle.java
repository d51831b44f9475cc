package federzug.houseplan.broken.document;

import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class UsesBouncyCastle {
    CMSSignedData thing;
}
