package federzug.verification.change;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** Compares the fields of two revisions by name: signed, filled in, new, gone. */
final class FieldComparison {
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
    /** What foreign programs set on a field while they sign; nothing of it moves the field or makes it act. */
    private static final Set<COSName> BY_FOREIGN_SIGNERS = Set.of(
            COSName.F, COSName.MK, COSName.P, COSName.M, COSName.NM, COSName.DA, COSName.DR, COSName.TYPE, COSName.Q);

    private final FormTree formBefore;
    private final FormTree formAfter;
    private final ObjectPairs pairs;
    private final WidgetChanges widgets;
    private final @Nullable Permissions permissions;
    private final Changes changes;

    /** @param permissions null for a document of ours, where nothing but signing is allowed */
    FieldComparison(
            FormTree formBefore,
            FormTree formAfter,
            ObjectPairs pairs,
            WidgetChanges widgets,
            @Nullable Permissions permissions,
            Changes changes) {
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

    void compare() {
        for (Map.Entry<String, COSDictionary> entry : formBefore.fields().entrySet()) {
            COSDictionary now = formAfter.fields().get(entry.getKey());
            if (now == null) {
                changes.forbidden("field-removed", entry.getKey());
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
        FieldFilling.Outcome outcome = permissions == null
                ? FieldFilling.Outcome.FORBIDDEN
                : new FieldFilling(permissions).judge(name, then, now, differing);
        String was = FieldFilling.shortened(FieldFilling.value(then));
        String is = FieldFilling.shortened(FieldFilling.value(now));
        switch (outcome) {
            case FORBIDDEN -> changes.forbidden("field-changed", name);
            case FILLED -> changes.allowed("field-filled", name, is);
            case OVERWRITTEN -> changes.doubtful("field-overwritten", name, was, is);
            case CONTRADICTING -> changes.doubtful("field-contradicting", name, is);
        }
        if (outcome != FieldFilling.Outcome.FORBIDDEN) {
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
        if (!then.containsKey(LOCK)) {
            allowed.add(LOCK);
        }
        allowed.addAll(ForeignSigning.harmless(then, now));
        differences(then, now, allowed).forEach(key -> changes.forbidden("field-prepared", name, key.getName()));
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
            changes.allowed("field-added", name);
        } else if (signature == null
                || stamp && isVisible(field)
                || FormTree.widgets(field).stream().anyMatch(Annotations::acts)) {
            widgets.changed(field);
            changes.forbidden("field-added", name);
            return;
        } else if (permissions != null && permissions.nothing() && !stamp) {
            changes.forbidden("certified", name);
        }
        // A new signature is no change of the text; whether it was expected is judged by who expects what.
        widgets.added(field);
        if (permissions != null || !stamp) {
            widgets.looksNew(null, field);
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

    void compareForm() {
        boolean fresh = formBefore.form().size() == 0;
        Set<COSName> elsewhere = new HashSet<>(Set.of(COSName.FIELDS, SIG_FLAGS));
        if (fresh) {
            elsewhere.addAll(Set.of(COSName.DR, COSName.DA));
        }
        pairs.differingEntries(formBefore.form(), formAfter.form(), elsewhere).stream()
                .filter(key -> !isAddedForFilling(key))
                .forEach(key -> changes.forbidden("form", key.getName()));
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
}
