package federzug.verification.change;

import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.ObjectPairs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Whether a structure tree grew by nothing but elements for new signature fields: a careful program that adds its field
 * to a tagged PDF tells a screen reader of it (ISO 14289-1, 7.18.4: a Form element with the widget as its only content).
 */
final class StructureGrowth {
    private static final COSName FORM = COSName.getPDFName("Form");
    private static final COSName OBJECT = COSName.getPDFName("Obj");
    private static final COSName NEXT_KEY = COSName.getPDFName("ParentTreeNextKey");
    private static final Set<COSName> OF_NEW_ELEMENTS =
            Set.of(COSName.TYPE, COSName.S, COSName.P, COSName.K, COSName.PG, COSName.T, COSName.ALT, COSName.LANG);
    private static final int MOST_ELEMENTS = 1_000_000;

    private final ObjectPairs pairs;
    private final WidgetChanges widgets;
    private final List<COSDictionary[]> known = new ArrayList<>();
    private final Set<COSBase> grown = Collections.newSetFromMap(new IdentityHashMap<>());

    StructureGrowth(ObjectPairs pairs, WidgetChanges widgets) {
        this.pairs = pairs;
        this.widgets = widgets;
    }

    boolean isAllOf(@Nullable COSDictionary then, @Nullable COSDictionary now) {
        if (then == null || now == null || !pairUp(then, now) || grown.isEmpty()) {
            return false;
        }
        known.forEach(pair -> pairs.settle(pair[0], pair[1]));
        for (COSDictionary[] pair : known) {
            Set<COSName> besides =
                    pair[0] == then ? Set.of(COSName.K, COSName.PARENT_TREE, NEXT_KEY) : Set.of(COSName.K);
            if (!pairs.sameEntries(pair[0], pair[1], besides)) {
                return false;
            }
        }
        return sameParents(then.getCOSDictionary(COSName.PARENT_TREE), now.getCOSDictionary(COSName.PARENT_TREE));
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
            DeadlineRunner.goOn();
            if (known.size() > MOST_ELEMENTS) {
                throw new IllegalStateException("comparison given up");
            }
            known.add(pair);
            if (!pairKids(kids(pair[0]), kids(pair[1]), open)) {
                return false;
            }
        }
        return true;
    }

    private boolean pairKids(List<COSBase> then, List<COSBase> now, Deque<COSDictionary[]> open) {
        int met = 0;
        for (COSBase kid : now) {
            if (met < then.size() && correspond(then.get(met), kid)) {
                if (ObjectPairs.resolve(then.get(met)) instanceof COSDictionary one
                        && ObjectPairs.resolve(kid) instanceof COSDictionary other) {
                    open.push(new COSDictionary[] {one, other});
                }
                met++;
            } else if (isOfNewField(kid)) {
                grown.add(ObjectPairs.resolve(kid));
            } else {
                return false;
            }
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
        return then instanceof COSDictionary && now instanceof COSDictionary;
    }

    private boolean isOfNewField(COSBase kid) {
        if (!(ObjectPairs.resolve(kid) instanceof COSDictionary element)
                || !FORM.equals(element.getCOSName(COSName.S))
                || !OF_NEW_ELEMENTS.containsAll(element.keySet())) {
            return false;
        }
        List<COSBase> content = kids(element);
        return !content.isEmpty()
                && content.stream()
                        .allMatch(one -> ObjectPairs.resolve(one) instanceof COSDictionary reference
                                && widgets.isAdded(ObjectPairs.resolve(reference.getItem(OBJECT))));
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
            boolean fine = old == null
                    ? grown.contains(ObjectPairs.resolve(entry.getValue()))
                    : pairs.same(old, entry.getValue());
            if (!fine) {
                return false;
            }
        }
        return after.keySet().containsAll(before.keySet());
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
