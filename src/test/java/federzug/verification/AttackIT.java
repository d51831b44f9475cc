package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import federzug.document.Document;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.SigningSpecimen;
import federzug.verification.Attacks.Change;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is done to a sealed agreement, it is never valid again, and a finding says what was done. */
class AttackIT {
    private static final List<String> PERSONS = SignedSpecimen.PERSONS;
    private static SignedSpecimen specimen;
    private static PreparedPdf prepared;
    private static Expected expected;
    private static byte[] signed;
    private static byte[] sealed;

    @BeforeAll
    static void signAndSeal() {
        specimen = new SignedSpecimen();
        prepared = specimen.prepared(PERSONS);
        SignedPdf last = specimen.signed(prepared, PERSONS, Map.of());
        expected = specimen.expected(prepared, PERSONS);
        signed = bytes(last);
        sealed = bytes(specimen.seal(last));
    }

    private static Map<String, Change> updates() {
        Map<String, Change> updates = new LinkedHashMap<>();
        updates.put("pages", Attacks::addPage);
        updates.put("annotation-added", Attacks::addNote);
        updates.put("field-added", Attacks::addTextField);
        updates.put("field-added#2", Attacks::addHiddenField);
        updates.put("page-content", Attacks::overlay);
        updates.put("page-content#2", Attacks::shadowContent);
        updates.put("page-resources", Attacks::changeFont);
        updates.put("page-attribute", Attacks::rotate);
        updates.put("metadata", Attacks::changeXmp);
        updates.put("information", Attacks::changeInfo);
        updates.put("structure", Attacks::changeAlternateText);
        updates.put("catalog", Attacks::runScriptOnOpening);
        updates.put("form", Attacks::addXfa);
        updates.put("signature-changed", Attacks::swapSignatureLook);
        updates.put("signature-changed#2", Attacks::moveSignature);
        updates.put("signature-changed#3", Attacks::exchangeValues);
        updates.put("signature-changed#4", Attacks::zeroByteRange);
        updates.put("signature-changed#5", Attacks::dropByteRange);
        updates.put("field-removed", Attacks::takeFieldOut);
        return updates;
    }

    @TestFactory
    Stream<DynamicTest> changesAfterTheSeal() {
        return updates().entrySet().stream()
                .map(update -> dynamicTest(update.getKey(), () -> {
                    Verdict verdict = specimen.verify(Attacks.incrementally(sealed, update.getValue()), expected);
                    assertInvalid(verdict, change(update.getKey()), "verification.change.uncovered");
                    Verdict unexpected =
                            specimen.verify(Attacks.incrementally(sealed, update.getValue()), Expected.NOTHING);
                    assertThat(unexpected).isInstanceOf(Verdict.Invalid.class);
                }));
    }

    @Test
    void theValueOfTheLastSignatureTakenOut() {
        Verdict verdict = specimen.verify(Attacks.incrementally(sealed, Attacks::takeValueOut), expected);
        assertInvalid(verdict, "verification.change.signature-removed", "verification.expected.missing-signature");
    }

    @Test
    void theValueOfTheLastSignatureTakenOutAndStampedOver() {
        byte[] changed = Attacks.incrementally(signed, Attacks::takeValueOut);
        assertInvalid(
                specimen.verify(stamped(changed), expected),
                "verification.change.field-changed",
                "verification.expected.missing-signature");
    }

    /** Anybody can get a time stamp: it covers the change to the end of the file but does not make it right. */
    @TestFactory
    Stream<DynamicTest> changesHiddenUnderAnotherTimeStamp() {
        return updates().entrySet().stream()
                .filter(update -> !update.getKey().matches("signature-changed#[45]"))
                .map(update -> dynamicTest(update.getKey(), () -> {
                    byte[] changed = Attacks.incrementally(signed, update.getValue());
                    Verdict verdict = specimen.verify(stamped(changed), expected);
                    assertInvalid(verdict, change(update.getKey()));
                }));
    }

    /** Between two signatures: the second person signs a document that the first did not see. */
    @TestFactory
    Stream<DynamicTest> changesBetweenTwoSignatures() {
        return Stream.of("annotation-added", "page-content", "metadata", "information", "structure")
                .map(what -> dynamicTest(what, () -> {
                    SignedPdf first = specimen.sign(prepared, "raphael", "raphael", true, false);
                    byte[] changed =
                            Attacks.incrementally(bytes(first), updates().get(what));
                    SignedPdf base =
                            new SignedPdf(specimen.store.put("vertrag.pdf", changed), first.base(), first.signed());
                    SignedPdf second = specimen.sign(base, "rodig", "rodig", false, false);
                    Verdict verdict =
                            specimen.verify(bytes(second), specimen.expected(prepared, List.of("raphael", "rodig")));
                    assertInvalid(verdict, change(what));
                    assertThat(verdict.examination().changes().get(0))
                            .startsWith("Nach der Unterschrift von André Raphael");
                }));
    }

    @Test
    void aBitFlippedInTheText() {
        int at = Attacks.first(sealed, "stream") + 12;
        assertInvalid(
                specimen.verify(Attacks.flipped(sealed, at), expected), "verification.subindication.hash-failure");
    }

    @Test
    void noBitOfTheSignedBytesCanBeFlipped() {
        for (int i = 1; i < 12; i++) {
            int at = (int) ((long) sealed.length * i / 12);
            assertThat(specimen.verify(Attacks.flipped(sealed, at), expected).isValid())
                    .as("byte %s", at)
                    .isFalse();
        }
    }

    @Test
    void junkBehindTheEnd() {
        assertInvalid(
                specimen.verify(Attacks.appended(sealed, "\n% noch etwas\n"), expected),
                "verification.change.uncovered");
    }

    @Test
    void oneBlankLineBehindTheEnd() {
        assertInvalid(specimen.verify(Attacks.appended(sealed, "\n"), expected), "verification.change.uncovered");
    }

    @Test
    void zerosBehindTheEnd() {
        Verdict verdict = specimen.verify(Attacks.appended(sealed, "\0".repeat(512)), expected);
        assertThat(verdict.isValid()).as("%s", verdict.examination().findings()).isTrue();
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains("verification.allowed.padding");
        assertInvalid(specimen.verify(Attacks.appended(sealed, "\0\0x"), expected), "verification.change.uncovered");
    }

    @Test
    void theLastSignatureStripped() {
        SignedPdf two = specimen.signed(prepared, List.of("raphael", "rodig"), Map.of());
        assertInvalid(specimen.verify(bytes(two), expected), "verification.expected.missing-signature");
    }

    @Test
    void allSignaturesStripped() {
        assertInvalid(
                specimen.verify(bytes(prepared), expected),
                "verification.document.no-signature",
                "verification.expected.missing-signature");
    }

    @Test
    void theSealStrippedLeavesAValidDocument() {
        assertThat(specimen.verify(signed, expected)).isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void rewrittenByAnotherProgram() {
        assertInvalid(specimen.verify(Attacks.rewritten(sealed), expected), "verification.document.other-text");
    }

    @Test
    void paddingOfTheLastTimeStampFilled() {
        int at = Attacks.last(sealed, "00>");
        assertInvalid(specimen.verify(Attacks.flipped(sealed, at), expected), "verification.signature.byte-range");
    }

    @Test
    void signedByAnotherPerson() {
        SignedPdf wrong = specimen.signed(prepared, PERSONS, Map.of("rodig", "barth"));
        Verdict verdict = specimen.verify(bytes(wrong), expected);
        assertInvalid(verdict, "verification.expected.wrong-person");
        assertThat(Texts.german().text(finding(verdict, "verification.expected.wrong-person")))
                .contains("Lutz Rodig", "Romina Barth");
    }

    @Test
    void signedWithARevokedCertificate() {
        SignedPdf revoked = specimen.signed(prepared, PERSONS, Map.of("rodig", "gesperrt"));
        Verdict verdict = specimen.verify(bytes(revoked), expected);
        assertInvalid(verdict, "verification.expected.wrong-person");
        assertThat(verdict.examination().findings())
                .anyMatch(finding -> finding.notice().code().startsWith("verification.subindication.revoked"));
    }

    @Test
    void signedByOneTooMany() {
        List<String> four = List.of("raphael", "rodig", "forkert", "barth");
        PreparedPdf other = specimen.prepared(four);
        SignedPdf all = specimen.signed(other, four, Map.of());
        Expected three = new Expected(
                other.content().digest(), specimen.expected(other, PERSONS).signatories(), List.of());
        assertInvalid(specimen.verify(bytes(all), three), "verification.expected.unexpected-signature");
    }

    @Test
    void oneFieldTooManyLeftOpen() {
        List<String> four = List.of("raphael", "rodig", "forkert", "barth");
        PreparedPdf other = specimen.prepared(four);
        SignedPdf some = specimen.signed(other, PERSONS, Map.of());
        Expected three = new Expected(
                other.content().digest(), specimen.expected(other, PERSONS).signatories(), List.of());
        assertInvalid(specimen.verify(bytes(some), three), "verification.expected.unexpected-field");
    }

    @Test
    void anotherTextSignedByTheRightPersons() {
        PreparedPdf other = specimen.prepared(SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"), PERSONS);
        SignedPdf all = specimen.signed(other, PERSONS, Map.of());
        assertInvalid(specimen.verify(bytes(all), expected), "verification.document.other-text");
    }

    @Test
    void aBrokenFileDoesNotChangeTheVerdictOnTheNext() {
        specimen.verify(Arrays.copyOf(sealed, sealed.length / 2), expected);
        specimen.verify(Attacks.flipped(sealed, Attacks.first(sealed, "stream") + 12), expected);
        assertThat(specimen.verify(sealed, expected).isValid()).isTrue();
    }

    private static byte[] stamped(byte[] changed) {
        SignedPdf base = new SignedPdf(
                specimen.store.put("vertrag-signiert.pdf", changed),
                prepared.content().digest(),
                List.of());
        return bytes(specimen.seal(base));
    }

    private static String change(String key) {
        return "verification.change." + key.replaceAll("#.*", "");
    }

    private static federzug.notice.Notice finding(Verdict verdict, String code) {
        return verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(notice -> notice.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void assertInvalid(Verdict verdict, String... codes) {
        assertThat(verdict).as("%s", verdict.examination().findings()).isInstanceOf(Verdict.Invalid.class);
        assertThat(verdict.examination().findings())
                .filteredOn(finding -> finding.notice().severity() == Severity.ERROR)
                .extracting(finding -> finding.notice().code())
                .contains(codes);
    }

    private static byte[] bytes(Document document) {
        return specimen.store.bytes(document.content().digest());
    }
}
