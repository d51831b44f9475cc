package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.ArchivalPdf;
import federzug.document.Document;
import federzug.document.InMemoryDocumentStore;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.signing.device.ConfiguredDevices;
import federzug.signing.device.PinSource;
import federzug.testkit.ATrust;
import federzug.testkit.SigningCard;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningRemote;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.SigningValidators;
import federzug.testkit.SigningValidators.Result;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One document signed with a card, by a remote service and with a key file, sealed once: every validator is content. */
class EveryWayOfSigningIT {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final String CARD = "Karte Siegel";

    @TempDir
    static Path folder;

    private static Trust trust;
    private static SigningRemote remote;
    private static byte[] sealed;

    @BeforeAll
    static void signAndSeal() throws IOException {
        SigningCard.shelf();
        SigningCard.fill(SigningCard.index(CARD), SigningCard.PIN, SigningKeys.example("raphael"));
        remote = new SigningRemote(CLOCK).with("fern", SigningKeys.example("rodig"));
        trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Signing signing = new Signing(store, trust, CLOCK);
        ArchivalPdf pdf = SigningSpecimen.archival(store, "raphael", "rodig", "forkert");
        Document document = signing.prepare(pdf, pdf.fields());
        List<String> ways = List.of("karte", "fern", "demo-forkert");
        for (int i = 0; i < ways.size(); i++) {
            SignatureRequest request = new SignatureRequest(pdf.fields().get(i), "Name", "Amt", true);
            try (SigningDevice device = devices().open(ways.get(i), new Answers())) {
                SigningSession session = signing.begin(document, request, device);
                document = signing.complete(session, device.sign(session.toBeSigned()));
            }
        }
        sealed = store.bytes(
                signing.seal((SignedPdf) document, true).pdf().content().digest());
    }

    @AfterAll
    static void stop() {
        if (remote != null) {
            remote.close();
        }
    }

    @Test
    void stockDssHasNothingToRemarkWithTheListOrWithNothingButTheRoot() {
        assertThat(SigningValidators.dssRemarks(sealed, trust.verifier(TrustSource.EXAMPLE)))
                .isEmpty();
        assertThat(SigningValidators.dssRemarks(sealed, SigningValidators.onlyTheRoot(trust.demoChain())))
                .isEmpty();
    }

    @Test
    void staysArchivalAndAccessible() {
        assertThat(SigningValidators.conformanceFaults(sealed)).isEmpty();
    }

    @Test
    void popplerAndQpdfAreContent() throws IOException {
        Path file = Files.write(folder.resolve("gesiegelt.pdf"), sealed);
        Result pdfsig = SigningValidators.run("pdfsig", file);
        assertThat(pdfsig.output().split("Signature is Valid", -1))
                .as(pdfsig.output())
                .hasSize(4);
        Result qpdf = SigningValidators.run("qpdf", List.of("--check"), file);
        assertThat(qpdf.exit()).as(qpdf.output()).isZero();
    }

    private static Devices devices() {
        SigningSettings.Device card = SigningSettings.Device.of(
                "pkcs11", null, new SigningSettings.Card(SigningCard.library(), CARD, null, false));
        SigningSettings.Service service = new SigningSettings.Service(
                remote.url(),
                SigningRemote.CLIENT,
                "ZUGANG",
                null,
                "client",
                null,
                null,
                Duration.ofSeconds(20),
                "auto",
                "auto",
                "auto",
                "de-DE");
        SigningSettings.Device far =
                new SigningSettings.Device("csc", null, null, null, null, null, null, null, service, null);
        return new ConfiguredDevices(
                new SigningSettings(Map.of("karte", card, "fern", far)),
                trust,
                CLOCK,
                new PinSource(Map.of("ZUGANG", SigningRemote.CLIENT_KEY)::get));
    }

    /** Somebody with both PINs and a telephone. */
    private static final class Answers implements Devices.Secrets {
        @Override
        public char[] ask(String device) {
            return (device.equals("karte") ? SigningCard.PIN : SigningRemote.PIN).toCharArray();
        }

        @Override
        public char[] ask(Notice question) {
            return SigningRemote.OTP.toCharArray();
        }

        @Override
        public void tell(Notice what) {}
    }
}
