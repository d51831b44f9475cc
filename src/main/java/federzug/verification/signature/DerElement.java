package federzug.verification.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One object as it is written (X.690, 8.1): what a parser makes of it may be in another order.
 *
 * @param start of the tag in the bytes
 * @param content behind tag and length
 * @param end exclusive
 */
record DerElement(byte[] bytes, int start, int content, int end) {
    private static final int SET = 0x31;
    private static final int ATTRIBUTES = 0xA0;

    /** @throws IllegalArgumentException if there is no object with a length, within the bytes */
    static DerElement at(byte[] bytes, int start) {
        int at = start + 1;
        if (at >= bytes.length || (bytes[start] & 0x1F) == 0x1F) {
            throw new IllegalArgumentException("no object");
        }
        long length = bytes[at++] & 0xFF;
        if (length >= 0x80) {
            int width = (int) length & 0x7F;
            if (width == 0 || width > 4 || at + width > bytes.length) {
                throw new IllegalArgumentException("no length");
            }
            length = 0;
            for (int i = 0; i < width; i++) {
                length = length << 8 | bytes[at++] & 0xFF;
            }
        }
        if (at + length > bytes.length) {
            throw new IllegalArgumentException("too long");
        }
        return new DerElement(bytes, start, at, at + (int) length);
    }

    /** The attributes that the first signer of a signature signed (RFC 5652, 5.1, 5.3); empty if they are not found. */
    static byte[] attributesIn(byte[] cms) {
        try {
            DerElement data = at(cms, 0).inside().get(1).inside().get(0);
            List<DerElement> parts = data.inside();
            DerElement signer = parts.get(parts.size() - 1).inside().get(0);
            for (DerElement part : signer.inside()) {
                if (part.hasTag(ATTRIBUTES)) {
                    return part.asSet();
                }
            }
            return new byte[0];
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new byte[0];
        }
    }

    private List<DerElement> inside() {
        List<DerElement> all = new ArrayList<>();
        for (int at = content; at < end; ) {
            DerElement next = at(bytes, at);
            all.add(next);
            at = next.end;
        }
        return all;
    }

    private boolean hasTag(int tag) {
        return (bytes[start] & 0xFF) == tag;
    }

    /** As a set of its own, not one that is tagged implicitly. */
    private byte[] asSet() {
        byte[] set = Arrays.copyOfRange(bytes, start, end);
        set[0] = SET;
        return set;
    }
}
