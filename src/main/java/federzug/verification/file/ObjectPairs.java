package federzug.verification.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Compares objects of two revisions of one PDF through all references. Without recursion: a hostile file may nest as
 * deep as it likes. A pair once found the same, or judged elsewhere, is not compared again.
 */
public final class ObjectPairs {
    /** Far above any real contract; beyond it the comparison gives up rather than the machine. */
    private static final int MOST_PAIRS = 5_000_000;

    /** Where /Type is optional, a program that writes it says nothing new (ISO 32000-1, 7.3.7). */
    private static final Set<String> OPTIONAL_TYPES = Set.of(
            "Annot",
            "XObject",
            "Action",
            "ExtGState",
            "Encoding",
            "Group",
            "StructElem",
            "EmbeddedFile",
            "Filespec",
            "F",
            "Outlines",
            "Border",
            "Mask",
            "Pattern",
            "Sig",
            "SigRef",
            "TransformParams",
            "SigFieldLock",
            "SV");

    private final Set<Pair> settled = new HashSet<>();

    /** The pair is judged elsewhere: a reference from the one to the other counts as the same. */
    public void settle(COSBase before, COSBase after) {
        settled.add(new Pair(before, after));
    }

    public boolean isSettled(@Nullable COSBase before, @Nullable COSBase after) {
        COSBase one = resolve(before);
        COSBase other = resolve(after);
        return one != null && other != null && settled.contains(new Pair(one, other));
    }

    /** Whether all entries but the given ones are the same. */
    public boolean sameEntries(COSDictionary before, COSDictionary after, Set<COSName> besides) {
        return differingEntries(before, after, besides).isEmpty();
    }

    public List<COSName> differingEntries(COSDictionary before, COSDictionary after, Set<COSName> besides) {
        Set<COSName> keys = new java.util.TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeAll(besides);
        if (isTypedAlike(before, after)) {
            keys.remove(COSName.TYPE);
        }
        List<COSName> differing = new ArrayList<>();
        for (COSName key : keys) {
            if (!same(before.getItem(key), after.getItem(key))) {
                differing.add(key);
            }
        }
        return differing;
    }

    public boolean same(@Nullable COSBase before, @Nullable COSBase after) {
        Deque<Pair> open = new ArrayDeque<>();
        List<Pair> met = new ArrayList<>();
        boolean same = meet(before, after, open, met);
        while (same && !open.isEmpty()) {
            DeadlineRunner.checkDeadline();
            if (settled.size() > MOST_PAIRS) {
                throw new IllegalStateException("comparison given up");
            }
            Pair pair = open.pop();
            same = equalShells(pair, open, met);
        }
        if (!same) {
            // What was only met on the way to a difference has not been found the same.
            met.forEach(settled::remove);
        }
        return same;
    }

    private boolean equalShells(Pair pair, Deque<Pair> open, List<Pair> met) {
        if (pair.before() instanceof COSArray before && pair.after() instanceof COSArray after) {
            boolean same = before.size() == after.size();
            for (int i = 0; same && i < before.size(); i++) {
                same = meet(before.get(i), after.get(i), open, met);
            }
            return same;
        }
        if (!(pair.before() instanceof COSDictionary before) || !(pair.after() instanceof COSDictionary after)) {
            return false;
        }
        Set<COSName> keys = new HashSet<>(before.keySet());
        keys.addAll(after.keySet());
        if (isTypedAlike(before, after)) {
            keys.remove(COSName.TYPE);
        }
        boolean same = true;
        for (COSName key : keys) {
            same = same && before.containsKey(key) == after.containsKey(key);
            same = same && meet(before.getItem(key), after.getItem(key), open, met);
        }
        return same
                && (!(before instanceof COSStream one) || after instanceof COSStream other && sameBytes(one, other));
    }

    private static boolean isTypedAlike(COSDictionary before, COSDictionary after) {
        if (before.containsKey(COSName.TYPE) == after.containsKey(COSName.TYPE)) {
            return false;
        }
        COSName type = (before.containsKey(COSName.TYPE) ? before : after).getCOSName(COSName.TYPE);
        return type != null && OPTIONAL_TYPES.contains(type.getName());
    }

    /** Compares simple values at once and leaves containers for later. */
    private boolean meet(@Nullable COSBase before, @Nullable COSBase after, Deque<Pair> open, List<Pair> met) {
        COSBase one = resolve(before);
        COSBase other = resolve(after);
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof COSNumber number && other instanceof COSNumber same) {
            // ISO 32000-1, 7.3.3: 70 and 70.0 are one number; programs write it as they like.
            return Float.compare(number.floatValue(), same.floatValue()) == 0 && number.longValue() == same.longValue();
        }
        if (!one.getClass().equals(other.getClass())) {
            return false;
        }
        if (one instanceof COSString text) {
            return java.util.Arrays.equals(text.getBytes(), ((COSString) other).getBytes());
        }
        if (one instanceof COSArray || one instanceof COSDictionary) {
            Pair pair = new Pair(one, other);
            if (settled.add(pair)) {
                met.add(pair);
                open.push(pair);
            }
            return true;
        }
        return one.equals(other);
    }

    public static @Nullable COSBase resolve(@Nullable COSBase object) {
        COSBase resolved = object;
        for (int i = 0; i < 32 && resolved instanceof COSObject reference; i++) {
            resolved = reference.getObject();
        }
        return resolved instanceof COSNull || resolved instanceof COSObject ? null : resolved;
    }

    private static boolean sameBytes(COSStream before, COSStream after) {
        if (!before.hasData() || !after.hasData()) {
            return before.hasData() == after.hasData();
        }
        try (InputStream one = before.createRawInputStream();
                InputStream other = after.createRawInputStream()) {
            byte[] left;
            do {
                left = one.readNBytes(65_536);
                if (!java.util.Arrays.equals(left, other.readNBytes(65_536))) {
                    return false;
                }
            } while (left.length > 0);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Identity, not equality: two equal dictionaries are two objects. */
    private record Pair(COSBase before, COSBase after) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && pair.before == before && pair.after == after;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(before) + System.identityHashCode(after);
        }
    }
}
