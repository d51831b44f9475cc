package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** What an annotation is (ISO 32000-1, 12.5.6). */
public final class Annotations {
    /** Remarks that everybody recognises as such. */
    private static final Set<String> COMMENTS =
            Set.of("Text", "Popup", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Ink", "Line");

    /** Writing on the page that looks like a part of it. */
    private static final Set<String> WRITING = Set.of("FreeText", "Stamp", "Square", "Circle", "Polygon", "PolyLine");

    /** Drawn within their rectangle by every viewer. */
    private static final Set<String> WITHIN = Set.of("Widget", "Link");

    /** Drawn as a picture of one size (ISO 32000-1, 12.5.6.4). */
    private static final Set<String> ICONS = Set.of("Text", "FileAttachment", "Sound");

    private static final float ICON = 40;

    private Annotations() {}

    public static String kind(@Nullable COSBase annotation) {
        String kind = annotation instanceof COSDictionary entry ? entry.getNameAsString(COSName.SUBTYPE) : null;
        return kind == null ? "?" : kind;
    }

    public static boolean isComment(@Nullable COSBase annotation) {
        return COMMENTS.contains(kind(annotation));
    }

    public static boolean isWriting(@Nullable COSBase annotation) {
        return WRITING.contains(kind(annotation));
    }

    /** Whether it can do anything: jump, run, open, send. */
    public static boolean acts(@Nullable COSBase annotation) {
        return annotation instanceof COSDictionary entry
                && (entry.containsKey(COSName.A) || entry.containsKey(COSName.AA) || entry.containsKey(COSName.DEST));
    }

    /** A link that leads to another page or address when somebody clicks it, and does nothing else. */
    public static boolean isPlainLink(@Nullable COSBase annotation) {
        if (!(annotation instanceof COSDictionary entry)
                || !"Link".equals(kind(annotation))
                || entry.containsKey(COSName.AA)) {
            return false;
        }
        COSDictionary action = entry.getCOSDictionary(COSName.A);
        return action == null
                || Set.of("URI", "GoTo").contains(String.valueOf(action.getNameAsString(COSName.S)))
                        && !action.containsKey(COSName.getPDFName("Next"));
    }

    public static boolean isVisible(@Nullable COSBase annotation) {
        if (!(annotation instanceof COSDictionary entry)) {
            return false;
        }
        COSArray box = entry.getCOSArray(COSName.RECT);
        // Programs make what they like of a box with more or fewer numbers.
        return box != null && box.size() > 0 && (box.size() != 4 || hasSize(box));
    }

    static boolean hasSize(COSArray box) {
        float[] edges = box.toFloatArray();
        return edges[0] != edges[2] && edges[1] != edges[3];
    }

    public static boolean overlap(@Nullable COSBase one, @Nullable COSBase other) {
        PDRectangle left = rectangle(one);
        PDRectangle right = rectangle(other);
        return left != null
                && right != null
                && left.getLowerLeftX() < right.getUpperRightX()
                && right.getLowerLeftX() < left.getUpperRightX()
                && left.getLowerLeftY() < right.getUpperRightY()
                && right.getLowerLeftY() < left.getUpperRightY();
    }

    /**
     * Whether one may be drawn over the other. A remark without a look of its own is drawn by each viewer as it likes,
     * perhaps beside its rectangle.
     */
    public static boolean mayOverlap(@Nullable COSBase one, @Nullable COSBase other) {
        if (!isVisible(one) || !isVisible(other)) {
            return false;
        }
        PDRectangle left = reach(one);
        PDRectangle right = reach(other);
        return left == null
                || right == null
                || left.getLowerLeftX() < right.getUpperRightX()
                        && right.getLowerLeftX() < left.getUpperRightX()
                        && left.getLowerLeftY() < right.getUpperRightY()
                        && right.getLowerLeftY() < left.getUpperRightY();
    }

    /** Null if it may be drawn anywhere. */
    private static @Nullable PDRectangle reach(@Nullable COSBase annotation) {
        PDRectangle box = rectangle(annotation);
        if (box == null || !(annotation instanceof COSDictionary entry)) {
            return null;
        }
        if (isClippedToItsBox(entry) || WITHIN.contains(kind(entry)) || entry.containsKey(COSName.AP)) {
            return box;
        }
        return ICONS.contains(kind(entry))
                ? new PDRectangle(
                        box.getLowerLeftX() - ICON,
                        box.getLowerLeftY() - ICON,
                        box.getWidth() + 2 * ICON,
                        box.getHeight() + 2 * ICON)
                : null;
    }

    private static @Nullable PDRectangle rectangle(@Nullable COSBase annotation) {
        COSArray box = annotation instanceof COSDictionary entry ? entry.getCOSArray(COSName.RECT) : null;
        return box == null || box.size() != 4 ? null : new PDRectangle(box);
    }

    /** A look is drawn into the rectangle and clipped (ISO 32000-1, 12.5.5); without one a program makes its own. */
    public static boolean isClippedToItsBox(COSDictionary annotation) {
        COSDictionary looks = annotation.getCOSDictionary(COSName.AP);
        COSArray box = annotation.getCOSArray(COSName.RECT);
        return looks != null
                && ObjectPairs.resolve(looks.getItem(COSName.N)) instanceof COSDictionary
                && box != null
                && box.size() == 4;
    }

    public static String words(@Nullable COSBase annotation) {
        String text = annotation instanceof COSDictionary entry ? entry.getString(COSName.CONTENTS) : null;
        return text == null ? "" : FieldFilling.shortened(text);
    }
}
