package federzug.delivery.inbox;

import federzug.delivery.DeliveryException;
import federzug.delivery.SavedMail;
import federzug.notice.Notice;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** Opens one container after the other, to a fixed depth, number of parts and size, and keeps the PDFs. */
public final class AttachmentSearch {
    static final int DEEPEST = 8;
    private static final int MOST_PARTS = 200;
    private static final int LARGEST = 64 << 20;
    /** More begin of parts than any mail has; the library makes an object of each before it is asked for one. */
    private static final int MOST_BOUNDARIES = 5_000;

    private static final int MOST_HEADERS = 5_000;
    /** ETSI EN 319 162-1, 4.3 and 4.4 */
    private static final Pattern IN_CONTAINER =
            Pattern.compile("META-INF/.*signature.*\\.(?:p7s|xml)", Pattern.CASE_INSENSITIVE);

    private final List<SavedMail.Attached> found = new ArrayList<>();
    private final List<Notice> troubles = new ArrayList<>();
    private String detached = "";
    private int parts;
    private long size;

    public List<SavedMail.Attached> found() {
        return List.copyOf(found);
    }

    /** What could not be opened, and why. */
    public List<Notice> troubles() {
        return List.copyOf(troubles);
    }

    /** Name of a signature that lies beside what it signs (CAdES, ASiC), not inside it; empty if there is none. */
    public String detached() {
        return detached;
    }

    /** @throws DeliveryException if a bound is passed; what is merely damaged is noted */
    public void open(String name, byte[] bytes, int depth) {
        require(depth, bytes.length);
        try {
            switch (AttachmentKind.of(bytes)) {
                case PDF -> found.add(new SavedMail.Attached(plain(name), bytes));
                case MAIL -> {
                    requireReadable(bytes);
                    part(
                            new MimeMessage(
                                    Session.getInstance(new Properties()),
                                    new ByteArrayInputStream(withoutEnvelope(bytes))),
                            depth);
                }
                case OUTLOOK -> OutlookFiles.message(bytes, this, depth);
                case TNEF -> OutlookFiles.tnef(bytes, this, depth);
                case ZIP -> zip(name, bytes, depth);
                case CMS -> cms(name, bytes, depth);
                case OTHER -> {
                    // a signature's picture, a letter in Word: nothing to take back
                }
            }
        } catch (MessagingException | IOException | CMSException | RuntimeException | StackOverflowError e) {
            if (e instanceof DeliveryException refusal) {
                throw refusal;
            }
            trouble("delivery.mail-file.unreadable", name);
        } catch (OutOfMemoryError e) {
            // All of it is local to this file, and free again by now.
            throw SavedMail.refused("delivery.mail-file.too-large");
        }
    }

    private void require(int depth, long more) {
        size += more;
        if (depth > DEEPEST || ++parts > MOST_PARTS || size > (long) LARGEST * 2) {
            throw SavedMail.refused("delivery.mail-file.too-large");
        }
    }

    /** @throws DeliveryException if a mail has so many headers or parts that reading them would use up the memory */
    static void requireReadable(byte[] mail) {
        int boundaries = 0;
        int headers = 0;
        boolean head = true;
        for (int i = 0; i + 2 < mail.length; i++) {
            if (mail[i] != '\n') {
                continue;
            }
            boolean blank = mail[i + 1] == '\n' || mail[i + 1] == '\r';
            boundaries += mail[i + 1] == '-' && mail[i + 2] == '-' ? 1 : 0;
            head &= !blank || headers == 0;
            headers += head ? 1 : 0;
        }
        if (boundaries > MOST_BOUNDARIES || headers > MOST_HEADERS) {
            throw SavedMail.refused("delivery.mail-file.too-large");
        }
    }

    /** Some programs save a mail with the mailbox's separator before it. */
    static byte[] withoutEnvelope(byte[] mail) {
        int at = 0;
        while (at < mail.length && (mail[at] == '\r' || mail[at] == '\n')) {
            at++;
        }
        boolean envelope = mail.length - at > 5
                && new String(mail, at, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("From ");
        while (envelope && at < mail.length && mail[at] != '\n') {
            at++;
        }
        int start = envelope ? Math.min(at + 1, mail.length) : at;
        return start == 0 ? mail : java.util.Arrays.copyOfRange(mail, start, mail.length);
    }

    private void part(Part part, int depth) throws MessagingException, IOException {
        require(depth, 0);
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                part(several.getBodyPart(i), depth + 1);
            }
        } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof Part forwarded) {
            part(forwarded, depth + 1);
        } else if (!part.isMimeType("text/*") || part.getFileName() != null) {
            try (InputStream in = part.getInputStream()) {
                String name = part.getFileName();
                open(name == null ? "" : name, bounded(in), depth + 1);
            }
        }
    }

    private void zip(String name, byte[] bytes, int depth) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (IN_CONTAINER.matcher(entry.getName()).matches()) {
                    detached = plain(entry.getName());
                }
                if (!entry.isDirectory()) {
                    open(entry.getName(), bounded(zip), depth + 1);
                }
            }
        } catch (ZipException e) {
            boolean locked = bytes.length > 6 && (bytes[6] & 1) != 0; // general purpose bit 0
            trouble(locked ? "delivery.mail-file.locked" : "delivery.mail-file.unreadable", name);
        }
    }

    /** The signed content lies inside the signature (RFC 8551, 3.5.2); who signed the mail does not matter here. */
    private void cms(String name, byte[] bytes, int depth) throws CMSException {
        ContentInfo info = ContentInfo.getInstance(bytes);
        if (!CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
            boolean enveloped = CMSObjectIdentifiers.envelopedData.equals(info.getContentType())
                    || CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType());
            trouble(enveloped ? "delivery.mail-file.encrypted" : "delivery.mail-file.unreadable", name);
            return;
        }
        CMSSignedData signed = new CMSSignedData(info);
        // The signature of a mail lies beside it too, under a name of its own (RFC 8551, 3.2.1).
        boolean ofAFile = name.toLowerCase(Locale.ROOT).endsWith(".p7s") && !name.equalsIgnoreCase("smime.p7s");
        if (signed.getSignedContent() == null && ofAFile) {
            detached = plain(name);
        }
        if (signed.getSignedContent() != null && signed.getSignedContent().getContent() instanceof byte[] content) {
            open("", content, depth + 1);
        }
    }

    private byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw SavedMail.refused("delivery.mail-file.too-large");
        }
        return bytes;
    }

    void trouble(String code, String name) {
        troubles.addAll(SavedMail.refused(code, plain(name)).notices());
    }

    /** Only the last part of what the mail says, without control characters. */
    private static String plain(String written) {
        String name = written.replaceAll("\\p{Cntrl}", "").replaceFirst(".*[/\\\\]", "");
        return name.isBlank() ? "anhang.pdf" : name;
    }
}
