package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.agreement.Mailbox;
import federzug.agreement.Mailbox.SignedFiles;
import federzug.agreement.PressRelease;
import federzug.delivery.Postbox.Resolution;
import federzug.delivery.smtp.MailTransport;
import federzug.delivery.smtp.MailTransport.Outcome;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.MailAsText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class PostboxTest {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final FakeMailTransport server = new FakeMailTransport();

    @Test
    void withoutAMailServerAFileIsNoDelivery() throws Exception {
        Posted posted = room.postbox().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(posted.changed()).isTrue();
        assertThat(posted.mail().state()).isEqualTo(MailState.BY_HAND);
        assertThat(posted.waitsForHand()).isTrue();
        assertThat(posted.mail().file()).isEqualTo("01-raphael.eml");
        assertThat(Files.readString(folder.resolve("01-raphael.eml"))).contains("X-Unsent: 1");

        room.postbox().resolve(posted.mail().id(), Postbox.Resolution.SENT);
        Posted sent = room.postbox().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(sent.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(sent.waitsForHand()).isFalse();
    }

    @Test
    void inARehearsalTheFileIsEnough() {
        Posted posted = room.postbox().post(room.agreementMail(true), AMailroom.to(folder, true));
        assertThat(posted.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(posted.notices()).isEmpty();
    }

    @Test
    void postingAgainIsNoSecondMail() throws Exception {
        Posted first = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        byte[] before = Files.readAllBytes(folder.resolve("01-raphael.eml"));
        room.later(Duration.ofDays(1));
        Posted second = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(second.mail()).isEqualTo(first.mail());
        assertThat(second.changed()).isFalse();
        assertThat(server.recipients).containsExactly("ob@crimmitschau.example");
        assertThat(Files.readAllBytes(folder.resolve("01-raphael.eml"))).isEqualTo(before);
        assertThat(room.rows()).hasSize(1);
    }

    @Test
    void aDeletedFileComesBackByteForByte() throws Exception {
        room.postbox().post(room.agreementMail(true), AMailroom.to(folder, true));
        byte[] before = Files.readAllBytes(folder.resolve("01-raphael.eml"));
        Files.delete(folder.resolve("01-raphael.eml"));
        room.later(Duration.ofDays(1));
        room.postbox().post(room.agreementMail(true), AMailroom.to(folder, true));
        assertThat(Files.readAllBytes(folder.resolve("01-raphael.eml"))).isEqualTo(before);
    }

    @Test
    void numbersTheMailsOfAMatterInOrder() {
        List<String> files = Stream.of("raphael", "Rodig/Müller", "日本")
                .map(key -> room.postbox()
                        .post(addressedTo(new Recipient(key, "", "a@b.example")), AMailroom.to(folder, false))
                        .mail()
                        .file())
                .toList();
        assertThat(files).containsExactly("01-raphael.eml", "02-rodig-mueller.eml", "03-empfaenger.eml");
    }

    @Test
    void aRehearsalDoesNotUseUpTheRealMail() {
        real().post(room.agreementMail(true), AMailroom.to(folder, true));
        assertThat(server.recipients).isEmpty();
        real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(server.recipients).containsExactly("ob@crimmitschau.example");
    }

    @Test
    void aRehearsalGoesToTheRehearsalAddressOnly() throws Exception {
        Postbox postbox = room.postbox(server, "probe@lpr.example");
        MailStatus mail = postbox.post(room.agreementMail(true), AMailroom.to(folder, true))
                .mail();
        assertThat(server.recipients).containsExactly("probe@lpr.example");
        assertThat(mail.subject()).startsWith("[PROBE] ");
        assertThat(mail.recipient()).isEqualTo("ob@crimmitschau.example");
        assertThat(MailAsText.of(Files.readAllBytes(folder.resolve(mail.file()))))
                .contains("To: probe@lpr.example\n")
                .contains("X-Federzug-Rehearsal-For: André Raphael <ob@crimmitschau.example>\n");
    }

    @Test
    void whatWasDeferredIsTriedAgain() {
        server.answer = gate -> new Outcome(MailState.DEFERRED, "delivery.smtp.deferred", "451 später");
        Posted first = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(first.mail().state()).isEqualTo(MailState.DEFERRED);
        assertThat(first.notices())
                .extracting(Texts.german()::text)
                .first()
                .asString()
                .contains("451 später");
        server.answer = new FakeMailTransport().answer;
        Posted tooEarly = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(tooEarly.changed()).isFalse();
        assertThat(server.recipients).hasSize(1);
        assertThat(Texts.german().text(tooEarly.notices().get(0))).contains("ab 01.12.2021, 12:06:30\u00a0Uhr");
        room.later(Duration.ofMinutes(1));
        Posted second = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(second.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(second.mail().messageId()).isEqualTo(first.mail().messageId());
        assertThat(room.rows()).extracting(row -> row.get("ATTEMPTS")).containsExactly(2);
    }

    /** Here, whoever hears the results fails while the second group of mails is on its way. */
    @Test
    void anErrorHalfwayLosesNoKnownOutcome() throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch eleventh = new CountDownLatch(1);
        AtomicBoolean failed = new AtomicBoolean();
        server.answer = gate -> {
            if (server.recipients.size() == 11) {
                eleventh.countDown();
                awaitThat(() -> failed.get() && caller.getState() == Thread.State.WAITING);
            }
            return new FakeMailTransport().answer.apply(gate);
        };
        List<Message> mails = IntStream.range(0, 16)
                .mapToObj(i -> (Message) addressedTo(new Recipient("p" + i, "", "p" + i + "@b.example")))
                .toList();
        assertThatThrownBy(() -> postAll(mails, () -> {
                    assertThat(eleventh.await(60, TimeUnit.SECONDS)).isTrue();
                    failed.set(true);
                    throw new IllegalStateException("gone");
                }))
                .hasMessage("gone");
        List<String> arrived = server.arrived();
        assertThat(arrived).hasSize(11);
        assertThat(room.rows())
                .hasSize(16)
                .allSatisfy(row -> assertThat(row.get("STATE"))
                        .isEqualTo(arrived.contains(row.get("RECIPIENT")) ? "ACCEPTED" : "PENDING"));

        postAll(mails, () -> null);
        assertThat(server.arrived()).hasSize(16).doesNotHaveDuplicates();
        assertThat(room.rows()).allSatisfy(row -> assertThat(row.get("STATE")).isEqualTo("ACCEPTED"));
    }

    private static void awaitThat(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /** @param heard called with each result */
    private void postAll(List<Message> mails, Callable<?> heard) {
        real().postAll(mails, AMailroom.to(folder, false), AMailroom.each(posted -> {
            try {
                heard.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));
    }

    @Test
    void theLedgerSaysHandingOverBeforeTheEndMarkIsSent() {
        List<Object> states = new ArrayList<>();
        server.answer = gate -> {
            states.add(room.rows().get(0).get("STATE"));
            gate.open();
            states.add(room.rows().get(0).get("STATE"));
            return new Outcome(MailState.ACCEPTED, "", "");
        };
        real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(states).containsExactly("LEASED", "HANDING_OVER");
    }

    @Test
    void unknownIsNeverSentAgainByItself() {
        lose();
        server.answer = new FakeMailTransport().answer;
        Posted again = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(again.mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(server.recipients).hasSize(1);
        assertThat(Texts.german().text(again.notices().get(0)))
                .contains(
                        again.mail().messageId(),
                        "send --resolve " + again.mail().id());
    }

    @Test
    void aPersonMayHaveItSentAgainWithTheSameMessageId() {
        MailStatus lost = lose();
        server.answer = new FakeMailTransport().answer;
        assertThat(real().resolve(lost.id(), Resolution.RESEND).state()).isEqualTo(MailState.PENDING);
        MailStatus sent = real().post(room.agreementMail(false), AMailroom.to(folder, false))
                .mail();
        assertThat(sent.state()).isEqualTo(MailState.ACCEPTED);
        assertThat(sent.messageId()).isEqualTo(lost.messageId());
        assertThat(server.recipients).hasSize(2);
    }

    @Test
    void aPersonMaySayThatItArrived() {
        assertThat(real().resolve(lose().id(), Resolution.SENT).state()).isEqualTo(MailState.ACCEPTED);
        real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(server.recipients).hasSize(1);
    }

    @Test
    void thereIsNothingToDecideAboutAnAcceptedMail() {
        String id = real().post(room.agreementMail(false), AMailroom.to(folder, false))
                .mail()
                .id();
        assertThatThrownBy(() -> real().resolve(id, Resolution.RESEND)).hasMessage("delivery.resolve.accepted");
        assertThatThrownBy(() -> real().resolve("nonsense", Resolution.SENT))
                .hasMessage("delivery.resolve.no-such-mail");
    }

    @Test
    void aMailOfADeadProcessWaitsAgain() {
        dieIn("LEASED", deadProcess());
        assertThat(real().settle()).extracting(MailStatus::state).containsExactly(MailState.PENDING);
        assertThat(real().post(room.agreementMail(false), AMailroom.to(folder, false))
                        .mail()
                        .state())
                .isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aMailThatADeadProcessWasHandingOverIsUnknown() {
        dieIn("HANDING_OVER", deadProcess());
        Posted posted = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(posted.mail().state()).isEqualTo(MailState.UNKNOWN);
        assertThat(posted.notices()).extracting(Notice::code).containsExactly("delivery.smtp.interrupted");
        assertThat(server.recipients).hasSize(1);
    }

    @Test
    void aMailInTheHandsOfALivingProcessIsLeftToIt() {
        dieIn("LEASED", LeaseHolder.current().toString());
        Posted posted = real().post(room.agreementMail(false), AMailroom.to(folder, false));
        assertThat(posted.mail().state()).isEqualTo(MailState.LEASED);
        assertThat(posted.changed()).isFalse();
        assertThat(server.recipients).hasSize(1);
        leasesRunOut();
        assertThat(real().settle()).extracting(MailStatus::state).containsExactly(MailState.PENDING);
    }

    @Test
    void aProcessWhoseLeaseWasReleasedDoesNotSendTheEndMark() {
        List<Boolean> opened = new ArrayList<>();
        server.answer = gate -> {
            leasesRunOut();
            real().settle();
            opened.add(gate.open());
            return new Outcome(MailState.DEFERRED, "delivery.smtp.unreachable", "");
        };
        MailStatus mail = real().post(room.agreementMail(false), AMailroom.to(folder, false))
                .mail();
        assertThat(opened).containsExactly(false);
        assertThat(mail.state()).isEqualTo(MailState.PENDING);
    }

    @Test
    void aMailboxThatTakesNoSignedFilesGetsNone() throws Exception {
        Mailbox mailbox = new Mailbox("OB@crimmitschau.example", true, SignedFiles.NEIN, 0, Set.of());
        Posted posted = real().post(room.agreementMail(false), AMailroom.to(folder, false, mailbox));
        assertByHand(posted, "delivery.mailbox.no-signed-files");
        assertThat(Files.readString(folder.resolve(posted.mail().file()), StandardCharsets.US_ASCII))
                .contains("X-Unsent: 1\r\n");
        // An unsigned release may go to the same mailbox.
        PressMail press = room.pressMail(room.matter, new PressRelease.Recipient("ob@crimmitschau.example", ""), false);
        assertThat(real().post(press, AMailroom.to(folder, false, mailbox))
                        .mail()
                        .state())
                .isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aMailboxGetsNoFileTypeItRefuses() {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", true, SignedFiles.JA, 0, Set.of("docx"));
        assertByHand(
                real().post(room.agreementMail(false), AMailroom.to(folder, false, mailbox)),
                "delivery.mailbox.file-type");
    }

    @Test
    void aMailboxGetsNothingTooLargeAfterEncoding() {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", true, SignedFiles.JA, 1, Set.of("pdf"));
        // 800 kB are less than a megabyte, but more as base64.
        AgreementMail small = room.agreementMail(false);
        AgreementMail large = new AgreementMail(
                small.matter(),
                small.agreements(),
                small.to(),
                small.subject(),
                small.text(),
                List.of(
                        room.store.put("kooperationsvereinbarung-signiert.pdf", new byte[800_000]),
                        small.attachments().get(1)));
        assertByHand(real().post(large, AMailroom.to(folder, false, mailbox)), "delivery.mailbox.too-large");
    }

    @Test
    void aMailboxWithConditionsIsWrittenToWithAWarning() {
        Mailbox mailbox = new Mailbox("ob@crimmitschau.example", true, SignedFiles.BEDINGT, 10, Set.of("pdf"));
        Posted posted = real().post(room.agreementMail(false), AMailroom.to(folder, false, mailbox));
        assertThat(posted.mail().state()).isEqualTo(MailState.ACCEPTED);
        assertThat(posted.notices())
                .extracting(Notice::code)
                .containsExactly("delivery.mailbox.signed-files-conditional");
    }

    @Test
    void anUnwritableFolderIsSaidAndNothingIsSent() throws Exception {
        Path file = Files.writeString(folder.resolve("mail"), "a file, no folder");
        assertThatThrownBy(() -> real().post(room.agreementMail(false), AMailroom.to(file, false)))
                .hasMessage("delivery.outbox.unwritable");
        assertThat(server.recipients).isEmpty();
    }

    @Test
    void twoPersonsWithOneMailboxGetAMailEach() {
        real().post(
                        addressedTo(new Recipient("raphael", "", "rathaus@crimmitschau.example")),
                        AMailroom.to(folder, false));
        real().post(
                        addressedTo(new Recipient("rodig", "", "rathaus@crimmitschau.example")),
                        AMailroom.to(folder, false));
        assertThat(server.recipients).hasSize(2);
        assertThat(real().mails(room.matter.id()))
                .extracting(MailStatus::file)
                .containsExactly("01-raphael.eml", "02-rodig.eml");
    }

    @Test
    void manyAtOnceSendEachMailOnce() throws Exception {
        MailTransport counting = new MailTransport() {
            @Override
            public Duration longestAttempt() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Outcome carry(byte[] mail, String from, String to, Gate gate) {
                if (gate.open()) {
                    server.recipients.add(to);
                }
                return new Outcome(MailState.ACCEPTED, "", "");
            }
        };
        List<AgreementMail> mails = Stream.of("a", "b", "c", "d")
                .map(key -> addressedTo(new Recipient(key, "", key + "@b.example")))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Posted>> posted = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                AgreementMail mail = mails.get(i % mails.size());
                posted.add(threads.submit(() -> room.postbox(counting, "").post(mail, AMailroom.to(folder, false))));
            }
            for (Future<Posted> one : posted) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.recipients)
                .containsExactlyInAnyOrder("a@b.example", "b@b.example", "c@b.example", "d@b.example");
        assertThat(room.rows()).extracting(row -> row.get("ORDINAL")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void secretsAreNoSettings() {
        assertThat(DeliverySettings.Smtp.class.getRecordComponents())
                .extracting(component -> component.getName())
                .doesNotContain("password");
    }

    private Postbox real() {
        return room.postbox(server, "");
    }

    private MailStatus lose() {
        server.answer = gate -> {
            gate.open();
            return new Outcome(MailState.UNKNOWN, "delivery.smtp.unknown", "Verbindung verloren");
        };
        return real().post(room.agreementMail(false), AMailroom.to(folder, false))
                .mail();
    }

    /** Leaves the row as a process does that is killed in the middle. */
    private void dieIn(String state, String holder) {
        server.answer = gate -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> real().post(room.agreementMail(false), AMailroom.to(folder, false)))
                .hasMessage("killed");
        room.database
                .jdbc()
                .sql("update send_ledger set state = ?, holder = ?, lease_until = ?")
                .param(state)
                .param(holder)
                .param(room.ledger.now().plusSeconds(600).atOffset(java.time.ZoneOffset.UTC))
                .update();
        server.answer = new FakeMailTransport().answer;
    }

    /** An hour passes, by the clock that counts for leases. */
    private void leasesRunOut() {
        room.later(Duration.ofHours(1));
        room.database
                .jdbc()
                .sql("update send_ledger set lease_until = ? where lease_until is not null")
                .param(room.ledger.now().minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private static String deadProcess() {
        LeaseHolder self = LeaseHolder.current();
        return new LeaseHolder(self.host(), self.pid(), self.started() - 1, self.boot(), self.namespace()).toString();
    }

    @Test
    void knowsThatAMailCameBackFromAnEarlierAddressOfTheSamePerson() {
        Delivery way = AMailroom.to(folder, false);
        AgreementMail fresh = addressedTo(new Recipient("raphael", "", "vorzimmer@crimmitschau.example"));
        AgreementMail stranger = addressedTo(new Recipient("rodig", "", "vorzimmer@crimmitschau.example"));
        assertThat(real().isReaddressed(fresh, way)).as("nothing came back").isFalse();
        MailStatus arrived = real().post(room.agreementMail(false), way).mail();
        assertThat(real().isReaddressed(fresh, way)).as("it has arrived").isFalse();
        assertThat(real().hasComeBack(arrived.matter(), Message.Kind.AGREEMENT)).isFalse();

        room.database.jdbc().sql("update send_ledger set state = 'BOUNCED'").update();
        MailStatus back = real().mails().get(0);
        assertThat(real().hasComeBack(back.matter(), Message.Kind.AGREEMENT)).isTrue();
        assertThat(real().isReaddressed(fresh, way)).isTrue();
        assertThat(real().isReaddressed(stranger, way)).as("of somebody else").isFalse();
        assertThat(real().isReaddressed(room.agreementMail(false), way))
                .as("the old address")
                .isFalse();
        assertThat(back.waitsForPerson()).isTrue();

        real().post(stranger, way);
        assertThat(real().mails().get(0)).isEqualTo(back);
        room.later(Duration.ofMinutes(1));
        real().post(fresh, way);
        assertThat(real().isReaddressed(fresh, way)).as("once").isFalse();
        MailStatus replaced = real().mails(back.matter()).get(0);
        assertThat(replaced.waitsForPerson()).isFalse();
        assertThat(replaced.reason()).extracting(Notice::code).isEqualTo("delivery.retry.readdressed");
        assertThatThrownBy(() -> real().resolveAll(back.matter(), Postbox.Resolution.RESEND))
                .as("nothing goes to the old address")
                .isInstanceOf(DeliveryException.class);

        // The new address is no better: that one mail waits, and the earlier does not.
        room.database
                .jdbc()
                .sql(
                        "update send_ledger set state = 'REJECTED' where recipient = 'vorzimmer@crimmitschau.example' and business_key like '%raphael%'")
                .update();
        assertThat(real().mails())
                .filteredOn(MailStatus::waitsForPerson)
                .extracting(MailStatus::recipient)
                .containsExactly("vorzimmer@crimmitschau.example");
        room.later(Duration.ofMinutes(1));
        real().resolve(back.id(), Postbox.Resolution.RESEND);
        assertThat(real().mails()).as("the first address after all").noneMatch(MailStatus::waitsForPerson);
    }

    private AgreementMail addressedTo(Recipient recipient) {
        AgreementMail mail = room.agreementMail(false);
        return new AgreementMail(
                mail.matter(), mail.agreements(), recipient, mail.subject(), mail.text(), mail.attachments());
    }

    private void assertByHand(Posted posted, String code) {
        assertThat(posted.mail().state()).isEqualTo(MailState.BY_HAND);
        assertThat(posted.notices()).extracting(Notice::code).containsExactly(code);
        assertThat(Texts.german().text(posted.notices().get(0))).contains("ob@crimmitschau.example");
        assertThat(server.recipients).isEmpty();
    }
}
