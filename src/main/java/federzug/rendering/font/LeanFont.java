package federzug.rendering.font;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * A TrueType font (ISO/IEC 14496-22) without its hinting, which no viewer needs for an archival PDF, and without tables
 * that FOP does not read: a third less to embed and to compress. Made in memory for subsets in documents, which every
 * bundled font's licence allows under the font's own name; such a file is never written or shipped.
 */
final class LeanFont {
    private static final Set<String> KEPT =
            Set.of("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post");

    /** FOP 2.11 cannot subset some fonts with U+00A0 unless bytes follow the last table. */
    private static final int TAIL = 16;

    private static final int COMPOSITE_WORDS = 0x0001;
    private static final int COMPOSITE_SCALE = 0x0008;
    private static final int COMPOSITE_MORE = 0x0020;
    private static final int COMPOSITE_TWO_SCALES = 0x0040;
    private static final int COMPOSITE_MATRIX = 0x0080;
    private static final int COMPOSITE_INSTRUCTIONS = 0x0100;

    private LeanFont() {}

    /** @return a font with the same glyphs, widths and characters; a font of another kind comes back as it is */
    static byte[] of(byte[] font) {
        ByteBuffer in = ByteBuffer.wrap(font);
        Map<String, byte[]> tables = new TreeMap<>();
        int count = in.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            String tag = new String(font, entry, 4, StandardCharsets.ISO_8859_1);
            if (KEPT.contains(tag)) {
                int start = in.getInt(entry + 8);
                tables.put(tag, Arrays.copyOfRange(font, start, start + in.getInt(entry + 12)));
            }
        }
        byte[] glyphs = tables.get("glyf");
        byte[] offsets = tables.get("loca");
        byte[] head = tables.get("head");
        if (glyphs == null || offsets == null || head == null) {
            return Arrays.copyOf(font, font.length + TAIL);
        }
        boolean wide = ByteBuffer.wrap(head).getShort(50) == 1;
        tables.put("glyf", unhinted(ByteBuffer.wrap(glyphs), ByteBuffer.wrap(offsets), wide));
        return file(in.getInt(0), tables);
    }

    /** Rewrites the offsets in place. */
    private static byte[] unhinted(ByteBuffer glyphs, ByteBuffer offsets, boolean wide) {
        int count = offsets.capacity() / (wide ? 4 : 2) - 1;
        ByteBuffer out = ByteBuffer.allocate(glyphs.capacity() + 4 * count);
        int start = offset(offsets, 0, wide);
        for (int i = 0; i < count; i++) {
            int end = offset(offsets, i + 1, wide);
            if (end > start) {
                if (glyphs.getShort(start) == 0) {
                    out.put(glyphs.array(), start, end - start);
                } else if (glyphs.getShort(start) > 0) {
                    simple(glyphs, start, end, out);
                } else {
                    composite(glyphs, start, out);
                }
                while (out.position() % (wide ? 4 : 2) != 0) {
                    out.put((byte) 0);
                }
            }
            start = end;
            if (wide) {
                offsets.putInt(4 * (i + 1), out.position());
            } else {
                offsets.putShort(2 * (i + 1), (short) (out.position() / 2));
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    static int offset(ByteBuffer offsets, int glyph, boolean wide) {
        return wide ? offsets.getInt(4 * glyph) : 2 * (offsets.getShort(2 * glyph) & 0xFFFF);
    }

    /** Bounding box and contour ends, no instructions, then flags and coordinates. */
    private static void simple(ByteBuffer glyphs, int start, int end, ByteBuffer out) {
        int length = start + 10 + 2 * glyphs.getShort(start);
        out.put(glyphs.array(), start, length - start);
        out.putShort((short) 0);
        int points = length + 2 + (glyphs.getShort(length) & 0xFFFF);
        out.put(glyphs.array(), points, end - points);
    }

    /** The glyphs that a composite glyph is made of. */
    static void components(ByteBuffer glyphs, int start, IntConsumer found) {
        int at = start + 10;
        int flags = COMPOSITE_MORE;
        while ((flags & COMPOSITE_MORE) != 0) {
            flags = glyphs.getShort(at);
            found.accept(glyphs.getShort(at + 2) & 0xFFFF);
            at += length(flags);
        }
    }

    private static int length(int flags) {
        int size = 4 + ((flags & COMPOSITE_WORDS) != 0 ? 4 : 2);
        if ((flags & COMPOSITE_SCALE) != 0) {
            size += 2;
        } else if ((flags & COMPOSITE_TWO_SCALES) != 0) {
            size += 4;
        } else if ((flags & COMPOSITE_MATRIX) != 0) {
            size += 8;
        }
        return size;
    }

    private static void composite(ByteBuffer glyphs, int start, ByteBuffer out) {
        out.put(glyphs.array(), start, 10);
        int at = start + 10;
        int flags = COMPOSITE_MORE;
        while ((flags & COMPOSITE_MORE) != 0) {
            flags = glyphs.getShort(at);
            int size = length(flags);
            out.putShort((short) (flags & ~COMPOSITE_INSTRUCTIONS));
            out.put(glyphs.array(), at + 2, size - 2);
            at += size;
        }
    }

    static byte[] file(int version, Map<String, byte[]> tables) {
        int size = 12 + 16 * tables.size();
        for (byte[] table : tables.values()) {
            size += padded(table.length);
        }
        ByteBuffer out = ByteBuffer.allocate(size + TAIL);
        int power = Integer.highestOneBit(tables.size());
        out.putInt(version).putShort((short) tables.size());
        out.putShort((short) (power * 16));
        out.putShort((short) Integer.numberOfTrailingZeros(power));
        out.putShort((short) (tables.size() * 16 - power * 16));
        int at = 12 + 16 * tables.size();
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            out.put(table.getKey().getBytes(StandardCharsets.ISO_8859_1));
            // FOP computes the check sums of what it embeds itself.
            out.putInt(0).putInt(at).putInt(table.getValue().length);
            at += padded(table.getValue().length);
        }
        for (byte[] table : tables.values()) {
            out.put(table);
            out.position(out.position() + padded(table.length) - table.length);
        }
        return out.array();
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }
}
