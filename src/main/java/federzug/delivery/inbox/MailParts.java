package federzug.delivery.inbox;

import federzug.delivery.DeliveryReport;
import federzug.delivery.DeliveryReport.Action;
import federzug.delivery.DeliveryReport.Fate;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_HEADER = 1 << 14;
    private static final String PGP = "-----BEGIN PGP MESSAGE-----";
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[> \\t]{0,80}message-id:\\s{0,80}(<[^<>\\s]{3,300}>)");
    private static final Pattern BRACKETED = Pattern.compile("<[^<>\\s]{3,300}>");
    private static final Pattern OWN_ID = Pattern.compile("\\+([0-9a-f]{10})@");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()\\[\\]]{1,64}@[^\\s<>,;:\"()\\[\\]]{1,190}");
    private static final Pattern MACHINE = Pattern.compile("(?:mailer-daemon|postmaster|mail-?delivery.*|mdaemon)@.*");
    private static final Pattern FAILURE = Pattern.compile(
            "(?:undeliver|returned mail|failure notice|delivery (?:status|failure|has failed)|mail delivery"
                    + "|unzustellbar|nicht zustellbar|delivery notification|warning: could not send).*");
    private static final Pattern AWAY = Pattern.compile(
            "(?:automatische (?:antwort|r\u00fcckantwort|nachricht|abwesenheit)|abwesend|abwesenheit|out of (?:the )?office"
                    + "|automatic reply|auto(?:reply|response)?:|gelesen:|read:|nicht gelesen:).*");

    private final ReportFields fields = new ReportFields();
    private final Set<String> messageIds = new LinkedHashSet<>();
    private final Set<String> to = new LinkedHashSet<>();
    private final List<String> references = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private String messageId = "";
    private String from = "";
    private String subject = "";
    private String failedRecipients = "";
    private boolean automatic;
    private boolean emptySender;
    private boolean statusPart;
    private boolean encrypted;
    private int parts;

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
        return AnswerText.of(plain.toString().isBlank() ? AnswerText.ofHtml(html.toString()) : plain.toString());
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

    @Nullable
    DeliveryReport report() {
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
        messageId = first(BRACKETED, header(mail, "Message-ID"));
        from = address(header(mail, "From"));
        subject = decoded(header(mail, "Subject"));
        for (String name : List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")) {
            Matcher address = ADDRESS.matcher(header(mail, name));
            while (address.find() && to.size() < MOST_PARTS) {
                to.add(address.group().toLowerCase(Locale.ROOT));
            }
        }
        for (String name : List.of("In-Reply-To", "References", "X-Original-Message-ID", "X-Message-Id")) {
            Matcher id = BRACKETED.matcher(header(mail, name));
            while (id.find() && references.size() < MOST_PARTS) {
                references.add(id.group());
            }
        }
        failedRecipients = header(mail, "X-Failed-Recipients");
        emptySender = header(mail, "Return-Path").strip().equals("<>");
        String submitted = header(mail, "Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        String precedence = header(mail, "Precedence").strip().toLowerCase(Locale.ROOT);
        automatic = !submitted.isEmpty() && !submitted.startsWith("no")
                || Set.of("auto_reply", "bulk", "junk", "list").contains(precedence)
                || !header(mail, "X-Auto-Response-Suppress").isBlank()
                || !header(mail, "X-Autoreply").isBlank()
                || !header(mail, "X-Autorespond").isBlank();
    }

    private void part(Part part, int depth) throws IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            return;
        }
        String type = type(part);
        try {
            encrypted |= type.equals("multipart/encrypted");
            if (type.startsWith("multipart/")) {
                several(part, depth);
            } else if (type.endsWith("/delivery-status") || type.endsWith("/global-delivery-status")) {
                status(text(part));
            } else if (type.equals("message/disposition-notification")) {
                automatic = true;
            } else if (type.startsWith("message/") || type.endsWith("/rfc822-headers")) {
                quoted(text(part));
            } else if (type.equals("text/plain") && !isAttached(part)) {
                append(plain, text(part));
            } else if (type.equals("text/html") && !isAttached(part)) {
                append(html, text(part));
            } else if (type.contains("pkcs7-mime")) {
                signed(part, depth);
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
            append(plain, text(part));
        }
    }

    /** The content lies inside the signature (RFC 8551, 3.5.2). */
    private void signed(Part part, int depth) throws MessagingException, IOException, CMSException {
        try (InputStream in = part.getInputStream()) {
            CMSSignedData data = new CMSSignedData(in.readNBytes(LONGEST_TEXT * 64));
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

    private static String type(Part part) {
        try {
            String written = part.getContentType();
            return written.replaceFirst("[;\\s].*", "").strip().toLowerCase(Locale.ROOT);
        } catch (MessagingException e) {
            return "text/plain";
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = content(part)) {
            bytes = in.readNBytes(LONGEST_TEXT);
        } catch (IOException e) {
            // An encoding that nobody knows, or that is broken.
            try (InputStream raw = raw(part)) {
                bytes = raw.readNBytes(LONGEST_TEXT);
            }
        }
        return new String(bytes, charset(part));
    }

    /** RFC 2046, 5.2 lets no report be encoded, and RFC 6533, 3 does: the library believes the first alone. */
    private static InputStream content(Part part) throws MessagingException, IOException {
        String encoding = header(part, "Content-Transfer-Encoding").strip().toLowerCase(Locale.ROOT);
        return type(part).startsWith("message/")
                        && Set.of("base64", "quoted-printable").contains(encoding)
                ? MimeUtility.decode(raw(part), encoding)
                : part.getInputStream();
    }

    private static InputStream raw(Part part) throws MessagingException, IOException {
        if (part instanceof MimeBodyPart body) {
            return body.getRawInputStream();
        }
        return part instanceof MimeMessage mail ? mail.getRawInputStream() : part.getInputStream();
    }

    private static Charset charset(Part part) throws MessagingException {
        try {
            String name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String header(Part part, String name) throws MessagingException {
        String[] values = part.getHeader(name);
        String all = values == null ? "" : String.join(", ", Arrays.asList(values));
        return all.substring(0, Math.min(all.length(), LONGEST_HEADER));
    }

    private static String address(String field) {
        String angled = first(Pattern.compile("<([^<>\\s]+@[^<>\\s]+)>"), field);
        return first(ADDRESS, angled.isEmpty() ? field : angled).toLowerCase(Locale.ROOT);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group() : "";
    }

    private static String decoded(String written) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(written)).strip();
        } catch (IOException e) {
            return written;
        }
    }
}
