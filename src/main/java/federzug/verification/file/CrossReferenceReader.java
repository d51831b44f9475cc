package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads cross-reference tables and streams from the bytes; bounded by the bytes they have. */
public final class CrossReferenceReader {
    private static final int WIDTH = 20;

    private final byte[] file;
    private final int shift;

    /** @param shift where the header stands, from which addresses count */
    public CrossReferenceReader(byte[] file, int shift) {
        this.file = file;
        this.shift = shift;
    }

    int shift() {
        return shift;
    }

    /** @param offset in the file, the shift already added */
    CrossReferenceSection section(long offset, int limit) throws MalformedPdfException {
        if (offset < 0 || offset >= limit) {
            throw new MalformedPdfException("no section", limit);
        }
        ObjectParser parser = new ObjectParser(file, (int) offset, limit);
        parser.skipBlank();
        int start = parser.at();
        return parser.startsWith("xref") ? table(parser, start, limit) : stream(start, limit);
    }

    private CrossReferenceSection table(ObjectParser parser, int start, int limit) throws MalformedPdfException {
        Map<Integer, Entry> entries = new HashMap<>();
        parser.moveTo(start + 4);
        boolean sound = true;
        for (parser.skipBlank(); !parser.startsWith("trailer"); parser.skipBlank()) {
            long first = parser.whole();
            parser.skipBlank();
            long count = parser.whole();
            if (first < 0 || count < 0 || first + count > Integer.MAX_VALUE) {
                throw new MalformedPdfException("no subsection", parser.at());
            }
            for (long i = 0; i < count; i++) {
                parser.skipBlank();
                int begin = parser.at();
                Entry entry = entry(parser);
                // The table of an old writer that begins to count at 1 begins with the entry of object 0.
                boolean miscounted = i == 0 && first == 1 && entry.isFree() && entry.second() == 65_535;
                first -= miscounted ? 1 : 0;
                sound &= !miscounted && hasRegularWidth(begin, i + 1 == count, limit);
                sound &= entries.put((int) (first + i), entry) == null;
            }
        }
        parser.moveTo(parser.at() + 7);
        RawObject.Dictionary trailer = parser.dictionary();
        int end = parser.at();
        if (!(trailer.get("XRefStm") instanceof RawObject.Number)) {
            return new CrossReferenceSection(start, end, entries, Map.of(), trailer, 0, -1, sound);
        }
        long hybrid = trailer.whole("XRefStm") + shift;
        if (hybrid >= limit) {
            throw new MalformedPdfException("no stream of a hybrid section", start);
        }
        CrossReferenceSection added = stream((int) hybrid, limit);
        return new CrossReferenceSection(
                start, end, entries, added.entries(), trailer, 0, added.start(), sound && added.sound());
    }

    private Entry entry(ObjectParser parser) throws MalformedPdfException {
        long place = parser.whole();
        parser.skipBlank();
        long generation = parser.whole();
        parser.skipBlank();
        boolean used = parser.take("n");
        if (place < 0 || generation < 0 || !used && !parser.take("f")) {
            throw new MalformedPdfException("no entry", parser.at());
        }
        return new Entry(used ? Kind.PLAIN : Kind.FREE, capped(used ? place + shift : place), capped(generation));
    }

    /** Some readers take entries by their width alone: 20 bytes with an end of line of two (7.5.4). */
    private boolean hasRegularWidth(int begin, boolean last, int limit) {
        int end = begin + WIDTH;
        return end < limit
                && ObjectParser.isBlank(file[end - 1])
                && ObjectParser.isBlank(file[end - 2])
                && (last || !ObjectParser.isBlank(file[end]));
    }

    private CrossReferenceSection stream(int start, int limit) throws MalformedPdfException {
        IndirectObject object = IndirectObject.read(file, start, limit, reference -> -1);
        RawObject.Dictionary dictionary = object.dictionary();
        if (dictionary == null || !object.isStream() || !dictionary.isOfType("XRef")) {
            throw new MalformedPdfException("no cross-reference stream", start);
        }
        int[] widths = widths(dictionary, start);
        int width = widths[0] + widths[1] + widths[2];
        byte[] data = StreamData.of(file, object, StreamDecryption.NONE);
        List<Long> index = index(dictionary);
        Map<Integer, Entry> entries = new HashMap<>();
        boolean sound = object.sound();
        int at = 0;
        for (int i = 0; i + 1 < index.size(); i += 2) {
            for (long n = 0; n < index.get(i + 1); n++) {
                if (at + width > data.length || index.get(i) + n > Integer.MAX_VALUE) {
                    throw new MalformedPdfException("too few entries", start);
                }
                long kind = widths[0] == 0 ? 1 : field(data, at, widths[0]);
                long second = field(data, at + widths[0], widths[1]);
                long third = field(data, at + widths[0] + widths[1], widths[2]);
                at += width;
                // An entry of an unknown kind refers to the null object (7.5.8.3).
                Entry entry = kind == 1
                        ? new Entry(Kind.PLAIN, capped(second + shift), capped(third))
                        : new Entry(kind == 2 ? Kind.PACKED : Kind.FREE, capped(second), capped(third));
                sound &= kind <= 2 & entries.put((int) (index.get(i) + n), entry) == null;
            }
        }
        return new CrossReferenceSection(
                start, object.end(), entries, Map.of(), dictionary, object.number(), -1, sound && at == data.length);
    }

    private static int[] widths(RawObject.Dictionary dictionary, int start) throws MalformedPdfException {
        int[] widths = new int[3];
        if (!(dictionary.get("W") instanceof RawObject.Array array)
                || array.items().size() < 3) {
            throw new MalformedPdfException("no widths", start);
        }
        for (int i = 0; i < 3; i++) {
            if (!(array.items().get(i) instanceof RawObject.Number number)
                    || number.value() < 0
                    || number.value() > 8) {
                throw new MalformedPdfException("no width", start);
            }
            widths[i] = (int) number.value();
        }
        if (widths[0] + widths[1] + widths[2] == 0) {
            throw new MalformedPdfException("no width", start);
        }
        return widths;
    }

    private static List<Long> index(RawObject.Dictionary dictionary) throws MalformedPdfException {
        List<Long> index = new ArrayList<>();
        if (dictionary.get("Index") instanceof RawObject.Array array) {
            for (RawObject item : array.items()) {
                if (!(item instanceof RawObject.Number number) || !number.isWhole() || number.value() < 0) {
                    throw new MalformedPdfException("no index", 0);
                }
                index.add((long) number.value());
            }
        } else {
            index.add(0L);
            index.add(dictionary.whole("Size"));
        }
        return index;
    }

    private static long field(byte[] data, int from, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | data[from + i] & 0xFF;
        }
        return value;
    }

    private static int capped(long value) {
        return value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
    }
}
