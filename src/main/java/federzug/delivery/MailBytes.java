package federzug.delivery;

import federzug.delivery.ledger.LedgerRow;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.document.MailText;
import federzug.notice.Texts;
import jakarta.activation.DataHandler;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message into the bytes of a mail (RFC 5322, MIME). The same message and row always give the same bytes, so
 * that writing again after a kill is no change.
 */
final class MailBytes {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    /** RFC 5322, 3.3; Jakarta Mail would use the zone and the clock of the machine. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private static final Texts TEXTS = Texts.german();
    private static final Pattern BODY = Pattern.compile("<body[^>]*>");
    private static final Pattern NEW_LINE = Pattern.compile("\r\n|\r|\n");
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int LARGEST_GUESS = 1 << 26;
    private static final int KEPT = 4;
    private static final int LARGEST_KEPT = 2_000_000;

    private final DocumentStore store;
    private final ZoneId zone;
    private final Session session = Session.getInstance(new Properties());
    private final DeliverySettings.@Nullable Smime smime;
    private @Nullable MailSignature signature;
    private final Map<Digest, byte[]> recent = new Recent<>();
    private final Map<String, byte[]> recentTexts = new Recent<>();

    MailBytes(DocumentStore store, ZoneId zone, DeliverySettings.@Nullable Smime smime) {
        this.store = store;
        this.zone = zone;
        this.smime = smime;
    }

    /**
     * How a mail is addressed.
     *
     * @param replyTo null: to the sender
     * @param redirectedTo the one address of rehearsals; null: to the recipient
     * @param unsent a mail program opens it as a draft, for a person to send
     * @param signed with the sender's key if there is one; a draft never is, since a person may change it
     */
    record Addressing(
            Recipient from,
            @Nullable Recipient replyTo,
            @Nullable Recipient redirectedTo,
            boolean rehearsal,
            boolean unsent,
            boolean signed) {

        /** No recipient in the draft of a rehearsal: it must not reach a real address by a click either. */
        private @Nullable Recipient to(Message message) {
            return redirectedTo == null && !(rehearsal && unsent) ? message.to() : redirectedTo;
        }
    }

    byte[] compose(Message message, LedgerRow row, Addressing addressing) {
        try {
            MimeMessage mail = new FixedMessage(session, row.messageId());
            headers(mail, message, row, addressing);
            MimeMultipart content = content(message, row);
            // Signed last: nothing may change a single byte of it afterwards.
            mail.setContent(
                    smime != null && addressing.signed()
                            ? signature(smime).over(content, boundary(row, "s"), row.createdAt())
                            : content);
            mail.saveChanges();
            beginOnTheFirstLine(mail);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(size(message));
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("mail could not be composed: " + row.id(), e);
        }
    }

    /** A little more than it will be, so that nothing is copied as it grows. */
    private static int size(Message message) {
        long encoded = message.attachments().stream()
                .mapToLong(content -> content.size() * 7 / 5)
                .sum();
        long text =
                3L * (message.text().plain().length() + message.text().html().length());
        return (int) Math.min(encoded + text + (1 << 14), LARGEST_GUESS);
    }

    /** Some servers take a header for empty whose first line is (RFC 5322, 3.2.2 warns of it). */
    private static void beginOnTheFirstLine(MimeMessage mail) throws MessagingException {
        for (Header header : Collections.list(mail.getAllHeaders())) {
            String value = header.getValue();
            if (value != null && !value.isEmpty() && Character.isWhitespace(value.charAt(0))) {
                mail.setHeader(header.getName(), value.stripLeading());
            }
        }
    }

    /** Read when it is first needed: a wrong PIN is reported by the command that sends, not by every command. */
    private synchronized MailSignature signature(DeliverySettings.Smime settings) {
        MailSignature known = signature;
        if (known == null) {
            known = new MailSignature(settings);
            signature = known;
        }
        return known;
    }

    private void headers(MimeMessage mail, Message message, LedgerRow row, Addressing addressing)
            throws MessagingException, IOException {
        mail.setHeader("Date", DATE.format(row.createdAt().atZone(zone)));
        mail.setFrom(mailbox(addressing.from()));
        Recipient to = addressing.to(message);
        if (to != null) {
            mail.setRecipient(jakarta.mail.Message.RecipientType.TO, mailbox(to));
        }
        Recipient replyTo = addressing.replyTo();
        if (replyTo != null) {
            mail.setReplyTo(new InternetAddress[] {mailbox(replyTo)});
        }
        mail.setSubject(
                row.perhapsTwice() ? TEXTS.text("delivery.mail.perhaps-twice-subject", row.subject()) : row.subject(),
                UTF_8);
        mail.setHeader("Content-Language", "de");
        if (!addressing.unsent()) {
            // RFC 3834, 5: no answering machine may answer. A draft is sent by a person.
            mail.setHeader("Auto-Submitted", "auto-generated");
        }
        if (message instanceof PressMail corrected && corrected.answers() != null) {
            mail.setHeader("In-Reply-To", corrected.answers());
            mail.setHeader("References", corrected.answers());
        }
        if (message instanceof PressMail press) {
            mail.setHeader(
                    "List-Unsubscribe",
                    "<mailto:" + press.unsubscribe().asciiAddress() + "?subject=Presseverteiler%20abbestellen>");
        }
        if (addressing.rehearsal()) {
            mail.setHeader(
                    "X-Federzug-Rehearsal-For",
                    MimeUtility.fold(26, mailbox(message.to()).toString()));
        }
        if (addressing.unsent()) {
            mail.setHeader("X-Unsent", "1");
        }
    }

    private MimeMultipart content(Message message, LedgerRow row) throws MessagingException, IOException {
        MimeMultipart text = new FixedMultipart("alternative", boundary(row, "a"));
        MailText words = row.perhapsTwice() ? perhapsTwice(message.text()) : message.text();
        text.addBodyPart(text(words.plain(), "plain"));
        text.addBodyPart(text(words.html(), "html"));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(text);
        MimeMultipart mixed = new FixedMultipart("mixed", boundary(row, "m"));
        mixed.addBodyPart(body);
        for (Content attachment : message.attachments()) {
            mixed.addBodyPart(attachment(attachment));
        }
        return mixed;
    }

    /** Says first of all that it may have come before. */
    private static MailText perhapsTwice(MailText words) {
        String note = TEXTS.text("delivery.mail.perhaps-twice");
        return new MailText(
                note + "\n\n" + words.plain(),
                BODY.matcher(words.html())
                        .replaceFirst(found -> Matcher.quoteReplacement(found.group() + "\n<p>" + note + "</p>")));
    }

    private MimeBodyPart text(String text, String subtype) throws MessagingException, IOException {
        MimeBodyPart part = new EncodedPart(encoded(text), new byte[0]);
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(new byte[0], "text/" + subtype + "; charset=" + UTF_8)));
        // Seven bits and short lines by any relay.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** A release says the same to all its recipients. */
    private byte[] encoded(String text) throws MessagingException, IOException {
        byte[] known;
        synchronized (recentTexts) {
            known = recentTexts.get(text);
        }
        if (known != null) {
            return known;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2);
        try (OutputStream encoder = MimeUtility.encode(bytes, "quoted-printable")) {
            encoder.write(NEW_LINE.matcher(text).replaceAll("\r\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] fresh = bytes.toByteArray();
        synchronized (recentTexts) {
            recentTexts.put(text, fresh);
        }
        return fresh;
    }

    private MimeBodyPart attachment(Content content) throws MessagingException {
        MimeBodyPart part = new EncodedPart(encoded(content), CRLF);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[0], "application/pdf")));
        part.setHeader("Content-Transfer-Encoding", "base64");
        // RFC 2231, independent of the machine's own character set.
        ParameterList name = new ParameterList();
        name.set("filename", content.name(), UTF_8);
        ContentDisposition disposition = new ContentDisposition("attachment");
        disposition.setParameterList(name);
        part.setHeader("Content-Disposition", disposition.toString());
        return part;
    }

    /** The same file goes to several people one after the other: it is read, checked and encoded once. */
    private byte[] encoded(Content content) {
        byte[] known;
        synchronized (recent) {
            known = recent.get(content.digest());
        }
        if (known != null) {
            return known;
        }
        byte[] fresh = Base64.getMimeEncoder().encode(store.bytes(content.digest()));
        if (fresh.length <= LARGEST_KEPT) {
            synchronized (recent) {
                recent.put(content.digest(), fresh);
            }
        }
        return fresh;
    }

    private static InternetAddress mailbox(Recipient recipient) throws IOException {
        String name = recipient.name();
        return new InternetAddress(recipient.asciiAddress(), name.isEmpty() ? null : name, UTF_8);
    }

    private static String boundary(LedgerRow row, String level) {
        String seed = row.messageId() + level;
        return "=_" + level + "_"
                + Digest.of(seed.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    /** The last few that were used. */
    private static final class Recent<K> extends LinkedHashMap<K, byte[]> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(8, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, byte[]> eldest) {
            return size() > KEPT;
        }
    }

    private static final class FixedMessage extends MimeMessage {
        private final String id;

        FixedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** Its content is encoded already (RFC 2045, 6.8). */
    private static final class EncodedPart extends MimeBodyPart {
        private final byte[] encoded;
        private final byte[] end;

        EncodedPart(byte[] encoded, byte[] end) {
            this.encoded = encoded;
            this.end = end;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException, MessagingException {
            for (Enumeration<String> lines = getAllHeaderLines(); lines.hasMoreElements(); ) {
                out.write(lines.nextElement().getBytes(StandardCharsets.US_ASCII));
                out.write(CRLF);
            }
            out.write(CRLF);
            out.write(encoded);
            out.write(end);
        }
    }

    private static final class FixedMultipart extends MimeMultipart {
        FixedMultipart(String subtype, String boundary) {
            super(subtype);
            ParameterList parameters = new ParameterList();
            parameters.set("boundary", boundary);
            contentType = new ContentType("multipart", subtype, parameters).toString();
        }
    }
}
