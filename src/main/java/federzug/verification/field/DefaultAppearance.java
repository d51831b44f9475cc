package federzug.verification.field;

import federzug.verification.file.Permissions;
import java.util.ArrayDeque;
import java.util.Deque;
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
    /** Of 1, on white ground. */
    private static final double PALEST = 0.8;

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

    /** Whether the value would be drawn so that nobody reads it. */
    public static boolean hidesValue(COSDictionary field, COSDictionary form) {
        DefaultAppearance appearance = of(field, form);
        if (appearance == null) {
            return false;
        }
        boolean tiny = appearance.size != 0 && Math.abs(appearance.size) < SMALLEST;
        return appearance.invisible || tiny || appearance.brightness > PALEST;
    }

    private void apply(String operator, Deque<Double> numbers) {
        double[] operands = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        switch (operator) {
            case "Tf" -> size = operands.length > 0 ? operands[operands.length - 1] : 0;
            case "Tr" -> invisible = operands.length > 0 && operands[0] == 3;
            case "g" -> brightness = operands.length > 0 ? operands[0] : 0;
            case "rg" ->
                brightness = operands.length > 2 ? 0.3 * operands[0] + 0.59 * operands[1] + 0.11 * operands[2] : 0;
            case "k" ->
                brightness = operands.length > 3
                        ? (1 - operands[3]) * (1 - 0.3 * operands[0] - 0.59 * operands[1] - 0.11 * operands[2])
                        : 0;
            default -> {
                // Everything else moves or spaces the text.
            }
        }
    }
}
