package federzug.trust;

import eu.europa.esig.dss.service.http.commons.CommonsDataLoader;
import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.tsl.function.GrantedTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.function.OfficialJournalSchemeInformationURI;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The EU's list of trusted lists with its pivots and the national lists. Each list counts for itself and only while it
 * is fresh; if the list of lists is not, nothing counts (fails closed).
 */
final class EuTrust {
    private static final Duration REFRESH = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(10);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final TrustSettings settings;
    private final Clock clock;
    private final String address;
    private final DataLoader network;
    private final Network way;

    private TrustedLists lists = TrustedLists.none();
    private List<Notice> trouble = List.of();
    private @Nullable Instant tried;
    private @Nullable Instant fetched;

    EuTrust(TrustSettings settings, Clock clock, Network way) {
        this(settings, clock, network(way), way);
    }

    EuTrust(TrustSettings settings, Clock clock, DataLoader network) {
        this(settings, clock, network, Network.direct());
    }

    private EuTrust(TrustSettings settings, Clock clock, DataLoader network, Network way) {
        this.way = way;
        this.settings = settings;
        this.clock = clock;
        this.network = network;
        this.address = settings.eu().lotl().toString();
    }

    synchronized CertificateVerifier verifier() {
        refresh();
        if (stale()) {
            return new CommonCertificateVerifier(true); // nothing can become valid, so nobody is asked
        }
        CertificateVerifier verifier = OnlineSources.verifier(settings, way, clock);
        verifier.setTrustedCertSources(lists.anchors());
        return verifier;
    }

    synchronized TrustStatus status() {
        refresh();
        return new TrustStatus(TrustSource.EU, lists.issue(), lists.sequence(), fetched, stale(), notices());
    }

    private boolean stale() {
        return lists.empty() || !fresh(fetched);
    }

    private boolean fresh(@Nullable Instant when) {
        Instant now = clock.instant();
        return when != null
                && when.isAfter(now.minus(settings.maximumAge()))
                && when.isBefore(now.plus(CLOCK_DIFFERENCE));
    }

    private void refresh() {
        Instant now = clock.instant();
        boolean recent = fetched != null && fetched.isAfter(now.minus(REFRESH));
        if (tried != null && (recent || tried.isAfter(now.minus(RETRY)))) {
            return;
        }
        tried = now;
        load();
    }

    private void load() {
        LotlSigners signers = LotlSigners.read(settings.eu());
        trouble = signers.notices();
        if (signers.certificates().getCertificates().isEmpty()) {
            lists = TrustedLists.none();
            return;
        }
        LOTLSource lotl = new LOTLSource();
        lotl.setUrl(address);
        lotl.setCertificateSource(signers.certificates());
        lotl.setPivotSupport(true);
        lotl.setTLVersions(List.of(5, 6));
        lotl.setSigningCertificatesAnnouncementPredicate(new OfficialJournalSchemeInformationURI(
                settings.eu().officialJournal().toString()));
        lotl.setTrustAnchorValidityPredicate(new GrantedTrustAnchorPeriodPredicate());
        ListCache cache = new ListCache(settings.cache(), clock, settings.offline() ? null : network, address);
        lists = TrustedLists.load(lotl, cache, new StrictLists(clock, url -> fresh(cache.fetchedAt(url))));
        fetched = cache.fetchedAt(address);
    }

    private static DataLoader network(Network way) {
        CommonsDataLoader loader = way.prepare(new CommonsDataLoader());
        loader.setTimeoutConnection(5_000);
        loader.setTimeoutConnectionRequest(5_000);
        loader.setTimeoutResponse(20_000);
        loader.setTimeoutSocket(20_000);
        return loader;
    }

    private List<Notice> notices() {
        List<Notice> all = new ArrayList<>(trouble);
        if (stale() && trouble.isEmpty()) {
            String code = fetched == null ? "trust.eu.missing" : "trust.eu.stale";
            all.add(Notice.warning(
                    code, Place.NOWHERE, address, settings.maximumAge().toHours()));
        }
        String announced = lists.announcement();
        String journal = settings.eu().officialJournal().toString();
        if (announced != null && !announced.equals(journal)) {
            all.add(Notice.warning("trust.eu.journal-changed", Place.NOWHERE, announced, journal));
        }
        if (!stale() && lists.counting() < lists.named()) {
            all.add(Notice.note("trust.eu.incomplete", Place.NOWHERE, lists.counting(), lists.named()));
        }
        return all;
    }
}
