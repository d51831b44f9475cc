package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Severity;
import federzug.testkit.SigningKeys;
import federzug.trust.status.TrustSource;
import federzug.verification.file.RawObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Updates that readers take in different ways: none is valid, whoever is trusted and whatever lies on top. */
class UpdateAttackIT {
    @TempDir
    private static Path folder;

    private static SignedSpecimen room;
    private static ForeignSpecimen other;
    private static byte[] foreign;
    private static SignedPdf signed;
    private static byte[] ours;
    private static Expected expected;

    @BeforeAll
    static void sign() {
        room = new SignedSpecimen();
        other = new ForeignSpecimen(room);
        foreign = other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly());
        PreparedPdf prepared = room.prepared(List.of("raphael", "rodig"));
        signed = room.signed(prepared, List.of("raphael", "rodig"), Map.of());
        ours = room.store.bytes(signed.content().digest());
        expected = room.expected(prepared, List.of("raphael", "rodig"));
    }

    @Test
    void whatTheAttacksAreMadeFromIsValid() {
        assertThat(other.verify(foreign).isValid()).isTrue();
        assertThat(room.verify(ours, expected).isValid()).isTrue();
        byte[] stamped = RawStamp.on(foreign, room.trust.timestamps(true));
        Verdict verdict = other.verify(stamped);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(UpdateAlterations.all()).hasSizeGreaterThan(150);
    }

    @TestFactory
    Stream<DynamicTest> signerTrusted() {
        return each(Part.ALL, foreign, altered -> other.verify(altered));
    }

    @TestFactory
    Stream<DynamicTest> signerNotTrusted() throws IOException {
        TrustSource source = nobody();
        return each(Part.FIRST_THIRD, foreign, altered -> {
            Path file = Files.write(folder.resolve("altered.pdf"), altered);
            return room.verification.verify(file, Expected.NOTHING, source);
        });
    }

    @TestFactory
    Stream<DynamicTest> timeStampOnTop() {
        RawPdf good = new RawPdf(foreign);
        return each(
                Part.SECOND_THIRD,
                foreign,
                altered -> other.verify(RawStamp.on(
                        readable(altered, good),
                        new RawUpdate(altered, RawUpdate.Form.TABLE),
                        room.trust.timestamps(true),
                        "DocTimeStamp")));
    }

    /** What is not readable any more is written again as it was. */
    private static RawPdf readable(byte[] altered, RawPdf good) {
        try {
            RawPdf pdf = new RawPdf(altered);
            pdf.with(pdf.form, "Fields", "[]");
            pdf.with(pdf.page, "Annots", "[]");
            return pdf;
        } catch (RuntimeException e) {
            return good;
        }
    }

    @TestFactory
    Stream<DynamicTest> matterKnown() {
        return each(Part.LAST_THIRD, ours, altered -> room.verify(altered, expected));
    }

    @Test
    void thereAreEnoughHonestOnes() {
        HonestUpdates honest = new HonestUpdates(room.trust.timestamps(true));
        assertThat(honest.ofSigning().size() + honest.ofFilling().size()).isGreaterThan(50);
    }

    @TestFactory
    Stream<DynamicTest> honestUpdatesOnFormsOfOthers() throws IOException {
        TrustSource nobody = nobody();
        HonestUpdates honest = new HonestUpdates(room.trust.timestamps(true));
        RawPdf pdf = new RawPdf(foreign);
        return Stream.concat(honest.ofSigning().entrySet().stream(), honest.ofFilling().entrySet().stream())
                .map(update -> dynamicTest(update.getKey(), () -> {
                    byte[] file = update.getValue().apply(pdf);
                    assertValid(other.verify(file));
                    assertValid(other.verify(RawStamp.on(file, room.trust.timestamps(true))));
                    Verdict untrusted = room.verification.verify(
                            Files.write(folder.resolve("honest.pdf"), file), Expected.NOTHING, nobody);
                    assertThat(untrusted.examination().findings()).noneMatch(Finding::isAlteration);
                }));
    }

    @TestFactory
    Stream<DynamicTest> honestUpdatesOnADocumentOfOurs() {
        RawPdf pdf = new RawPdf(ours);
        return new HonestUpdates(room.trust.timestamps(true))
                .ofSigning().entrySet().stream()
                        .map(update -> dynamicTest(update.getKey(), () -> {
                            Verdict verdict = room.verify(update.getValue().apply(pdf), expected);
                            assertValid(verdict);
                        }));
    }

    private static void assertValid(Verdict verdict) {
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
    }

    private static TrustSource nobody() throws IOException {
        Path somebody = Files.createDirectories(folder.resolve("trusted"));
        Files.write(
                somebody.resolve("wurzel.crt"),
                new SigningKeys().signer("Niemand").chain().get(1));
        return new TrustSource.Named(somebody.toString());
    }

    /** A file whose objects lie in no object streams, as older programs write it. */
    @TestFactory
    Stream<DynamicTest> onAFileWithATable() {
        byte[] form = RawPdf.withTable(ForeignSpecimen.form());
        return each(
                Part.LAST_THIRD,
                other.sign(form, "raphael", ForeignSpecimen.plainly()),
                altered -> other.verify(altered));
    }

    @TestFactory
    Stream<DynamicTest> inTheUpdateOfATimeStamp() {
        RawPdf pdf = new RawPdf(foreign);
        return UpdateAlterations.besideAStamp(room.trust.timestamps(true)).entrySet().stream()
                .map(alteration -> dynamicTest(
                        alteration.getKey(),
                        () -> assertNamed(other.verify(alteration.getValue().apply(pdf)))));
    }

    @TestFactory
    Stream<DynamicTest> evidenceRemoved() {
        byte[] sealed = other.extended(foreign, SignatureLevel.PAdES_BASELINE_LTA);
        RawPdf pdf = new RawPdf(sealed);
        RawObject.Dictionary evidence = (RawObject.Dictionary)
                pdf.objects.resolved(pdf.objects.catalog().get("DSS"));
        assertThat(evidence).isNotNull();
        assertThat(other.verify(sealed).isValid()).isTrue();
        return UpdateAlterations.ofEvidence().entrySet().stream()
                .filter(alteration -> !alteration.getKey().matches("[A-Z].*")
                        || evidence.get(alteration.getKey().split(" ")[0]) != null)
                .map(alteration -> dynamicTest(alteration.getKey(), () -> {
                    byte[] file = alteration.getValue().apply(pdf);
                    assertNamed(other.verify(file));
                    assertNamed(other.verify(RawStamp.on(file, room.trust.timestamps(true))));
                    assertNamed(room.verification.verify(
                            Files.write(folder.resolve("evidence.pdf"), file), Expected.NOTHING, nobody()));
                }));
    }

    /** Answers on issuers that are trusted, references from signatures, copies of what signatures carry themselves. */
    @Test
    void evidenceWrittenAgainWithAllThatIsNeededIsNotDoubted() {
        byte[] sealed = room.store.bytes(room.seal(signed).content().digest());
        byte[] renewed = other.extended(sealed, SignatureLevel.PAdES_BASELINE_LTA);
        for (Verdict verdict : List.of(other.verify(renewed), room.verify(renewed, expected))) {
            assertValid(verdict);
            assertThat(verdict.examination().changes()).isEmpty();
            assertThat(verdict.examination().findings())
                    .anyMatch(finding -> finding.notice().code().equals("verification.evidence.rewritten"));
        }
    }

    private interface Check {
        Verdict of(byte[] altered) throws IOException;
    }

    /** Which alterations are tried in a situation in each build; in all of them with federzug.every.situation. */
    private enum Part {
        ALL,
        FIRST_THIRD,
        SECOND_THIRD,
        LAST_THIRD;

        boolean holds(int number) {
            return this == ALL || Boolean.getBoolean("federzug.every.situation") || number % 3 == ordinal() - 1;
        }
    }

    private static Stream<DynamicTest> each(Part part, byte[] good, Check check) {
        RawPdf pdf = new RawPdf(good);
        List<Map.Entry<String, Function<RawPdf, byte[]>>> all =
                List.copyOf(UpdateAlterations.all().entrySet());
        return IntStream.range(0, all.size())
                .filter(part::holds)
                .mapToObj(all::get)
                .map(alteration -> dynamicTest(
                        alteration.getKey(),
                        () -> assertNamed(check.of(alteration.getValue().apply(pdf)))));
    }

    private static void assertNamed(Verdict verdict) {
        assertThat(verdict.isValid()).as("%s", verdict.examination().findings()).isFalse();
        assertThat(verdict.examination().findings())
                .as("what was done is named")
                .anyMatch(finding -> finding.isAlteration()
                        || finding.notice().code().equals("verification.document.encrypted")
                        || finding.notice().severity() == Severity.ERROR
                                && !finding.notice().code().matches(".*\\.(subindication|example-key).*"));
    }
}
