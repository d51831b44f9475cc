package federzug.verification;

import federzug.notice.Notice;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a signer's certificate before anything is signed with it.
 *
 * @param faults what forbids signing with it, empty if nothing is known against it
 * @param revocationKnown whether its issuer has answered that it is revoked or not
 * @param trust the trusted lists it was judged by, null if they could not be used at all
 */
public record SignerFacts(
        List<Notice> faults,
        Quality quality,
        boolean revocationKnown,
        @Nullable TrustStatus trust) {
    public SignerFacts {
        faults = List.copyOf(faults);
    }

    /** By lists that are not the example ones, with no objection, and its issuer's answer that it is not revoked. */
    public boolean isKnownToBeQualified() {
        return faults.isEmpty()
                && quality == Quality.QUALIFIED
                && revocationKnown
                && trust != null
                && !trust.source().equals(TrustSource.EXAMPLE);
    }

    /** By the trusted list, today: a qualified certificate for signatures whose key lies in a qualified device. */
    public enum Quality {
        QUALIFIED,
        NOT_QUALIFIED,
        /** The trusted lists are missing or old. */
        UNKNOWN
    }
}
