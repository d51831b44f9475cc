package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a revision has and where they lie, read along the chain of its cross-reference sections (ISO 32000-1,
 * 7.5.6).
 */
public final class RevisionObjects {
    private static final int MOST_SECTIONS = 4_096;

    private final ObjectSource source;
    private final Map<Integer, Entry> entries;
    private final RawObject.Dictionary trailer;
    private final int limit;
    private final int start;
    private @Nullable Reach reach;
    private @Nullable Set<Integer> containers;

    private RevisionObjects(
            ObjectSource source, Map<Integer, Entry> entries, RawObject.Dictionary trailer, int limit, int start) {
        this.source = source;
        this.entries = entries;
        this.trailer = trailer;
        this.limit = limit;
        this.start = start;
    }

    /**
     * Objects that can be reached from the trailer, and references on the way that lead to nothing.
     *
     * @param broken references to free objects, to objects that do not exist, and to another generation
     * @param complete false if an object stream on the way could not be unpacked
     */
    record Reach(BitSet numbers, Set<RawObject.Reference> broken, boolean complete) {}

    /**
     * @param start of the section where the chain begins
     * @param limit end of the revision, exclusive
     */
    public static RevisionObjects along(ObjectSource source, CrossReferenceReader reader, long start, int limit)
            throws MalformedPdfException {
        CrossReferenceSection newest = reader.section(start, limit);
        Map<Integer, Entry> entries = new HashMap<>();
        Set<Integer> met = new HashSet<>();
        CrossReferenceSection section = newest;
        while (met.add(section.start()) && met.size() < MOST_SECTIONS) {
            DeadlineRunner.checkDeadline();
            merged(section).forEach(entries::putIfAbsent);
            if (section.previous() < 0) {
                break;
            }
            section = reader.section(section.previous() + reader.shift(), limit);
        }
        return new RevisionObjects(source, entries, newest.trailer(), limit, newest.start());
    }

    /** For a file whose chain is broken: what its bytes hold, the last of each number, as repairing readers take it. */
    static RevisionObjects scanned(ObjectSource source, int limit) throws MalformedPdfException {
        ScannedObjects scan = new ScannedObjects(source, limit);
        return new RevisionObjects(source, scan.entries(), scan.trailer(), limit, -1);
    }

    /** In a hybrid section the stream lists objects that the table calls free (7.5.8.4). */
    static Map<Integer, Entry> merged(CrossReferenceSection section) {
        if (section.hidden().isEmpty()) {
            return section.entries();
        }
        Map<Integer, Entry> merged = new HashMap<>(section.entries());
        section.hidden().forEach((number, entry) -> {
            Entry shown = merged.get(number);
            if (shown == null || shown.isFree()) {
                merged.put(number, entry);
            }
        });
        return merged;
    }

    /** With an update on top. */
    RevisionObjects with(CrossReferenceSection update, int end) {
        Map<Integer, Entry> all = new HashMap<>(entries);
        all.putAll(merged(update));
        // An update without a root is reported; its effect is still judged by what readers fall back on.
        RawObject.Dictionary root = update.trailer().get("Root") == null ? trailer : update.trailer();
        return new RevisionObjects(source, all, root, end, update.start());
    }

    public Map<Integer, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    RawObject.Dictionary trailer() {
        return trailer;
    }

    int limit() {
        return limit;
    }

    /** Where the newest section begins; -1 if the file was scanned. */
    int start() {
        return start;
    }

    boolean has(int number) {
        Entry entry = entries.get(number);
        return entry != null && !entry.isFree();
    }

    @Nullable
    public RawObject value(int number) {
        Entry entry = entries.get(number);
        return entry == null || entry.isFree() ? null : source.value(entry, number, entries, limit);
    }

    /** The stream of that number; null if it is none. */
    @Nullable
    public IndirectObject stream(int number) {
        Entry entry = entries.get(number);
        try {
            IndirectObject object =
                    entry == null || entry.kind() != Kind.PLAIN ? null : source.object(entry.place(), entries, limit);
            return object == null || !object.isStream() || object.number() != number ? null : object;
        } catch (MalformedPdfException e) {
            return null;
        }
    }

    @Nullable
    public RawObject resolved(@Nullable RawObject value) {
        RawObject found = value;
        for (int i = 0; i < 16 && found instanceof RawObject.Reference reference; i++) {
            found = value(reference.number());
        }
        return found instanceof RawObject.Reference ? null : found;
    }

    public RawObject.@Nullable Dictionary catalog() {
        return resolved(trailer.get("Root")) instanceof RawObject.Dictionary catalog ? catalog : null;
    }

    boolean reaches(int number) {
        return reach().numbers().get(number);
    }

    /** Whether the document would not be the same without it: something refers to it, or it holds what is referred to. */
    boolean needs(int number) {
        return reaches(number) || containers().contains(number);
    }

    /** Object streams that hold what can be reached. */
    public Set<Integer> containers() {
        if (containers == null) {
            Set<Integer> found = new HashSet<>();
            entries.forEach((number, entry) -> {
                if (entry.kind() == Kind.PACKED && reaches(number)) {
                    found.add(entry.place());
                }
            });
            containers = found;
        }
        return containers;
    }

    Reach reach() {
        if (reach == null) {
            reach = reachFrom("Root", "Info", "Encrypt");
        }
        return reach;
    }

    private Reach reachFrom(String... keys) {
        BitSet numbers = new BitSet();
        Set<RawObject.Reference> broken = new HashSet<>();
        Deque<RawObject.Reference> open = new ArrayDeque<>();
        boolean complete = true;
        for (String key : keys) {
            RawObject value = trailer.get(key);
            if (value != null) {
                ObjectSource.referencesIn(value).forEach(open::push);
            }
        }
        while (!open.isEmpty()) {
            RawObject.Reference next = open.pop();
            Entry entry = entries.get(next.number());
            if (entry == null || entry.isFree() || entry.generation() != next.generation()) {
                broken.add(next);
                continue;
            }
            if (!numbers.get(next.number())) {
                numbers.set(next.number());
                DeadlineRunner.checkDeadline();
                source.references(next.number(), entry, entries, limit).forEach(open::push);
                complete &= entry.kind() != Kind.PACKED || source.isUnpacked(entry.place());
            }
        }
        return new Reach(numbers, broken, complete);
    }
}
