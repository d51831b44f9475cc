package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.inbox.ImapFolder;
import federzug.delivery.inbox.InboxSettings;
import federzug.delivery.smtp.SmtpTransport;
import federzug.delivery.smtp.TrustedAuthorities;
import federzug.delivery.smtp.WriteWatch;
import federzug.testkit.MailDovecot;
import federzug.testkit.MailPki;
import federzug.testkit.MailPostfix;
import federzug.testkit.MailSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Out through a real Postfix, back as its own failure report, read from a real Dovecot: the ledger is right. */
class OutAndBackIT {
    @TempDir
    Path folder;

    private final AMailroom room = new AMailroom();
    private final MailPki house = new MailPki();

    @Test
    void aMailThatTheServerCannotDeliverIsFoundByItsReportOnce() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        Path mta = Files.createDirectory(folder.resolve("mta"));
        Path imap = Files.createDirectory(folder.resolve("imap"));
        try (MailSink refusing = new MailSink();
                MailPostfix postfix = MailPostfix.start(mta, house, house.certified("localhost"), refusing.port())) {
            refusing.fault(MailSink.Fault.REFUSES_RECIPIENT);
            Postbox postbox = room.postbox(carrier(postfix), Map.of());
            MailStatus good = post(postbox, "ob@stadt.example", out);
            MailStatus bad = post(postbox, "niemand@" + MailPostfix.ELSEWHERE, out);
            postfix.awaitMails(2);
            try (MailDovecot dovecot =
                    MailDovecot.start(imap, mta.resolve("mail/inbox"), house, house.certified("localhost"))) {
                Inbox inbox = inbox(dovecot);

                List<Inbox.Taken> first = inbox.collect(mail -> handled(inbox, mail));

                assertThat(first).as(postfix.log()).hasSize(2);
                assertThat(first)
                        .extracting(taken -> taken.handled().outcome())
                        .containsExactlyInAnyOrder(Outcome.LEFT, Outcome.DONE);
                assertThat(state(bad)).isEqualTo(MailState.BOUNCED);
                assertThat(state(good)).isEqualTo(MailState.ACCEPTED);
                assertThat(inbox.cameBack("niemand@" + MailPostfix.ELSEWHERE)).isPresent();
                assertThat(inbox.collect(mail -> handled(inbox, mail)))
                        .as("again")
                        .isEmpty();
                assertThat(mta.resolve("mail/inbox/.Federzug.Erledigt/cur")
                                        .toFile()
                                        .list()
                                        .length
                                + mta.resolve("mail/inbox/.Federzug.Erledigt/new")
                                        .toFile()
                                        .list()
                                        .length)
                        .isEqualTo(1);
            }
        }
    }

    private static Handled handled(Inbox inbox, IncomingMail mail) {
        return mail.report() == null
                ? new Handled(Outcome.LEFT, "", List.of())
                : inbox.takeReport(mail.report()).orElseThrow();
    }

    private MailState state(MailStatus mail) {
        return room.ledger.find(mail.id()).orElseThrow().state();
    }

    private MailStatus post(Postbox postbox, String address, Path out) {
        return postbox.post(room.agreementMailTo(new Recipient(address, "", address)), AMailroom.to(out, false))
                .mail();
    }

    private Inbox inbox(MailDovecot dovecot) throws Exception {
        MapConfigurationPropertySource values = new MapConfigurationPropertySource(Map.of(
                "federzug.delivery.inbox.host", "localhost",
                "federzug.delivery.inbox.port", Integer.toString(dovecot.port()),
                "federzug.delivery.inbox.user", "asskomm@lpr.example"));
        InboxSettings settings = new Binder(values)
                .bind("federzug.delivery.inbox", InboxSettings.class)
                .get();
        String authority = house.writeAuthority(folder.resolve("ca.pem")).toString();
        return new Inbox(
                settings,
                AMailroom.settings(""),
                room.incoming,
                room.ledger,
                room.clock,
                List.of(() -> ImapFolder.open(
                        settings, MailDovecot.PASSWORD, TrustedAuthorities.read(authority), WriteWatch.begin())));
    }

    private SmtpTransport carrier(MailPostfix postfix) throws Exception {
        return new SmtpTransport(AMailroom.smtp(
                postfix.port(),
                "host",
                "localhost",
                "tls",
                "starttls",
                "read-timeout",
                "20s",
                "ca-file",
                house.writeAuthority(folder.resolve("ca-out.pem")).toString()));
    }
}
