package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.checking.Checking;
import federzug.pipeline.doctor.Doctor;
import federzug.pipeline.doctor.Lamp;
import federzug.pipeline.filing.FilingDesk;
import federzug.release.Papers;
import federzug.release.PressSeal;
import federzug.release.PressSeals;
import federzug.release.Releases;
import federzug.rendering.Rendering;
import federzug.testkit.MailAsText;
import federzug.testkit.RealRelease;
import federzug.testkit.SealAuthority;
import federzug.testkit.SealedHouse;
import federzug.testkit.SigningValidators;
import federzug.verification.Report;
import federzug.verification.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house that seals its releases: once each, before the first mail, and nothing goes out without. */
@Tag("database")
class PressSealIT {
    @TempDir
    Path folder;

    @AfterEach
    void end() {
        SealedHouse.outage(false);
    }

    @Test
    void everybodyGetsTheSameSealedFileAndNobodyAnUnsealedOne() throws Exception {
        List<String> settings = SealedHouse.settings(folder);
        try (APressDesk desk = new APressDesk(folder, settings, SealedHouse.AsIfReal.class)
                .prepared(release -> RealRelease.timed(release, "2026-11-23T10:00", null, null))
                .everythingApproved()) {
            desk.released();
            desk.after(Duration.ofMinutes(1));

            SealedHouse.pin(folder, "falsch");
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.seal-pin");
            assertThat(said(desk))
                    .startsWith("Die Medieninformation wird noch nicht versandt: Das Siegel des Hauses („haussiegel“)")
                    .contains("Die PIN für „haussiegel“ ist falsch.");
            assertThat(lamp(desk)).as("a key file is opened without harm").containsExactly("signing.device.wrong-pin");

            SealedHouse.pin(folder, SealedHouse.PIN);
            SealedHouse.outage(true);
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.seal");
            assertThat(said(desk)).contains("Der Zeitstempeldienst antwortet nicht.");
            assertThat(desk.office().question(ID, Set.of()).word())
                    .as("a person may release it all the same")
                    .isEqualTo(ID);
            SealedHouse.outage(false);
            assertThat(lamp(desk)).containsExactly("pipeline.doctor.seal");

            assertThat(desk.send()).isEqualTo(5);
            byte[] sent = attachments(desk, 0, 5);
            assertThat(desk.obstacles()).isEmpty();
            assertThat(desk.send()).isEqualTo(5);
            PressSeal seal = seal(desk);
            assertThat(Digest.of(sent)).isEqualTo(seal.sealed());
            assertThat(Arrays.copyOf(sent, Math.toIntExact(seal.size())))
                    .as("what was approved, and the seal behind it")
                    .isEqualTo(desk.application.the(DocumentStore.class).bytes(seal.pdf()));
            Path file = folder.resolve("out/" + ID + "/medieninformation.pdf");
            assertThat(file).hasBinaryContent(sent);
            assertThat(desk.application.the(PressSheets.class).paper(ID)).isEqualTo(sent);
            isToldApartFromASignature(desk, sent);
            isConformAndValidElsewhere(sent, file);

            // A correction is another version, and gets a seal of its own.
            desk.prepared(release -> RealRelease.worded(release, "Crimmitschau ist dabei", release.quotes()));
            desk.office().correct(KIM, ID, "Die Stadt ist seit heute Mitglied.");
            desk.office().approve(KIM, ID, List.of(PressOffice.TEXT));
            desk.released();
            desk.after(Duration.ofMinutes(1));
            SealedHouse.outage(true);
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.told).extracting(Notice::code).contains("release.obstacle.seal");
            assertThat(desk.obstacles()).containsExactly("release.obstacle.seal");
            SealedHouse.outage(false);
            assertThat(desk.send()).isEqualTo(10);
            byte[] corrected = attachments(desk, 5, 10);
            assertThat(corrected).isNotEqualTo(sent);
            assertThat(check(desk, corrected).word()).isEqualTo("VALID");
            assertThat(desk.send()).isEqualTo(10);
            assertThat(desk.application.the(FilingDesk.class).files(ID))
                    .filteredOn(one -> one.name().matches(".*_(medieninformation|berichtigung-1)\\.pdf"))
                    .extracting(Content::digest)
                    .as("on file are the files that were sent")
                    .containsExactly(Digest.of(sent), Digest.of(corrected));
            assertThat(dispatchList(desk)).contains("Medieninformation", "Berichtigung 1 der Medieninformation");
        }
    }

    private static void isToldApartFromASignature(APressDesk desk, byte[] sent) {
        Verdict verdict = check(desk, sent);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        assertThat(codes(verdict)).contains("verification.signature.seal");
        assertThat(new Report(verdict, ID, "").html(Texts.german(), ZoneId.of("Europe/Berlin")))
                .contains("Das vorgesehene Siegel ist gültig", "Gesiegelter Text", SealAuthority.NAME)
                .doesNotContain("vorgesehene Unterschrift");
        byte[] changed = sent.clone();
        changed[5000] ^= 1;
        assertThat(check(desk, changed).isValid()).isFalse();
    }

    private static void isConformAndValidElsewhere(byte[] sent, Path file) throws Exception {
        assertThat(Rendering.violations(sent)).isEmpty();
        assertThat(SigningValidators.run("pdfsig", file).output())
                .contains("Siegel", "Signature is Valid", "Total document signed");
        assertThat(SigningValidators.run("qpdf", List.of("--check"), file).exit())
                .isZero();
    }

    private static String dispatchList(APressDesk desk) throws IOException {
        Content list = desk.application.the(FilingDesk.class).files(ID).stream()
                .filter(one -> one.name().endsWith("_versandliste.xlsx"))
                .findFirst()
                .orElseThrow();
        StringBuilder text = new StringBuilder();
        byte[] bytes = desk.application.the(DocumentStore.class).bytes(list.digest());
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            while (in.getNextEntry() != null) {
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    private static byte[] attachments(APressDesk desk, int from, int to) {
        List<byte[]> all = desk.sink.mails().subList(from, to).stream()
                .map(MailAsText::pdf)
                .toList();
        assertThat(all.stream().map(Digest::of).collect(Collectors.toSet())).hasSize(1);
        return all.get(0);
    }

    private static PressSeal seal(APressDesk desk) {
        Papers papers = desk.application
                .the(Releases.class)
                .find(ID)
                .orElseThrow()
                .state()
                .papers();
        return desk.application.the(PressSeals.class).find(ID, papers.pdf()).orElseThrow();
    }

    private static Verdict check(APressDesk desk, byte[] pdf) {
        return desk.application
                .the(Checking.class)
                .check(List.of(new Upload("medieninformation.pdf", pdf)), null, null, Locale.GERMAN)
                .get(0)
                .verdict();
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .map(finding -> finding.notice().code())
                .toList();
    }

    private static List<String> lamp(APressDesk desk) {
        return desk.application.the(Doctor.class).examine(null, Progress.SILENT).lamps().stream()
                .filter(lamp -> lamp.kind() == Lamp.Kind.SEAL)
                .flatMap(lamp -> lamp.findings().stream())
                .map(Notice::code)
                .toList();
    }

    private static String said(APressDesk desk) {
        return Texts.german().text(desk.office().show(ID).obstacles().get(0));
    }
}
