package federzug.verification.change;

import federzug.notice.Notice;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import federzug.verification.file.SignedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changed between two revisions of a PDF. Allowed is only what a signature, a time stamp or its evidence
 * brings (ETSI EN 319 142-1, 5.4 and 6.3): the value and the look of the field that is being signed, an invisible field
 * for a time stamp, /DSS, /Perms of the first signature. In a document of ours everything else is a change, whatever a
 * permission in the file may say about it. In a foreign one each change is judged by what it is: what the signatures so
 * far allow is told but does no harm, unless it hides what was signed.
 */
public final class RevisionComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");

    private final PDDocument before;
    private final PDDocument after;
    private final SignedFile file;
    private final int endBefore;
    private final int endAfter;
    private final FormTree formBefore;
    private final FormTree formAfter;
    private final ObjectPairs pairs = new ObjectPairs();
    private final WidgetChanges widgets = new WidgetChanges();
    private final Set<Integer> touched = new TreeSet<>();
    private final @Nullable Permissions permissions;
    private final Changes changes;
    private boolean tagged;

    /**
     * @param endBefore end of the earlier revision, exclusive
     * @param step in words: after which step the changes were made
     * @param foreign whether what the file itself allows counts
     * @throws IOException if one of the revisions cannot be read
     */
    RevisionComparison(SignedFile file, int endBefore, int endAfter, String step, boolean foreign) throws IOException {
        this.file = file;
        this.endBefore = endBefore;
        this.endAfter = endAfter;
        this.before = file.revisions().at(endBefore);
        this.after = file.revisions().at(endAfter);
        this.formBefore = FormTree.of(before);
        this.formAfter = FormTree.of(after);
        this.permissions = foreign ? Permissions.of(before, formBefore) : null;
        this.changes = new Changes(step);
    }

    /** Numbers of the pages where something is seen that was not there before, or no longer. */
    Set<Integer> touchedPages() {
        return touched;
    }

    /** Whether the structure tree got elements for new fields; known after {@link #changes()}. */
    boolean isTagged() {
        return tagged;
    }

    List<Notice> changes() throws IOException {
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
        FieldComparison fields = new FieldComparison(formBefore, formAfter, pairs, widgets, permissions, changes);
        fields.settle();
        if (pagesBefore.size() != pagesAfter.size()) {
            changes.forbidden("pages", pagesBefore.size(), pagesAfter.size());
        }
        fields.compare();
        try (HiddenContent looks = new HiddenContent(file, endBefore, endAfter)) {
            PageComparison pages = new PageComparison(pairs, widgets, looks, permissions, changes);
            for (int i = 0; i < common; i++) {
                pages.page(i + 1, pagesBefore.get(i), pagesAfter.get(i));
            }
            touched.addAll(pages.touched());
        }
        fields.compareForm();
        catalog();
        information();
        return changes.all();
    }

    private static List<COSDictionary> pages(PDDocument pdf) {
        List<COSDictionary> pages = new ArrayList<>();
        pdf.getPages().forEach(page -> pages.add(page.getCOSObject()));
        return pages;
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
                changes.forbidden("metadata");
            } else if (COSName.STRUCT_TREE_ROOT.equals(key)) {
                tagged = new StructureGrowth(pairs, widgets)
                        .isAllOf(then.getCOSDictionary(key), now.getCOSDictionary(key));
                if (!tagged) {
                    changes.forbidden("structure");
                }
            } else {
                changes.forbidden("catalog", key.getName());
            }
        }
        if (!allowedPermissions(then.getCOSDictionary(COSName.PERMS), now.getCOSDictionary(COSName.PERMS))) {
            changes.forbidden("catalog", COSName.PERMS.getName());
        }
        if (EvidenceComparison.isAnythingLost(then, now)) {
            if (permissions == null) {
                changes.forbidden("evidence-removed");
            } else {
                changes.doubtful("evidence-removed");
            }
        }
        COSDictionary extensions = then.getCOSDictionary(EXTENSIONS);
        COSDictionary extended = now.getCOSDictionary(EXTENSIONS);
        if (extensions != null && (extended == null || !extended.keySet().containsAll(extensions.keySet()))) {
            changes.forbidden("catalog", EXTENSIONS.getName());
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
                .forEach(key -> changes.forbidden("information", key.getName()));
    }
}
