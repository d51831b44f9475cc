package federzug.rendering.font;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A TrueType font (ISO/IEC 14496-22) in which only some glyphs have an outline, with the same glyph numbers. FOP makes a
 * document's subset from it as from the whole font, but need not copy and measure thousands of glyphs for that.
 */
public final class FontExcerpt {
    private final Map<String, ByteBuffer> tables = new TreeMap<>();

    private FontExcerpt(byte[] font) {
        ByteBuffer in = ByteBuffer.wrap(font);
        int count = in.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            String tag = new String(font, entry, 4, StandardCharsets.ISO_8859_1);
            tables.put(tag, in.slice(in.getInt(entry + 8), in.getInt(entry + 12)));
        }
    }

    /**
     * @param font as {@link LeanFont} makes it
     * @param used glyphs that are kept, with those they are composed of
     * @return the font itself if it has no TrueType outlines
     */
    public static byte[] of(byte[] font, Collection<Integer> used) {
        FontExcerpt excerpt = new FontExcerpt(font);
        ByteBuffer glyphs = excerpt.tables.get("glyf");
        ByteBuffer offsets = excerpt.tables.get("loca");
        ByteBuffer head = excerpt.tables.get("head");
        if (glyphs == null || offsets == null || head == null || used.isEmpty()) {
            return font;
        }
        return excerpt.of(glyphs, offsets, head.getShort(50) == 1, used)
                ? LeanFont.file(ByteBuffer.wrap(font).getInt(0), excerpt.bytes())
                : font;
    }

    private boolean of(ByteBuffer glyphs, ByteBuffer offsets, boolean wide, Collection<Integer> used) {
        int all = offsets.capacity() / (wide ? 4 : 2) - 1;
        BitSet kept = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(used);
        int size = 0;
        while (!open.isEmpty()) {
            int glyph = open.pop();
            if (glyph < 0 || glyph >= all) {
                return false;
            }
            if (!kept.get(glyph)) {
                kept.set(glyph);
                int start = LeanFont.offset(offsets, glyph, wide);
                int end = LeanFont.offset(offsets, glyph + 1, wide);
                size += end - start;
                if (end > start && glyphs.getShort(start) < 0) {
                    LeanFont.components(glyphs, start, open::add);
                }
            }
        }
        int count = kept.length();
        ByteBuffer outlines = ByteBuffer.allocate(size);
        ByteBuffer places = ByteBuffer.allocate((count + 1) * (wide ? 4 : 2));
        for (int glyph = 0; glyph <= count; glyph++) {
            if (wide) {
                places.putInt(outlines.position());
            } else {
                places.putShort((short) (outlines.position() / 2));
            }
            if (glyph < count && kept.get(glyph)) {
                int start = LeanFont.offset(offsets, glyph, wide);
                outlines.put(glyphs.slice(start, LeanFont.offset(offsets, glyph + 1, wide) - start));
            }
        }
        tables.put("glyf", outlines);
        tables.put("loca", places);
        return shorten(count);
    }

    /** Glyphs behind the last one that is kept do not exist any more. */
    private boolean shorten(int count) {
        ByteBuffer most = copy(tables.get("maxp"));
        ByteBuffer header = copy(tables.get("hhea"));
        ByteBuffer metrics = tables.get("hmtx");
        if (most == null || header == null || metrics == null) {
            return false;
        }
        int wide = Math.min(header.getShort(34) & 0xFFFF, count);
        most.putShort(4, (short) count);
        header.putShort(34, (short) wide);
        tables.put("maxp", most);
        tables.put("hhea", header);
        tables.put("hmtx", metrics.slice(0, Math.min(metrics.capacity(), 4 * wide + 2 * (count - wide))));
        tables.remove("cmap");
        return true;
    }

    private static @Nullable ByteBuffer copy(@Nullable ByteBuffer table) {
        return table == null ? null : ByteBuffer.allocate(table.capacity()).put(0, table, 0, table.capacity());
    }

    private Map<String, byte[]> bytes() {
        Map<String, byte[]> bytes = new TreeMap<>();
        tables.forEach((tag, table) -> bytes.put(
                tag, Arrays.copyOfRange(table.array(), table.arrayOffset(), table.arrayOffset() + table.capacity())));
        return bytes;
    }
}
