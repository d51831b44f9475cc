package federzug.verification.change;

import federzug.verification.field.Annotations;
import federzug.verification.field.DrawnValues;
import federzug.verification.field.FieldAppearance;
import federzug.verification.field.FieldFilling;
import federzug.verification.field.FieldValue;
import federzug.verification.field.FormResources;
import federzug.verification.field.NewSignatureField;
import federzug.verification.field.OwnRevision;
import federzug.verification.field.WidgetChanges;
import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** Compares the fields of two revisions by name: signed, filled in, new, gone. */
final class FieldComparison {
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName NEED_APPEARANCES = COSName.getPDFName("NeedAppearances");
    private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
    /** There are signatures: whoever reads that it is not so does not show them (ISO 32000-1, table 219). */
    private static final int SIGNED = 1;

    /** What foreign programs set on a field while they sign; nothing of it moves the field or makes it act. */
    private static final Set<COSName> BY_FOREIGN_SIGNERS = Set.of(
            COSName.F, COSName.MK, COSName.P, COSName.M, COSName.NM, COSName.DA, COSName.DR, COSName.TYPE, COSName.Q);

    private final FormTree formBefore;
    private final FormTree formAfter;
    private final ObjectPairs pairs;
    private final WidgetChanges widgets;
    private final @Nullable Permissions permissions;
    private final @Nullable FieldFilling filling;
    private final Changes changes;

    /**
     * @param permissions null for a document made here, where nothing but signing is allowed
     * @param filling null as well then
     */
    FieldComparison(
            FormTree formBefore,
            FormTree formAfter,
            ObjectPairs pairs,
            WidgetChanges widgets,
            @Nullable Permissions permissions,
            @Nullable FieldFilling filling,
            Changes changes) {
        this.filling = filling;
        this.formBefore = formBefore;
        this.formAfter = formAfter;
        this.pairs = pairs;
        this.widgets = widgets;
        this.permissions = permissions;
        this.changes = changes;
    }

    /** Pages, annotations and the structure tree refer to fields; fields are judged by name. */
    void settle() {
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

    /** @param drawn the later revision, to see what new fields display */
    void compare(OwnRevision drawn) throws IOException {
        for (Map.Entry<String, COSDictionary> entry : formBefore.fields().entrySet()) {
            COSDictionary now = formAfter.fields().get(entry.getKey());
            if (now == null) {
                changes.forbidden("field-removed", entry.getKey());
            } else {
                field(entry.getKey(), entry.getValue(), now);
            }
        }
        for (Map.Entry<String, COSDictionary> entry : formAfter.fields().entrySet()) {
            if (!formBefore.fields().containsKey(entry.getKey())) {
                newField(entry.getKey(), entry.getValue(), drawn);
            }
        }
    }

    private void field(String name, COSDictionary then, COSDictionary now) {
        COSDictionary signedThen = FormTree.signature(then);
        COSDictionary signedNow = FormTree.signature(now);
        if (signedThen != null && signedNow == null) {
            changes.forbidden("signature-removed", name);
        } else if (signedThen == null && signedNow != null) {
            signed(name, then, now);
        } else {
            List<COSName> differing = differences(then, now, Set.of());
            if (!differing.isEmpty()) {
                widgets.changed(now);
                if (signedThen != null) {
                    changes.forbidden("signature-changed", name);
                } else {
                    changedField(name, then, now, differing);
                }
            }
        }
    }

    private void changedField(String name, COSDictionary then, COSDictionary now, List<COSName> differing) {
        FieldFilling.Judgement judgement = filling == null
                ? new FieldFilling.Judgement(FieldFilling.Outcome.FORBIDDEN, "")
                : filling.judge(name, then, now, differing);
        String was = FieldFilling.shortened(FieldValue.of(then).words());
        String is = FieldFilling.shortened(FieldValue.of(now).words());
        String shown = FieldFilling.shortened(judgement.shown());
        switch (judgement.outcome()) {
            case NEUTRAL -> {}
            case FORBIDDEN -> changes.forbidden("field-changed", name);
            case REDRAWN -> changes.allowed("field-redrawn", name, is);
            case FILLED -> changes.allowed("field-filled", name, is);
            case FILLED_UNSEEN -> changes.allowed("field-filled-unseen", name, is);
            case FILLED_READ_ONLY -> changes.doubtful("field-filled-read-only", name, is);
            case OVERWRITTEN -> changes.doubtful("field-overwritten", name, was, is);
            case RESTYLED -> changes.doubtful("field-restyled", name, is);
            case UNSHOWN -> changes.doubtful("field-unshown", name, is);
            case CONTRADICTING -> {
                if (shown.isEmpty()) {
                    changes.doubtful("field-unreadable", name, is);
                } else {
                    changes.doubtful("field-contradicting", name, is, shown);
                }
            }
        }
        if (judgement.outcome() != FieldFilling.Outcome.FORBIDDEN) {
            widgets.looksNew(then, now);
        }
    }

    /** The field is being signed in this very step: its value and look may come, nothing else may change. */
    private void signed(String name, COSDictionary then, COSDictionary now) {
        Set<COSName> allowed = new HashSet<>(Set.of(COSName.V, COSName.AP));
        if (permissions != null) {
            allowed.addAll(BY_FOREIGN_SIGNERS);
            widgets.looksNew(then, now);
            COSDictionary signature = FormTree.signature(now);
            if (permissions.nothing() && signature != null && !FormTree.isTimeStamp(signature)) {
                changes.forbidden("certified", name);
            }
        }
        signedLater(name, now);
        if (!then.containsKey(LOCK)) {
            allowed.add(LOCK);
        }
        boolean first = formBefore.fields().values().stream().noneMatch(field -> FormTree.signature(field) != null);
        allowed.addAll(ForeignSigning.harmless(then, now, first));
        differences(then, now, allowed).forEach(key -> changes.forbidden("field-prepared", name, key.getName()));
    }

    /** Differences of a field and its widgets; the pairs themselves are settled, so their entries are compared. */
    private List<COSName> differences(COSDictionary then, COSDictionary now, Set<COSName> allowed) {
        List<COSDictionary> widgets = FormTree.widgets(then);
        List<COSDictionary> others = FormTree.widgets(now);
        if (widgets.size() != others.size()) {
            return List.of(COSName.KIDS);
        }
        Set<COSName> besides = new HashSet<>(allowed);
        if (FormTree.isNode(then) && FormTree.isNode(now)) {
            besides.add(COSName.KIDS);
        }
        List<COSName> differing = new ArrayList<>();
        for (int i = 0; i < widgets.size(); i++) {
            differing.addAll(pairs.differingEntries(widgets.get(i), others.get(i), besides));
        }
        return differing;
    }

    /** A document can be certified only before anybody else signs (ISO 32000-1, 12.8.2.2.1), and locks only close. */
    private void signedLater(String name, COSDictionary field) {
        COSDictionary signature = FormTree.signature(field);
        if (permissions == null || signature == null || FormTree.isTimeStamp(signature)) {
            return;
        }
        if (Permissions.certifies(signature) && !permissions.certified() && isSignedBefore()) {
            changes.doubtful("certified-later", name);
        } else if (permissions.isWidenedBy(field)) {
            changes.doubtful("permission-widened", name);
        }
    }

    private boolean isSignedBefore() {
        return formBefore.fields().values().stream()
                .map(FormTree::signature)
                .anyMatch(signature -> signature != null && !FormTree.isTimeStamp(signature));
    }

    private void newField(String name, COSDictionary field, OwnRevision drawn) throws IOException {
        COSDictionary signature = FormTree.signature(field);
        boolean stamp = signature != null && FormTree.isTimeStamp(signature);
        COSDictionary own = drawn.field(name);
        NewSignatureField seen = new NewSignatureField(own == null ? field : own, drawn.form());
        if (signature == null && isAllowedEmptyField(field)) {
            List<String> content = seen.content();
            if (!content.isEmpty()) {
                widgets.changed(field);
                changes.forbidden("field-shows", name, FieldFilling.shortened(String.join(", ", content)));
                return;
            }
            if (permissions != null && permissions.certified()) {
                changes.doubtful("field-added", name);
            } else {
                changes.allowed("field-added", name);
            }
        } else if (signature == null
                || stamp && isVisible(field)
                || FormTree.widgets(field).stream().anyMatch(Annotations::acts)) {
            widgets.changed(field);
            changes.forbidden("field-added", name);
            return;
        } else if (permissions != null && permissions.nothing() && !stamp) {
            changes.forbidden("certified", name);
        }
        signedLater(name, field);
        String spoken = seen.spoken();
        if (spoken != null) {
            changes.doubtful("field-speaks", name, FieldFilling.shortened(spoken));
        }
        if (seen.bringsMore()) {
            changes.doubtful("field-brings", name);
        }
        // A new signature is no change of the text; whether it was expected is judged by who expects what.
        widgets.added(field);
        if (permissions != null || !stamp) {
            widgets.looksNew(null, field);
        }
    }

    /** A place to sign, prepared for the next person; it has no effect alone. */
    private boolean isAllowedEmptyField(COSDictionary field) {
        return permissions != null
                && !permissions.nothing()
                && FormTree.isSignatureField(field)
                && FormTree.widgets(field).stream().noneMatch(Annotations::acts);
    }

    private static boolean isVisible(COSDictionary field) {
        return FormTree.widgets(field).stream().anyMatch(Annotations::isVisible);
    }

    /** @param drawn the later revision, to see what its fields display */
    void compareForm(OwnRevision drawn) throws IOException {
        boolean fresh = formBefore.form().size() == 0;
        Set<COSName> elsewhere = new HashSet<>(Set.of(COSName.FIELDS, SIG_FLAGS));
        if (fresh) {
            elsewhere.addAll(Set.of(COSName.DR, COSName.DA));
        }
        boolean onlySignatures = formAfter.fields().values().stream().allMatch(FormTree::isSignatureField);
        if (permissions != null || onlySignatures) {
            // How values are drawn next time; what is drawn now is compared field by field. Signatures have no value to
            // draw.
            elsewhere.addAll(Set.of(COSName.DA, COSName.Q));
        }
        if ((formBefore.form().getInt(SIG_FLAGS, 0) & SIGNED)
                > (formAfter.form().getInt(SIG_FLAGS, 0) & SIGNED)) {
            changes.forbidden("form", SIG_FLAGS.getName());
        }
        boolean redrawn = false;
        for (COSName key : pairs.differingEntries(formBefore.form(), formAfter.form(), elsewhere)) {
            if (permissions != null && FormDescription.KEY.equals(key)) {
                description();
                continue;
            }
            boolean harmless = COSName.DR.equals(key)
                    ? FormResources.areUnused(formBefore, formAfter, pairs)
                    : NEED_APPEARANCES.equals(key) && (!redraws() || showsItsValues(drawn));
            if (!harmless && permissions != null && NEED_APPEARANCES.equals(key)) {
                redrawn = true;
            } else if (!harmless) {
                changes.forbidden("form", key.getName());
            }
        }
        String lost = permissions == null
                ? null
                : new DrawnValues(formBefore, formAfter, pairs).lost().orElse(null);
        if (redrawn || lost != null && redraws()) {
            changes.doubtful("form-redrawn");
        } else if (lost != null) {
            changes.doubtful("value-drawn", lost);
        }
    }

    private void description() {
        switch (new FormDescription(formBefore, formAfter, pairs).compare()) {
            case FOLLOWS -> {
                // The fields themselves are reported.
            }
            case UNCLEAR -> changes.doubtful("form-description");
            case OTHER -> changes.forbidden("form", FormDescription.KEY.getName());
        }
    }

    private boolean redraws() {
        return formAfter.form().getBoolean(NEED_APPEARANCES, false);
    }

    /** A viewer that draws all fields from their values then shows the same as before. */
    private boolean showsItsValues(OwnRevision drawn) throws IOException {
        for (String name : formAfter.fields().keySet()) {
            COSDictionary field = drawn.field(name);
            if (field == null) {
                continue;
            }
            COSBase type = Permissions.inherited(field, COSName.FT);
            boolean written = COSName.TX.equals(type) || COSName.CH.equals(type);
            if (written && !new FieldAppearance(field, drawn.form()).compare().agrees()) {
                return false;
            }
        }
        return permissions != null;
    }
}
