package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.europa.esig.dss.enumerations.CertificationPermission;
import federzug.document.Digest;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningSpecimen;
import federzug.trust.status.TrustSource;
import federzug.verification.FurtherUpdates.Update;
import federzug.verification.change.RevisionWalk;
import federzug.verification.file.SignedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is changed is named and never valid, and what only looks like a change is valid: with the signer trusted and not,
 * in the very update of an invisible time stamp, and with the matter known.
 */
class FurtherUpdateIT {
    /** Objects that a time stamp writes as well. */
    private static final Set<Integer> OF_A_STAMP = Set.of(RichDocument.FIRST, RichDocument.FORM);

    private static final boolean EVERY = Boolean.getBoolean("federzug.every.situation");

    @TempDir
    private static Path folder;

    private static SignedSpecimen room;
    private static ForeignSpecimen other;
    private static final Map<String, RawPdf> signed = new HashMap<>();
    private static final Map<String, Expected> expected = new HashMap<>();

    @BeforeAll
    static void sign() {
        room = new SignedSpecimen();
        other = new ForeignSpecimen(room);
        for (String base :
                FurtherUpdates.all().stream().map(Update::base).distinct().toList()) {
            ForeignSpecimen.Order order = base.equals(FurtherUpdates.FOR_REMARKS)
                    ? ForeignSpecimen.certifying(CertificationPermission.CHANGES_PERMITTED)
                    : ForeignSpecimen.plainly();
            order.field = RichDocument.FIELD;
            byte[] prepared = RichDocument.bytes(FurtherUpdates.objects(base));
            signed.put(base, new RawPdf(other.sign(prepared, "raphael", order)));
            expected.put(
                    base,
                    new Expected(
                            Digest.of(prepared),
                            List.of(new Expected.Signer(
                                    SigningSpecimen.fields("raphael").get(0),
                                    List.of("André Raphael"),
                                    "Amt von raphael")),
                            List.of()));
        }
    }

    @Test
    void whatTheyAreMadeFromIsValid() {
        signed.forEach((base, pdf) ->
                assertThat(other.verify(pdf.file).word()).as(base).isEqualTo("VALID"));
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(FurtherUpdates.all()).filteredOn(update -> !update.honest()).hasSizeGreaterThanOrEqualTo(140);
        assertThat(FurtherUpdates.all()).filteredOn(Update::honest).hasSizeGreaterThanOrEqualTo(40);
    }

    private enum Situation {
        TRUSTED,
        NOT_TRUSTED,
        IN_THE_UPDATE_OF_A_STAMP,
        MATTER_KNOWN
    }

    /** Each update in one situation or two; in all with federzug.every.situation. */
    @TestFactory
    Stream<DynamicTest> updates() {
        List<Update> all = FurtherUpdates.all();
        return IntStream.range(0, all.size())
                .boxed()
                .flatMap(number -> Stream.of(Situation.values())
                        .filter(situation -> EVERY
                                || situation
                                        == situation(number, all.get(number).honest())
                                || situation == Situation.MATTER_KNOWN && number % 10 == 0)
                        .map(situation -> {
                            Update update = all.get(number);
                            return dynamicTest(
                                    update.base() + ": " + update.name() + ", " + situation,
                                    () -> assertRight(update, situation));
                        }));
    }

    private static Situation situation(int number, boolean honest) {
        int place = honest ? number % 3 : number % 8;
        return place > 2 ? Situation.TRUSTED : Situation.values()[place];
    }

    /** The comparison alone decides, whoever is trusted: nothing that is as bad as doubtful becomes valid. */
    private static void assertNamed(byte[] file) throws IOException {
        try (SignedFile opened = SignedFile.open(file)) {
            RevisionWalk walk = new RevisionWalk(opened, null, true, Texts.german());
            walk.compare();
            assertThat(walk.changes(field -> field, evidence -> true))
                    .anyMatch(change -> change.severity() != Severity.NOTE);
        }
    }

    private static void assertRight(Update update, Situation situation) throws IOException {
        RawPdf pdf = signed.get(update.base());
        byte[] file = update.change().apply(pdf, pdf.update(update.form())).bytes();
        if (!update.honest() && situation == Situation.TRUSTED && !EVERY) {
            assertNamed(file);
            return;
        }
        Verdict verdict = switch (situation) {
            case TRUSTED -> other.verify(file);
            case NOT_TRUSTED ->
                room.verification.verify(Files.write(folder.resolve("datei.pdf"), file), Expected.NOTHING, nobody());
            case IN_THE_UPDATE_OF_A_STAMP -> other.verify(stamped(update, pdf, file));
            case MATTER_KNOWN -> room.verify(file, expected.get(update.base()));
        };
        if (!update.honest()) {
            LaterRevisionIT.assertNamed(verdict);
        } else if (situation != Situation.MATTER_KNOWN) {
            // In a known matter nobody may write anything but signatures and their evidence, whatever it says.
            assertThat(verdict.examination().findings()).noneMatch(Finding::isAlteration);
            assertThat(verdict.isValid())
                    .as("%s", verdict.examination().findings())
                    .isEqualTo(situation != Situation.NOT_TRUSTED);
        }
    }

    /** A person who signs answers for what the own signature looks like, not for what comes along with its field. */
    @Test
    void aFieldThatBringsMoreThanASignature() {
        RawPdf pdf = signed.get(FurtherUpdates.APPROVED);
        ForeignSpecimen.Order order = ForeignSpecimen.plainly();
        order.field = "Zweite";
        for (String more : List.of("", "/AF[18 0 R]", "/OC 32 0 R", "/PieceInfo<</X<</LastModified(D:2026)>>>>")) {
            byte[] prepared = FurtherUpdates.emptyField(pdf, pdf.update(RawUpdate.Form.TABLE), "/Rect[0 0 0 0]" + more)
                    .bytes();
            Verdict verdict = other.verify(other.sign(prepared, "rodig", order));
            assertThat(verdict.isValid())
                    .as("%s %s", more, verdict.examination().findings())
                    .isEqualTo(more.isEmpty());
        }
    }

    /** What a time stamp has to write itself is written once, with the change in it. */
    private static byte[] stamped(Update update, RawPdf pdf, byte[] file) {
        RawUpdate rest = update.change()
                .apply(pdf, pdf.update(update.form()).leaving(OF_A_STAMP))
                .leaving(Set.of());
        RawPdf changed = new RawPdf(file);
        return RawStamp.on(changed, rest, room.trust.timestamps(true), "DocTimeStamp");
    }

    private static TrustSource nobody() throws IOException {
        Path somebody = Files.createDirectories(folder.resolve("trusted"));
        Path certificate = somebody.resolve("wurzel.crt");
        if (!Files.exists(certificate)) {
            Files.write(certificate, new SigningKeys().signer("Niemand").chain().get(1));
        }
        return new TrustSource.Named(somebody.toString());
    }
}
