package federzug.pipeline.mailing;

import static federzug.pipeline.mailing.APressDesk.ID;
import static federzug.pipeline.mailing.APressDesk.KIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Agreement;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.testkit.CeremonyBuilder;
import federzug.testkit.RealRelease;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not everybody has signed: the release waits, and a person may choose a second wording that was approved on its own. */
class SecondWordingIT {
    private static final PressRelease.Second SECOND =
            new PressRelease.Second("", "Unterzeichnung verschoben", "Mustertext: Ein neuer Termin folgt.");

    /** An agreement nobody has signed, a release of two wordings with every quote approved. */
    private static APressDesk approved(Path folder) throws Exception {
        return new APressDesk(folder)
                .agreed()
                .prepared(release -> RealRelease.timed(release, "2026-11-23T10:00", null, null)
                        .withSecond(SECOND))
                .everythingApproved();
    }

    @Test
    void goesOutOnlyIfItWasApprovedAndChosenAndReleased(@TempDir Path folder) throws Exception {
        try (APressDesk desk = approved(folder)) {
            SecondWording second = desk.application.the(SecondWording.class);
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.not-all-signed");

            // Approved on its own; that changes nothing about the first.
            assertThat(second.of(ID).orElseThrow().approvedBy()).isEmpty();
            assertThatThrownBy(() -> second.approve(KIM, ID, "0".repeat(64))).isInstanceOf(PipelineException.class);
            second.approve(KIM, ID, second.of(ID).orElseThrow().digest());
            assertThat(second.of(ID).orElseThrow().approvedBy()).isEqualTo("Kim Muster");
            assertThat(desk.obstacles()).containsExactly("release.obstacle.not-all-signed");
            assertThat(desk.send()).isZero();

            // Chosen, it needs a release of its own.
            second.choose(KIM, ID, true, Progress.SILENT);
            assertThat(desk.send()).isZero();
            assertThat(desk.obstacles()).containsExactly("release.obstacle.changed-after-release");

            // Back to the first: its release holds again, and it waits for signatures.
            second.choose(KIM, ID, false, Progress.SILENT);
            assertThat(desk.obstacles()).containsExactly("release.obstacle.not-all-signed");
            assertThat(desk.send()).isZero();

            second.choose(KIM, ID, true, Progress.SILENT);
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.mail(0))
                    .contains("Subject: Unterzeichnung verschoben", "Ein neuer Termin folgt.")
                    .doesNotContain("unterzeichnen:");
            assertThatThrownBy(() -> second.choose(KIM, ID, false, Progress.SILENT))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("pipeline.press.second-too-late");
        }
    }

    /** It says that not everybody has signed: released and due, it does not go once that is untrue. */
    @Test
    void isHeldBackIfEverybodySignsAfterAll(@TempDir Path folder) throws Exception {
        try (APressDesk desk = approved(folder)) {
            SecondWording second = desk.application.the(SecondWording.class);
            second.approve(KIM, ID, null);
            second.choose(KIM, ID, true, Progress.SILENT);
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.obstacles()).isEmpty();

            everybodySigns(desk);
            assertThat(desk.obstacles()).containsExactly("release.obstacle.all-signed-meanwhile");
            assertThat(desk.send()).isZero();
            assertThatThrownBy(() -> second.choose(KIM, ID, true, Progress.SILENT))
                    .hasMessage("pipeline.press.second-not-needed");

            // The first wording is what holds now.
            second.choose(KIM, ID, false, Progress.SILENT);
            desk.released();
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isEqualTo(5);
            assertThat(desk.mail(0)).doesNotContain(SECOND.headline()).contains("unterzeichnen:");
        }
    }

    private static void everybodySigns(APressDesk desk) {
        Ceremonies ceremonies = desk.application.the(Ceremonies.class);
        Instant now = desk.application.clock().instant();
        Agreement agreement = desk.application
                .the(Matters.class)
                .find(ID)
                .orElseThrow()
                .matter()
                .agreements()
                .get(0);
        Ceremony ceremony = ceremonies.open(
                ID,
                agreement.key(),
                false,
                CeremonyBuilder.aCeremony().basis(),
                CeremonyBuilder.aCeremony().prepared(),
                agreement.signatories(),
                KIM,
                now);
        for (Signatory signatory : agreement.signatories()) {
            ceremony = ceremonies.save(
                    CeremonyBuilder.sign(ceremony, signatory.person().key()), KIM, now);
        }
        assertThat(desk.obstacles()).as("signed, and not yet checked").isEmpty();
        ceremony = ceremonies.save(ceremony.seal(CeremonyBuilder.sealed(ceremony)), KIM, now);
        ceremonies.save(ceremony.checked(CeremonyBuilder.digest("verdict")), KIM, now);
    }

    @Test
    void changedWordsNeedAnApprovalOfTheirOwn(@TempDir Path folder) throws Exception {
        try (APressDesk desk = new APressDesk(folder)
                .agreed()
                .prepared(release -> RealRelease.timed(release, "2026-11-23T10:00", null, null)
                        .withSecond(SECOND))) {
            SecondWording second = desk.application.the(SecondWording.class);
            second.approve(KIM, ID, null);
            second.choose(KIM, ID, true, Progress.SILENT);
            desk.released();
            desk.prepared(release -> release.withSecond(
                    new PressRelease.Second("", SECOND.headline(), "Mustertext: Ein anderer Text.")));
            assertThat(second.of(ID).orElseThrow().approvedBy()).isEmpty();
            assertThat(desk.obstacles())
                    .contains("release.obstacle.text-changed-after-approval", "release.obstacle.changed-after-release");
            desk.after(Duration.ofMinutes(1));
            assertThat(desk.send()).isZero();
            assertThatThrownBy(() -> desk.office().approve(KIM, ID, List.of("raphael")))
                    .as("nobody is quoted in it")
                    .isInstanceOf(PipelineException.class);
        }
    }

    @Test
    void withoutSuchWordsThereIsNothingToChoose(@TempDir Path folder) throws Exception {
        try (APressDesk desk = new APressDesk(folder).prepared(release -> release)) {
            SecondWording second = desk.application.the(SecondWording.class);
            assertThat(second.of(ID)).isEmpty();
            assertThatThrownBy(() -> second.choose(KIM, ID, true, Progress.SILENT))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("pipeline.press.no-second");
            desk.prepared(release -> release.withSecond(SECOND));
            assertThatThrownBy(() -> second.choose(KIM, ID, true, Progress.SILENT))
                    .as("there is no agreement that anybody had to sign")
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("pipeline.press.second-not-needed");
        }
    }
}
