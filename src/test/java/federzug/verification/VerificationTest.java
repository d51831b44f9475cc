package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Texts;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningSpecimen;
import federzug.trust.status.TrustSource;
import federzug.verification.Examination.Level;
import federzug.verification.Examination.Qualification;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final List<String> PERSONS = SignedSpecimen.PERSONS;
    private static SignedSpecimen specimen;
    private static PreparedPdf prepared;
    private static SignedPdf signed;
    private static SealedPdf sealed;

    @TempDir
    Path folder;

    @BeforeAll
    static void signAndSeal() {
        specimen = new SignedSpecimen();
        prepared = specimen.prepared(PERSONS);
        signed = specimen.signed(prepared, PERSONS, Map.of());
        sealed = specimen.seal(signed);
    }

    @Test
    void aSealedAgreementIsValidWithoutFindings() {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        Examination examination = verdict.examination();
        assertThat(codes(verdict)).containsExactly("verification.trust.rehearsal");
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(examination.rehearsal()).isTrue();
        assertThat(examination.wording()).isEqualTo(Wording.AS_PREPARED);
        assertThat(examination.changes()).isEmpty();
        assertThat(examination.timestamps()).singleElement().satisfies(stamp -> {
            assertThat(stamp.coversWholeDocument()).isTrue();
            assertThat(stamp.indication()).isEqualTo("PASSED");
        });
        assertThat(examination.etsiReport()).contains("ValidationReport");
    }

    @Test
    void everySignatureIsQualifiedAndSealed() {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        assertThat(verdict.examination().signatures())
                .extracting(SignatureFacts::field)
                .containsExactly("raphael_Unterschrift", "rodig_Unterschrift", "forkert_Unterschrift");
        assertThat(verdict.examination().signatures()).allSatisfy(facts -> {
            assertThat(facts.indication()).isEqualTo("TOTAL_PASSED");
            assertThat(facts.qualification()).isEqualTo(Qualification.QES);
            assertThat(facts.level()).isEqualTo(Level.LTA);
            assertThat(facts.intact()).isTrue();
            assertThat(facts.timestampTime()).isNotNull();
            assertThat(facts.office()).startsWith("Amt von");
        });
    }

    @Test
    void halfwayThroughTheSigningTheOthersMayBeMissing() {
        SignedPdf one = specimen.signed(prepared, List.of("raphael"), Map.of());
        Verdict verdict = specimen.verification.verify(one, specimen.expected(prepared, List.of("raphael")), null);
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict.examination().signatures().get(0).coversWholeDocument())
                .isTrue();
    }

    @Test
    void whoSignsBeforeItWasExpectedIsNotAccepted() {
        SignedPdf two = specimen.signed(prepared, List.of("raphael", "rodig"), Map.of());
        Verdict verdict = specimen.verification.verify(two, specimen.expected(prepared, List.of("raphael")), null);
        assertThat(codes(verdict)).contains("verification.expected.unexpected-signature");
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
    }

    @Test
    void withoutExpectationsTheSameFileIsCheckedForItself() throws IOException {
        Path file = write("vertrag.pdf", bytes(sealed));
        Verdict verdict = specimen.verification.verify(file, Expected.NOTHING, null);
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(verdict.examination().wording()).isEqualTo(Wording.NOT_COMPARED);
    }

    @Test
    void exampleKeysAreWorthlessForTheEuropeanLists() {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), TrustSource.EU);
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        assertThat(verdict.examination().rehearsal()).isFalse();
        assertThat(codes(verdict)).contains("verification.signature.example-key", "verification.trust.stale");
    }

    @Test
    void withoutTrustDataNothingIsValid() throws IOException {
        SigningKeys keys = new SigningKeys();
        PreparedPdf one = specimen.prepared(List.of("raphael"));
        SignedPdf foreign = specimen.sign(
                one, "raphael", SigningKeys.device(keys.signer("André Raphael"), "SHA256withECDSA"), true, true);
        Verdict verdict = specimen.verification.verify(foreign, specimen.expected(one, List.of("raphael")), null);
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.examination().trust().source()).isEqualTo(TrustSource.EU);
        assertThat(codes(verdict))
                .contains("verification.trust.stale", "verification.subindication.no-certificate-chain-found");
    }

    @Test
    void oneForeignKeyAmongExampleKeysIsNoRehearsal() {
        SigningKeys keys = new SigningKeys();
        List<String> two = List.of("raphael", "rodig");
        PreparedPdf base = specimen.prepared(two);
        SignedPdf first = specimen.sign(base, "raphael", "raphael", true, false);
        SignedPdf mixed = specimen.sign(
                first, "rodig", SigningKeys.device(keys.signer("Lutz Rodig"), "SHA256withECDSA"), false, true);
        Verdict verdict = specimen.verification.verify(mixed, specimen.expected(base, two), null);
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        assertThat(verdict.examination().rehearsal()).isFalse();
        assertThat(codes(verdict)).contains("verification.signature.example-key");
    }

    @Test
    void anUnsignedDocumentIsNotValid() throws IOException {
        Path file = write("unsigniert.pdf", SigningSpecimen.pdf("raphael"));
        Verdict verdict = specimen.verification.verify(file, Expected.NOTHING, null);
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        assertThat(codes(verdict)).containsExactly("verification.document.no-signature");
    }

    @Test
    void anEncryptedFileCannotBeDecided() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(SigningSpecimen.pdf("raphael"));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.protect(new StandardProtectionPolicy("geheim", "geheim", new AccessPermission()));
            pdf.save(out);
            Verdict verdict =
                    specimen.verification.verify(write("geheim.pdf", out.toByteArray()), Expected.NOTHING, null);
            assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
            assertThat(codes(verdict)).containsExactly("verification.document.encrypted");
        }
    }

    @Test
    void aTruncatedFileIsNotValid() throws IOException {
        byte[] whole = bytes(sealed);
        for (int part = 1; part < 8; part++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * part / 8);
            Verdict verdict =
                    specimen.verification.verify(write("halb.pdf", cut), specimen.expected(prepared, PERSONS), null);
            assertThat(verdict.isValid()).as("%s eighths", part).isFalse();
        }
    }

    @Test
    void whatIsNoPdfIsNotValid() throws IOException {
        for (String text : List.of("", "Guten Tag", "PK\u0003\u0004", "%PDF-", "%PDF-1.7\n%%EOF\n")) {
            Verdict verdict = specimen.verification.verify(
                    write("brief.pdf", text.getBytes(StandardCharsets.ISO_8859_1)), Expected.NOTHING, null);
            assertThat(verdict).as(text).isInstanceOf(Verdict.Invalid.class);
        }
    }

    @Test
    void endlessNestingAndLoopsEndInAVerdict() throws IOException {
        String deep = "%PDF-1.7\n1 0 obj\n" + "[".repeat(200_000) + "]".repeat(200_000) + "\nendobj\n"
                + "trailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n";
        String loop = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >> endobj\n"
                + "2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 >> endobj\n"
                + "3 0 obj << /T (a) /Kids [3 0 R] /Parent 3 0 R >> endobj\n"
                + "trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
        for (String text : List.of(deep, loop)) {
            Verdict verdict = specimen.verification.verify(
                    write("boese.pdf", text.getBytes(StandardCharsets.ISO_8859_1)), Expected.NOTHING, null);
            assertThat(verdict.isValid()).isFalse();
            assertThat(codes(verdict)).isNotEmpty();
        }
    }

    @Test
    void aFileBeyondTheLimitIsNotRead() throws IOException {
        Verification strict =
                new Verification(specimen.store, specimen.trust, specimen.clock, new VerificationSettings(null, 0));
        Verdict verdict = strict.verify(write("gross.pdf", bytes(sealed)), Expected.NOTHING, null);
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(codes(verdict)).containsExactly("verification.document.too-large");
    }

    @Test
    void aCheckThatTakesTooLongIsGivenUp() {
        Verification hasty = new Verification(
                specimen.store, specimen.trust, specimen.clock, new VerificationSettings(Duration.ofMillis(1), null));
        Verdict verdict = hasty.verify(sealed, Expected.NOTHING, null);
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(codes(verdict)).containsExactly("verification.document.timeout");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> specimen.verification.verify(folder.resolve("fehlt.pdf"), Expected.NOTHING, null))
                .isInstanceOf(VerificationException.class);
    }

    @Test
    void allFormsOfTheReportSayTheSame() {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        Report report = new Report(verdict, "crimmitschau-2021", "");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(report.html(Texts.german(), berlin))
                .contains("André Raphael", "Probe: technisch in Ordnung", "Probe");
        assertThat(report.json(Texts.german(), berlin)).contains("\"verdict\" : \"VALID\"");
        assertThat(report.sheet(Texts.german(), berlin).blocks()).hasSizeGreaterThan(10);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .map(finding -> finding.notice().code())
                .toList();
    }

    private static byte[] bytes(SealedPdf pdf) {
        return specimen.store.bytes(pdf.content().digest());
    }
}
