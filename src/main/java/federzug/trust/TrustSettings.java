package federzug.trust;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code federzug.trust.*}: the example trust, time-stamp services, the EU's lists, and how old they may be.
 *
 * @param exampleFolder {@code keystores-example} of the installation
 * @param cache where downloaded trusted lists are kept
 * @param timestampServices RFC 3161 services, asked in this order
 * @param timestampTimeout how long one service may take to connect, and again to answer
 * @param maximumAge trust data that were last loaded longer ago count as missing
 * @param offline never go to the network
 * @param allowPrivateAddresses whether addresses found in foreign certificates may lead into the own network
 */
@ConfigurationProperties("federzug.trust")
public record TrustSettings(
        @DefaultValue("./keystores-example") Path exampleFolder,
        @DefaultValue("./federzug-home/trust") Path cache,
        @DefaultValue List<URI> timestampServices,
        @DefaultValue("10s") Duration timestampTimeout,
        @DefaultValue("72h") Duration maximumAge,
        @DefaultValue("false") boolean offline,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue EuList eu) {

    public TrustSettings {
        timestampServices = List.copyOf(timestampServices);
        if (maximumAge.isNegative() || maximumAge.isZero() || timestampTimeout.isNegative()) {
            throw new IllegalArgumentException("federzug.trust: maximum-age and timestamp-timeout must be positive");
        }
    }

    /**
     * The EU's list of trusted lists.
     *
     * @param officialJournal address of the notice that names the list's signing certificates
     * @param keystore these certificates: PKCS#12, JKS or PEM; without them the list cannot be believed
     * @param countries two letters each; only their lists are loaded; empty: all
     */
    public record EuList(
            @DefaultValue("https://ec.europa.eu/tools/lotl/eu-lotl.xml")
            URI lotl,

            @DefaultValue("https://eur-lex.europa.eu/eli/C/2026/1944/oj")
            URI officialJournal,

            @Nullable Path keystore,
            @Nullable String keystorePassword,
            @DefaultValue List<String> countries) {
        static final EuList DEFAULT = new EuList(
                URI.create("https://ec.europa.eu/tools/lotl/eu-lotl.xml"),
                URI.create("https://eur-lex.europa.eu/eli/C/2026/1944/oj"),
                null,
                null,
                List.of());

        public EuList {
            countries = List.copyOf(countries);
            if (countries.stream().anyMatch(country -> !country.strip().matches("[A-Za-z]{2}"))) {
                throw new IllegalArgumentException("federzug.trust.eu.countries: two letters each, like DE");
            }
        }

        @Override
        public String toString() {
            return "EuList[lotl=" + lotl + ", officialJournal=" + officialJournal + ", keystore=" + keystore + "]";
        }
    }

    /** Example keys only, no network: for rehearsals on a laptop and for tests. */
    public static TrustSettings offline(Path exampleFolder, Path cache) {
        return new TrustSettings(
                exampleFolder,
                cache,
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofHours(72),
                true,
                false,
                EuList.DEFAULT);
    }
}
