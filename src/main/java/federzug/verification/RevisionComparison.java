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
import java.util.TreeSet;
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
 * for a time stamp, /DSS, /Perms of the first signature. In a document of ours everything else is a change, whatever a
 * permission in the file may say about it. In a foreign one each change is judged by what it is: what the signatures so
 * far allow is told but does no harm, unless it hides what was signed.
 */
final class RevisionComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
    private static final COSName LAST_MODIFIED = COSName.getPDFName("LastModified");
    /** What foreign programs set on a field while they sign; nothing of it moves the field or makes it act. */
    private static final Set<COSName> BY_FOREIGN_SIGNERS = Set.of(
            COSName.F, COSName.MK, COSName.P, COSName.M, COSName.NM, COSName.DA, COSName.DR, COSName.TYPE, COSName.Q);

    private static final List<COSName> INHERITED =
            List.of(COSName.RESOURCES, COSName.MEDIA_BOX, COSName.CROP_BOX, COSName.ROTATE);

    private final PDDocument before;
    private final PDDocument after;
    private final String step;
    private final FormTree formBefore;
    private final FormTree formAfter;
    private final ObjectPairs pairs = new ObjectPairs();
    private final Set<COSBase> newWidgets = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Widgets whose looks are new, and the same widgets as they were before. */
    private final Set<COSBase> newLooks = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<COSBase> oldLooks = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<COSBase> changedWidgets = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Integer> touched = new TreeSet<>();
    private final @Nullable Permissions permissions;
    private final List<Notice> changes = new ArrayList<>();

    /**
     * @param step in words: after which step the changes were made
     * @param foreign whether what the file itself allows counts
     */
    RevisionComparison(PDDocument before, PDDocument after, String step, boolean foreign) {
        this.before = before;
        this.after = after;
        this.step = step;
        this.formBefore = FormTree.of(before);
        this.formAfter = FormTree.of(after);
        this.permissions = foreign ? Permissions.of(before, formBefore) : null;
    }

    /** Numbers of the pages where something is seen that was not there before, or no longer. */
    Set<Integer> touchedPages() {
        return touched;
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
        } else {
            List<COSName> differing = differences(then, now, Set.of());
            if (!differing.isEmpty()) {
                changedWidgets.addAll(FormTree.widgets(now));
                if (signedThen != null) {
                    change("signature-changed", name);
                } else {
                    changedField(name, then, now, differing);
                }
            }
        }
    }

    private void changedField(String name, COSDictionary then, COSDictionary now, List<COSName> differing) {
        FieldFilling.Outcome outcome = permissions == null
                ? FieldFilling.Outcome.FORBIDDEN
                : new FieldFilling(permissions).judge(name, then, now, differing);
        String was = FieldFilling.shortened(FieldFilling.value(then));
        String is = FieldFilling.shortened(FieldFilling.value(now));
        switch (outcome) {
            case FORBIDDEN -> change("field-changed", name);
            case FILLED -> allowed("field-filled", name, is);
            case OVERWRITTEN -> doubtful("field-overwritten", name, was, is);
            case CONTRADICTING -> doubtful("field-contradicting", name, is);
        }
        if (outcome != FieldFilling.Outcome.FORBIDDEN) {
            newLooks(then, now);
        }
    }

    private void newLooks(@Nullable COSDictionary then, COSDictionary now) {
        newLooks.addAll(FormTree.widgets(now));
        if (then != null) {
            oldLooks.addAll(FormTree.widgets(then));
        }
    }

    /** The field is being signed in this very step: its value and look may come, nothing else may change. */
    private void signed(String name, COSDictionary then, COSDictionary now) {
        Set<COSName> allowed = new HashSet<>(Set.of(COSName.V, COSName.AP));
        if (permissions != null) {
            allowed.addAll(BY_FOREIGN_SIGNERS);
            newLooks(then, now);
            COSDictionary signature = FormTree.signature(now);
            if (permissions.nothing() && signature != null && !FormTree.isTimeStamp(signature)) {
                change("certified", name);
            }
        }
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
        boolean stamp = signature != null && FormTree.isTimeStamp(signature);
        if (signature == null && isAllowedEmptyField(field)) {
            allowed("field-added", name);
        } else if (signature == null
                || stamp && isVisible(field)
                || FormTree.widgets(field).stream().anyMatch(Annotations::acts)) {
            changedWidgets.addAll(FormTree.widgets(field));
            change("field-added", name);
            return;
        } else if (permissions != null && permissions.nothing() && !stamp) {
            change("certified", name);
        }
        // A new signature is no change of the text; whether it was expected is judged by who expects what.
        newWidgets.addAll(FormTree.widgets(field));
        if (permissions != null || !stamp) {
            newLooks(null, field);
        }
    }

    /** A place to sign, prepared for the next person; it does nothing by itself. */
    private boolean isAllowedEmptyField(COSDictionary field) {
        return permissions != null
                && !permissions.nothing()
                && FormTree.isSignatureField(field)
                && FormTree.widgets(field).stream().noneMatch(Annotations::acts);
    }

    private static boolean isVisible(COSDictionary field) {
        return FormTree.widgets(field).stream().anyMatch(Annotations::isVisible);
    }

    private void page(int number, COSDictionary then, COSDictionary now) {
        Set<COSName> elsewhere = new HashSet<>(INHERITED);
        elsewhere.addAll(Set.of(COSName.ANNOTS, COSName.PARENT));
        if (permissions != null) {
            elsewhere.add(LAST_MODIFIED);
        }
        int soFar = changes.size();
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
        if (changes.size() > soFar) {
            touched.add(number);
        }
        looks(number, now.getCOSArray(COSName.ANNOTS));
    }

    private void looks(int page, @Nullable COSArray annotations) {
        boolean look = false;
        for (int i = 0; annotations != null && i < annotations.size(); i++) {
            COSBase annotation = ObjectPairs.resolve(annotations.get(i));
            look |= newLooks.contains(annotation) && Annotations.isVisible(annotation);
            if (changedWidgets.contains(annotation)) {
                touched.add(page);
            }
        }
        if (look) {
            Boolean hides = PageLooks.hides(before, after, page - 1, oldLooks);
            if (hides == null) {
                doubtful("looks", page);
            } else if (hides) {
                touched.add(page);
                change("content-covered", page);
            }
        }
    }

    private void annotations(int page, @Nullable COSArray then, @Nullable COSArray now) {
        int sizeThen = then == null ? 0 : then.size();
        int sizeNow = now == null ? 0 : now.size();
        for (int i = 0; then != null && i < sizeThen; i++) {
            COSBase old = ObjectPairs.resolve(then.get(i));
            COSBase present = now == null || i >= sizeNow ? null : ObjectPairs.resolve(now.get(i));
            if (present == null && old != null) {
                annotation("annotation-removed", page, old);
            } else if (!pairs.isSettled(old, present) && !pairs.same(old, present)) {
                annotation("annotation-changed", page, old);
            }
        }
        for (int i = sizeThen; now != null && i < sizeNow; i++) {
            COSBase added = ObjectPairs.resolve(now.get(i));
            if (added != null && !newWidgets.contains(added)) {
                annotation("annotation-added", page, added);
            }
        }
    }

    private void annotation(String what, int page, @Nullable COSBase annotation) {
        String kind = Annotations.kind(annotation);
        boolean mayBe = permissions != null && permissions.annotations() && !Annotations.acts(annotation);
        if (mayBe && what.equals("annotation-added") && Annotations.isComment(annotation)) {
            newLooks.add(annotation);
            allowed(what, page, kind, Annotations.words(annotation));
        } else if (mayBe && (Annotations.isComment(annotation) || Annotations.isWriting(annotation))) {
            // Writing on the page may look like a part of it: a person has to look.
            newLooks.add(annotation);
            doubtful(what, page, kind, Annotations.words(annotation));
        } else {
            change(what, page, kind);
        }
    }

    private void form() {
        boolean fresh = formBefore.form().size() == 0;
        Set<COSName> elsewhere = new HashSet<>(Set.of(COSName.FIELDS, SIG_FLAGS));
        if (fresh) {
            elsewhere.addAll(Set.of(COSName.DR, COSName.DA));
        }
        pairs.differingEntries(formBefore.form(), formAfter.form(), elsewhere).stream()
                .filter(key -> !isAddedForFilling(key))
                .forEach(key -> change("form", key.getName()));
    }

    /** Programs that fill in or sign add their own fonts; what was there stays. */
    private boolean isAddedForFilling(COSName key) {
        if (permissions == null) {
            return false;
        }
        COSDictionary then = formBefore.form();
        if (COSName.DA.equals(key)) {
            return !then.containsKey(key);
        }
        return COSName.DR.equals(key)
                && onlyAdded(then.getCOSDictionary(key), formAfter.form().getCOSDictionary(key), 1);
    }

    private boolean onlyAdded(@Nullable COSDictionary then, @Nullable COSDictionary now, int deeper) {
        if (then == null || now == null) {
            return then == null;
        }
        for (COSName key : then.keySet()) {
            COSDictionary inner = then.getCOSDictionary(key);
            boolean kept = deeper > 0 && inner != null
                    ? onlyAdded(inner, now.getCOSDictionary(key), deeper - 1)
                    : pairs.same(then.getItem(key), now.getItem(key));
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private void catalog() {
        COSDictionary then = before.getDocumentCatalog().getCOSObject();
        COSDictionary now = after.getDocumentCatalog().getCOSObject();
        Set<COSName> elsewhere = Set.of(COSName.PAGES, COSName.ACRO_FORM, DSS, COSName.PERMS, EXTENSIONS);
        for (COSName key : pairs.differingEntries(then, now, elsewhere)) {
            if (permissions != null && isNotedBySaving(key, then, now)) {
                continue;
            }
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

    private static boolean isNotedBySaving(COSName key, COSDictionary then, COSDictionary now) {
        // A program that draws its signature brings the colour profile for it, if the document has none.
        return COSName.VERSION.equals(key)
                || COSName.OUTPUT_INTENTS.equals(key) && !then.containsKey(key)
                || COSName.METADATA.equals(key) && Xmp.sameButForSaving(then.getItem(key), now.getItem(key));
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
        Set<COSName> noted = permissions == null ? Set.of() : Set.of(COSName.MOD_DATE, COSName.PRODUCER);
        pairs.differingEntries(then == null ? empty : then, now == null ? empty : now, noted)
                .forEach(key -> change("information", key.getName()));
    }

    private void change(String what, Object... arguments) {
        changes.add(Notice.error("verification.change." + what, Place.NOWHERE, told(arguments)));
    }

    private void allowed(String what, Object... arguments) {
        changes.add(Notice.note("verification.allowed." + what, Place.NOWHERE, told(arguments)));
    }

    private void doubtful(String what, Object... arguments) {
        changes.add(Notice.warning("verification.doubtful." + what, Place.NOWHERE, told(arguments)));
    }

    private Object[] told(Object... arguments) {
        List<Object> all = new ArrayList<>();
        all.add(step);
        all.addAll(List.of(arguments));
        return all.toArray();
    }
}
