package federzug.testkit;

import jakarta.mail.Header;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;

/** A mail as people can read and compare it: decoded headers, then the parts. */
public final class MailAsText {
    private MailAsText() {}

    public static MimeMessage parse(byte[] mail) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Its Message-ID. */
    public static String id(String mail) {
        try {
            return parse(mail.getBytes(StandardCharsets.ISO_8859_1)).getMessageID();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The PDF that it carries; empty if it carries none. */
    public static byte[] pdf(String mail) {
        try {
            return pdf(parse(mail.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] pdf(Part part) throws Exception {
        if (part.isMimeType("application/pdf")) {
            return part.getInputStream().readAllBytes();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                byte[] found = pdf(parts.getBodyPart(i));
                if (found.length > 0) {
                    return found;
                }
            }
        }
        return new byte[0];
    }

    public static String of(byte[] mail) {
        try {
            StringBuilder text = new StringBuilder();
            MimeMessage message = parse(mail);
            for (Header header : Collections.list(message.getAllHeaders())) {
                if (!header.getName().equals("Content-Type")) {
                    text.append(header.getName())
                            .append(": ")
                            .append(MimeUtility.decodeText(MimeUtility.unfold(header.getValue())))
                            .append('\n');
                }
            }
            part(message, "", text);
            return text.toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void part(Part part, String indent, StringBuilder text) throws Exception {
        ContentType type = new ContentType(part.getContentType());
        text.append(indent).append("== ").append(type.getBaseType());
        if (part.getContent() instanceof Multipart parts) {
            text.append('\n');
            for (int i = 0; i < parts.getCount(); i++) {
                part(parts.getBodyPart(i), indent + "  ", text);
            }
            return;
        }
        byte[] bytes = part.getInputStream().readAllBytes();
        if (type.match("text/*")) {
            text.append("; ").append(type.getParameter("charset")).append('\n');
            String body = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
            text.append(body).append(body.endsWith("\n") ? "" : "\n");
        } else {
            text.append(' ').append(part.getDisposition()).append(' ').append(part.getFileName());
            text.append(", ").append(bytes.length).append(" bytes\n");
        }
    }
}
