package federzug.rendering.manuscript;

import org.jspecify.annotations.Nullable;

/** Measures how text stands out from its ground, 1 to 21 (WCAG 2.1, contrast ratio). */
public final class Contrast {
    /** Below it characters cannot be distinguished from their background. */
    public static final double INVISIBLE = 1.5;

    private Contrast() {}

    /**
     * @param text as XSL-FO writes it, like the ground; null is black
     */
    public static double of(@Nullable String text, String ground) {
        return of(
                text == null ? 0 : Integer.parseInt(text.substring(1), 16), Integer.parseInt(ground.substring(1), 16));
    }

    /** @param text RGB, like the ground */
    public static double of(int text, int ground) {
        double one = luminance(text);
        double two = luminance(ground);
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int part) {
        double value = part / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
