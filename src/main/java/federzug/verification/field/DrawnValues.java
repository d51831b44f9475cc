package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value that a viewer draws by itself (ISO 32000-1, 12.7.3.3) and no longer as it was when somebody signed. Viewers
 * do so where a field has no look or the form asks for it; some put every value into an input field of their own.
 */
public final class DrawnValues {
    private static final COSName NEED_APPEARANCES = COSName.getPDFName("NeedAppearances");
    private static final COSName RICH_TEXT = COSName.getPDFName("RV");
    private static final COSName RICH_STYLE = COSName.getPDFName("DS");
    private static final Set<COSName> DRAWN = Set.of(COSName.TX, COSName.CH, COSName.BTN);

    private final FormTree before;
    private final FormTree after;
    private final ObjectPairs pairs;

    public DrawnValues(FormTree before, FormTree after, ObjectPairs pairs) {
        this.before = before;
        this.after = after;
        this.pairs = pairs;
    }

    /** Name of a field whose value cannot be read any more, or is drawn in other letters; empty if there is none. */
    public Optional<String> lost() {
        return after.fields().entrySet().stream()
                .filter(entry -> isLost(before.fields().get(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isLost(@Nullable COSDictionary then, COSDictionary now) {
        COSBase type = Permissions.inherited(now, COSName.FT);
        if (type == null
                || !DRAWN.contains(type)
                || FieldValue.of(now).words().isEmpty()
                || FormTree.widgets(now).stream().noneMatch(Annotations::isVisible)) {
            return false;
        }
        boolean hidden = DefaultAppearance.hidesValue(now, after.form())
                && (then == null || !DefaultAppearance.hidesValue(then, before.form()));
        return hidden || then != null && isDrawnByViewers(now) && isDrawnOtherwise(then, now);
    }

    private boolean isDrawnByViewers(COSDictionary field) {
        return asks(after) || hasNoLook(field);
    }

    private static boolean asks(FormTree form) {
        return form.form().getBoolean(NEED_APPEARANCES, false);
    }

    private static boolean hasNoLook(COSDictionary field) {
        return FormTree.widgets(field).stream()
                .anyMatch(widget -> Annotations.isVisible(widget) && AppearanceReader.displayed(widget) == null);
    }

    private boolean isDrawnOtherwise(COSDictionary then, COSDictionary now) {
        boolean notAsked = asks(before) && !asks(after);
        boolean restyled = Permissions.inherited(now, RICH_TEXT) != null
                && !pairs.same(Permissions.inherited(then, RICH_STYLE), Permissions.inherited(now, RICH_STYLE));
        return notAsked || restyled || isFontReplaced(then, now);
    }

    private boolean isFontReplaced(COSDictionary then, COSDictionary now) {
        COSDictionary old = DefaultAppearance.font(then, before.form());
        COSDictionary present = DefaultAppearance.font(now, after.form());
        if (old == null && present == null) {
            String name = DefaultAppearance.fontName(then, before.form());
            return name != null && !name.equals(DefaultAppearance.fontName(now, after.form()));
        }
        return !pairs.same(old, present) && (present == null || !PlainFont.is(present));
    }
}
