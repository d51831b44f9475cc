package federzug.delivery.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Reads headers and texts of parts, whatever is wrong with their encoding. */
final class PartText {
    private static final int LONGEST_HEADER = 1 << 14;

    private PartText() {}

    static String type(Part part) {
        try {
            String written = part.getContentType();
            return written.replaceFirst("[;\\s].*", "").strip().toLowerCase(Locale.ROOT);
        } catch (MessagingException e) {
            return "text/plain";
        }
    }

    static String text(Part part) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = content(part)) {
            bytes = in.readNBytes(MailParts.LONGEST_TEXT);
        } catch (IOException e) {
            // An encoding that nobody knows, or that is broken.
            try (InputStream raw = raw(part)) {
                bytes = raw.readNBytes(MailParts.LONGEST_TEXT);
            }
        }
        String text = new String(bytes, charset(part));
        // A report's fields are ASCII or UTF-8 (RFC 3464, 2.1; RFC 6533, 3), whatever is declared.
        return type(part).endsWith("delivery-status") && !text.contains("ecipient")
                ? new String(bytes, StandardCharsets.UTF_8)
                : text;
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

    static String header(Part part, String name) throws MessagingException {
        String[] values = part.getHeader(name);
        String all = values == null ? "" : String.join(", ", Arrays.asList(values));
        return all.substring(0, Math.min(all.length(), LONGEST_HEADER));
    }

    static String decoded(String written) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(utf8(written))).strip();
        } catch (IOException e) {
            return written;
        }
    }

    /** Headers may be written in UTF-8 as they are (RFC 6532); the library takes each byte for a character. */
    private static String utf8(String written) {
        try {
            return written.chars().allMatch(one -> one < 0x80)
                    ? written
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(written)))
                            .toString();
        } catch (CharacterCodingException e) {
            return written;
        }
    }
}
