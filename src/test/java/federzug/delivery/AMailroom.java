package federzug.delivery;

import federzug.agreement.Agreement;
import federzug.agreement.Mailbox;
import federzug.agreement.Matter;
import federzug.agreement.PressRelease;
import federzug.delivery.DeliverySettings.Smtp;
import federzug.delivery.evidence.SendingJournal;
import federzug.delivery.ledger.Ledgers;
import federzug.delivery.ledger.SendLedger;
import federzug.delivery.smtp.MailTransport;
import federzug.document.Content;
import federzug.document.InMemoryDocumentStore;
import federzug.document.MailText;
import federzug.testkit.AMatter;
import federzug.testkit.MailDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A ledger in memory, the Crimmitschau matter and a clock that stands still until it is moved. */
public final class AMailroom {
    static final Instant START = Instant.parse("2021-12-01T11:05:30Z");

    static final String[] MIGRATIONS = {
        "V202611220940__delivery_send_ledger.sql",
        "V202611221504__delivery_retries.sql",
        "V202611300033__delivery_perhaps_twice.sql",
        "V202611291310__delivery_evidence.sql"
    };

    final MailDatabase database;
    final InMemoryDocumentStore store = new InMemoryDocumentStore();
    public final Matter matter = AMatter.crimmitschau();
    private Instant now = START;
    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("Europe/Berlin");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    final SendLedger ledger;
    final IncomingInMemory incoming = new IncomingInMemory();

    public AMailroom() {
        this(MailDatabase.with(MIGRATIONS));
    }

    public AMailroom(MailDatabase database) {
        this(database, null);
    }

    /** @param home where marks are kept beside the database; null: in it */
    public AMailroom(MailDatabase database, @Nullable Path home) {
        this.database = database;
        this.ledger = Ledgers.of(database.transactions(), clock, LeaseHolder.current(), home);
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public static DeliverySettings settings(String rehearsalAddress) {
        return settings(Map.of("rehearsal-address", rehearsalAddress));
    }

    /** The sender of the example, and what a test wants besides; keys as in the configuration file. */
    public static DeliverySettings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        all.put("federzug.delivery.sender-address", "asskomm@lpr.example");
        all.put("federzug.delivery.sender-name", "Landespräventionsrat Sachsen");
        values.forEach((key, value) -> all.put("federzug.delivery." + key, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("federzug.delivery", DeliverySettings.class);
    }

    /** A mail server on the loopback address, unencrypted and with little patience unless told otherwise. */
    public static Smtp smtp(int port, String... pairs) {
        Map<String, String> all = new HashMap<>(Map.of(
                "smtp.host", "127.0.0.1",
                "smtp.port", Integer.toString(port),
                "smtp.tls", "opportunistic",
                "smtp.connect-timeout", "3s",
                "smtp.write-timeout", "3s",
                "smtp.read-timeout", "3s",
                "smtp.localhost", "federzug.example"));
        for (int i = 0; i < pairs.length; i += 2) {
            all.put("smtp." + pairs[i], pairs[i + 1]);
        }
        return settings(all).server();
    }

    /** Mails go to the outbox folder only. */
    public Postbox postbox() {
        return new Postbox(ledger, evidence(), incoming, store, settings(""), clock, null);
    }

    /** Without a home: only outboxes hold a journal. */
    SendingEvidence evidence() {
        return evidence(null);
    }

    /** @param home null: it has no journal */
    SendingEvidence evidence(@Nullable Path home) {
        return new SendingEvidence(
                Ledgers.doubts(database.jdbc(), database.transactions(), clock),
                ledger,
                home == null ? null : new SendingJournal(home.resolve(SendingEvidence.FILE)),
                clock);
    }

    public Postbox postbox(MailTransport carrier, String rehearsalAddress) {
        return new Postbox(ledger, evidence(), incoming, store, settings(rehearsalAddress), clock, carrier);
    }

    public Postbox postbox(MailTransport carrier, Map<String, String> values) {
        return new Postbox(ledger, evidence(), incoming, store, settings(values), clock, carrier);
    }

    public AgreementMail agreementMail(boolean rehearsal) {
        Agreement agreement = matter.agreements().get(0);
        return new Letters(settings(""))
                .agreementMail(matter, List.of(concluded(agreement)), AMatter.RAPHAEL, rehearsal);
    }

    /** Of an agreement whose check found every signature and time stamp to be qualified. */
    AgreementMail.Concluded concluded(Agreement agreement) {
        return new AgreementMail.Concluded(
                agreement,
                matter.date(),
                true,
                AgreementMail.Times.QUALIFIED,
                pdf("kooperationsvereinbarung-signiert.pdf"),
                pdf("pruefbericht.pdf"));
    }

    public AgreementMail agreementMailTo(Recipient to) {
        AgreementMail mail = agreementMail(false);
        return new AgreementMail(mail.matter(), mail.agreements(), to, mail.subject(), mail.text(), mail.attachments());
    }

    /** Larger than what the sockets hold back, so that the server sees the data while it is being sent. */
    public AgreementMail largeMail() {
        AgreementMail mail = agreementMail(false);
        return new AgreementMail(
                mail.matter(),
                mail.agreements(),
                mail.to(),
                mail.subject(),
                mail.text(),
                List.of(
                        store.put("kooperationsvereinbarung-signiert.pdf", new byte[8_000_000]),
                        mail.attachments().get(1)));
    }

    public PressMail pressMail(Matter about, PressRelease.Recipient to, boolean rehearsal) {
        MailText text = new MailText(
                "Überschrift\n\n»Ein Zitat« mit sehr vielen Wörtern.\n",
                "<!DOCTYPE html><html lang=\"de\"><head><title>Überschrift</title></head>"
                        + "<body><h1>Überschrift</h1><p>»Ein Zitat«</p></body></html>");
        return new Letters(settings("")).pressMail(about, to, rehearsal, text, pdf("medieninformation.pdf"));
    }

    Content pdf(String name) {
        return store.put(name, ("%PDF-1.7 " + name).repeat(300).getBytes(StandardCharsets.US_ASCII));
    }

    /** A file with a secret, for its owner alone. */
    public static String secret(Path file, String secret) throws IOException {
        Files.writeString(file, secret);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    /** Hands on what became of each mail; trouble ends the test. */
    public static Postbox.Results each(Consumer<Posted> heard) {
        return new Postbox.Results() {
            @Override
            public void posted(Posted posted) {
                heard.accept(posted);
            }

            @Override
            public void failed(Message message, DeliveryException trouble) {
                throw trouble;
            }
        };
    }

    public static Delivery to(Path folder, boolean rehearsal, Mailbox... register) {
        return new Delivery(rehearsal, folder, List.of(register));
    }

    public List<Map<String, Object>> rows() {
        return database.jdbc()
                .sql("select * from send_ledger order by ordinal")
                .query()
                .listOfRows();
    }
}
