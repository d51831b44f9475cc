package federzug.signing.device;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.document.ArchivalPdf;
import federzug.document.InMemoryDocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.signing.SignatureRequest;
import federzug.signing.Signing;
import federzug.signing.SigningDevice;
import federzug.signing.SigningSession;
import federzug.signing.SigningSettings;
import federzug.signing.SigningTest;
import federzug.testkit.ATrust;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of key in a PKCS#12 file, from the file to the signed PDF that another library verifies. */
class KeyAlgorithmsTest {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final SigningKeys KEYS = new SigningKeys();
    private static final TSPSource TIMESTAMPS = KEYS.timestamps();
    private static final char[] PIN = "geheim-4711".toCharArray();
    private static final Map<String, KeyPair> PAIRS = Map.of(
            "rsa2048", SigningKeys.rsa(2048),
            "rsa3072", SigningKeys.rsa(3072),
            "p256", SigningKeys.elliptic("secp256r1"),
            "p384", SigningKeys.elliptic("secp384r1"));

    @TempDir
    Path folder;

    private final Trust trust = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target")), CLOCK) {
        @Override
        public TSPSource timestamps(boolean rehearsal) {
            return TIMESTAMPS;
        }
    };

    @ParameterizedTest
    @CsvSource({
        "rsa2048, SHA256withRSA, true",
        "rsa2048, SHA384withRSA, true",
        "rsa2048, SHA512withRSA, true",
        "rsa2048, SHA256withRSAandMGF1, true",
        "rsa3072, SHA512withRSA, true",
        "rsa3072, SHA256withRSAandMGF1, false",
        "rsa3072, SHA384withRSAandMGF1, false",
        "rsa3072, SHA512withRSAandMGF1, false",
        "p256, SHA256withECDSA, false",
        "p256, SHA512withECDSA, false",
        "p384, SHA384withECDSA, false"
    })
    void signsAndIsVerifiedAndWarnsOfWhatIsAgeing(String pair, String algorithm, boolean ageing) {
        Holder holder = KEYS.signer("Sven Forkert", PAIRS.get(pair));
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Signing signing = new Signing(store, trust, CLOCK);
        ArchivalPdf pdf = SigningSpecimen.archival(store, "forkert");
        PreparedPdf prepared = signing.prepare(pdf, pdf.fields());
        SignatureRequest request = new SignatureRequest(pdf.fields().get(0), "Sven Forkert", "Geschäftsführer", true);

        try (SigningDevice device = open(holder, algorithm)) {
            SigningSession session = signing.begin(prepared, request, device);
            SignedPdf signed = signing.complete(session, device.sign(session.toBeSigned()));

            SigningTest.requireIntact(store.bytes(signed.content().digest()), holder, "forkert_Unterschrift");
            assertThat(signing.remarks(device))
                    .extracting(Notice::code)
                    .isEqualTo(ageing ? java.util.List.of("signing.algorithm.ageing") : java.util.List.of());
        }
    }

    @Test
    void refusesWeakKeysAndUnsupportedOrUnfittingAlgorithms() {
        assertThatThrownBy(() -> open(KEYS.signer("Schwach", SigningKeys.rsa(1024)), null))
                .satisfies(codes("signing.key.weak"));
        Holder holder = KEYS.signer("Sven Forkert", PAIRS.get("rsa2048"));
        assertThatThrownBy(() -> open(holder, "SHA1withRSA")).satisfies(codes("signing.algorithm.refused"));
        assertThatThrownBy(() -> open(holder, "MD5withRSA")).satisfies(codes("signing.algorithm.refused"));
        assertThatThrownBy(() -> open(holder, "SHA256withECDSA")).satisfies(codes("signing.algorithm.other-key"));
    }

    private SigningDevice open(Holder holder, String algorithm) {
        Path file = SigningKeys.store(folder.resolve("karte.p12"), PIN, holder);
        SigningSettings settings = new SigningSettings(Map.of(
                "karte",
                new SigningSettings.Device("pkcs12", file, null, null, null, null, algorithm, null, null, null)));
        return new ConfiguredDevices(settings, trust, CLOCK).open("karte", name -> PIN.clone());
    }
}
