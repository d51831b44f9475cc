package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Content;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.preparing.Preparation;
import federzug.pipeline.run.Closing;
import federzug.pipeline.signing.SigningDesk.PinPrompt;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.ForeignSigner;
import federzug.testkit.SigningCard;
import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.SigningRemote;
import federzug.testkit.SigningValidators;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Three people with three means, from the template to the seal, judged by programs that are not ours. */
@TestInstance(Lifecycle.PER_CLASS)
class WholeCeremonyIT {
    private static final String CARD = "Karte LPR";
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private Path folder;
    private SigningRemote remote;
    private CeremonyApplication application;

    /** Knows every PIN, and what comes by text message. */
    private static final PinPrompt PERSON = new PinPrompt() {
        @Override
        public char[] ask(String device) {
            return switch (device) {
                case "ob-datei" -> PASSWORD.clone();
                case "pp-karte" -> SigningCard.PIN.toCharArray();
                default -> SigningRemote.PIN.toCharArray();
            };
        }

        @Override
        public char[] ask(Notice question) {
            return SigningRemote.OTP.toCharArray();
        }
    };

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        SigningCard.shelf();
        SigningCard.fill(SigningCard.index(CARD), SigningCard.PIN, holder("rodig"));
        remote = new SigningRemote(Clock.systemUTC()).with("qes", holder("forkert"));
        Path secret = folder.resolve("zugang.txt");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, SigningRemote.CLIENT_KEY);
        String devices = "--federzug.signing.devices.";
        application = new CeremonyApplication(
                folder,
                List.of(
                        devices + "ob-datei.type=pkcs12",
                        devices + "ob-datei.file=keystores-example/raphael-NUR-ZUM-TESTEN.p12",
                        devices + "pp-karte.type=pkcs11",
                        devices + "pp-karte.card.library=" + SigningCard.library(),
                        devices + "pp-karte.card.token=" + CARD,
                        devices + "lpr-fern.type=csc",
                        devices + "lpr-fern.service.url=" + remote.url(),
                        devices + "lpr-fern.service.client-id=" + SigningRemote.CLIENT,
                        devices + "lpr-fern.service.client-secret-file=" + secret,
                        devices + "lpr-fern.service.login=client"));
    }

    @AfterAll
    void stop() {
        if (application != null) {
            application.close();
        }
        if (remote != null) {
            remote.close();
        }
    }

    @Test
    void aKeyFileACardAndARemoteServiceSignTheRealAgreement() throws IOException {
        StoredMatter stored = application.accept(
                "drei-wege",
                new Signatory(AMatter.RAPHAEL, 1, "ob-datei", "rueckgabe", null),
                new Signatory(AMatter.RODIG, 2, "pp-karte", "rueckgabe", null),
                new Signatory(AMatter.FORKERT, 3, "lpr-fern", "rueckgabe", null));
        application.the(Preparation.class).prepare(Acting.of("test"), stored, CheckedDrafts.NONE, Progress.SILENT);

        for (String person : List.of("raphael", "rodig", "forkert")) {
            SigningDesk desk = application.the(SigningDesk.class);
            desk.sign(Acting.of("test"), desk.show("drei-wege", null, person, null), PERSON, Progress.SILENT);
        }

        byte[] sealed = closed(stored);
        requireGood(sealed);
        assertThat(SigningValidators.conformanceFaults(sealed)).isEmpty();
        assertThat(remote.calls()).containsOnlyOnce("signatures/signHash");
    }

    @Test
    void twoForeignProgramsSignOneOnTopOfTheOther() throws IOException {
        ForeignSigner pdfsig = new ForeignSigner(folder, "rodig");
        StoredMatter stored = application.accept(
                "zwei-rueckgaben",
                new Signatory(AMatter.RAPHAEL, 1, "rueckgabe", "", null, true),
                new Signatory(AMatter.RODIG, 2, "rueckgabe", "", null),
                new Signatory(AMatter.FORKERT, 3, "demo-forkert", "", null));
        application.open(stored, specimen("zugesandt.pdf"));

        give("libreoffice.pdf", specimen("libreoffice-raphael-own-field.pdf"));
        give("pdfsig.pdf", pdfsig.sign(bytes(paper("zwei-rueckgaben")), "rodig"));
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(Acting.of("test"), desk.show("zwei-rueckgaben", null, "forkert", null), PERSON, Progress.SILENT);

        requireGood(closed(stored));
        String report = Files.readString(folder.resolve("out/zwei-rueckgaben/pruefbericht.html"));
        assertThat(report).contains("nicht mehr durchgehend barrierefrei", "Probe: technisch in Ordnung");
    }

    /** Sealed and found valid by our own strict check. */
    private byte[] closed(StoredMatter stored) {
        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);
        String matter = stored.matter().id();
        Ceremony ceremony = application.the(Ceremonies.class).ofMatter(matter).get(0);
        assertThat(ceremony.state().word()).isEqualTo("CHECKED");
        return bytes(paper(matter));
    }

    private void requireGood(byte[] sealed) throws IOException {
        Path file = Files.write(folder.resolve("gesiegelt.pdf"), sealed);
        assertThat(SigningValidators.run("pdfsig", file).output().split("Signature is Valid", -1))
                .hasSize(4);
        SigningValidators.Result qpdf = SigningValidators.run("qpdf", List.of("--check"), file);
        assertThat(qpdf.exit()).as(qpdf.output()).isZero();
        assertThat(SigningValidators.dssFaults(
                        sealed, application.the(Trust.class).verifier(TrustSource.EXAMPLE), 3))
                .isEmpty();
    }

    private void give(String name, byte[] copy) throws IOException {
        Path file = Files.write(folder.resolve(name), copy);
        List<Notice> notices = new ArrayList<>();
        application
                .the(ReturnDesk.class)
                .take(
                        Acting.of("test"),
                        "zwei-rueckgaben",
                        Upload.each(List.of(file), ReturnDesk.LARGEST),
                        Progress.SILENT)
                .files()
                .forEach(taken -> notices.addAll(taken.notices()));
        assertThat(notices).extracting(Notice::code).containsExactly("pipeline.return.done");
    }

    private Content paper(String matter) {
        return application.the(Ceremonies.class).ofMatter(matter).get(0).paper().content();
    }

    private byte[] bytes(Content content) {
        return application.the(DocumentStore.class).bytes(content.digest());
    }

    private static Holder holder(String person) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12"))) {
            keys.load(in, PASSWORD);
        }
        String alias = keys.aliases().nextElement();
        Certificate[] chain = keys.getCertificateChain(alias);
        PrivateKey key = (PrivateKey) keys.getKey(alias, PASSWORD);
        return new Holder(
                new KeyPair(chain[0].getPublicKey(), key), (X509Certificate) chain[0], (X509Certificate) chain[1]);
    }

    private byte[] specimen(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/federzug/pipeline/returned/" + name)) {
            return in.readAllBytes();
        }
    }
}
