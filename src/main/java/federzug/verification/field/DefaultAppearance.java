package federzug.verification.field;

import federzug.verification.file.FormTree;
import federzug.verification.file.Permissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a viewer draws the value of a field by itself, if the form asks for it (ISO 32000-1, 12.7.3.3): with the font
 * size and colour of the default appearance.
 */
public final class DefaultAppearance {
    /** Smaller letters are not read on paper. */
    private static final double SMALLEST = 4;
    /** Larger ones do not fit into a field. */
    private static final double LARGEST = 144;
    /** Of 1, on white ground. */
    private static final double PALEST = 0.8;
    /** On a ground of its own colour. */
    private static final double CONTRAST = 0.2;
    /** In percent. */
    private static final double NARROWEST = 50;

    private static final double WIDEST = 200;
    /** In points, from where a letter stands by itself. */
    private static final double FARTHEST = 10;

    private static final Set<String> OF_NO_EFFECT =
            Set.of("G", "RG", "K", "w", "TL", "BT", "ET", "q", "Q", "i", "ri", "j", "J", "M", "d");

    private @Nullable String font;
    private double size;
    private double brightness;
    private boolean invisible;

    private DefaultAppearance(String operators) {
        Deque<Double> numbers = new ArrayDeque<>();
        for (String token : operators.strip().split("\\s+")) {
            if (token.matches("[-+]?[0-9]*\\.?[0-9]+|[-+]?[0-9]+\\.")) {
                numbers.addLast(Double.valueOf(token));
            } else if (token.startsWith("/")) {
                font = token.substring(1);
            } else {
                apply(token, numbers);
                numbers.clear();
            }
        }
    }

    private static @Nullable DefaultAppearance of(COSDictionary field, COSDictionary form) {
        COSBase own = Permissions.inherited(field, COSName.DA);
        COSBase used = own == null ? form.getDictionaryObject(COSName.DA) : own;
        return used instanceof COSString operators ? new DefaultAppearance(operators.getString()) : null;
    }

    /** The font of the form with which the value would be drawn; null if there is none of that name. */
    public static @Nullable COSDictionary font(COSDictionary field, COSDictionary form) {
        DefaultAppearance appearance = of(field, form);
        COSDictionary resources = form.getCOSDictionary(COSName.DR);
        COSDictionary fonts = resources == null ? null : resources.getCOSDictionary(COSName.FONT);
        String name = appearance == null ? null : appearance.font;
        return fonts == null || name == null ? null : fonts.getCOSDictionary(COSName.getPDFName(name));
    }

    /** The name of the font with which the value would be drawn, whether the form has one of that name or not. */
    static @Nullable String fontName(COSDictionary field, COSDictionary form) {
        DefaultAppearance appearance = of(field, form);
        return appearance == null ? null : appearance.font;
    }

    /** Whether the value would be drawn so that nobody reads it. */
    public static boolean hidesValue(COSDictionary field, COSDictionary form) {
        DefaultAppearance appearance = of(field, form);
        if (appearance == null) {
            return false;
        }
        double size = Math.abs(appearance.size);
        return appearance.invisible || size != 0 && (size < SMALLEST || size > LARGEST) || appearance.isPaleOn(field);
    }

    private boolean isPaleOn(COSDictionary field) {
        return FormTree.widgets(field).stream().anyMatch(widget -> {
            COSDictionary style = widget.getCOSDictionary(COSName.MK);
            COSArray ground = style == null ? null : style.getCOSArray(COSName.BG);
            return ground == null || ground.size() == 0
                    ? brightness > PALEST
                    : Math.abs(brightness - Brightness.of(ground.toFloatArray())) < CONTRAST;
        });
    }

    private void apply(String operator, Deque<Double> numbers) {
        double[] operands = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        double last = operands.length == 0 ? 0 : operands[operands.length - 1];
        switch (operator) {
            case "Tf" -> size = last;
            case "Tr" -> invisible |= last == 3 || last == 7;
            case "Tz" -> invisible |= last < NARROWEST || last > WIDEST;
            case "Ts", "Tc", "Tw" -> invisible |= Math.abs(last) > FARTHEST;
            case "g", "rg", "k" -> brightness = Brightness.of(operands);
            // Everything else moves the text or draws something, which belongs to no default appearance.
            default -> invisible |= !OF_NO_EFFECT.contains(operator);
        }
    }
}
