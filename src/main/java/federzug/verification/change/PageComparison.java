package federzug.verification.change;

import federzug.verification.field.AnnotationLists;
import federzug.verification.field.Annotations;
import federzug.verification.field.WidgetChanges;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/** Compares the pages of two revisions: content, resources, annotations, and what new looks hide. */
final class PageComparison {
    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private final ObjectPairs pairs;
    private final PageEntries entries;
    private final WidgetChanges widgets;
    private final HiddenContent looks;
    private final @Nullable Permissions permissions;
    private final Changes changes;
    private final Set<Integer> touched = new TreeSet<>();

    /** @param permissions null for a document made here, where nothing but signing is allowed */
    PageComparison(
            ObjectPairs pairs,
            WidgetChanges widgets,
            HiddenContent looks,
            @Nullable Permissions permissions,
            Changes changes) {
        this.pairs = pairs;
        this.entries = new PageEntries(pairs);
        this.widgets = widgets;
        this.looks = looks;
        this.permissions = permissions;
        this.changes = changes;
    }

    /** Numbers of the pages where something is seen that was not there before, or no longer. */
    Set<Integer> touched() {
        return touched;
    }

    void page(int number, COSDictionary then, COSDictionary now) {
        Set<COSName> elsewhere = new HashSet<>(INHERITED);
        elsewhere.addAll(Set.of(COSName.ANNOTS, COSName.PARENT));
        if (permissions != null) {
            if (PageEntries.keepsOrder(then, now, permissions.annotations())) {
                elsewhere.add(PageEntries.TABS);
            }
            // Whoever tags an annotation has to give the page a number in the structure tree.
            if (!then.containsKey(COSName.STRUCT_PARENTS) && permissions.annotations()) {
                elsewhere.add(COSName.STRUCT_PARENTS);
            }
        }
        int soFar = changes.count();
        for (COSName key : pairs.differingEntries(then, now, elsewhere)) {
            if (permissions != null && (PageEntries.isDay(key, now) || entries.meanTheSame(key, then, now))) {
                continue;
            }
            if (permissions != null && permissions.annotations() && PageEntries.TABS.equals(key)) {
                // It belongs to the annotations; what is read aloud in another order may say something else.
                changes.doubtful("page-order", number);
            } else if (COSName.CONTENTS.equals(key)) {
                changes.forbidden("page-content", number);
            } else {
                changes.forbidden("page-attribute", number, key.getName());
            }
        }
        for (COSName key : INHERITED) {
            COSBase value = PDPageTree.getInheritableAttribute(then, key);
            if (!pairs.same(value, PDPageTree.getInheritableAttribute(now, key))
                    && !(permissions != null && entries.meanTheSame(key, then, now))) {
                if (COSName.RESOURCES.equals(key)) {
                    changes.forbidden("page-resources", number);
                } else {
                    changes.forbidden("page-attribute", number, key.getName());
                }
            }
        }
        annotations(number, then.getCOSArray(COSName.ANNOTS), now.getCOSArray(COSName.ANNOTS));
        if (changes.count() > soFar) {
            touched.add(number);
        }
        looks(number, then.getCOSArray(COSName.ANNOTS), now.getCOSArray(COSName.ANNOTS));
    }

    private void looks(int page, @Nullable COSArray then, @Nullable COSArray now) {
        if (widgets.isChanged(now)) {
            touched.add(page);
        }
        BitSet added = widgets.newLooks(now);
        if (!added.isEmpty()) {
            BitSet own = widgets.oldLooks(then);
            own.or(overlapped(then, own));
            Boolean hides = looks.hides(page - 1, own, added);
            if (hides == null) {
                changes.doubtful("looks", page);
            } else if (hides) {
                touched.add(page);
                changes.forbidden("content-covered", page);
            }
        }
    }

    /** Signatures under fields that overlapped them when they were made: whoever signed there saw that. */
    private static BitSet overlapped(@Nullable COSArray then, BitSet own) {
        BitSet overlapped = new BitSet();
        for (int i = 0; then != null && i < then.size(); i++) {
            COSBase below = ObjectPairs.resolve(then.get(i));
            if (isSignatureField(below)) {
                for (int j = own.nextSetBit(0); j >= 0; j = own.nextSetBit(j + 1)) {
                    COSBase above = ObjectPairs.resolve(then.get(j));
                    if (j != i && isSignatureField(above) && Annotations.overlap(below, above)) {
                        overlapped.set(i);
                    }
                }
            }
        }
        return overlapped;
    }

    private static boolean isSignatureField(@Nullable COSBase annotation) {
        return annotation instanceof COSDictionary field && FormTree.isSignatureField(field);
    }

    private void annotations(int page, @Nullable COSArray before, @Nullable COSArray after) {
        COSArray then = before == null ? new COSArray() : before;
        COSArray now = after == null ? new COSArray() : after;
        int[] places = AnnotationLists.counterparts(then, now);
        BitSet met = new BitSet();
        for (int i = 0; i < places.length; i++) {
            COSBase old = ObjectPairs.resolve(then.get(i));
            COSBase present = places[i] < 0 ? null : ObjectPairs.resolve(now.get(places[i]));
            if (places[i] >= 0) {
                met.set(places[i]);
            }
            if (present == null && old != null) {
                annotation("annotation-removed", page, old, null, -1);
            } else if (!pairs.isSettled(old, present) && !pairs.same(old, present)) {
                annotation("annotation-changed", page, old, present, places[i]);
            }
        }
        for (int i = met.nextClearBit(0); i < now.size(); i = met.nextClearBit(i + 1)) {
            added(page, now.get(i), i);
        }
        order(page, then, places);
    }

    /** What is listed later is drawn over what is listed before (ISO 32000-1, 12.5.1). */
    private void order(int page, COSArray then, int[] places) {
        int moved =
                permissions == null && !AnnotationLists.isOrdered(places) ? 0 : AnnotationLists.reordered(then, places);
        if (moved < 0) {
            return;
        }
        if (permissions != null && permissions.annotations()) {
            changes.doubtful("annotation-order", page);
        } else {
            changes.forbidden("annotation-order", page);
        }
    }

    private void added(int page, @Nullable COSBase entry, int place) {
        COSBase added = ObjectPairs.resolve(entry);
        if (added != null && !widgets.isAdded(added)) {
            annotation("annotation-added", page, added, added, place);
        }
    }

    /**
     * @param present what it is now, null if it is gone
     * @param place where it stands now in the page's list
     */
    private void annotation(String what, int page, @Nullable COSBase annotation, @Nullable COSBase present, int place) {
        String kind = Annotations.kind(annotation);
        boolean mayBe = permissions != null && permissions.annotations();
        boolean passive = mayBe && !Annotations.acts(annotation) && !Annotations.acts(present);
        if (passive
                && what.equals("annotation-added")
                && Annotations.isComment(annotation)
                && looks.isPlainRemark(page - 1, place)) {
            widgets.looksNew(annotation);
            changes.allowed(what, page, kind, Annotations.words(annotation));
        } else if (passive && (Annotations.isComment(annotation) || Annotations.isWriting(annotation))
                || mayBe && what.equals("annotation-removed")
                || mayBe && what.equals("annotation-added") && Annotations.isPlainLink(annotation)) {
            // Writing on the page may look like a part of it: a person has to look.
            widgets.looksNew(present == null ? annotation : present);
            changes.doubtful(what, page, kind, Annotations.words(annotation));
        } else {
            changes.forbidden(what, page, kind);
        }
    }
}
