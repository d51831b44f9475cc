package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import federzug.document.Digest;
import federzug.notice.Severity;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningSpecimen;
import federzug.trust.status.TrustSource;
import federzug.verification.RawUpdate.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever else of a document is changed later than its signature is named and never valid, and what only looks like a
 * change is: with the signer trusted and not, with a time stamp on top, and with the matter known.
 */
class LaterRevisionIT {
    @TempDir
    private static Path folder;

    private static SignedSpecimen room;
    private static ForeignSpecimen other;
    private static RawPdf signed;
    private static Expected expected;

    @BeforeAll
    static void sign() {
        room = new SignedSpecimen();
        other = new ForeignSpecimen(room);
        ForeignSpecimen.Order order = ForeignSpecimen.plainly();
        order.field = RichDocument.FIELD;
        byte[] prepared = RichDocument.bytes();
        signed = new RawPdf(other.sign(prepared, "raphael", order));
        expected = new Expected(
                Digest.of(prepared),
                List.of(new Expected.Signer(
                        SigningSpecimen.fields("raphael").get(0), List.of("André Raphael"), "Amt von raphael")),
                List.of());
    }

    /** One kind of situation in which a file is checked. */
    private interface Situation {
        Verdict of(byte[] file) throws IOException;
    }

    private static Map<String, Situation> situations() {
        Map<String, Situation> all = new LinkedHashMap<>();
        all.put("signer trusted", file -> other.verify(file));
        all.put("signer not trusted", file -> untrusted(file));
        all.put("time stamp on top", file -> other.verify(stamped(file)));
        all.put("matter known", file -> room.verify(file, expected));
        return all;
    }

    private static Verdict untrusted(byte[] file) throws IOException {
        Path somebody = Files.createDirectories(folder.resolve("trusted"));
        Path certificate = somebody.resolve("wurzel.crt");
        if (!Files.exists(certificate)) {
            Files.write(certificate, new SigningKeys().signer("Niemand").chain().get(1));
        }
        return room.verification.verify(
                Files.write(folder.resolve("datei.pdf"), file),
                Expected.NOTHING,
                new TrustSource.Named(somebody.toString()));
    }

    private static byte[] stamped(byte[] file) {
        RawPdf pdf;
        try {
            pdf = new RawPdf(file);
            pdf.with(pdf.form, "Fields", "[]");
            pdf.with(pdf.page, "Annots", "[]");
        } catch (RuntimeException e) {
            // What is not readable any more is written again as it was.
            pdf = signed;
        }
        return RawStamp.on(pdf, new RawUpdate(file, Form.TABLE), room.trust.timestamps(true), "DocTimeStamp");
    }

    @Test
    void whatTheyAreMadeFromIsValidInEachSituation() {
        situations().forEach((name, situation) -> {
            try {
                Verdict verdict = situation.of(signed.file);
                boolean trusted = !name.equals("signer not trusted");
                assertThat(verdict.isValid())
                        .as(name + verdict.examination().findings())
                        .isEqualTo(trusted);
                assertThat(verdict.examination().findings()).noneMatch(Finding::isAlteration);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Together with those on forms ({@code FilledFormIT}) and on how updates are written ({@code UpdateAttackIT}). */
    @Test
    void thereAreEnoughOfThem() {
        HonestUpdates honest = new HonestUpdates(room.trust.timestamps(true));
        assertThat(LaterAlterations.all()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(UpdateAlterations.all()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(honest.ofSigning()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(honest.ofFilling().size() + LaterHonest.all().size()).isGreaterThanOrEqualTo(30);
    }

    @TestFactory
    Stream<DynamicTest> alterations() {
        return each(LaterAlterations.all(), (name, verdict) -> assertNamed(verdict));
    }

    @TestFactory
    Stream<DynamicTest> alterationsInTheUpdateOfATimeStamp() {
        return LaterAlterations.inTheUpdateOfAStamp(room.trust.timestamps(true)).entrySet().stream()
                .map(one -> dynamicTest(
                        one.getKey(),
                        () -> assertNamed(other.verify(one.getValue().apply(signed)))));
    }

    static void assertNamed(Verdict verdict) {
        assertThat(verdict.isValid()).as("%s", verdict.examination().findings()).isFalse();
        assertThat(verdict.examination().findings())
                .as("what was done is named")
                .anyMatch(finding -> finding.isAlteration()
                        || finding.notice().severity() == Severity.ERROR
                                && !finding.notice().code().matches(".*\\.(subindication|example-key).*"));
    }

    /** In a known matter nobody may write anything but signatures and their evidence, whatever it says. */
    @TestFactory
    Stream<DynamicTest> honestOnes() {
        return each(LaterHonest.all(), (name, verdict) -> {
            if (name.equals("matter known")) {
                assertThat(verdict.word()).isEqualTo("INVALID");
                return;
            }
            assertThat(verdict.isValid())
                    .as("%s", verdict.examination().findings())
                    .isEqualTo(!name.equals("signer not trusted"));
            assertThat(verdict.examination().findings()).noneMatch(Finding::isAlteration);
            assertThat(verdict.examination().findings())
                    .anyMatch(finding -> finding.notice()
                            .code()
                            .matches("verification.allowed.(update-without-effect|field-redrawn)"));
        });
    }

    /** The program that adds evidence notes the day; whoever changes the title with it is found. */
    @Test
    void evidenceAndTheDayOnWhichItCame() {
        for (Form form : Form.values()) {
            Verdict verdict = other.verify(evidence(form, "ModDate", "(D:20261124120000Z)"));
            assertThat(verdict.word())
                    .as("%s", verdict.examination().findings())
                    .isEqualTo("VALID");
            assertThat(verdict.examination().findings()).noneMatch(Finding::isChange);
            assertNamed(other.verify(evidence(form, "Title", "(Ablehnung)")));
        }
    }

    private static byte[] evidence(Form form, String key, String value) {
        RawUpdate update = signed.update(form);
        int certificate = update.fresh();
        int store = update.fresh();
        return update.stream(certificate, "", "Zertifikat")
                .object(store, "<</Certs[" + certificate + " 0 R]>>")
                .object(RichDocument.CATALOG, signed.with(RichDocument.CATALOG, "DSS", store + " 0 R"))
                .object(RichDocument.INFO, signed.with(RichDocument.INFO, key, value))
                .bytes();
    }

    private interface Demand {
        void of(String situation, Verdict verdict);
    }

    /** Each update in every third situation, each situation with every third update; in all with federzug.every.situation. */
    private static Stream<DynamicTest> each(Map<String, Function<RawPdf, byte[]>> updates, Demand demand) {
        Map<String, Situation> situations = situations();
        List<String> names = List.copyOf(situations.keySet());
        List<String> kinds = List.copyOf(updates.keySet());
        boolean all = Boolean.getBoolean("federzug.every.situation");
        return updates.entrySet().stream()
                .flatMap(update -> situations.entrySet().stream()
                        .filter(situation ->
                                all || (kinds.indexOf(update.getKey()) + names.indexOf(situation.getKey())) % 3 == 0)
                        .map(situation -> dynamicTest(update.getKey() + ", " + situation.getKey(), () -> {
                            byte[] file = update.getValue().apply(signed);
                            demand.of(situation.getKey(), situation.getValue().of(file));
                        })));
    }
}
