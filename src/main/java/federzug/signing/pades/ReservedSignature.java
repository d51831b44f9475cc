package federzug.signing.pades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The room kept free for the signature value in the last revision of a PDF we wrote (ISO 32000-1, 12.8.1).
 *
 * @param gapStart offset of the {@code <} of /Contents: end of the first signed range
 * @param gapEnd offset after the {@code >}: start of the second
 */
public record ReservedSignature(byte[] pdf, int gapStart, int gapEnd) {
    private static final byte[] KEY = "/ByteRange".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange\\s*\\[\\s*0\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s*]");

    /**
     * @throws SigningException if there is no such room, it is already filled, or it is not all that is left unsigned
     */
    public static ReservedSignature in(byte[] pdf) {
        int at = lastIndexOf(pdf, KEY);
        String text = at < 0 ? "" : new String(pdf, at, Math.min(80, pdf.length - at), StandardCharsets.ISO_8859_1);
        Matcher range = RANGE.matcher(text);
        if (range.lookingAt()) {
            int start = Integer.parseInt(range.group(1));
            int end = Integer.parseInt(range.group(2));
            boolean toTheEnd = (long) end + Integer.parseInt(range.group(3)) == pdf.length;
            if (start < end - 2 && toTheEnd && end < pdf.length && empty(pdf, start, end)) {
                return new ReservedSignature(pdf, start, end);
            }
        }
        throw SigningException.failed("signing.session.no-room", Place.NOWHERE);
    }

    public byte[] digest(DigestAlgorithm algorithm) {
        MessageDigest digest = DSSUtils.getMessageDigest(algorithm);
        digest.update(pdf, 0, gapStart);
        digest.update(pdf, gapEnd, pdf.length - gapEnd);
        return digest.digest();
    }

    /** A copy of the PDF with the value in its place; the rest of the room stays filled with zeros. */
    public byte[] splice(byte[] value) {
        byte[] hex = HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII);
        if (hex.length > gapEnd - gapStart - 2) {
            throw SigningException.failed(
                    "signing.value.too-long", Place.NOWHERE, value.length, (gapEnd - gapStart - 2) / 2);
        }
        byte[] signed = pdf.clone();
        System.arraycopy(hex, 0, signed, gapStart + 1, hex.length);
        return signed;
    }

    private static boolean empty(byte[] pdf, int start, int end) {
        if (pdf[start] != '<' || pdf[end - 1] != '>') {
            return false;
        }
        for (int i = start + 1; i < end - 1; i++) {
            if (pdf[i] != '0') {
                return false;
            }
        }
        return true;
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
