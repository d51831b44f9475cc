package federzug.verification.field;

/** Computes how light a colour of PDF appears, from 0 (black) to 1 (white). */
public final class Brightness {
    private static final double RED = 0.3;
    private static final double GREEN = 0.59;
    private static final double BLUE = 0.11;

    private Brightness() {}

    /** @param parts grey, or red, green and blue, or the four printing colours, each from 0 to 1; others count as black */
    public static double of(double... parts) {
        return switch (parts.length) {
            case 1 -> parts[0];
            case 3 -> RED * parts[0] + GREEN * parts[1] + BLUE * parts[2];
            case 4 -> (1 - parts[3]) * (1 - RED * parts[0] - GREEN * parts[1] - BLUE * parts[2]);
            default -> 0;
        };
    }

    /** The same of single precision, as PDFBox reads it. */
    public static double of(float[] parts) {
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = parts[i];
        }
        return of(numbers);
    }
}
