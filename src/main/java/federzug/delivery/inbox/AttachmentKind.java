package federzug.delivery.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Detects the type of an attachment by its first bytes. */
public enum AttachmentKind {
    PDF,
    /** RFC 5322 */
    MAIL,
    /** MS-OXMSG: a compound file that Outlook saves */
    OUTLOOK,
    /** MS-OXTNEF: {@code winmail.dat} */
    TNEF,
    ZIP,
    /** RFC 5652, signed or enveloped */
    CMS,
    OTHER;

    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] TNEF_SIGNATURE = {0x78, (byte) 0x9F, 0x3E, 0x22};
    private static final byte[] ZIP_ENTRY = {'P', 'K', 3, 4};

    /** The first arc of 1.2.840.113549.1.7 behind a SEQUENCE, in DER. */
    private static final byte[] PKCS7 = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7};

    private static final int HEAD = 1024;
    private static final int HEADERS = 16 * 1024;
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]+:.*");
    private static final Pattern KNOWN_HEADER =
            Pattern.compile("(?m)^(?:from|received|mime-version|content-type|message-id|return-path|date|subject):");

    public static AttachmentKind of(byte[] file) {
        if (begins(file, COMPOUND)) {
            return OUTLOOK;
        }
        if (begins(file, TNEF_SIGNATURE)) {
            return TNEF;
        }
        if (begins(file, ZIP_ENTRY)) {
            return ZIP;
        }
        if (isCms(file)) {
            return CMS;
        }
        // A mail may quote a PDF's first line; a PDF has no header of a mail.
        if (isMail(file)) {
            return MAIL;
        }
        return isPdf(file) ? PDF : OTHER;
    }

    /** ISO 32000-1, 7.5.2; readers accept the header within the first 1024 bytes. */
    private static boolean isPdf(byte[] file) {
        return text(file, HEAD).contains("%PDF-");
    }

    private static boolean isMail(byte[] file) {
        String head = text(file, HEADERS);
        String first = head.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        // Old mail programs save the envelope's line first (RFC 4155).
        boolean begins = HEADER.matcher(first).matches() || first.startsWith("From ");
        return begins && KNOWN_HEADER.matcher(head.toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isCms(byte[] file) {
        if (file.length < 20 || file[0] != 0x30) {
            return false;
        }
        int length = file[1] & 0xFF;
        int at = 2 + (length > 0x80 ? length & 0x7F : 0);
        for (int i = 0; i < PKCS7.length; i++) {
            if (at + i >= file.length || file[at + i] != PKCS7[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] file, int most) {
        return new String(file, 0, Math.min(file.length, most), StandardCharsets.ISO_8859_1);
    }

    private static boolean begins(byte[] file, byte[] with) {
        return file.length > with.length && java.util.Arrays.equals(file, 0, with.length, with, 0, with.length);
    }
}
