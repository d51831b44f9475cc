package federzug.delivery;

import federzug.notice.Place;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A saved mail ({@code .eml}, RFC 5322): gives the PDFs in it. Written by strangers, so everything is bounded. */
public final class MailFile {
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 200;
    private static final int LARGEST = 64 << 20;

    private final List<Attached> found = new ArrayList<>();
    private int parts;
    private long size;

    private MailFile() {}

    /**
     * @param name as written in the mail, for messages only: never a path
     */
    public record Attached(String name, byte[] bytes) {}

    /**
     * The PDFs of a mail, those of forwarded mails included, recognised by their first bytes and not by name or type.
     *
     * @throws DeliveryException if it is no mail, or is larger or deeper than any mail that brings an agreement
     */
    public static List<Attached> pdfs(byte[] mail) {
        MailFile file = new MailFile();
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
            if (!message.getAllHeaders().hasMoreElements()) {
                throw refused("delivery.mail-file.unreadable");
            }
            file.walk(message, 0);
        } catch (MessagingException | IOException | RuntimeException e) {
            if (e instanceof DeliveryException refusal) {
                throw refusal;
            }
            throw refused("delivery.mail-file.unreadable").causedBy(e);
        }
        return List.copyOf(file.found);
    }

    private void walk(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            throw refused("delivery.mail-file.too-large");
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart inner = several.getBodyPart(i);
                walk(inner, depth + 1);
            }
        } else if (part.isMimeType("message/rfc822") && part.getContent() instanceof Part forwarded) {
            walk(forwarded, depth + 1);
        } else if (!part.isMimeType("text/*")) {
            take(part);
        }
    }

    private void take(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            size += bytes.length;
            if (size > LARGEST) {
                throw refused("delivery.mail-file.too-large");
            }
            if (isPdf(bytes)) {
                found.add(new Attached(name(part), bytes));
            }
        }
    }

    /** Only the last part of what the mail says, without control characters. */
    private static String name(Part part) throws MessagingException {
        String written = part.getFileName();
        String name =
                written == null ? "" : written.replaceAll("\\p{Cntrl}", "").replaceFirst(".*[/\\\\]", "");
        return name.isBlank() ? "anhang.pdf" : name;
    }

    /** ISO 32000-1, 7.5.2; readers accept the header within the first 1024 bytes. */
    private static boolean isPdf(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    private static DeliveryException refused(String code) {
        return DeliveryException.refused(code, Place.NOWHERE);
    }
}
