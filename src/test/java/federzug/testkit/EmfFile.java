package federzug.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes an enhanced metafile (MS-EMF) record by record: 100 by 50 dots, one dot a tenth of a millimetre. */
public final class EmfFile {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    /** @param values the record's fields behind type and size, as whole numbers of 32 bits */
    public EmfFile record(int type, int... values) {
        ByteBuffer record = ByteBuffer.allocate(8 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(type).putInt(record.capacity());
        for (int value : values) {
            record.putInt(value);
        }
        records.writeBytes(record.array());
        return this;
    }

    public EmfFile brush(int index, int color) {
        return record(39, index, 0, color, 0).record(37, index);
    }

    public EmfFile withoutPen() {
        return record(37, 0x80000008);
    }

    /** Filled as the brush says, framed as the pen says. */
    public EmfFile rectangle(int left, int top, int right, int bottom) {
        return record(43, left, top, right, bottom);
    }

    public EmfFile text(int x, int y, String text) {
        int words = (text.length() * 2 + 3) / 4;
        int[] values = new int[17 + words];
        values[4] = 1;
        values[7] = x;
        values[8] = y;
        values[9] = text.length();
        values[10] = 76;
        byte[] letters = text.getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer packed = ByteBuffer.allocate(words * 4).order(ByteOrder.LITTLE_ENDIAN);
        packed.put(letters);
        for (int i = 0; i < words; i++) {
            values[17 + i] = packed.getInt(4 * i);
        }
        return record(84, values);
    }

    /** A bitmap of two dots, red and blue, stretched over a rectangle. */
    public EmfFile bitmap(int x, int y, int width, int height) {
        return record(
                81,
                0,
                0,
                0,
                0,
                x,
                y,
                0,
                0,
                2,
                1,
                80,
                40,
                120,
                8,
                0,
                0xCC0020,
                width,
                height,
                40,
                2,
                1,
                1 | 24 << 16,
                0,
                8,
                0,
                0,
                0,
                0,
                0xFFFF0000,
                0);
    }

    public byte[] bytes() {
        ByteBuffer header = ByteBuffer.allocate(108).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(1).putInt(108);
        header.putInt(0).putInt(0).putInt(100).putInt(50);
        header.putInt(0).putInt(0).putInt(1000).putInt(500);
        header.putInt(0x464D4520).putInt(0x10000);
        header.putInt(72, 1000).putInt(76, 1000).putInt(80, 100).putInt(84, 100);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(header.array());
        all.writeBytes(records.toByteArray());
        all.writeBytes(new byte[] {14, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0});
        return all.toByteArray();
    }
}
