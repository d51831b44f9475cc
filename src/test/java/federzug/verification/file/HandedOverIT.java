package federzug.verification.file;

import static federzug.verification.ForeignSpecimen.plainly;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.RenderingDocx;
import federzug.verification.Attacks;
import federzug.verification.Expected;
import federzug.verification.ForeignSpecimen;
import federzug.verification.Report;
import federzug.verification.SignedSpecimen;
import federzug.verification.Verdict;
import federzug.verification.change.FilledForms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed documents as they are handed over: protected, encrypted, in a container, with thousands of findings. */
public class HandedOverIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static ForeignSpecimen other;
    private static byte[] signed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void sign() {
        other = new ForeignSpecimen(new SignedSpecimen());
        signed = other.sign(FilledForms.form(), "raphael", plainly());
    }

    @Test
    void aFileThatIsOnlyProtectedAgainstEditingIsChecked() throws IOException {
        byte[] closed = other.sign(encrypted(FilledForms.form(), "", "besitzer"), "raphael", plainly());
        assertThat(other.verify(closed).word())
                .as("%s", other.verify(closed).examination().findings())
                .isEqualTo("VALID");
        assertThat(other.verify(other.extended(closed, SignatureLevel.PAdES_BASELINE_LTA))
                        .word())
                .isEqualTo("VALID");
        byte[] filled = Attacks.incrementally(
                closed, FilledForms.entered("Name", "Erika Muster", FilledForms.line("Erika Muster")));
        assertThat(other.verify(filled).word()).isEqualTo("VALID");
        byte[] attacked =
                Attacks.incrementally(closed, FilledForms.entered("Name", "1", FilledForms.line("1.000.000")));
        assertThat(codes(other.verify(attacked))).contains("verification.doubtful.field-contradicting");
    }

    @Test
    void aFileWithARealPasswordIsCheckedWithIt() throws IOException {
        byte[] closed = other.sign(encrypted(FilledForms.form(), "geheim", "besitzer"), "raphael", plainly(), "geheim");
        Path file = Files.write(folder.resolve("geheim.pdf"), closed);
        assertThat(codes(verify(file, null))).containsExactly("verification.document.encrypted");
        assertThat(verify(file, null).word()).isEqualTo("UNDECIDED");
        assertThat(other.room.verification.needsPassword(file)).isTrue();
        Path open = Files.write(folder.resolve("offen.pdf"), signed);
        Path guarded = Files.write(folder.resolve("geschuetzt.pdf"), encrypted(FilledForms.form(), "", "besitzer"));
        Path broken =
                Files.write(folder.resolve("kaputt.pdf"), "%PDF-1.7 /Encrypt".getBytes(StandardCharsets.US_ASCII));
        assertThat(List.of(open, guarded, broken)).noneMatch(other.room.verification::needsPassword);
        assertThat(codes(verify(file, "falsch"))).containsExactly("verification.document.wrong-password");
        assertThat(verify(file, "geheim").word())
                .as("%s", verify(file, "geheim").examination().findings())
                .isEqualTo("VALID");
    }

    @Test
    void aPdfInAContainerIsCheckedAndTheContainerNamed() throws Exception {
        Map<String, byte[]> asic = new LinkedHashMap<>();
        asic.put("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(StandardCharsets.US_ASCII));
        asic.put("vertrag.pdf", signed);
        asic.put("META-INF/signatures001.xml", "<x/>".getBytes(StandardCharsets.US_ASCII));
        CMSSignedDataGenerator cms = new CMSSignedDataGenerator();
        byte[] p7m = cms.generate(new CMSProcessableByteArray(signed), true).getEncoded();
        for (byte[] container : List.of(
                RenderingDocx.zipped(Map.of("vertrag.pdf", signed)), RenderingDocx.zipped(asic), p7m, pem(p7m))) {
            Verdict verdict = other.verify(container);
            assertThat(codes(verdict)).contains("verification.container.unpacked");
            assertThat(verdict.word()).isEqualTo("UNDECIDED");
            assertThat(verdict.examination().signatures())
                    .singleElement()
                    .satisfies(facts -> assertThat(facts.intact()).isTrue());
        }
        assertOuterSignatureNotJudged(other.verify(RenderingDocx.zipped(asic)));
        assertOuterSignatureNotJudged(other.verify(p7m));
        byte[] attacked = Attacks.incrementally(signed, Attacks::addHiddenField);
        assertThat(other.verify(RenderingDocx.zipped(Map.of("vertrag.pdf", attacked)))
                        .word())
                .isEqualTo("INVALID");
    }

    /** In the pages, from which PDF and HTML are written, and for programs. */
    private static void assertOuterSignatureNotJudged(Verdict verdict) {
        Report report = new Report(verdict, "", "");
        Map<Texts, String> languages = Map.of(
                Texts.german(), "ob diese äußere Signatur gilt, wurde nicht beurteilt",
                Texts.in(Locale.ENGLISH), "whether that outer signature holds, was not judged");
        languages.forEach((texts, words) -> {
            assertThat(report.sheet(texts, BERLIN).toString()).contains(words);
            assertThat(report.html(texts, BERLIN)).contains(words);
            assertThat(report.json(texts, BERLIN)).contains(words);
        });
    }

    @Test
    void aContainerIsNeverAccused() throws Exception {
        Map<String, byte[]> two = new LinkedHashMap<>();
        two.put("a.pdf", signed);
        two.put("b.pdf", signed);
        Verdict several = other.verify(RenderingDocx.zipped(two));
        assertThat(codes(several)).containsExactly("verification.container.several");
        Verdict none = other.verify(RenderingDocx.zipped(Map.of("brief.txt", new byte[10])));
        assertThat(codes(none)).containsExactly("verification.container.empty");
        Verdict unsigned = other.verify(RenderingDocx.zipped(Map.of("vertrag.pdf", FilledForms.form())));
        assertThat(codes(unsigned)).contains("verification.container.unsigned");
        for (Verdict verdict : List.of(several, none, unsigned)) {
            assertThat(verdict.word()).isEqualTo("UNDECIDED");
        }
        byte[] office = RenderingDocx.zipped(Map.of("[Content_Types].xml", new byte[10]));
        assertThat(codes(other.verify(office))).containsExactly("verification.document.not-pdf");
    }

    @Test
    void aDocumentWithNothingButATimeStampIsNotAccused() {
        byte[] stamped = other.stamped(FilledForms.form());
        Verdict verdict = other.verify(stamped);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("UNDECIDED");
        assertThat(codes(verdict)).contains("verification.document.only-stamped");
    }

    @Test
    void listsAFewFindingsOfOneKindAndCountsTheOthers() {
        byte[] flooded = Attacks.incrementally(signed, pdf -> {
            var information = pdf.getDocumentInformation().getCOSObject();
            for (int i = 0; i < 1_250; i++) {
                information.setString("Eigenschaft" + i, "x");
            }
            return List.of(information);
        });
        Verdict verdict = other.verify(flooded);
        assertThat(verdict.word()).isEqualTo("INVALID");
        assertThat(codes(verdict).stream().filter("verification.change.information"::equals))
                .hasSize(200);
        assertThat(verdict.examination().changes())
                .hasSize(201)
                .last()
                .isEqualTo("Und 1050 weitere Änderungen dieser Art.");
        assertThat(verdict.examination().findings())
                .filteredOn(finding -> finding.notice().code().equals("verification.change.more"))
                .singleElement()
                .satisfies(more -> assertThat(more.notice().severity()).isEqualTo(Severity.ERROR));
    }

    private Verdict verify(Path file, String password) {
        return other.room.verification.verify(file, Expected.NOTHING, null, Texts.german(), password);
    }

    public static byte[] encrypted(byte[] file, String user, String owner) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            StandardProtectionPolicy policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            pdf.protect(policy);
            pdf.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] pem(byte[] der) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN PKCS7-----\n" + text + "\n-----END PKCS7-----\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .map(finding -> finding.notice().code())
                .filter(code -> !code.startsWith("verification.trust."))
                .toList();
    }
}
