package federzug.trust.status;

import java.time.Instant;
import java.util.List;

/**
 * What is trusted, in detail.
 *
 * @param lists the list of lists first, then the national ones; empty for certificates named by hand
 * @param anchors certificates named by hand; of trusted lists only their number is given
 * @param trusted how many certificates are trusted in all; 0 if nothing may be believed
 */
public record TrustOverview(TrustStatus status, List<ListFacts> lists, List<Anchor> anchors, int trusted) {
    public TrustOverview {
        lists = List.copyOf(lists);
        anchors = List.copyOf(anchors);
    }

    /**
     * @param holder name of the certificate's subject
     * @param sha256 digest of the certificate, lower-case hex
     */
    public record Anchor(String holder, Instant notAfter, String sha256) {}
}
