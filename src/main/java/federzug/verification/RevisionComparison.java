package federzug.verification;

import federzug.notice.Notice;
import federzug.notice.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changed between two revisions of a PDF. Allowed is only what a signature, a time stamp or its evidence
 * brings (ETSI EN 319 142-1, 5.4 and 6.3): the value and the look of the field that is being signed, an invisible field
 * for a time stamp, /DSS, /Perms of the first signature. Everything else is a change, whatever a permission in the file
 * may say about it.
 */
final class RevisionComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private final PDDocument before;
    private final PDDocument after;
    private final String step;
    private final FormTree formBefore;
    private final FormTree formAfter;
    private final ObjectPairs pairs = new ObjectPairs();
    private final Set<COSBase> newWidgets = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Notice> changes = new ArrayList<>();

    /**
     * @param step German: after which step the changes were made
     */
    RevisionComparison(PDDocument before, PDDocument after, String step) {
        this.before = before;
        this.after = after;
        this.step = step;
        this.formBefore = FormTree.of(before);
        this.formAfter = FormTree.of(after);
    }

    List<Notice> changes() {
        List<COSDictionary> pagesBefore = pages(before);
        List<COSDictionary> pagesAfter = pages(after);
        int common = Math.min(pagesBefore.size(), pagesAfter.size());
        for (int i = 0; i < common; i++) {
            pairs.settle(pagesBefore.get(i), pagesAfter.get(i));
        }
        // A lock in a signature dictionary refers to the catalog (/Data), which is compared entry by entry.
        pairs.settle(
                before.getDocumentCatalog().getCOSObject(),
                after.getDocumentCatalog().getCOSObject());
        settleFields();
        if (pagesBefore.size() != pagesAfter.size()) {
            change("pages", pagesBefore.size(), pagesAfter.size());
        }
        fields();
        for (int i = 0; i < common; i++) {
            page(i + 1, pagesBefore.get(i), pagesAfter.get(i));
        }
        form();
        catalog();
        information();
        return changes;
    }

    private static List<COSDictionary> pages(PDDocument pdf) {
        List<COSDictionary> pages = new ArrayList<>();
        pdf.getPages().forEach(page -> pages.add(page.getCOSObject()));
        return pages;
    }

    /** Pages, annotations and the structure tree refer to fields; fields are judged by name. */
    private void settleFields() {
        formBefore.fields().forEach((name, field) -> {
            COSDictionary other = formAfter.fields().get(name);
            if (other != null) {
                List<COSDictionary> widgets = FormTree.widgets(field);
                List<COSDictionary> others = FormTree.widgets(other);
                for (int i = 0; i < Math.min(widgets.size(), others.size()); i++) {
                    pairs.settle(widgets.get(i), others.get(i));
                }
            }
        });
        pairs.settle(formBefore.form(), formAfter.form());
    }

    private void fields() {
        for (Map.Entry<String, COSDictionary> entry : formBefore.fields().entrySet()) {
            COSDictionary now = formAfter.fields().get(entry.getKey());
            if (now == null) {
                change("field-removed", entry.getKey());
            } else {
                field(entry.getKey(), entry.getValue(), now);
            }
        }
        formAfter.fields().forEach((name, field) -> {
            if (!formBefore.fields().containsKey(name)) {
                newField(name, field);
            }
        });
    }

    private void field(String name, COSDictionary then, COSDictionary now) {
        COSDictionary signedThen = FormTree.signature(then);
        COSDictionary signedNow = FormTree.signature(now);
        if (signedThen != null && signedNow == null) {
            change("signature-removed", name);
        } else if (signedThen == null && signedNow != null) {
            signed(name, then, now);
        } else if (!sameField(then, now)) {
            change(signedThen == null ? "field-changed" : "signature-changed", name);
        }
    }

    private boolean sameField(COSDictionary then, COSDictionary now) {
        return differences(then, now, Set.of()).isEmpty();
    }

    /** The field is being signed in this very step: its value and look may come, nothing else may change. */
    private void signed(String name, COSDictionary then, COSDictionary now) {
        Set<COSName> allowed = new HashSet<>(Set.of(COSName.V, COSName.AP));
        if (!then.containsKey(LOCK)) {
            allowed.add(LOCK);
        }
        allowed.addAll(ForeignSigning.harmless(then, now));
        differences(then, now, allowed).forEach(key -> change("field-prepared", name, key.getName()));
    }

    /** Differences of a field and its widgets; the pairs themselves are settled, so their entries are compared. */
    private List<COSName> differences(COSDictionary then, COSDictionary now, Set<COSName> allowed) {
        List<COSDictionary> widgets = FormTree.widgets(then);
        List<COSDictionary> others = FormTree.widgets(now);
        if (widgets.size() != others.size()) {
            return List.of(COSName.KIDS);
        }
        List<COSName> differing = new ArrayList<>();
        for (int i = 0; i < widgets.size(); i++) {
            differing.addAll(pairs.differingEntries(widgets.get(i), others.get(i), allowed));
        }
        return differing;
    }

    private void newField(String name, COSDictionary field) {
        COSDictionary signature = FormTree.signature(field);
        if (signature == null || FormTree.isTimeStamp(signature) && isVisible(field)) {
            change("field-added", name);
            return;
        }
        // A new signature is no change of the text; whether it was expected is judged by who expects what.
        newWidgets.addAll(FormTree.widgets(field));
    }

    private static boolean isVisible(COSDictionary field) {
        for (COSDictionary widget : FormTree.widgets(field)) {
            COSArray box = widget.getCOSArray(COSName.RECT);
            if (box != null && box.size() == 4) {
                float[] edges = box.toFloatArray();
                if (edges[0] != edges[2] && edges[1] != edges[3]) {
                    return true;
                }
            }
        }
        return false;
    }

    private void page(int number, COSDictionary then, COSDictionary now) {
        Set<COSName> elsewhere = new HashSet<>(INHERITED);
        elsewhere.addAll(Set.of(COSName.ANNOTS, COSName.PARENT));
        for (COSName key : pairs.differingEntries(then, now, elsewhere)) {
            if (COSName.CONTENTS.equals(key)) {
                change("page-content", number);
            } else {
                change("page-attribute", number, key.getName());
            }
        }
        for (COSName key : INHERITED) {
            COSBase value = PDPageTree.getInheritableAttribute(then, key);
            if (!pairs.same(value, PDPageTree.getInheritableAttribute(now, key))) {
                if (COSName.RESOURCES.equals(key)) {
                    change("page-resources", number);
                } else {
                    change("page-attribute", number, key.getName());
                }
            }
        }
        annotations(number, then.getCOSArray(COSName.ANNOTS), now.getCOSArray(COSName.ANNOTS));
    }

    private void annotations(int page, @Nullable COSArray then, @Nullable COSArray now) {
        int sizeThen = then == null ? 0 : then.size();
        int sizeNow = now == null ? 0 : now.size();
        for (int i = 0; then != null && i < sizeThen; i++) {
            COSBase old = ObjectPairs.resolve(then.get(i));
            COSBase present = now == null || i >= sizeNow ? null : ObjectPairs.resolve(now.get(i));
            if (present == null && old != null) {
                change("annotation-removed", page, kind(old));
            } else if (!pairs.isSettled(old, present) && !pairs.same(old, present)) {
                change("annotation-changed", page, kind(old));
            }
        }
        for (int i = sizeThen; now != null && i < sizeNow; i++) {
            COSBase added = ObjectPairs.resolve(now.get(i));
            if (added != null && !newWidgets.contains(added)) {
                change("annotation-added", page, kind(added));
            }
        }
    }

    private static String kind(@Nullable COSBase annotation) {
        String kind = annotation instanceof COSDictionary entry ? entry.getNameAsString(COSName.SUBTYPE) : null;
        return kind == null ? "?" : kind;
    }

    private void form() {
        boolean fresh = formBefore.form().size() == 0;
        Set<COSName> elsewhere = new HashSet<>(Set.of(COSName.FIELDS, SIG_FLAGS));
        if (fresh) {
            elsewhere.addAll(Set.of(COSName.DR, COSName.DA));
        }
        pairs.differingEntries(formBefore.form(), formAfter.form(), elsewhere)
                .forEach(key -> change("form", key.getName()));
    }

    private void catalog() {
        COSDictionary then = before.getDocumentCatalog().getCOSObject();
        COSDictionary now = after.getDocumentCatalog().getCOSObject();
        Set<COSName> elsewhere = Set.of(COSName.PAGES, COSName.ACRO_FORM, DSS, COSName.PERMS, EXTENSIONS);
        for (COSName key : pairs.differingEntries(then, now, elsewhere)) {
            if (COSName.METADATA.equals(key)) {
                change("metadata");
            } else if (COSName.STRUCT_TREE_ROOT.equals(key)) {
                change("structure");
            } else {
                change("catalog", key.getName());
            }
        }
        if (!allowedPermissions(then.getCOSDictionary(COSName.PERMS), now.getCOSDictionary(COSName.PERMS))) {
            change("catalog", COSName.PERMS.getName());
        }
        COSDictionary extensions = then.getCOSDictionary(EXTENSIONS);
        COSDictionary extended = now.getCOSDictionary(EXTENSIONS);
        if (extensions != null && (extended == null || !extended.keySet().containsAll(extensions.keySet()))) {
            change("catalog", EXTENSIONS.getName());
        }
    }

    /** /Perms may come only with the signature that certifies. */
    private boolean allowedPermissions(@Nullable COSDictionary then, @Nullable COSDictionary now) {
        if (then != null || now == null) {
            return pairs.same(then, now);
        }
        COSDictionary certifying = now.getCOSDictionary(COSName.DOCMDP);
        return now.size() == 1
                && certifying != null
                && formAfter.fields().entrySet().stream()
                        .filter(entry -> FormTree.signature(entry.getValue()) == certifying)
                        .anyMatch(entry -> {
                            COSDictionary old = formBefore.fields().get(entry.getKey());
                            return old == null || FormTree.signature(old) == null;
                        });
    }

    private void information() {
        COSDictionary then = before.getDocument().getTrailer().getCOSDictionary(COSName.INFO);
        COSDictionary now = after.getDocument().getTrailer().getCOSDictionary(COSName.INFO);
        COSDictionary empty = new COSDictionary();
        pairs.differingEntries(then == null ? empty : then, now == null ? empty : now, Set.of())
                .forEach(key -> change("information", key.getName()));
    }

    private void change(String what, Object... arguments) {
        List<Object> all = new ArrayList<>();
        all.add(step);
        all.addAll(List.of(arguments));
        changes.add(Notice.error("verification.change." + what, Place.NOWHERE, all.toArray()));
    }
}
