package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Accounts for each object that stands in the bytes of an update: listed, sound, and each key of it once. */
final class WrittenObjects {
    private final ObjectSource source;
    private final RevisionObjects before;
    private final WrittenUpdate update;
    private final Map<Integer, Entry> entries;
    private final Set<Integer> structural;
    private final List<UpdateFault> faults = new ArrayList<>();

    /**
     * @param entries of the table of this update, by number
     * @param structural numbers of objects to which only the table refers
     */
    WrittenObjects(
            ObjectSource source,
            RevisionObjects before,
            WrittenUpdate update,
            Map<Integer, Entry> entries,
            Set<Integer> structural) {
        this.source = source;
        this.before = before;
        this.update = update;
        this.entries = entries;
        this.structural = structural;
    }

    /** Whether the table of the update leads to these very bytes. */
    static boolean isListed(IndirectObject object, WrittenUpdate update, Map<Integer, Entry> entries) {
        Entry entry = entries.get(object.number());
        return entry != null && entry.kind() == Kind.PLAIN && update.objectAt(entry.place()) == object;
    }

    List<UpdateFault> faults() {
        Map<Integer, List<IndirectObject>> byNumber = new HashMap<>();
        update.objects()
                .forEach(object -> byNumber.computeIfAbsent(object.number(), n -> new ArrayList<>())
                        .add(object));
        Set<Integer> hidden = new TreeSet<>();
        Set<Integer> unlisted = new TreeSet<>();
        Set<Integer> damaged = new TreeSet<>();
        Set<Integer> repeated = new TreeSet<>();
        for (IndirectObject object : update.objects()) {
            Entry entry = entries.get(object.number());
            if (!isListed(object, update, entries)
                    && !structural.contains(object.number())
                    && !isCopy(object, byNumber)) {
                boolean instead = entry == null || entry.isFree();
                (instead && before.has(object.number()) && before.needs(object.number()) ? hidden : unlisted)
                        .add(object.number());
            }
            if (!object.sound()) {
                damaged.add(object.number());
            }
            if (hasRepeatedKeys(object.value())) {
                repeated.add(object.number());
            }
        }
        packedObjects(hidden, unlisted, repeated);
        altered("object-hidden", hidden.stream());
        doubtful("update-unlisted", unlisted.stream());
        doubtful("update-damaged", damaged.stream());
        doubtful("update-repeated", repeated.stream());
        return faults;
    }

    /** The same bytes twice are one object, whichever of them a reader takes. */
    private boolean isCopy(IndirectObject object, Map<Integer, List<IndirectObject>> byNumber) {
        byte[] file = source.file();
        return byNumber.getOrDefault(object.number(), List.of()).stream()
                .anyMatch(other -> other != object
                        && java.util.Arrays.equals(
                                file, object.start(), object.end(), file, other.start(), other.end()));
    }

    private void packedObjects(Set<Integer> hidden, Set<Integer> unlisted, Set<Integer> repeated) {
        for (IndirectObject object : update.objects()) {
            RawObject.Dictionary dictionary = object.dictionary();
            if (dictionary == null || !object.isStream() || !dictionary.isOfType("ObjStm")) {
                continue;
            }
            try {
                ObjectSource.Packed packed = source.unpack(object);
                for (int i = 0; i < packed.numbers().size(); i++) {
                    int number = packed.numbers().get(i);
                    if (hasRepeatedKeys(packed.value(i))) {
                        repeated.add(number);
                    }
                    Entry entry = entries.get(number);
                    if (entry == null || entry.kind() != Kind.PACKED || entry.place() != object.number()) {
                        boolean instead = entry == null || entry.isFree();
                        (instead && before.has(number) && before.needs(number) ? hidden : unlisted).add(number);
                    }
                }
            } catch (MalformedPdfException e) {
                faults.add(UpdateFault.doubtful(update.start(), "update-damaged", String.valueOf(object.number())));
            }
        }
    }

    private static boolean hasRepeatedKeys(RawObject value) {
        if (value instanceof RawObject.Dictionary dictionary) {
            return hasConflict(dictionary)
                    || dictionary.entries().values().stream().anyMatch(WrittenObjects::hasRepeatedKeys);
        }
        return value instanceof RawObject.Array array
                && array.items().stream().anyMatch(WrittenObjects::hasRepeatedKeys);
    }

    private static boolean hasConflict(RawObject.Dictionary dictionary) {
        // A time stamp that is called both signature and time stamp is a time stamp by its SubFilter.
        boolean signature = dictionary.get("ByteRange") != null && dictionary.get("SubFilter") != null;
        return dictionary.repeated().stream().anyMatch(key -> !signature || !key.equals("Type"));
    }

    private void altered(String what, Stream<Integer> objects) {
        String named = UpdateAudit.named(objects);
        if (!named.isEmpty()) {
            faults.add(UpdateFault.altered(update.start(), what, named));
        }
    }

    private void doubtful(String what, Stream<Integer> objects) {
        String named = UpdateAudit.named(objects);
        if (!named.isEmpty()) {
            faults.add(UpdateFault.doubtful(update.start(), what, named));
        }
    }
}
