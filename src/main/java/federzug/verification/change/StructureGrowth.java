package federzug.verification.change;

import federzug.verification.field.NewSignatureField;
import federzug.verification.field.WidgetChanges;
import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a structure tree grew by nothing but elements for new signature fields, and where annotations are
 * allowed for new annotations, or lost those of removed ones: a careful program that adds its field to a tagged PDF
 * exposes it to screen readers (ISO 14289-1, 7.18.4: a Form element with the widget as its only content).
 */
final class StructureGrowth {
    private static final Set<String> OF_ANNOTATIONS = Set.of("Form", "Annot", "Link");
    private static final COSName REFERENCE = COSName.getPDFName("OBJR");
    private static final COSName OBJECT = COSName.getPDFName("Obj");
    private static final COSName NEXT_KEY = COSName.getPDFName("ParentTreeNextKey");
    private static final Set<COSName> OF_NEW_ELEMENTS = Set.of(
            COSName.TYPE,
            COSName.S,
            COSName.P,
            COSName.K,
            COSName.PG,
            COSName.T,
            COSName.ALT,
            COSName.LANG,
            COSName.getPDFName("NS"));
    private static final int DEEPEST_REMOVED = 20;
    private static final int MOST_ELEMENTS = 1_000_000;

    private final ObjectPairs pairs;
    private final WidgetChanges widgets;
    private final List<COSDictionary[]> known = new ArrayList<>();
    private final Set<COSBase> grown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<COSBase> counterparts = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean shrunk;

    StructureGrowth(ObjectPairs pairs, WidgetChanges widgets) {
        this.pairs = pairs;
        this.widgets = widgets;
    }

    boolean isAllOf(@Nullable COSDictionary then, @Nullable COSDictionary now) {
        if (then == null || now == null || !pairUp(then, now)) {
            return false;
        }
        known.forEach(pair -> pairs.settle(pair[0], pair[1]));
        for (COSDictionary[] pair : known) {
            Set<COSName> besides = pair[0] == then ? besides(then, now) : Set.of(COSName.K);
            boolean same = isReference(pair[0])
                    ? pairs.same(pair[0].getItem(COSName.PG), pair[1].getItem(COSName.PG))
                    : pairs.sameEntries(pair[0], pair[1], besides);
            if (!same) {
                return false;
            }
        }
        return sameParents(then.getCOSDictionary(COSName.PARENT_TREE), now.getCOSDictionary(COSName.PARENT_TREE));
    }

    /** What the root may have of its own; a map without roles says the same as none. */
    private static Set<COSName> besides(COSDictionary then, COSDictionary now) {
        return hasRoles(then) || hasRoles(now)
                ? Set.of(COSName.K, COSName.PARENT_TREE, NEXT_KEY)
                : Set.of(COSName.K, COSName.PARENT_TREE, NEXT_KEY, COSName.ROLE_MAP);
    }

    private static boolean hasRoles(COSDictionary root) {
        COSBase roles = root.getDictionaryObject(COSName.ROLE_MAP);
        return roles != null && !(roles instanceof COSDictionary map && map.size() == 0);
    }

    /** Object numbers ({@code 14 0}) of all elements; known after {@link #isAllOf}. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        counterparts.forEach(element -> addKey(element, keys));
        grown.forEach(element -> addKey(element, keys));
        return keys;
    }

    private static void addKey(COSBase element, Set<String> keys) {
        COSObjectKey key = element.getKey();
        if (key != null) {
            keys.add(key.getNumber() + " " + key.getGeneration());
        }
    }

    /** Every element before has its counterpart, in the old order; what stands between them is new and a field's. */
    private boolean pairUp(COSDictionary then, COSDictionary now) {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary[]> open = new ArrayDeque<>();
        open.push(new COSDictionary[] {then, now});
        while (!open.isEmpty()) {
            COSDictionary[] pair = open.pop();
            if (!seen.add(pair[0])) {
                continue;
            }
            DeadlineRunner.checkDeadline();
            if (known.size() > MOST_ELEMENTS) {
                throw new IllegalStateException("comparison given up");
            }
            known.add(pair);
            counterparts.add(pair[1]);
            if (!pairKids(kids(pair[0]), kids(pair[1]), open)) {
                return false;
            }
        }
        return true;
    }

    private boolean pairKids(List<COSBase> then, List<COSBase> now, Deque<COSDictionary[]> open) {
        int met = 0;
        for (COSBase kid : now) {
            while (met < then.size() && !correspond(then.get(met), kid) && isOfRemoved(then.get(met), 0)) {
                shrunk = true;
                met++;
            }
            if (met < then.size() && correspond(then.get(met), kid)) {
                if (ObjectPairs.resolve(then.get(met)) instanceof COSDictionary one
                        && ObjectPairs.resolve(kid) instanceof COSDictionary other) {
                    open.push(new COSDictionary[] {one, other});
                }
                met++;
            } else if (isNew(kid)) {
                grown.add(ObjectPairs.resolve(kid));
            } else {
                return false;
            }
        }
        while (met < then.size() && isOfRemoved(then.get(met), 0)) {
            shrunk = true;
            met++;
        }
        return met == then.size();
    }

    /** An incremental update keeps an object's number; marks of content are numbers. */
    private static boolean correspond(COSBase then, COSBase now) {
        if (then instanceof COSObject one && now instanceof COSObject other) {
            return one.getKey() != null && one.getKey().equals(other.getKey());
        }
        if (then instanceof COSNumber one && now instanceof COSNumber other) {
            return one.longValue() == other.longValue();
        }
        if (then instanceof COSDictionary one && isReference(one)) {
            return now instanceof COSDictionary other
                    && isReference(other)
                    && correspond(one.getItem(OBJECT), other.getItem(OBJECT));
        }
        return then instanceof COSDictionary && now instanceof COSDictionary other && !isReference(other);
    }

    private static boolean isReference(COSDictionary kid) {
        return REFERENCE.equals(kid.getCOSName(COSName.TYPE));
    }

    /** A reference to a removed annotation, or an element that held nothing else. */
    private boolean isOfRemoved(COSBase kid, int depth) {
        if (!(ObjectPairs.resolve(kid) instanceof COSDictionary element) || depth > DEEPEST_REMOVED) {
            return false;
        }
        if (isReference(element)) {
            return widgets.isRemoved(ObjectPairs.resolve(element.getItem(OBJECT)));
        }
        List<COSBase> content = kids(element);
        return !content.isEmpty() && content.stream().allMatch(one -> isOfRemoved(one, depth + 1));
    }

    /** A new element of its own, or one more reference in an element that holds others. */
    private boolean isNew(COSBase kid) {
        return isOfNewField(kid)
                || ObjectPairs.resolve(kid) instanceof COSDictionary reference
                        && isReference(reference)
                        && widgets.isNew(ObjectPairs.resolve(reference.getItem(OBJECT)));
    }

    private boolean isOfNewField(COSBase kid) {
        if (!(ObjectPairs.resolve(kid) instanceof COSDictionary element)
                || !OF_ANNOTATIONS.contains(String.valueOf(element.getNameAsString(COSName.S)))
                || !OF_NEW_ELEMENTS.containsAll(element.keySet())) {
            return false;
        }
        List<COSBase> content = kids(element);
        return !content.isEmpty()
                && content.stream()
                        .allMatch(one -> ObjectPairs.resolve(one) instanceof COSDictionary reference
                                && ObjectPairs.resolve(reference.getItem(OBJECT)) instanceof COSDictionary widget
                                && widgets.isNew(widget)
                                && speaksNothingElse(element, widget));
    }

    /** An element of a field has nothing to say but the name of the field. */
    private static boolean speaksNothingElse(COSDictionary element, COSDictionary widget) {
        String spoken = widget.getString(COSName.getPDFName("TU"));
        for (COSName key : List.of(COSName.ALT, COSName.T)) {
            String text = element.getString(key);
            boolean comment = text != null && text.equals(widget.getString(COSName.CONTENTS));
            if (text != null && !comment && !text.equals(spoken) && !NewSignatureField.isName(text, widget)) {
                return false;
            }
        }
        return true;
    }

    private static List<COSBase> kids(COSDictionary element) {
        COSBase kids = element.getItem(COSName.K);
        if (ObjectPairs.resolve(kids) instanceof COSArray array) {
            List<COSBase> all = new ArrayList<>();
            array.forEach(all::add);
            return all;
        }
        return kids == null ? List.of() : List.of(kids);
    }

    private boolean sameParents(@Nullable COSDictionary then, @Nullable COSDictionary now) {
        Map<Long, COSBase> before = numbers(then);
        Map<Long, COSBase> after = numbers(now);
        for (Map.Entry<Long, COSBase> entry : after.entrySet()) {
            COSBase old = before.get(entry.getKey());
            COSBase value = ObjectPairs.resolve(entry.getValue());
            boolean fine = old == null
                    ? grown.contains(value) || isKnown(value) || value instanceof COSArray
                    : pairs.same(old, entry.getValue());
            if (!fine) {
                return false;
            }
        }
        return shrunk || after.keySet().containsAll(before.keySet());
    }

    private boolean isKnown(@Nullable COSBase element) {
        return element != null && counterparts.contains(element);
    }

    /** A number tree (ISO 32000-1, 7.9.7), whatever its shape. */
    private static Map<Long, COSBase> numbers(@Nullable COSDictionary tree) {
        Map<Long, COSBase> all = new HashMap<>();
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        if (tree != null) {
            open.push(tree);
        }
        while (!open.isEmpty()) {
            if (ObjectPairs.resolve(open.pop()) instanceof COSDictionary node && seen.add(node)) {
                COSArray numbers = node.getCOSArray(COSName.NUMS);
                for (int i = 0; numbers != null && i + 1 < numbers.size(); i += 2) {
                    if (ObjectPairs.resolve(numbers.get(i)) instanceof COSNumber key && numbers.get(i + 1) != null) {
                        all.put(key.longValue(), numbers.get(i + 1));
                    }
                }
                COSArray kids = node.getCOSArray(COSName.KIDS);
                for (int i = 0; kids != null && i < kids.size(); i++) {
                    open.push(kids.get(i));
                }
            }
        }
        return all;
    }
}
