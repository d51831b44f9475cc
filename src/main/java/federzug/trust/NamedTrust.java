package federzug.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSASN1Utils;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustOverview.Anchor;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trust source configured by hand, as read; its administrator is responsible for it.
 *
 * @param anchors empty if nothing may be believed
 * @param lists of a trusted list; {@link TrustedLists#none()} for certificates
 * @param readAt when it was read here
 * @param loadedAt when it was last fetched, null if never; for a file when it was read
 * @param files what was read, by file name
 * @param remarks what was left out
 */
record NamedTrust(
        TrustSource.Named source,
        CommonTrustedCertificateSource anchors,
        TrustedLists lists,
        boolean isList,
        Instant readAt,
        @Nullable Instant loadedAt,
        Map<String, byte[]> files,
        List<Notice> remarks) {
    NamedTrust {
        files = Map.copyOf(files);
        remarks = List.copyOf(remarks);
    }

    /** Nothing of it was left out. */
    NamedTrust(
            TrustSource.Named source,
            CommonTrustedCertificateSource anchors,
            TrustedLists lists,
            boolean isList,
            Instant readAt,
            @Nullable Instant loadedAt,
            Map<String, byte[]> files) {
        this(source, anchors, lists, isList, readAt, loadedAt, files, List.of());
    }

    TrustStatus status() {
        boolean stale = anchors.getNumberOfCertificates() == 0;
        String why = lists.trouble();
        List<Notice> notices = stale
                ? List.of(Notice.warning(
                        why.isEmpty() ? "trust.named.empty" : named(why), Place.NOWHERE, source.location()))
                : remarks;
        return new TrustStatus(source, lists.issue(), lists.sequence(), loadedAt, stale, notices);
    }

    /** What to do about an unknown signer is another thing for a list named by hand. */
    private static String named(String code) {
        return code.equals(StrictLists.SIGNER_UNKNOWN) ? "trust.named.signer-unknown" : code;
    }

    TrustOverview overview() {
        List<Anchor> shown = isList
                ? List.of()
                : anchors.getCertificates().stream()
                        .map(NamedTrust::anchor)
                        .sorted(Comparator.comparing(Anchor::holder))
                        .toList();
        return new TrustOverview(status(), lists.lists(), shown, anchors.getNumberOfCertificates());
    }

    private static Anchor anchor(CertificateToken certificate) {
        return new Anchor(
                DSSASN1Utils.getHumanReadableName(certificate),
                certificate.getNotAfter().toInstant(),
                HexFormat.of().formatHex(DSSUtils.digest(DigestAlgorithm.SHA256, certificate.getEncoded())));
    }
}
