package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.inbox.InboxSettings;
import federzug.delivery.inbox.IncomingRecords.Mark;
import federzug.delivery.inbox.IncomingRecords.Marked;
import federzug.notice.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BouncesTest {
    private static final String ADDRESS = "ob@crimmitschau.example";

    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final FakeMailTransport server = new FakeMailTransport();
    private MailStatus sent;

    @BeforeEach
    void aMailIsOut() {
        sent = room.postbox(server, "")
                .post(room.agreementMailTo(Recipient.of("", ADDRESS)), AMailroom.to(folder, false))
                .mail();
    }

    @Test
    void aFailureForGoodIsKnownByTheEnvelope() {
        Handled handled = take(report("", sent.messageId(), failed("someone@else.example", "5.1.1")));

        assertThat(handled.outcome()).isEqualTo(Outcome.DONE);
        assertThat(handled.notices()).extracting(Notice::code).containsExactly("delivery.bounce.failed");
        assertThat(state()).isEqualTo(MailState.BOUNCED);
        assertThat(room.ledger.find(sent.id()).orElseThrow().status().waitsForPerson())
                .isTrue();
        assertThat(room.incoming.marked(ADDRESS, Mark.BOUNCED)).isPresent();
    }

    @Test
    void whoHasTheMailSentAgainHasLookedAtTheAddress() {
        take(report("", sent.messageId(), failed(ADDRESS, "5.1.1")));
        assertThat(room.incoming.marked(Mark.BOUNCED))
                .extracting(Marked::address, Marked::reason)
                .containsExactly(tuple(ADDRESS, "5.1.1 no such user"));

        room.postbox(server, "").resolve(sent.id(), Postbox.Resolution.RESEND);

        assertThat(room.incoming.marked(Mark.BOUNCED)).isEmpty();
    }

    @Test
    void byTheNumberInTheAddressAndByTheMessageIdOfTheMailThatIsQuoted() {
        take(new DeliveryReport(List.of(failed("x@y.example", "5.2.2")), "", List.of(), List.of(sent.id()), true));
        assertThat(state()).isEqualTo(MailState.BOUNCED);
        assertThat(room.incoming.marked(ADDRESS, Mark.BOUNCED))
                .as("its mailbox is full")
                .isEmpty();

        assertThat(take(report(sent.messageId(), "", failed("x@y.example", "5.1.1")))
                        .outcome())
                .as("again")
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void whatAListDeliveredToSomeHasNotComeBack() {
        Fate arrived = new Fate("a@intern.example", ADDRESS, Action.DELIVERED, "2.0.0", "");
        Handled handled = take(report(sent.messageId(), "", arrived, failed("b@intern.example", "5.1.1")));

        assertThat(handled.outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(handled.notices()).extracting(Notice::code).containsExactly("delivery.bounce.partly");
        assertThat(state()).isEqualTo(MailState.ACCEPTED);
        take(report(sent.messageId(), "", failed("b@intern.example", "5.1.1"), failed("a@intern.example", "5.1.1")));
        assertThat(state()).as("to nobody").isEqualTo(MailState.BOUNCED);
    }

    @Test
    void byTheRecipientIfExactlyOneMailWentThere() {
        take(report("", "", failed(ADDRESS.toUpperCase(java.util.Locale.ROOT), "5.1.1")));

        assertThat(state()).isEqualTo(MailState.BOUNCED);
    }

    @Test
    void isUnclearIfSeveralMailsWentThere() {
        room.postbox(server, "")
                .post(
                        new PressMail(
                                room.matter.id(),
                                Recipient.of("", ADDRESS),
                                "x",
                                room.agreementMail(false).text(),
                                room.pdf("m.pdf"),
                                Recipient.of("", "presse@lpr.example")),
                        AMailroom.to(folder, false));

        assertThat(take(report("", "", failed(ADDRESS, "5.1.1"))).outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void isNothingForUsIfItIsAboutNobodyWeWroteTo() {
        assertThat(inbox().takeReport(report("<a@b.example>", "", failed("c@d.example", "5.1.1"))))
                .isEmpty();
        assertThat(state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aDelayIsANoteAndAFailureForNowIsForAPerson() {
        Fate delayed = new Fate(ADDRESS, "", Action.DELAYED, "4.4.1", "no answer");
        assertThat(take(report("", "", delayed)).notices())
                .extracting(Notice::code)
                .containsExactly("delivery.bounce.delayed");
        Fate transientFailure = new Fate(ADDRESS, "", Action.FAILED, "4.4.7", "expired");
        assertThat(take(report("", "", transientFailure)).outcome()).isEqualTo(Outcome.UNCLEAR);
        assertThat(state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void aConfirmationSettlesWhatIsUnknown() {
        room.database.jdbc().sql("update send_ledger set state = 'UNKNOWN'").update();

        take(report("", sent.messageId(), new Fate(ADDRESS, "", Action.DELIVERED, "2.0.0", "")));

        assertThat(state()).isEqualTo(MailState.ACCEPTED);
    }

    @Test
    void whoUnsubscribedGetsNoReleaseAndTheOthersDo() {
        inbox().unsubscribe("Zeitung@Presse.example", "<1@presse.example>");
        Postbox postbox = room.postbox(server, "");

        MailState off = postbox.post(press("zeitung@presse.example"), AMailroom.to(folder, false))
                .mail()
                .state();
        MailState on = postbox.post(press("radio@presse.example"), AMailroom.to(folder, false))
                .mail()
                .state();

        assertThat(off).isEqualTo(MailState.WITHDRAWN);
        assertThat(on).isEqualTo(MailState.ACCEPTED);
        assertThat(server.arrived()).containsExactly(ADDRESS, "radio@presse.example");
    }

    private PressMail press(String address) {
        return new PressMail(
                room.matter.id(),
                Recipient.of("", address),
                "Kooperation",
                room.agreementMail(false).text(),
                room.pdf("medieninformation.pdf"),
                Recipient.of("", "presse@lpr.example"));
    }

    private static Fate failed(String recipient, String status) {
        return new Fate(recipient, "", Action.FAILED, status, "no such user");
    }

    private static DeliveryReport report(String messageId, String envelope, Fate... fate) {
        return new DeliveryReport(
                List.of(fate), envelope, messageId.isEmpty() ? List.of() : List.of(messageId), List.of(), true);
    }

    private MailState state() {
        return room.ledger.find(sent.id()).orElseThrow().state();
    }

    private Handled take(DeliveryReport report) {
        Optional<Handled> handled = inbox().takeReport(report);
        return handled.orElseThrow();
    }

    private Inbox inbox() {
        InboxSettings none = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("federzug.delivery.inbox", InboxSettings.class);
        return new Inbox(none, AMailroom.settings(""), room.incoming, room.ledger, room.clock, List.of());
    }
}
