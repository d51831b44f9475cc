package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the objects of a file without its cross-reference information, as readers do that repair a file. */
final class ScannedObjects {
    private final byte[] file;
    private final int limit;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private RawObject.@Nullable Dictionary trailer;

    ScannedObjects(ObjectSource source, int limit) {
        this.file = source.file();
        this.limit = limit;
        List<IndirectObject> streams = new ArrayList<>();
        for (int at = next("obj", 0); at >= 0; at = next("obj", at + 3)) {
            DeadlineRunner.checkDeadline();
            int begin = numbersBefore(at);
            if (begin >= 0) {
                take(begin, streams);
            }
        }
        for (int at = next("trailer", 0); at >= 0; at = next("trailer", at + 7)) {
            takeTrailer(at + 7);
        }
        streams.forEach(stream -> unpack(source, stream));
    }

    Map<Integer, Entry> entries() {
        return entries;
    }

    RawObject.Dictionary trailer() throws MalformedPdfException {
        if (trailer == null) {
            throw new MalformedPdfException("no trailer", limit);
        }
        return trailer;
    }

    private void unpack(ObjectSource source, IndirectObject stream) {
        try {
            ObjectSource.Packed packed = source.unpack(stream);
            for (int i = 0; i < packed.numbers().size(); i++) {
                entries.putIfAbsent(packed.numbers().get(i), new Entry(Kind.PACKED, stream.number(), i));
            }
        } catch (MalformedPdfException e) {
            // What it holds cannot be found by others, either.
        }
    }

    private int next(String word, int from) {
        return IndirectObject.indexOf(file, word, from, limit);
    }

    private void take(int begin, List<IndirectObject> streams) {
        try {
            IndirectObject object = IndirectObject.read(file, begin, limit, reference -> -1);
            entries.put(object.number(), new Entry(Kind.PLAIN, begin, object.generation()));
            RawObject.Dictionary dictionary = object.dictionary();
            if (dictionary != null && dictionary.isOfType("ObjStm") && object.isStream()) {
                streams.add(object);
            } else if (dictionary != null && dictionary.isOfType("XRef") && dictionary.get("Root") != null) {
                trailer = dictionary;
            }
        } catch (MalformedPdfException e) {
            // What is no object here is none for a repairing reader, either.
        }
    }

    private void takeTrailer(int at) {
        try {
            RawObject.Dictionary found = new ObjectParser(file, at, limit).dictionary();
            if (found.get("Root") != null) {
                trailer = found;
            }
        } catch (MalformedPdfException e) {
            // Another one may be readable.
        }
    }

    /** Where the two numbers before the word {@code obj} begin; -1 if there are none. */
    private int numbersBefore(int word) {
        int at = word;
        for (int i = 0; i < 2; i++) {
            int blank = at;
            while (blank > 0 && ObjectParser.isBlank(file[blank - 1])) {
                blank--;
            }
            int digits = blank;
            while (digits > 0 && file[digits - 1] >= '0' && file[digits - 1] <= '9') {
                digits--;
            }
            if (digits == blank || i == 1 && blank == at) {
                return -1;
            }
            at = digits;
        }
        return at;
    }
}
