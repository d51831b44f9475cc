package federzug.trust;

import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.tsl.function.GrantedTrustAnchorPeriodPredicate;
import eu.europa.esig.dss.tsl.function.OfficialJournalSchemeInformationURI;
import eu.europa.esig.dss.tsl.function.TLPredicateFactory;
import eu.europa.esig.dss.tsl.source.LOTLSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Loads the EU's list of lists, its pivots and the national lists, from the network or as they are kept. */
final class EuLists {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final TrustSettings settings;
    private final Clock clock;
    private final @Nullable DataLoader network;
    private final String address;

    /** @param network null: only what is kept */
    EuLists(TrustSettings settings, Clock clock, @Nullable DataLoader network) {
        this.settings = settings;
        this.clock = clock;
        this.network = network;
        this.address = settings.eu().lotl().toString();
    }

    /** @param reuse what was fetched more recently is not fetched again */
    ListCache.Loaded load(Path folder, CommonTrustedCertificateSource signers, Duration reuse) {
        ListCache cache = new ListCache(folder, clock, network, address, reuse);
        StrictLists strict = new StrictLists(clock, url -> isFresh(cache.fetchedAt(url)));
        return cache.load(
                () -> TrustedLists.load(source(signers), cache, strict, cache::fetchedAt), settings.maximumAge());
    }

    private LOTLSource source(CommonTrustedCertificateSource signers) {
        LOTLSource lotl = new LOTLSource();
        lotl.setUrl(address);
        lotl.setCertificateSource(signers);
        lotl.setPivotSupport(true);
        lotl.setTLVersions(TrustedLists.NO_SCHEMA);
        lotl.setSigningCertificatesAnnouncementPredicate(new OfficialJournalSchemeInformationURI(
                settings.eu().officialJournal().toString()));
        lotl.setTrustAnchorValidityPredicate(new GrantedTrustAnchorPeriodPredicate());
        List<String> countries = settings.eu().countries();
        if (!countries.isEmpty()) {
            lotl.setTlPredicate(TLPredicateFactory.createEUTLCountryCodePredicate(countries.stream()
                    .map(country -> country.strip().toUpperCase(Locale.ROOT))
                    .toArray(String[]::new)));
        }
        return lotl;
    }

    /** Neither older than the limit nor from the future. */
    boolean isFresh(@Nullable Instant when) {
        Instant now = clock.instant();
        return when != null
                && when.isAfter(now.minus(settings.maximumAge()))
                && when.isBefore(now.plus(CLOCK_DIFFERENCE));
    }
}
