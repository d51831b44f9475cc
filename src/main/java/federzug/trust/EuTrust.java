package federzug.trust;

import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.trust.status.ListFacts;
import federzug.trust.status.TrustOverview;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The EU's list of trusted lists with its pivots and the national lists. Each list counts for itself and only while it
 * is fresh; if the list of lists is not, nothing counts (fails closed).
 */
final class EuTrust {
    private static final Duration REFRESH = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(10);
    /** While there is nothing to believe. */
    private static final Duration RETRY_SOON = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofDays(7);

    private final TrustSettings settings;
    private final Clock clock;
    private final EuLists loading;
    private final Network way;
    private final String address;

    private final Supplier<LotlSigners> signing;

    private ListCache.Loaded loaded = nothing();
    private List<Notice> trouble = List.of();
    private @Nullable Instant tried;

    /** @param signing whose signature on the list of lists is believed */
    EuTrust(TrustSettings settings, ListSettings limits, Clock clock, Network way, Supplier<LotlSigners> signing) {
        this(settings, clock, network(settings, limits, way), way, signing);
    }

    EuTrust(TrustSettings settings, Clock clock, DataLoader network) {
        this(settings, clock, network, Network.direct(), () -> LotlSigners.read(settings.eu()));
    }

    private EuTrust(
            TrustSettings settings, Clock clock, DataLoader network, Network way, Supplier<LotlSigners> signing) {
        this.way = way;
        this.signing = signing;
        this.settings = settings;
        this.clock = clock;
        this.loading = new EuLists(settings, clock, settings.offline() ? null : network);
        this.address = settings.eu().lotl().toString();
    }

    /** The host of the list of lists was named by the administrator and may lie inside. */
    private static DataLoader network(TrustSettings settings, ListSettings limits, Network way) {
        URI lotl = settings.eu().lotl();
        Set<String> own = lotl.getHost() == null ? Set.of() : Set.of(lotl.getHost());
        return PublicDataLoader.lists(settings.allowPrivateAddresses(), own, limits, way);
    }

    CertificateVerifier verifier() {
        refresh();
        return loadedVerifier();
    }

    private synchronized CertificateVerifier loadedVerifier() {
        if (stale()) {
            return new CommonCertificateVerifier(true); // nothing can become valid, so no service is queried
        }
        CertificateVerifier verifier = OnlineSources.verifier(settings, way, clock);
        verifier.setTrustedCertSources(loaded.lists().anchors());
        return verifier;
    }

    TrustStatus status() {
        refresh();
        return loadedStatus();
    }

    private synchronized TrustStatus loadedStatus() {
        TrustedLists lists = loaded.lists();
        return new TrustStatus(TrustSource.EU, lists.issue(), lists.sequence(), loaded.fetched(), stale(), notices());
    }

    TrustOverview overview() {
        refresh();
        return loadedOverview();
    }

    private synchronized TrustOverview loadedOverview() {
        TrustStatus status = loadedStatus();
        int trusted = status.stale() ? 0 : loaded.lists().anchors().getNumberOfCertificates();
        return new TrustOverview(status, loaded.lists().lists(), List.of(), trusted);
    }

    TrustedLists lists() {
        refresh();
        return loadedLists();
    }

    private synchronized TrustedLists loadedLists() {
        return stale() ? TrustedLists.none() : loaded.lists();
    }

    /** Fetches everything again, however recent it is. */
    void fetch() {
        UninterruptedLoad.run(this::fetchNow);
    }

    private synchronized void fetchNow() {
        load(Duration.ZERO);
        tried = clock.instant();
    }

    /** What is kept has been exchanged: the next question reads it. */
    synchronized void forget() {
        tried = null;
    }

    private boolean stale() {
        return loaded.lists().empty() || !loading.isFresh(loaded.fetched());
    }

    private void refresh() {
        if (isDue()) {
            UninterruptedLoad.run(this::loadIfDue);
        }
    }

    private synchronized boolean isDue() {
        Instant last = tried;
        if (last == null) {
            return true;
        }
        boolean nothing = stale();
        return (nothing || !recent(loaded.fetched()))
                && !last.isAfter(clock.instant().minus(nothing ? RETRY_SOON : RETRY));
    }

    /** What a load that ended in an exception would have brought is asked for again by the next call. */
    private synchronized void loadIfDue() {
        if (!isDue()) {
            return;
        }
        load(REFRESH);
        if (stale() && recent(loaded.fetched())) {
            load(Duration.ZERO); // what is kept was spoilt
        }
        tried = clock.instant();
    }

    private boolean recent(@Nullable Instant fetched) {
        return fetched != null && fetched.isAfter(clock.instant().minus(REFRESH)) && fetched.isBefore(clock.instant());
    }

    private void load(Duration reuse) {
        LotlSigners signers = signing.get();
        if (signers.certificates().getCertificates().isEmpty()) {
            loaded = nothing();
        } else {
            ListCache.Loaded next = loading.load(settings.cache(), signers.certificates(), reuse);
            // Neither network nor files answered: that is no news about lists that are still fresh.
            boolean noAnswer = next.lists().trouble().equals(StrictLists.NOT_LOADED);
            loaded = noAnswer && !stale() ? loaded : next;
        }
        trouble = signers.notices();
    }

    private static ListCache.Loaded nothing() {
        return new ListCache.Loaded(TrustedLists.none(), List.of(), null);
    }

    private List<Notice> notices() {
        List<Notice> all = new ArrayList<>(trouble);
        TrustedLists lists = loaded.lists();
        if (stale() && trouble.isEmpty()) {
            all.add(whyStale(lists));
        }
        if (!loaded.refused().isEmpty()) {
            all.add(Notice.warning("trust.eu.refused", Place.NOWHERE, String.join(", ", loaded.refused())));
        }
        String announced = lists.announcement();
        String journal = settings.eu().officialJournal().toString();
        if (announced != null && !announced.equals(journal)) {
            all.add(Notice.warning("trust.eu.journal-changed", Place.NOWHERE, announced, journal));
        }
        if (!stale()) {
            if (lists.counting() < lists.named()) {
                all.add(Notice.note("trust.eu.incomplete", Place.NOWHERE, lists.counting(), lists.named()));
            }
            missingCountries(lists, all);
            ending(lists, all);
        }
        return all;
    }

    private Notice whyStale(TrustedLists lists) {
        String why = lists.trouble();
        boolean spoilt = Set.of(
                        StrictLists.UNREADABLE, StrictLists.UNSIGNED, StrictLists.SIGNER_UNKNOWN, StrictLists.OVERDUE)
                .contains(why);
        if (spoilt && loading.isFresh(loaded.fetched())) {
            return Notice.warning(why, Place.NOWHERE, address);
        }
        if (loaded.fetched() == null) {
            boolean answered = spoilt && !settings.offline();
            return Notice.warning(answered ? why : "trust.eu.missing", Place.NOWHERE, address);
        }
        if (why.isEmpty() && loading.isFresh(loaded.fetched())) {
            return Notice.warning("trust.eu.empty", Place.NOWHERE, address);
        }
        return Notice.warning(
                "trust.eu.stale", Place.NOWHERE, address, settings.maximumAge().toHours());
    }

    private void missingCountries(TrustedLists lists, List<Notice> all) {
        for (String country : settings.eu().countries()) {
            if (lists.lists().stream()
                    .skip(1)
                    .noneMatch(list -> list.territory().equalsIgnoreCase(country.strip()))) {
                all.add(Notice.warning("trust.eu.country-unknown", Place.NOWHERE, country));
            }
        }
    }

    /** Warns early enough to act before no signature can be valid any more. */
    private void ending(TrustedLists lists, List<Notice> all) {
        Instant fetched = loaded.fetched();
        Instant limit = fetched == null ? null : fetched.plus(settings.maximumAge());
        ListFacts first = lists.lists().get(0);
        Instant next = first.nextUpdate();
        if (next != null && next.isBefore(clock.instant().plus(SOON))) {
            all.add(Notice.warning(
                    "trust.eu.ends-soon", Place.NOWHERE, GermanTime.of(clock).day(next)));
        } else if (limit != null
                && limit.isBefore(clock.instant().plus(settings.maximumAge().dividedBy(3)))) {
            all.add(Notice.warning(
                    "trust.eu.grows-old", Place.NOWHERE, GermanTime.of(clock).day(limit)));
        }
    }
}
