package federzug.verification.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * One signature or time stamp in the file and the bytes it covers (ISO 32000-1, 12.8.1).
 *
 * @param field full name of its field
 * @param gap start of /Contents, -1 if the range is not sound
 * @param end end of its revision, exclusive
 * @param sound two pieces from the first byte to the end of a revision, with exactly /Contents left out
 */
public record SignatureRange(String field, boolean timeStamp, int gap, int end, boolean sound) {
    /** @param encrypted whether a program may have encrypted the room it kept for the signature, padding and all */
    static SignatureRange of(String field, COSDictionary signature, byte[] file, boolean encrypted) {
        boolean timeStamp = FormTree.isTimeStamp(signature);
        long[] range = numbers(signature.getCOSArray(COSName.BYTERANGE));
        if (range == null
                || range[0] != 0
                || range[1] <= 0
                || range[2] <= range[1]
                || range[3] <= 0
                || range[2] + range[3] > file.length) {
            return new SignatureRange(field, timeStamp, -1, file.length, false);
        }
        int gap = (int) range[1];
        int end = (int) (range[2] + range[3]);
        boolean sound = holdsContents(file, gap, (int) range[2], signature, encrypted) && endsRevision(file, end);
        return new SignatureRange(field, timeStamp, gap, end, sound);
    }

    private static long @Nullable [] numbers(@Nullable COSArray range) {
        if (range == null || range.size() != 4) {
            return null;
        }
        long[] numbers = new long[4];
        for (int i = 0; i < 4; i++) {
            COSBase number = ObjectPairs.resolve(range.get(i));
            if (!(number instanceof COSNumber value)) {
                return null;
            }
            numbers[i] = value.longValue();
            if (numbers[i] < 0 || numbers[i] > Integer.MAX_VALUE) {
                return null;
            }
        }
        return numbers;
    }

    /** What is left out is one hexadecimal string and is the very /Contents a reader finds: no wrapping. */
    private static boolean holdsContents(byte[] file, int from, int to, COSDictionary signature, boolean encrypted) {
        if (to - from < 4 || file[from] != '<' || file[to - 1] != '>') {
            return false;
        }
        for (int i = from + 1; i < to - 1; i++) {
            if (Character.digit(file[i], 16) < 0) {
                return false;
            }
        }
        if (!(ObjectPairs.resolve(signature.getItem(COSName.CONTENTS)) instanceof COSString contents)) {
            return false;
        }
        byte[] bytes = contents.getBytes();
        byte[] left = new byte[(to - from - 2) / 2];
        for (int i = 0; i < left.length; i++) {
            int at = from + 1 + 2 * i;
            left[i] = (byte) (Character.digit(file[at], 16) << 4 | Character.digit(file[at + 1], 16));
        }
        return Arrays.equals(bytes, left) && (encrypted || isPaddedWithZeros(bytes));
    }

    /** Behind the one DER object (X.690, 8.1) nothing may hide in the room that no signature covers. */
    private static boolean isPaddedWithZeros(byte[] contents) {
        return contents.length >= 2 && (isBer(contents) || BerLength.endOf(contents) > 0 && !hasMore(contents));
    }

    /**
     * Whether bytes stand behind an object of BER without a length. Some programs leave the rest of a buffer there; a
     * person has to decide.
     */
    public static boolean hidesBehindBer(COSDictionary signature) {
        return ObjectPairs.resolve(signature.getItem(COSName.CONTENTS)) instanceof COSString contents
                && contents.getBytes().length >= 2
                && isBer(contents.getBytes())
                && hasMore(contents.getBytes());
    }

    private static boolean isBer(byte[] contents) {
        return (contents[1] & 0xFF) == 0x80;
    }

    private static boolean hasMore(byte[] contents) {
        for (int i = Math.max(0, BerLength.endOf(contents)); i < contents.length; i++) {
            if (contents[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** At %%EOF, behind the address of a cross-reference section in these very bytes (ISO 32000-1, 7.5.5). */
    static boolean endsRevision(byte[] file, int end) {
        int at = end;
        while (at > 0 && (file[at - 1] == '\n' || file[at - 1] == '\r')) {
            at--;
        }
        if (end - at > MOST_BLANK_LINES || at < 5 || !Arrays.equals(file, at - 5, at, EOF_MARK, 0, 5)) {
            return false;
        }
        int from = Math.max(0, at - TAIL);
        Matcher tail = START.matcher(new String(file, from, at - 5 - from, StandardCharsets.ISO_8859_1));
        return tail.find() && isCrossReference(file, Long.parseLong(tail.group(1)), at);
    }

    private static boolean isCrossReference(byte[] file, long address, int end) {
        // Addresses count from the header, which may stand a little behind the first byte.
        String head = new String(file, 0, Math.min(file.length, 1024), StandardCharsets.ISO_8859_1);
        int header = Math.max(0, head.indexOf("%PDF-"));
        for (long begin : new long[] {address, address + header}) {
            if (begin >= 0 && begin < end) {
                int length = Math.min(40, end - (int) begin);
                if (SECTION.matcher(new String(file, (int) begin, length, StandardCharsets.ISO_8859_1))
                        .lookingAt()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final int TAIL = 80;
    /** Some programs leave a few behind the mark. */
    private static final int MOST_BLANK_LINES = 16;

    private static final Pattern START = Pattern.compile("startxref\\s+(\\d{1,10})\\s*$");
    private static final Pattern SECTION = Pattern.compile("\\s*(xref\\s|\\d+\\s+\\d+\\s+obj)");
    public static final byte[] EOF_MARK = {'%', '%', 'E', 'O', 'F'};
}
