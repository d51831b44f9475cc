package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads objects of a file where an entry says that they lie, and keeps what they refer to. For one thread. */
public final class ObjectSource {
    /** Object streams kept unpacked; a file may have thousands. */
    private static final int MOST_KEPT = 32;

    private static final int DEEPEST_LENGTH = 4;

    private final byte[] file;
    private final StreamDecryption decryption;
    private final Map<Long, List<RawObject.Reference>> references = new HashMap<>();
    private final Set<Integer> damaged = new HashSet<>();
    private final Map<Integer, Packed> unpacked = new LinkedHashMap<>(16, 0.75f, true);

    public ObjectSource(byte[] file) {
        this(file, StreamDecryption.NONE);
    }

    ObjectSource(byte[] file, StreamDecryption decryption) {
        this.file = file;
        this.decryption = decryption;
    }

    byte[] file() {
        return file;
    }

    /**
     * What an object stream holds (ISO 32000-1, 7.5.7).
     *
     * @param numbers of the objects, in their order
     * @param places where each begins in the data
     */
    record Packed(byte[] data, List<Integer> numbers, List<Integer> places) {
        RawObject value(int index) throws MalformedPdfException {
            return new ObjectParser(data, places.get(index), data.length).value();
        }
    }

    /** Null if there is no such object, or none that can be read. */
    @Nullable
    RawObject value(Entry entry, int number, Map<Integer, Entry> entries, int limit) {
        try {
            if (entry.kind() == Kind.PLAIN) {
                IndirectObject object = object(entry.place(), entries, limit);
                return object.number() == number ? object.value() : null;
            }
            Packed packed = entry.kind() == Kind.PACKED ? packed(entry.place(), entries, limit) : null;
            int index = packed == null ? -1 : packed.numbers().indexOf(number);
            return index < 0 || packed == null ? null : packed.value(index);
        } catch (MalformedPdfException e) {
            return null;
        }
    }

    IndirectObject object(int offset, Map<Integer, Entry> entries, int limit) throws MalformedPdfException {
        if (offset >= limit) {
            throw new MalformedPdfException("no object", limit);
        }
        ObjectParser parser = new ObjectParser(file, offset, limit);
        parser.skipBlank();
        return IndirectObject.read(file, parser.at(), limit, reference -> length(reference, entries, limit, 0));
    }

    long length(RawObject.Reference reference, Map<Integer, Entry> entries, int limit, int depth) {
        Entry entry = entries.get(reference.number());
        if (entry == null || depth > DEEPEST_LENGTH) {
            return -1;
        }
        RawObject value = null;
        if (entry.kind() == Kind.PLAIN && entry.place() < limit) {
            ObjectParser parser = new ObjectParser(file, entry.place(), limit);
            parser.skipBlank();
            parser.whole();
            parser.skipBlank();
            parser.whole();
            parser.skipBlank();
            parser.take("obj");
            parser.skipBlank();
            return parser.whole();
        } else if (entry.kind() == Kind.PACKED) {
            value = value(entry, reference.number(), entries, limit);
        }
        return value instanceof RawObject.Number number && number.isWhole() ? (long) number.value() : -1;
    }

    /** Whether an object stream could be unpacked when it was asked for what it refers to. */
    boolean isUnpacked(int stream) {
        return !damaged.contains(stream);
    }

    /** The object stream of that number. */
    Packed packed(int stream, Map<Integer, Entry> entries, int limit) throws MalformedPdfException {
        Entry entry = entries.get(stream);
        if (entry == null || entry.kind() != Kind.PLAIN) {
            throw new MalformedPdfException("no object stream", limit);
        }
        Packed known = unpacked.get(entry.place());
        if (known == null) {
            known = unpack(object(entry.place(), entries, limit));
            if (unpacked.size() >= MOST_KEPT) {
                unpacked.remove(unpacked.keySet().iterator().next());
            }
            unpacked.put(entry.place(), known);
        }
        return known;
    }

    Packed unpack(IndirectObject stream) throws MalformedPdfException {
        RawObject.Dictionary dictionary = stream.dictionary();
        if (dictionary == null || !stream.isStream() || !dictionary.isOfType("ObjStm")) {
            throw new MalformedPdfException("no object stream", stream.start());
        }
        byte[] data = StreamData.of(file, stream, decryption);
        long count = dictionary.whole("N");
        long first = dictionary.whole("First");
        List<Integer> numbers = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        ObjectParser parser = new ObjectParser(data, 0, data.length);
        for (long i = 0; i < count; i++) {
            parser.skipBlank();
            long number = parser.whole();
            parser.skipBlank();
            long place = parser.whole();
            if (number < 0 || number > Integer.MAX_VALUE || place < 0 || first < 0 || first + place > data.length) {
                throw new MalformedPdfException("no object stream", stream.start());
            }
            numbers.add((int) number);
            places.add((int) (first + place));
        }
        return new Packed(data, numbers, places);
    }

    /** What the object refers to, read once. */
    List<RawObject.Reference> references(int number, Entry entry, Map<Integer, Entry> entries, int limit) {
        long key = (long) number << 32 | offset(entry, entries);
        List<RawObject.Reference> known = references.get(key);
        if (known == null && entry.kind() == Kind.PACKED) {
            packedReferences(entry.place(), entries, limit);
            known = references.get(key);
        }
        if (known == null) {
            RawObject value = entry.kind() == Kind.PACKED ? null : value(entry, number, entries, limit);
            known = value == null ? List.of() : List.copyOf(referencesIn(value));
            references.put(key, known);
        }
        return known;
    }

    /** In the file; of a packed object that of its stream, since an update may write another one of its number. */
    private static int offset(Entry entry, Map<Integer, Entry> entries) {
        Entry container = entry.kind() == Kind.PACKED ? entries.get(entry.place()) : entry;
        return container == null ? 0 : container.place();
    }

    /** Of all objects in a stream at once, since a file may have more streams than are kept. */
    private void packedReferences(int stream, Map<Integer, Entry> entries, int limit) {
        Entry container = entries.get(stream);
        int offset = container == null ? 0 : container.place();
        try {
            Packed packed = packed(stream, entries, limit);
            for (int i = 0; i < packed.numbers().size(); i++) {
                List<RawObject.Reference> found = List.copyOf(referencesIn(packed.value(i)));
                references.put((long) packed.numbers().get(i) << 32 | offset, found);
            }
        } catch (MalformedPdfException e) {
            damaged.add(stream);
        }
    }

    static List<RawObject.Reference> referencesIn(RawObject value) {
        List<RawObject.Reference> found = new ArrayList<>();
        Deque<RawObject> open = new ArrayDeque<>();
        open.push(value);
        while (!open.isEmpty()) {
            RawObject next = open.pop();
            if (next instanceof RawObject.Reference reference) {
                found.add(reference);
            } else if (next instanceof RawObject.Array array) {
                array.items().forEach(open::push);
            } else if (next instanceof RawObject.Dictionary dictionary) {
                dictionary.entries().values().forEach(open::push);
            }
        }
        return found;
    }
}
