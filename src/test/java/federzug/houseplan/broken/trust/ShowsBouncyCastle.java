package federzug.houseplan.broken.trust;

import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.NullMarked;

@NullMarked
public final class ShowsBouncyCastle {
    public void trust(CMSSignedData data) {}
}
