package federzug.verification.file;

import federzug.verification.file.CrossReferenceSection.Entry;
import federzug.verification.file.CrossReferenceSection.Entry.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Accounts for every object of one incremental update: written where the table says, listed, reachable, and nothing that
 * was signed made to vanish. Readers that repair files disagree about everything else.
 */
public final class UpdateAudit {
    private static final int MOST_NAMED = 8;

    private final ObjectSource source;
    private final CrossReferenceReader reader;
    private final RevisionObjects before;
    private final WrittenUpdate update;
    private final @Nullable CrossReferenceSection section;
    private final Map<Integer, Entry> entries;
    private final RevisionObjects after;
    private final List<UpdateFault> faults = new ArrayList<>();
    private final Set<Integer> unused = new TreeSet<>();
    /** Object streams and the like: nothing refers to them but the table. */
    private final Set<Integer> structural = new HashSet<>();

    UpdateAudit(ObjectSource source, CrossReferenceReader reader, RevisionObjects before, WrittenUpdate update) {
        this.source = source;
        this.reader = reader;
        this.before = before;
        this.update = update;
        this.section = section();
        this.entries = section == null ? Map.of() : RevisionObjects.merged(section);
        this.after = section == null ? before : before.with(section, update.end());
    }

    /** The section that the address at the end points at, if it lies in this update. */
    private @Nullable CrossReferenceSection section() {
        if (update.addresses().isEmpty()) {
            return null;
        }
        long address = update.addresses().get(update.addresses().size() - 1) + reader.shift();
        try {
            return address < update.start() ? null : reader.section(address, update.end());
        } catch (MalformedPdfException e) {
            return null;
        }
    }

    /** The revision with this update, as a reader sees it that goes by the letter. */
    RevisionObjects after() {
        return after;
    }

    /** Numbers of objects that this update writes, in use. */
    Set<Integer> written() {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().isFree())
                .map(Map.Entry::getKey)
                .filter(number -> !structural.contains(number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<UpdateFault> faults() {
        layout();
        if (section != null) {
            trailer(section);
            structure(section);
            entries();
            hybrid(section);
            freed();
        }
        faults.addAll(new WrittenObjects(source, before, update, entries, structural).faults());
        unused.addAll(unreachable());
        unused.stream()
                .filter(number -> after.value(number) instanceof RawObject.Dictionary dictionary
                        && dictionary.isOfType("Catalog"))
                .forEach(number -> doubtful("update-unlisted", Stream.of(number)));
        return faults;
    }

    /** Numbers of new objects to which nothing leads; known after {@link #faults()}. */
    Set<Integer> unused() {
        return unused;
    }

    private void layout() {
        doubtful("update-bytes", update.strange().stream());
        if (update.hasOnlyStrangeBytes()) {
            return;
        }
        if (update.addresses().size() != 1 || section == null || !update.isComplete()) {
            faults.add(UpdateFault.doubtful(
                    update.start(),
                    "update-address",
                    update.addresses().stream().map(String::valueOf).collect(Collectors.joining(", "))));
            if (section == null && !update.addresses().isEmpty()) {
                compareWithChainFrom(update.addresses().get(update.addresses().size() - 1));
            }
        }
    }

    private void trailer(CrossReferenceSection own) {
        RawObject.Dictionary trailer = own.trailer();
        Set<String> wrong = new TreeSet<>(trailer.repeated());
        if (!keepsRoot(trailer)) {
            wrong.add("Root");
        }
        long size = trailer.whole("Size");
        long highest =
                entries.keySet().stream().mapToLong(Integer::longValue).max().orElse(0);
        if (size <= highest || size < before.trailer().whole("Size")) {
            wrong.add("Size");
            if (update.isLast()) {
                // An object whose number is not below the size is missing (7.5.5, table 15).
                altered(
                        "revision-hidden",
                        before.entries().keySet().stream()
                                .filter(number -> number >= size
                                        && number < before.trailer().whole("Size"))
                                .filter(before::needs));
            }
        }
        if ((trailer.get("Encrypt") == null) != (before.trailer().get("Encrypt") == null)) {
            wrong.add("Encrypt");
        }
        if (!continues(own)) {
            wrong.add("Prev");
            compareWithChainFrom(own.start() - (long) reader.shift());
        }
        if (before.trailer().get("Info") != null && trailer.get("Info") == null) {
            wrong.add("Info");
        }
        if (!wrong.isEmpty()) {
            faults.add(UpdateFault.doubtful(update.start(), "update-trailer", String.join(", ", wrong)));
        }
        boolean other = update.tables().stream().anyMatch(table -> table != own.start());
        if (!own.sound() || other) {
            faults.add(UpdateFault.doubtful(update.start(), "update-table", String.valueOf(own.start())));
        }
    }

    /** Some programs write the catalog under a new number; its pages stay. */
    private boolean keepsRoot(RawObject.Dictionary trailer) {
        RawObject root = before.trailer().get("Root");
        RawObject.Dictionary then = before.catalog();
        RawObject.Dictionary now = after.catalog();
        return root == null
                || root.equals(trailer.get("Root"))
                || trailer.get("Root") != null
                        && then != null
                        && now != null
                        && now.isOfType("Catalog")
                        && String.valueOf(then.get("Pages")).equals(String.valueOf(now.get("Pages")));
    }

    private boolean continues(CrossReferenceSection own) {
        long previous = own.previous();
        if (previous < 0) {
            return false;
        }
        if (before.start() < 0) {
            return true;
        }
        try {
            return reader.section(previous + reader.shift(), update.start()).start() == before.start();
        } catch (MalformedPdfException e) {
            return false;
        }
    }

    /** What a reader finds that follows the addresses as they are, where they do not lead from revision to revision. */
    private void compareWithChainFrom(long address) {
        Map<Integer, Entry> found;
        try {
            found = RevisionObjects.along(source, reader, address + reader.shift(), update.end())
                    .entries();
        } catch (MalformedPdfException e) {
            found = entries;
        }
        Map<Integer, Entry> chain = found;
        altered(
                "revision-hidden",
                before.entries().keySet().stream()
                        .filter(number -> before.has(number) && !entries.containsKey(number))
                        .filter(number -> !Objects.equals(before.entries().get(number), chain.get(number)))
                        .filter(before::needs));
    }

    private void structure(CrossReferenceSection own) {
        if (own.stream() > 0) {
            structural.add(own.stream());
        }
        update.objects().stream()
                .filter(object -> object.start() == own.hybrid()
                        || isTable(object) && WrittenObjects.isListed(object, update, entries))
                .forEach(object -> structural.add(object.number()));
        entries.values().stream()
                .filter(entry -> entry.kind() == Kind.PACKED)
                .forEach(entry -> structural.add(entry.place()));
    }

    private static boolean isTable(IndirectObject object) {
        RawObject.Dictionary dictionary = object.dictionary();
        return dictionary != null && dictionary.isOfType("XRef");
    }

    private void entries() {
        List<Integer> redirected = new ArrayList<>();
        List<Integer> nowhere = new ArrayList<>();
        entries.forEach((number, entry) -> {
            if (entry.isFree() || entry.equals(before.entries().get(number)) || leadsToItsObject(number, entry)) {
                return;
            }
            (before.has(number) && before.needs(number) ? redirected : nowhere).add(number);
        });
        altered("object-redirected", redirected.stream());
        doubtful("update-entry", nowhere.stream());
    }

    private boolean leadsToItsObject(int number, Entry entry) {
        if (entry.kind() == Kind.PLAIN) {
            IndirectObject object = update.objectAt(entry.place());
            return object != null && object.number() == number && object.generation() == entry.second();
        }
        Entry container = entries.get(entry.place());
        try {
            ObjectSource.Packed packed = container == null ? null : packed(entry.place());
            return packed != null
                    && entry.second() < packed.numbers().size()
                    && packed.numbers().get(entry.second()) == number;
        } catch (MalformedPdfException e) {
            return false;
        }
    }

    private ObjectSource.Packed packed(int stream) throws MalformedPdfException {
        return source.packed(stream, after.entries(), update.end());
    }

    /** In a hybrid section table and stream must not give two places for one object. */
    private void hybrid(CrossReferenceSection own) {
        List<Integer> twofold = own.hidden().entrySet().stream()
                .filter(entry -> own.entries().containsKey(entry.getKey())
                        && !own.entries().get(entry.getKey()).isFree()
                        && !own.entries().get(entry.getKey()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        altered("object-redirected", twofold.stream().filter(before::has));
        doubtful("update-entry", twofold.stream().filter(number -> !before.has(number)));
    }

    /** A reference to a free object is a reference to null (7.3.10); so is one to another generation. */
    private void freed() {
        Set<Integer> gone = entries.entrySet().stream()
                .filter(entry -> before.has(entry.getKey()))
                .filter(entry -> entry.getValue().isFree()
                        || entry.getValue().generation()
                                != Objects.requireNonNull(before.entries().get(entry.getKey()))
                                        .generation())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            if (!after.reach().complete()) {
                faults.add(UpdateFault.doubtful(update.start(), "update-unreadable", ""));
            }
            // With an object stream goes what it holds and what is not listed elsewhere now.
            Stream<Integer> held = after.containers().stream().filter(gone::contains);
            Stream<Integer> broken = after.reach().broken().stream().map(RawObject.Reference::number);
            altered("object-freed", Stream.concat(held, broken).filter(gone::contains));
        }
    }

    /** New objects that nothing leads to. What replaces an object takes its place, so its references count. */
    private Set<Integer> unreachable() {
        Set<Integer> open = new TreeSet<>();
        for (int number : written()) {
            if (!before.has(number) && after.has(number)) {
                open.add(number);
            }
        }
        if (open.isEmpty() || isReachedFromReplaced(open)) {
            return Set.of();
        }
        open.removeIf(after::reaches);
        return open;
    }

    private boolean isReachedFromReplaced(Set<Integer> fresh) {
        Set<Integer> left = new HashSet<>(fresh);
        List<Integer> open = new ArrayList<>();
        for (int number : written()) {
            if (before.has(number)) {
                open.add(number);
            }
        }
        ObjectSource.referencesIn(after.trailer()).forEach(reference -> reached(reference.number(), left, open));
        while (!open.isEmpty() && !left.isEmpty()) {
            int number = open.remove(open.size() - 1);
            Entry entry = after.entries().get(number);
            if (entry != null && entries.containsKey(number)) {
                source.references(number, entry, after.entries(), update.end())
                        .forEach(reference -> reached(reference.number(), left, open));
            }
        }
        return left.isEmpty();
    }

    private static void reached(int number, Set<Integer> left, List<Integer> open) {
        if (left.remove(number)) {
            open.add(number);
        }
    }

    private void altered(String what, Stream<Integer> objects) {
        String named = named(objects);
        if (!named.isEmpty()) {
            faults.add(UpdateFault.altered(update.start(), what, named));
        }
    }

    private void doubtful(String what, Stream<Integer> objects) {
        String named = named(objects);
        if (!named.isEmpty()) {
            faults.add(UpdateFault.doubtful(update.start(), what, named));
        }
    }

    public static String named(Stream<Integer> objects) {
        List<Integer> some = objects.distinct().sorted().limit(MOST_NAMED + 1).toList();
        String named = some.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return some.size() > MOST_NAMED ? named + " …" : named;
    }
}
