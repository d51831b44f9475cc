package federzug.verification.change;

import federzug.verification.field.FieldFilling;
import federzug.verification.field.OwnRevision;
import federzug.verification.field.WidgetChanges;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import federzug.verification.file.SignedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Reports what changed between two revisions of a PDF. Allowed is only what a signature, a time stamp or its evidence
 * brings (ETSI EN 319 142-1, 5.4 and 6.3): the value and the look of the field that is being signed, an invisible field
 * for a time stamp, /DSS, /Perms of the first signature. In a document made here everything else is a change, whatever
 * a permission in the file may say about it. In a foreign one each change is judged by what it is: what the signatures
 * so far allow is reported but does no harm, unless it hides what was signed.
 */
public final class RevisionComparison {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
    /** What a reader knows; of another one it says that it may not display everything. */
    private static final Pattern VERSION = Pattern.compile("1\\.[0-7]|2\\.0");

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
    private final Changes changes = new Changes();
    private Set<String> elements = Set.of();
    private final Set<String> pageKeys = new HashSet<>();
    private final Set<String> arranged = new HashSet<>();
    private EvidenceComparison.Loss loss = EvidenceComparison.Loss.NONE;

    /**
     * @param endBefore end of the earlier revision, exclusive
     * @param foreign whether what the file itself allows counts
     * @throws IOException if one of the revisions cannot be read
     */
    RevisionComparison(SignedFile file, int endBefore, int endAfter, boolean foreign) throws IOException {
        this.file = file;
        this.endBefore = endBefore;
        this.endAfter = endAfter;
        this.before = file.revisions().at(endBefore);
        this.after = file.revisions().at(endAfter);
        this.formBefore = FormTree.of(before);
        this.formAfter = FormTree.of(after);
        this.permissions = foreign ? Permissions.of(before, formBefore) : null;
    }

    /** Numbers of the pages where something is seen that was not there before, or no longer. */
    Set<Integer> touchedPages() {
        return touched;
    }

    /**
     * Object numbers of the structure elements, if the tree grew by nothing but elements for new fields and
     * annotations; known after {@link #changes()}.
     */
    Set<String> elements() {
        return elements;
    }

    /**
     * Object numbers ({@code 14 0}) of pages and of the nodes above them, whose entries were compared one by one; empty
     * if their tree contradicts itself. Known after {@link #changes()}.
     */
    Set<String> pageKeys() {
        return pageKeys;
    }

    /** Entries of the catalog that are written in another way and say the same; known after {@link #changes()}. */
    Set<String> arranged() {
        return arranged;
    }

    /** Evidence that is no longer there; known after {@link #changes()}. Whether it matters shows the validation. */
    EvidenceComparison.Loss loss() {
        return loss;
    }

    Changes changes() throws IOException {
        List<COSDictionary> pagesBefore = pages(before);
        List<COSDictionary> pagesAfter = pages(after);
        int common = Math.min(pagesBefore.size(), pagesAfter.size());
        pageTree();
        for (int i = 0; i < common; i++) {
            pairs.settle(pagesBefore.get(i), pagesAfter.get(i));
        }
        // A lock in a signature dictionary refers to the catalog (/Data), which is compared entry by entry.
        pairs.settle(
                before.getDocumentCatalog().getCOSObject(),
                after.getDocumentCatalog().getCOSObject());
        if (pagesBefore.size() != pagesAfter.size()) {
            changes.forbidden("pages", pagesBefore.size(), pagesAfter.size());
        }
        try (OwnRevision drawnBefore = new OwnRevision(file, endBefore);
                OwnRevision drawnAfter = new OwnRevision(file, endAfter)) {
            FieldFilling filling = permissions == null ? null : new FieldFilling(permissions, drawnBefore, drawnAfter);
            FieldComparison fields =
                    new FieldComparison(formBefore, formAfter, pairs, widgets, permissions, filling, changes);
            fields.settle();
            fields.compare(drawnAfter);
            structure(pagesBefore, pagesAfter);
            HiddenContent looks = new HiddenContent(drawnBefore, drawnAfter);
            PageComparison pages = new PageComparison(pairs, widgets, looks, permissions, changes);
            for (int i = 0; i < common; i++) {
                pages.page(i + 1, pagesBefore.get(i), pagesAfter.get(i));
            }
            touched.addAll(pages.touched());
            fields.compareForm(drawnAfter);
        }
        catalog();
        new MetadataComparison(before, after, pairs).compare(changes);
        return changes;
    }

    private void pageTree() {
        PageTree then = PageTree.of(before);
        PageTree now = PageTree.of(after);
        if (now.isSound()) {
            pageKeys.addAll(then.keys());
            pageKeys.addAll(now.keys());
        } else if (then.isSound()) {
            changes.doubtful("page-tree");
        }
    }

    private static List<COSDictionary> pages(PDDocument pdf) {
        List<COSDictionary> pages = new ArrayList<>();
        pdf.getPages().forEach(page -> pages.add(page.getCOSObject()));
        return pages;
    }

    /** Before whatever refers to elements: outlines, and links to places in the structure. */
    private void structure(List<COSDictionary> pagesBefore, List<COSDictionary> pagesAfter) {
        if (permissions != null && permissions.annotations()) {
            for (int i = 0; i < Math.min(pagesBefore.size(), pagesAfter.size()); i++) {
                widgets.annotations(
                        pagesBefore.get(i).getCOSArray(COSName.ANNOTS),
                        pagesAfter.get(i).getCOSArray(COSName.ANNOTS));
            }
        }
        COSDictionary then = before.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        COSDictionary now = after.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        if (pairs.same(then, now)) {
            return;
        }
        StructureGrowth growth = new StructureGrowth(pairs, widgets);
        if (growth.isAllOf(then, now)) {
            elements = growth.keys();
        } else {
            changes.forbidden("structure");
        }
        if (then != null && now != null) {
            pairs.settle(then, now);
        }
    }

    private void catalog() {
        COSDictionary then = before.getDocumentCatalog().getCOSObject();
        COSDictionary now = after.getDocumentCatalog().getCOSObject();
        Set<COSName> elsewhere = Set.of(
                COSName.PAGES, COSName.ACRO_FORM, COSName.METADATA, COSName.VERSION, DSS, COSName.PERMS, EXTENSIONS);
        for (COSName key : pairs.differingEntries(then, now, elsewhere)) {
            if (permissions != null && isNotedBySaving(key, then)) {
                if (!ColourProfiles.areHarmless(now.getItem(key))) {
                    changes.doubtful("colours");
                }
                continue;
            }
            if (permissions != null
                    && Arrangement.ENTRIES.contains(key)
                    && new Arrangement(pairs).isSame(key, then.getItem(key), now.getItem(key))) {
                arranged.add(key.getName());
                continue;
            }
            if (!COSName.STRUCT_TREE_ROOT.equals(key)) {
                changes.forbidden("catalog", key.getName());
            }
        }
        if (!ExtensionLevels.areKept(then.getCOSDictionary(EXTENSIONS), now.getCOSDictionary(EXTENSIONS))) {
            changes.forbidden("catalog", EXTENSIONS.getName());
        }
        String version = now.getNameAsString(COSName.VERSION);
        if (version != null
                && !VERSION.matcher(version).matches()
                && !version.equals(then.getNameAsString(COSName.VERSION))) {
            changes.forbidden("catalog", COSName.VERSION.getName());
        }
        if (!allowedPermissions(then.getCOSDictionary(COSName.PERMS), now.getCOSDictionary(COSName.PERMS))) {
            changes.forbidden("catalog", COSName.PERMS.getName());
        }
        loss = EvidenceComparison.between(then, now, formAfter);
    }

    private static boolean isNotedBySaving(COSName key, COSDictionary then) {
        // A program that draws its signature brings the colour profile for it, if the document has none.
        return COSName.OUTPUT_INTENTS.equals(key) && !then.containsKey(key);
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
}
