package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.jspecify.annotations.Nullable;

/** Widgets and annotations that were added between two revisions, were changed, or look new. */
public final class WidgetChanges {
    private final Set<COSBase> added = set();
    private final Set<COSBase> changed = set();
    private final Set<COSBase> annotations = set();
    private final Set<COSBase> removedAnnotations = set();
    private final Set<COSBase> newLooks = set();
    private final Set<COSBase> oldLooks = set();

    private static Set<COSBase> set() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    public void added(COSDictionary field) {
        added.addAll(FormTree.widgets(field));
    }

    public void changed(COSDictionary field) {
        changed.addAll(FormTree.widgets(field));
    }

    public void looksNew(@Nullable COSDictionary then, COSDictionary now) {
        newLooks.addAll(FormTree.widgets(now));
        if (then != null) {
            oldLooks.addAll(FormTree.widgets(then));
        }
    }

    public void looksNew(@Nullable COSBase annotation) {
        if (annotation != null) {
            newLooks.add(annotation);
        }
    }

    /** Annotations that came to a page or left it, where the signatures allow annotations. */
    public void annotations(@Nullable COSArray then, @Nullable COSArray now) {
        for (int i = 0; now != null && i < now.size(); i++) {
            COSBase annotation = ObjectPairs.resolve(now.get(i));
            if (annotation != null && (then == null || AnnotationLists.match(now, i, then, 0) < 0)) {
                annotations.add(annotation);
            }
        }
        for (int i = 0; then != null && i < then.size(); i++) {
            COSBase annotation = ObjectPairs.resolve(then.get(i));
            if (annotation != null && (now == null || AnnotationLists.match(then, i, now, 0) < 0)) {
                removedAnnotations.add(annotation);
            }
        }
    }

    /** A new field's widget, or a new annotation where annotations are allowed. */
    public boolean isNew(@Nullable COSBase annotation) {
        return isAdded(annotation) || annotation != null && annotations.contains(annotation);
    }

    public boolean isRemoved(@Nullable COSBase annotation) {
        return annotation != null && removedAnnotations.contains(annotation);
    }

    public boolean isAdded(@Nullable COSBase widget) {
        return widget != null && added.contains(widget);
    }

    public boolean isAddedTo(@Nullable COSArray annotations) {
        return !places(annotations, added).isEmpty();
    }

    /** Whether something on this page was changed. */
    public boolean isChanged(@Nullable COSArray annotations) {
        return !places(annotations, changed).isEmpty();
    }

    /** Places in the list of what looks new and is seen. */
    public BitSet newLooks(@Nullable COSArray annotations) {
        BitSet places = places(annotations, newLooks);
        places.stream()
                .filter(i -> annotations == null || !Annotations.isVisible(ObjectPairs.resolve(annotations.get(i))))
                .forEach(places::clear);
        return places;
    }

    /** Places in the list before of what looks new now. */
    public BitSet oldLooks(@Nullable COSArray annotations) {
        return places(annotations, oldLooks);
    }

    private static BitSet places(@Nullable COSArray annotations, Set<COSBase> wanted) {
        BitSet places = new BitSet();
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            COSBase annotation = ObjectPairs.resolve(annotations.get(i));
            if (annotation != null && wanted.contains(annotation)) {
                places.set(i);
            }
        }
        return places;
    }
}
