package federzug.signing;

import static federzug.signing.SigningTest.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignatureQualification;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import federzug.document.ArchivalPdf;
import federzug.document.Document;
import federzug.document.InMemoryDocumentStore;
import federzug.document.SealedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.signing.device.ConfiguredDevices;
import federzug.testkit.ATrust;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.SigningValidators;
import federzug.testkit.SigningValidators.Result;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three demo signatures and the seal, judged by DSS, veraPDF, qpdf and poppler. */
class SigningIT {
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final String[] PERSONS = {"raphael", "rodig", "forkert"};

    @TempDir
    static Path folder;

    private static final InMemoryDocumentStore STORE = new InMemoryDocumentStore();
    private static Trust trust;
    private static Signing signing;
    private static Devices devices;
    private static List<byte[]> stages;

    @BeforeAll
    static void room() {
        trust = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK);
        signing = new Signing(STORE, trust, CLOCK);
        devices = new ConfiguredDevices(new SigningSettings(null), trust, CLOCK);
        stages = signAll();
    }

    @Test
    void staysQualifiedArchivalAndAccessibleAfterEachSignatureAndTheSeal() {
        for (int i = 0; i < PERSONS.length; i++) {
            requireQualified(stages.get(i), i + 1, SignatureLevel.PAdES_BASELINE_T);
        }
        requireQualified(stages.get(PERSONS.length), PERSONS.length, SignatureLevel.PAdES_BASELINE_LTA);
        assertThat(stages)
                .allSatisfy(stage ->
                        assertThat(SigningValidators.conformanceFaults(stage)).isEmpty());
    }

    /** The silence is a property of the recipe (decision 15); any step left out makes one validator or another speak. */
    @Test
    void stockDssHasNothingToRemarkWithTheListOrWithNothingButTheRoot() {
        byte[] sealed = last(stages);

        assertThat(SigningValidators.dssRemarks(sealed, trust.verifier(TrustSource.EXAMPLE)))
                .isEmpty();
        assertThat(SigningValidators.dssRemarks(sealed, SigningValidators.onlyTheRoot(trust.demoChain())))
                .isEmpty();
    }

    @Test
    void staysArchivalAccessibleAndQualifiedWithAPictureInTheBox() throws IOException {
        BufferedImage drawn = new BufferedImage(500, 160, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setColor(new Color(20, 40, 120, 200));
        pen.setStroke(new BasicStroke(9));
        pen.draw(new CubicCurve2D.Double(20, 120, 150, -80, 300, 260, 480, 30));
        pen.dispose();
        Path image = folder.resolve("unterschrift.png");
        assertThat(ImageIO.write(drawn, "png", image.toFile())).isTrue();
        SigningSettings.Device pictured = new SigningSettings.Device(
                "pkcs12",
                Path.of("keystores-example/raphael-NUR-ZUM-TESTEN.p12"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                image);
        Devices withPicture = new ConfiguredDevices(new SigningSettings(Map.of("mit-bild", pictured)), trust, CLOCK);
        ArchivalPdf pdf = SigningSpecimen.archival(STORE, "raphael", "rodig");
        SignatureRequest request =
                new SignatureRequest(pdf.fields().get(0), "André Raphael", "Oberbürgermeister", true);
        SignedPdf signed;
        try (SigningDevice device = withPicture.open("mit-bild", name -> "nur-zum-testen".toCharArray())) {
            SigningSession session = signing.begin(signing.prepare(pdf, pdf.fields()), request, device);
            signed = signing.complete(session, device.sign(session.toBeSigned()));
        }
        SignedPdf both = sign(signed, pdf.fields().get(1));
        byte[] sealed = STORE.bytes(signing.seal(both, true).pdf().content().digest());

        assertThat(SigningValidators.conformanceFaults(sealed)).isEmpty();
        requireQualified(sealed, 2, SignatureLevel.PAdES_BASELINE_LTA);
    }

    @Test
    void popplerFindsThreeValidSignaturesInTheirFields() throws IOException {
        Result pdfsig = SigningValidators.run("pdfsig", write("gesiegelt.pdf", last(stages)));

        assertThat(pdfsig.output()).contains("raphael_Unterschrift", "rodig_Unterschrift", "forkert_Unterschrift");
        assertThat(pdfsig.output().split("Signature is Valid", -1)).hasSize(PERSONS.length + 1);
    }

    @Test
    void qpdfFindsNothingToComplainAboutAtAnyStage() throws IOException {
        int stage = 0;
        for (byte[] pdf : stages) {
            Result qpdf = SigningValidators.run("qpdf", List.of("--check"), write("stufe" + stage++ + ".pdf", pdf));
            assertThat(qpdf.exit()).as(qpdf.output()).isZero();
        }
    }

    @Test
    void renewsTheSealOverEverythingAndKnowsHowLongItLasts() {
        ArchivalPdf pdf = SigningSpecimen.archival(STORE, "raphael");
        SignedPdf signed = sign(signing.prepare(pdf, pdf.fields()), pdf.fields().get(0));
        SealedPdf sealed = signing.seal(signed, true).pdf();

        SealedPdf renewed = signing.renew(sealed, true).pdf();

        byte[] before = STORE.bytes(sealed.content().digest());
        byte[] after = STORE.bytes(renewed.content().digest());
        assertThat(after).startsWith(before).hasSizeGreaterThan(before.length);
        assertThat(renewed.base()).isEqualTo(sealed.content().digest());
        requireQualified(after, 1, SignatureLevel.PAdES_BASELINE_LTA);
        assertThat(signing.provenUntil(sealed)).isEqualTo("2041-01-01T00:00:00Z");
        assertThatThrownBy(() -> signing.provenUntil(new SealedPdf(signed.content(), signed.base())))
                .satisfies(codes("signing.seal.no-timestamp"));
    }

    @Test
    void keepsTheSignedDocumentIfItCannotBeSealed() {
        Trust blind = new Trust(ATrust.offline(Path.of("keystores-example"), folder), CLOCK) {
            @Override
            public CertificateVerifier verifier(TrustSource source) {
                return new CommonCertificateVerifier();
            }
        };
        ArchivalPdf pdf = SigningSpecimen.archival(STORE, "raphael");
        SignedPdf signed = sign(signing.prepare(pdf, pdf.fields()), pdf.fields().get(0));

        assertThatThrownBy(() -> new Signing(STORE, blind, CLOCK).seal(signed, true))
                .satisfies(codes("signing.seal.failed"));
        assertThat(STORE.contains(signed.content().digest())).isTrue();
    }

    private static List<byte[]> signAll() {
        ArchivalPdf pdf = SigningSpecimen.archival(STORE, PERSONS);
        List<byte[]> stages = new ArrayList<>();
        Document document = signing.prepare(pdf, pdf.fields());
        SignedPdf signed = null;
        for (int i = 0; i < PERSONS.length; i++) {
            signed = sign(document, pdf.fields().get(i));
            stages.add(STORE.bytes(signed.content().digest()));
            document = signed;
        }
        SealedPdf sealed = signing.seal(signed, true).pdf();
        stages.add(STORE.bytes(sealed.content().digest()));
        return stages;
    }

    private static SignedPdf sign(Document document, SignatureField field) {
        SignatureRequest request = new SignatureRequest(field, field.person(), "Amt mit Würde", true);
        try (SigningDevice device = devices.open("demo-" + field.person(), name -> new char[0])) {
            SigningSession session = signing.begin(document, request, device);
            return signing.complete(session, device.sign(session.toBeSigned()));
        }
    }

    private static void requireQualified(byte[] pdf, int signatures, SignatureLevel level) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "geprueft.pdf"));
        validator.setCertificateVerifier(trust.verifier(TrustSource.EXAMPLE));
        SimpleReport report = validator.validateDocument().getSimpleReport();
        assertThat(report.getSignatureIdList()).hasSize(signatures).allSatisfy(id -> {
            assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(report.getSignatureQualification(id)).isEqualTo(SignatureQualification.QESIG);
            assertThat(report.getSignatureFormat(id)).isEqualTo(level);
        });
    }

    private static byte[] last(List<byte[]> stages) {
        return stages.get(stages.size() - 1);
    }

    private static Path write(String name, byte[] pdf) throws IOException {
        return Files.write(folder.resolve(name), pdf);
    }
}
