package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Matters;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.ceremony.TurnState;
import federzug.delivery.Postbox;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.mailing.Mailroom;
import federzug.pipeline.mailing.Sending;
import federzug.pipeline.run.Closing;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.KillAtWrites;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kill before any write of documents or ceremonies leaves a signing that the next call finishes. */
class KilledCeremonyIT extends SharedApplication {
    @Override
    protected CeremonyApplication application(Path folder) {
        return new CeremonyApplication(folder, KillAtWrites.Faults.class);
    }

    @Test
    void aSignatureAtADeviceIsFinishedByTheNextCall() {
        int kills = 0;
        while (true) {
            Ceremony ceremony = opened("geraet-" + kills, "");
            if (!killed(kills, () -> sign(ceremony, "raphael"))) {
                break;
            }
            finish(ceremony, () -> sign(ceremony, "raphael"));
            kills++;
        }
        assertThat(kills).isGreaterThan(5);
    }

    @Test
    void aReturnedCopyIsTakenOverByTheNextCall() throws IOException {
        int kills = 0;
        while (true) {
            Ceremony ceremony = opened("rueckgabe-" + kills, "rueckgabe");
            byte[] copy = application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
            Path file = Files.write(folder.resolve("kopie.pdf"), copy);
            if (!killed(kills, () -> handOutAndTake(ceremony, file))) {
                break;
            }
            finish(ceremony, () -> handOutAndTake(ceremony, file));
            assertThat(application.the(Postbox.class).mails(ceremony.matter()))
                    .as("one invitation each")
                    .hasSize(2);
            kills++;
        }
        assertThat(kills).isGreaterThan(5);
    }

    /**
     * Two signatures, the seal, its check and the mails; killed before a statement that writes, commits included: with
     * {@code -Pchaos} before each of them, else before one in many.
     */
    @Test
    void aWholeCeremonyIsFinishedByTheNextCallAfterAKillBetweenAnyTwoWrites() {
        int step = Integer.getInteger("federzug.kill.step", 47);
        int kills = 0;
        for (int write = 0; ; write += step) {
            String matter = "ganz-" + write;
            StoredMatter stored = application.accept(
                    matter,
                    new Signatory(AMatter.RAPHAEL, 1, "demo-raphael", "", null),
                    new Signatory(AMatter.FORKERT, 2, "demo-forkert", "", null));
            Ceremony ceremony = application.open(stored, SigningSpecimen.pdf(200, 60, "raphael", "forkert"));
            boolean killed = KillAtWrites.killed(write, true, () -> wholeWay(stored));
            if (killed) {
                wholeWay(stored);
                kills++;
            }
            assertThat(now(ceremony).state().word())
                    .as("after a kill before write %d", write)
                    .isEqualTo("CLOSED");
            Ceremonies ceremonies = application.the(Ceremonies.class);
            assertThat(ceremonies.auditJournal(matter, ceremony.agreement())).isEmpty();
            assertThat(ceremonies.journal(matter, ceremony.agreement()))
                    .extracting(JournalEntry::event)
                    .filteredOn(event -> !event.startsWith("Signing") && !event.equals("TurnOpened"))
                    .containsExactly(
                            "CeremonyOpened",
                            "SignatureRecorded",
                            "SignatureRecorded",
                            "EverybodySigned",
                            "SealAdded",
                            "SealChecked",
                            "CeremonyClosed");
            if (!killed) {
                break;
            }
        }
        assertThat(kills * step).as("writes of a whole ceremony").isGreaterThan(60);
    }

    private void wholeWay(StoredMatter stored) {
        application.the(RehearsalSigning.class).signAll(Acting.of("test"), stored, Progress.SILENT);
        application.the(Invitations.class).handOut(Acting.of("test"), stored, Progress.SILENT);
        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);
        Sending sending = application.the(Mailroom.class).sending(stored, Progress.SILENT);
        application.the(Mailroom.class).send(Acting.of("test"), stored, sending);
        sending.finish();
    }

    private static boolean killed(int before, Runnable work) {
        return KillAtWrites.killed(before, false, work);
    }

    private void finish(Ceremony begun, Runnable work) {
        if (now(begun).turn("raphael").state() != TurnState.SIGNED) {
            work.run();
        } else if (begun.turn("raphael").device().equals("rueckgabe")) {
            work.run();
        } else {
            assertThatThrownBy(work::run).hasMessageContaining("ceremony.turn-refused.signed");
        }
        Ceremony ceremony = now(begun);
        assertThat(ceremony.turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(ceremony.signedFields()).containsExactly("raphael_Unterschrift");
        Ceremonies ceremonies = application.the(Ceremonies.class);
        assertThat(ceremonies.auditJournal(ceremony.matter(), ceremony.agreement()))
                .isEmpty();
        assertThat(ceremonies.session(ceremony.matter(), ceremony.agreement())).isEmpty();
        assertThat(ceremonies.journal(ceremony.matter(), ceremony.agreement()))
                .extracting(JournalEntry::event)
                .containsOnlyOnce("SignatureRecorded");
    }

    private void handOutAndTake(Ceremony ceremony, Path file) {
        StoredMatter stored =
                application.the(Matters.class).find(ceremony.matter()).orElseThrow();
        application.the(Invitations.class).handOut(Acting.of("test"), stored, Progress.SILENT);
        application
                .the(ReturnDesk.class)
                .take(
                        Acting.of("test"),
                        ceremony.matter(),
                        Upload.each(List.of(file), ReturnDesk.LARGEST),
                        Progress.SILENT);
        application.the(Invitations.class).handOut(Acting.of("test"), stored, Progress.SILENT);
    }

    private void sign(Ceremony ceremony, String person) {
        application.sign(ceremony.matter(), person);
    }

    private Ceremony opened(String matter, String device) {
        return application.open(matter, device);
    }

    private Ceremony now(Ceremony ceremony) {
        return application.now(ceremony);
    }
}
