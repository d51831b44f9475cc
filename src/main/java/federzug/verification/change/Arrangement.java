package federzug.verification.change;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** Compares entries of the catalog that can be written in several ways and say the same. */
final class Arrangement {
    /** The catalog's entries that may be arranged in another way. */
    static final Set<COSName> ENTRIES = Set.of(COSName.NAMES, COSName.OCPROPERTIES, COSName.getPDFName("PageLabels"));

    /** Lists of layers whose order means nothing (ISO 32000-1, tables 100 and 101). */
    private static final Set<COSName> SETS =
            Set.of(COSName.OCGS, COSName.ON, COSName.OFF, COSName.getPDFName("Locked"));

    private static final COSName LIMITS = COSName.getPDFName("Limits");
    private static final int DEEPEST = 32;

    private final ObjectPairs pairs;

    Arrangement(ObjectPairs pairs) {
        this.pairs = pairs;
    }

    boolean isSame(COSName key, @Nullable COSBase before, @Nullable COSBase after) {
        if (!(ObjectPairs.resolve(before) instanceof COSDictionary then)
                || !(ObjectPairs.resolve(after) instanceof COSDictionary now)) {
            return false;
        }
        if (COSName.NAMES.equals(key)) {
            return then.keySet().equals(now.keySet())
                    && then.keySet().stream()
                            .allMatch(kind -> sameTrees(then.getItem(kind), now.getItem(kind), COSName.NAMES));
        }
        return COSName.OCPROPERTIES.equals(key) ? sameLayers(then, now) : sameTrees(then, now, COSName.NUMS);
    }

    private boolean sameLayers(COSDictionary then, COSDictionary now) {
        Set<COSName> keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        for (COSName key : keys) {
            COSBase one = then.getItem(key);
            COSBase other = now.getItem(key);
            boolean same = COSName.D.equals(key)
                            && ObjectPairs.resolve(one) instanceof COSDictionary first
                            && ObjectPairs.resolve(other) instanceof COSDictionary second
                    ? sameLayers(first, second)
                    : SETS.contains(key) ? sameSets(one, other) : pairs.same(one, other);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private boolean sameSets(@Nullable COSBase one, @Nullable COSBase other) {
        if (!(ObjectPairs.resolve(one) instanceof COSArray then)
                || !(ObjectPairs.resolve(other) instanceof COSArray now)
                || then.size() != now.size()) {
            return false;
        }
        Set<COSObjectKey> numbers = numbers(then);
        for (COSBase entry : now) {
            if (!pairs.same(entry, counterpart(entry, then))) {
                return false;
            }
        }
        return numbers.size() == then.size() && numbers.equals(numbers(now));
    }

    private static Set<COSObjectKey> numbers(COSArray list) {
        Set<COSObjectKey> numbers = new HashSet<>();
        for (COSBase entry : list) {
            if (entry instanceof COSObject reference && reference.getKey() != null) {
                numbers.add(reference.getKey());
            }
        }
        return numbers;
    }

    private static @Nullable COSBase counterpart(COSBase entry, COSArray list) {
        for (COSBase other : list) {
            if (entry instanceof COSObject one
                    && other instanceof COSObject same
                    && one.getKey() != null
                    && one.getKey().equals(same.getKey())) {
                return other;
            }
        }
        return null;
    }

    /** Trees of names or numbers with the same entries in the same order, however they are cut into leaves. */
    private boolean sameTrees(@Nullable COSBase one, @Nullable COSBase other, COSName leaves) {
        List<COSBase> then = new ArrayList<>();
        List<COSBase> now = new ArrayList<>();
        if (!collect(one, leaves, then) || !collect(other, leaves, now) || then.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < then.size(); i++) {
            if (!pairs.same(then.get(i), now.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean collect(@Nullable COSBase root, COSName leaves, List<COSBase> entries) {
        return collect(root, leaves, entries, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Programs look for an entry by the limits of each node: where they do not fit, something cannot be found. */
    private static boolean collect(
            @Nullable COSBase root, COSName leaves, List<COSBase> entries, int depth, Set<COSBase> met) {
        DeadlineRunner.checkDeadline();
        if (!(ObjectPairs.resolve(root) instanceof COSDictionary node) || depth > DEEPEST || !met.add(node)) {
            return false;
        }
        Set<COSName> known = new HashSet<>(node.keySet());
        known.removeAll(Set.of(leaves, COSName.KIDS, LIMITS, COSName.TYPE));
        int begin = entries.size();
        COSArray own = node.getCOSArray(leaves);
        COSArray kids = node.getCOSArray(COSName.KIDS);
        if (!known.isEmpty() || (own == null) == (kids == null)) {
            return false;
        }
        if (own != null) {
            own.forEach(entries::add);
        } else {
            for (COSBase kid : kids) {
                if (!collect(kid, leaves, entries, depth + 1, met)) {
                    return false;
                }
            }
        }
        return entries.size() % 2 == 0 && (depth == 0 || hasFittingLimits(node, entries, begin));
    }

    private static boolean hasFittingLimits(COSDictionary node, List<COSBase> entries, int begin) {
        COSArray limits = node.getCOSArray(LIMITS);
        return limits != null
                && limits.size() == 2
                && entries.size() > begin
                && alike(limits.get(0), entries.get(begin))
                && alike(limits.get(1), entries.get(entries.size() - 2));
    }

    private static boolean alike(COSBase one, COSBase other) {
        COSBase left = ObjectPairs.resolve(one);
        COSBase right = ObjectPairs.resolve(other);
        if (left instanceof COSString text) {
            return right instanceof COSString same && java.util.Arrays.equals(text.getBytes(), same.getBytes());
        }
        return left != null && left.equals(right);
    }
}
