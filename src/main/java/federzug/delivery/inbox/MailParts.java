package federzug.delivery.inbox;

import federzug.delivery.DeliveryReport;
import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import federzug.delivery.IncomingMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.Nullable;

/** Gathers from the parts of a mail who wrote what, and what it reports about another mail. */
final class MailParts {
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 200;
    static final int LONGEST_TEXT = 1 << 20;
    private static final String PGP = "-----BEGIN PGP MESSAGE-----";
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[> \\t]{0,80}message-id:\\s{0,80}(<[^<>\\s]{3,300}>)");
    private static final Pattern ORIGINAL_ID =
            Pattern.compile("(?im)^original-message-id:\\s{0,80}(<[^<>\\s]{3,300}>)");
    private static final Pattern BRACKETED = Pattern.compile("<[^<>\\s]{3,300}>");
    private static final Pattern OWN_ID = Pattern.compile("\\+([0-9a-f]{10})@");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()\\[\\]]{1,64}@[^\\s<>,;:\"()\\[\\]]{1,190}");
    private static final Pattern MACHINE = Pattern.compile("(?:mailer-daemon|postmaster|mail-?delivery.*|mdaemon)@.*");
    private static final Pattern FAILURE = Pattern.compile(
            "(?:undeliver|returned mail|failure notice|delivery (?:status|failure|has failed)|mail delivery"
                    + "|unzustellbar|nicht zustellbar|delivery notification|warning: could not send).*");
    private static final Pattern AWAY = Pattern.compile(
            "(?:automatische (?:antwort|r\u00fcckantwort|nachricht|abwesenheit)|abwesend|abwesenheit|out of (?:the )?office"
                    + "|automatic reply|auto(?:reply|response|svar)?:|gelesen:|read:|nicht gelesen:"
                    + "|r\u00e9ponse automatique|absence du bureau|automatick\u00e1 odpov|autoodpowied\u017a"
                    + "|odpowied\u017a automatyczna|risposta automatica|respuesta autom\u00e1tica|automatisch antwoord).*");
    /** Encloses no more mails than these, and none of them more than one level deep. */
    private static final int MOST_ENCLOSED = 3;

    private final ReportFields fields = new ReportFields();
    private final Set<String> messageIds = new LinkedHashSet<>();
    private final Set<String> to = new LinkedHashSet<>();
    private final List<String> references = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<String> enclosed = new ArrayList<>();
    private final Set<String> signers = new LinkedHashSet<>();
    private final boolean inner;
    private Set<String> authors = Set.of();
    private @Nullable DeliveryReport known;
    private boolean looked;
    private String messageId = "";
    private String from = "";
    private String subject = "";
    private String failedRecipients = "";
    private boolean automatic;
    private boolean emptySender;
    private boolean statusPart;
    private boolean encrypted;
    private int parts;

    MailParts() {
        this(false);
    }

    private MailParts(boolean inner) {
        this.inner = inner;
    }

    String messageId() {
        return messageId;
    }

    String from() {
        return from;
    }

    List<String> to() {
        return List.copyOf(to);
    }

    String subject() {
        return subject;
    }

    List<String> references() {
        return List.copyOf(references);
    }

    String answer() {
        return AnswerText.of(text());
    }

    private String text() {
        return plain.toString().isBlank() ? AnswerText.ofHtml(html.toString()) : plain.toString();
    }

    IncomingMail.Aside aside() {
        Set<String> others = new LinkedHashSet<>(authors);
        if (!signers.contains(from)) {
            others.addAll(signers);
        }
        others.remove(from);
        String beneath = text() + "\n" + String.join("\n", enclosed);
        return new IncomingMail.Aside(
                List.copyOf(others),
                beneath.substring(0, Math.min(beneath.length(), LONGEST_TEXT)),
                InformalReport.in(subject, text(), html.toString(), reporting()));
    }

    /** Who writes a report, and the addresses that it is about only because they are ours. */
    private Set<String> reporting() {
        Set<String> known = new LinkedHashSet<>(to);
        known.add(from);
        return known;
    }

    boolean isAutomatic() {
        return automatic
                || emptySender
                || AWAY.matcher(subject.toLowerCase(Locale.ROOT)).matches();
    }

    /** With OpenPGP (RFC 9580, RFC 3156); S/MIME shows in its own container. */
    boolean isEncrypted() {
        return encrypted || plain.toString().stripLeading().startsWith(PGP);
    }

    /** Also that of a mail which somebody forwards as an attachment. */
    @Nullable
    DeliveryReport report() {
        if (!looked) {
            looked = true;
            known = own();
            for (String mail : enclosed.subList(0, known == null && !inner ? enclosed.size() : 0)) {
                known = known == null ? reportIn(mail) : known;
            }
        }
        return known;
    }

    private static @Nullable DeliveryReport reportIn(String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        MailParts parts = new MailParts(true);
        try {
            AttachmentSearch.requireReadable(bytes);
            parts.read(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
        } catch (MessagingException | IOException | RuntimeException e) {
            return null;
        }
        return parts.report();
    }

    private @Nullable DeliveryReport own() {
        boolean looks = MACHINE.matcher(from).matches()
                || emptySender
                        && FAILURE.matcher(subject.toLowerCase(Locale.ROOT)).matches()
                || !failedRecipients.isEmpty();
        if (!statusPart && !looks) {
            return null;
        }
        Set<String> ids = new LinkedHashSet<>(messageIds);
        Matcher quoted = MESSAGE_ID.matcher(plain);
        while (quoted.find()) {
            ids.add(quoted.group(1));
        }
        ids.addAll(references);
        ids.remove(messageId);
        List<Fate> fates = new ArrayList<>(fields.fates());
        if (fates.isEmpty()) {
            Matcher failed = ADDRESS.matcher(failedRecipients);
            while (failed.find() && fates.size() < DEEPEST) {
                String address = failed.group().toLowerCase(Locale.ROOT);
                fates.add(new Fate(address, "", Action.UNKNOWN, "", ""));
            }
        }
        if (fates.isEmpty()) {
            fates.addAll(InformalReport.fates(text(), reporting()));
        }
        List<String> own = new ArrayList<>();
        for (String address : to) {
            Matcher id = OWN_ID.matcher(address);
            if (id.find()) {
                own.add(id.group(1));
            }
        }
        return new DeliveryReport(fates, fields.envelopeId(), List.copyOf(ids), own, statusPart);
    }

    void read(MimeMessage mail) throws MessagingException, IOException {
        headers(mail);
        part(mail, 0);
    }

    /** What Outlook keeps of the headers, and the text. */
    void read(String headers, String sender, String about, String text) throws MessagingException {
        headers(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream((headers.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))));
        from = from.isEmpty() ? address(sender) : from;
        subject = subject.isEmpty() ? about : subject;
        plain.append(text);
    }

    void status(String text) {
        statusPart = true;
        fields.read(text);
    }

    private void headers(Part mail) throws MessagingException {
        messageId = first(BRACKETED, PartText.header(mail, "Message-ID"));
        from = address(PartText.header(mail, "From"));
        authors = MailAuthors.of(PartText.header(mail, "From"), PartText.header(mail, "Sender"));
        subject = PartText.decoded(PartText.header(mail, "Subject"));
        for (String name : List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")) {
            Matcher address = ADDRESS.matcher(PartText.header(mail, name));
            while (address.find() && to.size() < MOST_PARTS) {
                to.add(address.group().toLowerCase(Locale.ROOT));
            }
        }
        for (String name : List.of("In-Reply-To", "References", "X-Original-Message-ID", "X-Message-Id")) {
            Matcher id = BRACKETED.matcher(PartText.header(mail, name));
            while (id.find() && references.size() < MOST_PARTS) {
                references.add(id.group());
            }
        }
        failedRecipients = PartText.header(mail, "X-Failed-Recipients");
        emptySender = PartText.header(mail, "Return-Path").strip().equals("<>");
        String submitted = PartText.header(mail, "Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        String precedence = PartText.header(mail, "Precedence").strip().toLowerCase(Locale.ROOT);
        automatic = !submitted.isEmpty() && !submitted.startsWith("no")
                || Set.of("auto_reply", "bulk", "junk", "list").contains(precedence)
                || !PartText.header(mail, "X-Auto-Response-Suppress").isBlank()
                || !PartText.header(mail, "X-Autoreply").isBlank()
                || !PartText.header(mail, "X-Autorespond").isBlank();
    }

    private void part(Part part, int depth) throws IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            return;
        }
        String type = PartText.type(part);
        try {
            encrypted |= type.equals("multipart/encrypted");
            if (type.startsWith("multipart/")) {
                several(part, depth);
            } else if (type.endsWith("/delivery-status") || type.endsWith("/global-delivery-status")) {
                status(PartText.text(part));
            } else if (type.equals("message/disposition-notification")) {
                automatic = true;
                Matcher original = ORIGINAL_ID.matcher(PartText.text(part));
                if (original.find() && references.size() < MOST_PARTS) {
                    references.add(original.group(1));
                }
            } else if (type.startsWith("message/") || type.endsWith("/rfc822-headers")) {
                String mail = PartText.text(part);
                quoted(mail);
                if (type.equals("message/rfc822") && enclosed.size() < MOST_ENCLOSED) {
                    enclosed.add(mail.stripLeading());
                }
            } else if (type.equals("text/plain") && !isAttached(part)) {
                append(plain, PartText.text(part));
            } else if (type.equals("text/html") && !isAttached(part)) {
                append(html, PartText.text(part));
            } else if (type.contains("pkcs7-mime")) {
                signed(part, depth);
            } else if (type.contains("pkcs7-signature")) {
                try (InputStream in = part.getInputStream()) {
                    signers.addAll(MailAuthors.signers(new CMSSignedData(in.readNBytes(LONGEST_TEXT))));
                }
            }
        } catch (MessagingException | CMSException | RuntimeException e) {
            // One part that cannot be read leaves the others.
        }
    }

    private void several(Part part, int depth) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart all) {
            for (int i = 0; i < all.getCount(); i++) {
                part(all.getBodyPart(i), depth + 1);
            }
        } else {
            append(plain, PartText.text(part));
        }
    }

    /** The content lies inside the signature (RFC 8551, 3.5.2). */
    private void signed(Part part, int depth) throws MessagingException, IOException, CMSException {
        try (InputStream in = part.getInputStream()) {
            CMSSignedData data = new CMSSignedData(in.readNBytes(LONGEST_TEXT * 64));
            signers.addAll(MailAuthors.signers(data));
            if (data.getSignedContent() != null && data.getSignedContent().getContent() instanceof byte[] inner) {
                part(new MimeBodyPart(new ByteArrayInputStream(inner)), depth + 1);
            }
        }
    }

    /** The mail that is reported or forwarded: only which one it is. */
    private void quoted(String text) throws MessagingException {
        InternetHeaders headers =
                new InternetHeaders(new ByteArrayInputStream(text.stripLeading().getBytes(StandardCharsets.UTF_8)));
        String id = headers.getHeader("Message-ID", null);
        if (id != null && !first(BRACKETED, id).isEmpty()) {
            messageIds.add(first(BRACKETED, id));
        }
    }

    private static boolean isAttached(Part part) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private static void append(StringBuilder to, String text) {
        if (to.length() + text.length() < LONGEST_TEXT) {
            to.append(text).append('\n');
        }
    }

    private static String address(String field) {
        String angled = first(Pattern.compile("<([^<>\\s]+@[^<>\\s]+)>"), field);
        return first(ADDRESS, angled.isEmpty() ? field : angled).toLowerCase(Locale.ROOT);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group() : "";
    }
}
