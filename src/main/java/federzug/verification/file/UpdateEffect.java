package federzug.verification.file;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an incremental update does to the objects that a reader finds. */
public enum UpdateEffect {
    /** Everything is as it was, but for the version of the format that the catalog may name. */
    NONE,
    /** Certificates, revocation answers and time stamps for the long term came, nothing else (ETSI EN 319 142-1, 5.4). */
    EVIDENCE,
    OTHER,
    UNKNOWN;

    private static final Set<String> OF_EVIDENCE = Set.of("DSS", "Extensions", "Version");
    private static final int MOST_OF_EVIDENCE = 100_000;

    /** @param written numbers of the objects that the update writes */
    static UpdateEffect of(byte[] file, RevisionObjects before, RevisionObjects after, Set<Integer> written) {
        boolean encrypted = before.trailer().get("Encrypt") != null;
        Set<Integer> changed = new HashSet<>();
        for (int number : written) {
            if (!same(file, number, before, after, encrypted)) {
                changed.add(number);
            }
        }
        if (changed.isEmpty()) {
            return sameTrailer(before, after) ? NONE : OTHER;
        }
        RawObject.Dictionary then = before.catalog();
        RawObject.Dictionary now = after.catalog();
        if (then == null || now == null || !sameBesidesEvidence(then, now, encrypted)) {
            return OTHER;
        }
        if (after.trailer().get("Root") instanceof RawObject.Reference root) {
            changed.remove(root.number());
        }
        Set<Integer> evidence = evidence(now, after);
        boolean brought = !Objects.equals(then.get("DSS"), now.get("DSS")) || !Collections.disjoint(changed, evidence);
        changed.removeAll(evidence);
        // Who adds evidence notes the day; what else title and author say is compared elsewhere.
        if (brought && after.trailer().get("Info") instanceof RawObject.Reference information) {
            changed.remove(information.number());
        }
        if (!changed.isEmpty() || !sameTrailer(before, after)) {
            return OTHER;
        }
        return brought ? EVIDENCE : NONE;
    }

    private static boolean sameTrailer(RevisionObjects before, RevisionObjects after) {
        return String.valueOf(before.trailer().get("Root"))
                        .equals(String.valueOf(after.trailer().get("Root")))
                && String.valueOf(before.trailer().get("Info"))
                        .equals(String.valueOf(after.trailer().get("Info")));
    }

    private static boolean sameBesidesEvidence(RawObject.Dictionary then, RawObject.Dictionary now, boolean encrypted) {
        Map<String, RawObject> left = new HashMap<>(then.entries());
        Map<String, RawObject> right = new HashMap<>(now.entries());
        left.keySet().removeAll(OF_EVIDENCE);
        right.keySet().removeAll(OF_EVIDENCE);
        return equal(new RawObject.Dictionary(left, Set.of()), new RawObject.Dictionary(right, Set.of()), encrypted);
    }

    private static boolean same(
            byte[] file, int number, RevisionObjects before, RevisionObjects after, boolean encrypted) {
        if (!before.has(number)) {
            return false;
        }
        IndirectObject one = before.stream(number);
        IndirectObject other = after.stream(number);
        if (one != null && other != null) {
            return one.value().equals(other.value())
                    && Arrays.equals(file, one.data(), one.dataEnd(), file, other.data(), other.dataEnd());
        }
        RawObject then = before.value(number);
        RawObject now = after.value(number);
        return one == null && other == null && then != null && now != null && equal(then, now, encrypted);
    }

    /**
     * Strings are encrypted anew, and differently, whenever an object is written again (ISO 32000-2, 7.6.3); what they say
     * is compared with the content.
     */
    private static boolean equal(@Nullable RawObject one, @Nullable RawObject other, boolean encrypted) {
        if (!encrypted) {
            return Objects.equals(one, other);
        }
        if (one instanceof RawObject.Text && other instanceof RawObject.Text) {
            return true;
        }
        if (one instanceof RawObject.Array then && other instanceof RawObject.Array now) {
            boolean same = then.items().size() == now.items().size();
            for (int i = 0; same && i < then.items().size(); i++) {
                same = equal(then.items().get(i), now.items().get(i), true);
            }
            return same;
        }
        if (one instanceof RawObject.Dictionary then && other instanceof RawObject.Dictionary now) {
            return then.entries().keySet().equals(now.entries().keySet())
                    && then.entries().keySet().stream().allMatch(key -> equal(then.get(key), now.get(key), true));
        }
        return Objects.equals(one, other);
    }

    /** Everything that the store of evidence refers to. */
    private static Set<Integer> evidence(RawObject.Dictionary catalog, RevisionObjects after) {
        Set<Integer> found = new HashSet<>();
        follow(catalog.get("DSS"), after, found);
        follow(catalog.get("Extensions"), after, found);
        return found;
    }

    private static void follow(@Nullable RawObject from, RevisionObjects after, Set<Integer> found) {
        if (from == null) {
            return;
        }
        java.util.Deque<RawObject> open = new java.util.ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty() && found.size() < MOST_OF_EVIDENCE) {
            for (RawObject.Reference reference : ObjectSource.referencesIn(open.pop())) {
                if (found.add(reference.number())) {
                    RawObject value = after.value(reference.number());
                    if (value != null) {
                        open.push(value);
                    }
                }
            }
        }
    }
}
