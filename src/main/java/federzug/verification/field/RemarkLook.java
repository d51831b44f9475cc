package federzug.verification.field;

import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;

/**
 * Decides whether a remark looks like one: an icon, a colour over words, a thin line under or through them. A program may
 * give it any other look, which would be taken for a part of the page.
 */
public final class RemarkLook {
    /** Freehand writing and lines make a one of a seven. */
    private static final Set<String> DRAWINGS = Set.of("Ink", "Line");

    /** Without any of them nothing is drawn. */
    private static final Set<COSName> OF_DRAWINGS = Set.of(COSName.AP, COSName.L, COSName.getPDFName("InkList"));

    private static final Set<COSName> BRINGING = Set.of(
            COSName.OC,
            COSName.getPDFName("AF"),
            COSName.getPDFName("FS"),
            COSName.getPDFName("ExData"),
            COSName.getPDFName("Sound"),
            COSName.getPDFName("Movie"));
    private static final COSName RICH_WORDS = COSName.getPDFName("RC");
    private static final Set<String> LINES = Set.of("Underline", "StrikeOut", "Squiggly");
    private static final float THICKEST = 3;
    /** Of 1. */
    private static final double LIGHTEST = 0.9;

    /** In points. */
    private static final float SMALLEST_ICON = 12;

    private static final float LARGEST_ICON = 40;

    private RemarkLook() {}

    /** @param remark from a parse of its own */
    public static boolean isPlain(COSDictionary remark) throws IOException {
        boolean drawn = DRAWINGS.contains(Annotations.kind(remark))
                && OF_DRAWINGS.stream().anyMatch(remark::containsKey);
        if (drawn || BRINGING.stream().anyMatch(remark::containsKey)) {
            return false;
        }
        if (saysSomethingElse(remark)) {
            return false;
        }
        COSDictionary looks = remark.getCOSDictionary(COSName.AP);
        if (looks == null || looks.size() == 0) {
            return !LINES.contains(Annotations.kind(remark)) || isThinLine(remark);
        }
        if (!Annotations.isClippedToItsBox(remark) || looks.size() > 1 && !isOneLook(looks)) {
            return false;
        }
        return ObjectPairs.resolve(looks.getItem(COSName.N)) instanceof COSStream look
                && isPlain(Annotations.kind(remark), new AppearanceReader(new COSDictionary()).read(look, remark));
    }

    /** Viewers display rich words in place of the plain ones, and the window of a remark with words of its own. */
    private static boolean saysSomethingElse(COSDictionary remark) {
        String plain = words(remark);
        String rich = FieldValue.richText(remark.getDictionaryObject(RICH_WORDS));
        if (rich != null && !FieldAppearance.normal(rich).equals(FieldAppearance.normal(plain))) {
            return true;
        }
        COSDictionary parent = remark.getCOSDictionary(COSName.PARENT);
        return "Popup".equals(Annotations.kind(remark))
                && (parent == null || !plain.isEmpty() && !plain.equals(words(parent)));
    }

    private static String words(COSDictionary remark) {
        String words = remark.getString(COSName.CONTENTS);
        return words == null ? "" : words;
    }

    /** As viewers draw it by themselves: thick or as light as the ground it would wipe words out. */
    private static boolean isThinLine(COSDictionary remark) {
        COSDictionary style = remark.getCOSDictionary(COSName.BS);
        COSArray border = remark.getCOSArray(COSName.BORDER);
        float width = style != null
                ? style.getFloat(COSName.W, 1)
                : border != null && border.size() > 2 && border.getObject(2) instanceof COSNumber third
                        ? third.floatValue()
                        : 1;
        COSArray colour = remark.getCOSArray(COSName.C);
        return width <= THICKEST && (colour == null || Brightness.of(colour.toFloatArray()) <= LIGHTEST);
    }

    /** While a pointer rests on it nothing else is displayed. */
    private static boolean isOneLook(COSDictionary looks) {
        COSBase usual = ObjectPairs.resolve(looks.getItem(COSName.N));
        return List.of(COSName.R, COSName.D).stream()
                .filter(looks::containsKey)
                .allMatch(kind -> ObjectPairs.resolve(looks.getItem(kind)) == usual);
    }

    private static boolean isPlain(String kind, AppearanceContent content) {
        if (content.isBlank() && !content.hasText()) {
            return true;
        }
        if (content.hasText()) {
            return false;
        }
        return switch (kind) {
            case "Text", "Caret" -> content.isWithin(SMALLEST_ICON, LARGEST_ICON);
            case "Highlight" -> content.isPale();
            case "Underline", "StrikeOut", "Squiggly" -> content.isOfThinLines();
            default -> false;
        };
    }
}
