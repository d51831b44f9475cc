package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.delivery.evidence.SendingJournal;
import federzug.notice.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is older than what was sent: restored from a backup, or another one beside an old outbox. */
class SendingEvidenceTest {
    @TempDir
    Path home;

    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final FakeMailTransport server = new FakeMailTransport();

    @Test
    void aDatabaseThatHasForgottenAMailSaysSoAtTheStartAndDoesNotSendItAgain() throws IOException {
        MailStatus sent = post(postbox(), false).mail();
        byte[] file = Files.readAllBytes(folder.resolve(sent.file()));
        forget("delete from send_ledger");

        Postbox restored = postbox();
        List<Notice> notices = restored.compareWithEvidence();

        assertThat(notices).extracting(Notice::code).containsExactly("delivery.evidence.older-database");
        MailStatus unclear = restored.mails(room.matter.id()).get(0);
        assertThat(unclear.state()).isEqualTo(MailState.UNKNOWN);
        assertThat(unclear.waitsForPerson()).isTrue();
        assertThat(unclear.messageId()).isEqualTo(sent.messageId());
        assertThat(post(restored, false).mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(server.arrived()).hasSize(1);
        assertThat(folder.resolve(sent.file())).hasBinaryContent(file);
    }

    @Test
    void aDatabaseThatStillWaitsForAMailDoesNotSendItAgain() {
        post(postbox(), false);
        forget("update send_ledger set state = 'PENDING', attempts = 0");

        assertThat(post(postbox(), false).mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(server.arrived()).hasSize(1);
    }

    @Test
    void theOutboxAloneIsEvidenceIfTheWholeHomeIsOlder() throws IOException {
        MailStatus sent = post(postbox(), false).mail();
        forget("delete from send_ledger");
        Files.delete(home.resolve(SendingEvidence.FILE));

        Posted posted = post(postbox(), false);

        assertThat(posted.mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(posted.mail().messageId()).isEqualTo(sent.messageId());
        assertThat(posted.notices()).extracting(Notice::code).contains("delivery.evidence.perhaps-sent");
    }

    @Test
    void theMailsInTheOutboxAreEvidenceIfNoJournalIsLeft() throws IOException {
        MailStatus sent = post(postbox(), false).mail();
        byte[] file = Files.readAllBytes(folder.resolve(sent.file()));
        forget("delete from send_ledger");
        forget("delete from send_ledger_name");
        Files.delete(home.resolve(SendingEvidence.FILE));
        Files.delete(folder.resolve(SendingEvidence.FILE));
        room.later(Duration.ofDays(1));

        Posted posted = post(postbox(), false);

        assertThat(posted.mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(posted.mail().messageId()).isEqualTo(sent.messageId());
        assertThat(folder.resolve(sent.file())).hasBinaryContent(file);
        assertThat(server.arrived()).hasSize(1);
    }

    @Test
    void whatAPersonDecidesAboutItIsDone() {
        MailStatus sent = post(postbox(), false).mail();
        forget("delete from send_ledger");
        Postbox restored = postbox();
        restored.compareWithEvidence();

        restored.resolve(sent.id(), Postbox.Resolution.RESEND);
        Posted again = post(restored, false);

        assertThat(again.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(again.mail().messageId()).isEqualTo(sent.messageId());
        assertThat(postbox().compareWithEvidence()).isEmpty();
    }

    @Test
    void aMailBeingHandedOverAtTheTimeOfTheBackupIsNotSentAgain() {
        post(postbox(), false);
        forget("update send_ledger set state = 'LEASED', holder = '1|1|gone.example|', lease_until = since");
        room.later(Duration.ofHours(2));

        assertThat(postbox().compareWithEvidence()).isNotEmpty();
        assertThat(room.rows()).extracting(row -> row.get("STATE")).containsExactly("UNKNOWN");
    }

    @Test
    void aMailWhoseProcessDiedBeforeTheHandOverIsSentAsEver() throws IOException {
        post(postbox(), false);
        forget("update send_ledger set state = 'LEASED', holder = '1|1|gone.example|', lease_until = since");
        for (Path journal : List.of(home, folder)) {
            Path file = journal.resolve(SendingEvidence.FILE);
            List<String> lines = Files.readAllLines(file);
            Files.write(file, lines.subList(0, 1)); // its end was not written down
        }
        room.later(Duration.ofHours(2));

        assertThat(postbox().compareWithEvidence()).isEmpty();
        assertThat(post(postbox(), false).mail().state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void nothingIsSaidWhereTheDatabaseKnowsAllThatWasSent() {
        post(postbox(), false);
        forget("update send_ledger set attempts = attempts + 1");

        assertThat(postbox().compareWithEvidence()).isEmpty();
        assertThat(post(postbox(), false).mail().state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aRehearsalMayBeRepeatedInANewHomeAndIsHeldInARestoredOne() throws IOException {
        post(postbox(), true);
        forget("delete from send_ledger");
        assertThat(post(postbox(), true).mail().state()).isEqualTo(MailState.UNKNOWN);

        forget("delete from send_ledger");
        forget("delete from send_ledger_name");
        Files.delete(home.resolve(SendingEvidence.FILE));
        assertThat(post(postbox(), true).mail().state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aMailOfAnotherDatabaseInTheOutboxIsSetAside() throws IOException {
        room.postbox().post(room.agreementMail(false), AMailroom.to(folder, false));
        forget("delete from send_ledger");
        room.later(Duration.ofDays(1));
        room.postbox().post(room.agreementMail(false), AMailroom.to(folder, false));

        assertThat(folder.toFile().list()).hasSize(2).anyMatch(name -> name.endsWith("-frueher.eml"));
    }

    @Test
    void restoredMattersSendNothingUntilAPersonHasDecided() {
        Postbox postbox = postbox();
        postbox.doubt(List.of(room.matter.id()), AMailroom.START);

        assertThat(post(postbox, false).mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(server.arrived()).isEmpty();
        postbox.resolveAll(room.matter.id(), Postbox.Resolution.RESEND);
        assertThat(post(postbox, false).mail().state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void anOutboxThatHasGoneOnSinceTheBackupSettlesTheDoubt() {
        post(postbox(), false);
        Postbox restored = postbox();
        restored.doubt(List.of(room.matter.id()), AMailroom.START.minusSeconds(60));

        assertThat(restored.post(
                                room.pressMail(
                                        room.matter,
                                        room.matter.release().recipients().get(0),
                                        false),
                                AMailroom.to(folder, false))
                        .mail()
                        .state())
                .isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aJournalThatWasChangedIsReportedAndItsRestCounts() throws IOException {
        post(postbox(), false);
        Path file = home.resolve(SendingEvidence.FILE);
        Files.writeString(file, Files.readString(file).replace("Raphael", "Rafael"));
        forget("delete from send_ledger");

        assertThat(postbox().compareWithEvidence())
                .extracting(Notice::code)
                .containsExactly("delivery.evidence.changed", "delivery.evidence.older-database");
    }

    @Test
    void aLineThatWasBeingWrittenWhenTheMachineStoppedIsNoDamage() throws IOException {
        post(postbox(), false);
        Path file = home.resolve(SendingEvidence.FILE);
        Files.writeString(file, Files.readString(file) + "0123456789abcdef0123456789abcdef H\tcut");

        assertThat(postbox().compareWithEvidence()).isEmpty();
        SendingJournal journal = new SendingJournal(file);
        journal.end("abc", 1);
        journal.flush();
        assertThat(new SendingJournal(file).read().intact()).isTrue();
        assertThat(new SendingJournal(file).read().ended()).contains("abc 1");
    }

    @Test
    void noMailGoesIfItCannotBeWrittenDownBefore() throws IOException {
        Files.createDirectory(home.resolve(SendingEvidence.FILE));

        assertThatThrownBy(() -> post(postbox(), false)).isInstanceOf(DeliveryException.class);
        assertThat(server.arrived()).isEmpty();
        assertThat(room.rows()).extracting(row -> row.get("STATE")).containsExactly("PENDING");
    }

    @Test
    void theJournalIsItsOwnersAlone() throws IOException {
        post(postbox(), false);

        assertThat(Files.getPosixFilePermissions(home.resolve(SendingEvidence.FILE)))
                .hasSize(2);
        assertThat(Files.readString(home.resolve(SendingEvidence.FILE), StandardCharsets.UTF_8))
                .contains(room.matter.id());
    }

    private Posted post(Postbox postbox, boolean rehearsal) {
        return postbox.post(room.agreementMail(rehearsal), AMailroom.to(folder, rehearsal));
    }

    /** As a process that has just been started. */
    private Postbox postbox() {
        return new Postbox(
                room.ledger,
                room.evidence(home),
                room.incoming,
                room.store,
                AMailroom.settings("probe@lpr.example"),
                room.clock,
                server);
    }

    private void forget(String sql) {
        room.database.jdbc().sql(sql).update();
    }
}
