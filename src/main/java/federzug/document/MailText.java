package federzug.document;

/**
 * The body of a mail in its two equivalent forms (multipart/alternative, RFC 2046 5.1.4).
 *
 * @param html a complete, self-contained HTML document without script or remote content
 */
public record MailText(String plain, String html) {}
