package federzug.signing.pades;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Reads a CMS from /Contents without the zeros that fill its reserved room (ISO 32000-2, 12.8.3.2). DSS 6.4 hands over all of
 * it, which Bouncy Castle takes no longer since 1.85. What else may stand behind a CMS is looked at where files are checked.
 *
 * <p>DSS takes the first service of this kind on the class path, and ours stands before its libraries.
 */
public final class PaddedCms extends CMSObjectUtils {
    @Override
    public CMS parseToCMS(byte[] contents) {
        return super.parseToCMS(Arrays.copyOf(contents, lengthOfFirst(contents)));
    }

    /** Counts the bytes of the first object; all of them if they are none, about which DSS has its own words. */
    private static int lengthOfFirst(byte[] contents) {
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            return in.readObject() == null ? contents.length : contents.length - in.available();
        } catch (IOException e) {
            return contents.length;
        }
    }
}
