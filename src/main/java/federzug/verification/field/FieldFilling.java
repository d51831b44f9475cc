package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a changed field of a foreign document is a form that was filled in, as the earlier signatures allow.
 */
public final class FieldFilling {
    /** What decides how a value is drawn next time, and what a program notes beside it; the look itself is compared. */
    private static final Set<COSName> NEUTRAL = Set.of(
            COSName.DA,
            COSName.Q,
            COSName.M,
            COSName.P,
            COSName.NM,
            COSName.getPDFName("DS"),
            COSName.getPDFName("TI"));

    private static final COSName MAX_LENGTH = COSName.getPDFName("MaxLen");
    private static final Set<COSName> OF_FILLING =
            Set.of(COSName.V, COSName.AS, COSName.AP, COSName.I, COSName.getPDFName("RV"), MAX_LENGTH);
    /** Part of the annotation, which may be changed where annotations may (ISO 32000-1, table 254). */
    private static final Set<COSName> OF_STYLE = Set.of(COSName.MK, COSName.BS, COSName.BORDER, COSName.H);

    private static final Set<COSName> OF_WIDGETS = Set.of(
            COSName.KIDS,
            COSName.TYPE,
            COSName.SUBTYPE,
            COSName.RECT,
            COSName.P,
            COSName.F,
            COSName.AP,
            COSName.AS,
            COSName.MK,
            COSName.BS,
            COSName.BORDER,
            COSName.H,
            COSName.STRUCT_PARENT);
    private static final Set<COSName> FILLABLE = Set.of(COSName.TX, COSName.CH, COSName.BTN);
    private static final int READ_ONLY = 1;
    private static final int LONGEST = 120;

    private final Permissions permissions;
    private final OwnRevision before;
    private final OwnRevision after;

    public FieldFilling(Permissions permissions, OwnRevision before, OwnRevision after) {
        this.permissions = permissions;
        this.before = before;
        this.after = after;
    }

    public enum Outcome {
        /** Nothing that is seen, spoken or meant. */
        NEUTRAL,
        /** The same value was drawn again. */
        REDRAWN,
        /** Its frame or ground is another. */
        RESTYLED,
        /** An empty field was filled in. */
        FILLED,
        /** An empty field was filled in that is not seen. */
        FILLED_UNSEEN,
        /** So was one that no person was to fill in, where the document expressly allows to fill in forms. */
        FILLED_READ_ONLY,
        /** What was filled in when somebody signed was filled in again. */
        OVERWRITTEN,
        /** The field shows something else than its value. */
        CONTRADICTING,
        /** Its value is the same, but it is displayed no more. */
        UNSHOWN,
        FORBIDDEN
    }

    /**
     * @param shown what the field displays instead of its value, empty if that cannot be read
     */
    public record Judgement(Outcome outcome, String shown) {}

    public Judgement judge(String name, COSDictionary then, COSDictionary now, List<COSName> differing) {
        COSBase type = Permissions.inherited(then, COSName.FT);
        COSBase flags = Permissions.inherited(then, COSName.FF);
        boolean readOnly = flags instanceof COSNumber number && (number.intValue() & READ_ONLY) != 0;
        boolean ofFilling = differing.stream()
                .allMatch(key -> NEUTRAL.contains(key)
                        || OF_FILLING.contains(key)
                        || permissions.annotations() && OF_STYLE.contains(key));
        FieldValue was = FieldValue.of(then);
        FieldValue is = FieldValue.of(now);
        boolean restyled = permissions.annotations() && differing.stream().anyMatch(OF_WIDGETS::contains);
        if (restyled
                && OF_WIDGETS.containsAll(differing)
                && was.text().equals(is.text())
                && FormTree.widgets(now).stream().noneMatch(widget -> widget.containsKey(COSName.RECT))) {
            return new Judgement(Outcome.UNSHOWN, "");
        }
        if (!permissions.mayFill(name)
                || type == null
                || !FILLABLE.contains(type)
                || !ofFilling
                || !keepsLength(now, differing)) {
            return new Judgement(Outcome.FORBIDDEN, "");
        }
        if (NEUTRAL.containsAll(differing)) {
            return new Judgement(Outcome.NEUTRAL, "");
        }
        FieldAppearance.Outcome appearance = appearance(after, name);
        if (was.text().equals(is.text())) {
            // A look may change without its value only if both show it: else it shows what was not filled in.
            boolean same = appearance.agrees() && appearance(before, name).agrees();
            Outcome redrawn = differing.stream().anyMatch(OF_STYLE::contains) ? Outcome.RESTYLED : Outcome.REDRAWN;
            return new Judgement(same ? redrawn : Outcome.FORBIDDEN, "");
        }
        // Signing services close the fields that they themselves fill in for the next person.
        boolean byService = permissions.formsExpressly() && was.text().isEmpty();
        if (readOnly && !byService) {
            return new Judgement(Outcome.FORBIDDEN, "");
        }
        if (!appearance.agrees() || is.isIndexedOtherwise()) {
            return new Judgement(Outcome.CONTRADICTING, appearance.shown());
        }
        boolean seen = FormTree.widgets(now).stream().anyMatch(Annotations::isVisible);
        Outcome filled = seen ? Outcome.FILLED : Outcome.FILLED_UNSEEN;
        if (!was.text().isEmpty()) {
            return new Judgement(Outcome.OVERWRITTEN, "");
        }
        if (readOnly) {
            return new Judgement(Outcome.FILLED_READ_ONLY, "");
        }
        return new Judgement(differing.stream().anyMatch(OF_STYLE::contains) ? Outcome.RESTYLED : filled, "");
    }

    /** A field that takes fewer characters than it has would show a part of them. */
    private static boolean keepsLength(COSDictionary now, List<COSName> differing) {
        return !differing.contains(MAX_LENGTH)
                || !(Permissions.inherited(now, MAX_LENGTH) instanceof COSNumber most)
                || most.longValue() >= FieldValue.of(now).text().length();
    }

    private static FieldAppearance.Outcome appearance(OwnRevision revision, String name) {
        try {
            COSDictionary field = revision.field(name);
            return field == null
                    ? new FieldAppearance.Outcome(false, "")
                    : new FieldAppearance(field, revision.form()).compare();
        } catch (IOException e) {
            return new FieldAppearance.Outcome(false, "");
        }
    }

    public static String shortened(@Nullable String text) {
        // What turns the direction of writing would turn the words of the report as well.
        String line = text == null
                ? ""
                : text.replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
