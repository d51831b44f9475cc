package federzug.verification.change;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.util.BitSet;

/** Finds writing in grey pictures, and whether something new hides it: a light box, a dark one, or close hatching. */
final class Writing {
    private static final int DARK = 110;
    /** Ground on which dark writing can be read. */
    private static final int LIGHT = 150;

    private static final int GONE = 90;
    /** Grey and coloured words are darker. */
    private static final int PALE = 200;
    /** By how much pale words stand out from their ground, and no longer do. */
    private static final int CONTRAST = 45;
    /** A straight line this long is a frame: letters of 16 points are lower. */
    private static final int RULE = 24;
    /** About half a line of small print. */
    private static final int WINDOW = 8;
    /** A few grey pixels come from smoothing. */
    private static final int FEW = 15;
    /** A ruled line under a signature is no text. */
    private static final int LINE = 4;

    private Writing() {}

    /** Whether there is anything that could be hidden. */
    static boolean isThere(Raster picture) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getSample(x, y, 0) < PALE ? 1 : 0;
            }
        }
        return count > FEW;
    }

    static boolean isHidden(Raster then, Raster now) {
        int width = then.getWidth();
        int height = then.getHeight();
        int[] was = then.getSamples(0, 0, width, height, 0, (int[]) null);
        int[] is = now.getSamples(0, 0, width, height, 0, (int[]) null);
        BitSet hidden = new BitSet(was.length);
        for (int at = 0; at < was.length; at++) {
            if (was[at] < DARK && is[at] > was[at] + GONE) {
                hidden.set(at);
            }
        }
        for (int y = 0; y < height; y += WINDOW / 2) {
            for (int x = 0; x < width; x += WINDOW / 2) {
                Rectangle window = new Rectangle(x, y, Math.min(WINDOW, width - x), Math.min(WINDOW, height - y));
                if (losesItsGround(was, is, window, width)) {
                    addDark(was, window, width, hidden);
                }
            }
        }
        BitSet rows = new BitSet();
        BitSet columns = new BitSet();
        hidden.stream().forEach(at -> {
            rows.set(at / width);
            columns.set(at % width);
        });
        return hidden.cardinality() > FEW && rows.cardinality() > LINE && columns.cardinality() > LINE;
    }

    /** A dark box hides dark letters, too: the ground between them becomes as dark. A stroke across them does not. */
    private static boolean losesItsGround(int[] was, int[] is, Rectangle window, int width) {
        int light = 0;
        int darkened = 0;
        for (int y = window.y; y < window.y + window.height; y++) {
            for (int at = y * width + window.x; at < y * width + window.x + window.width; at++) {
                if (was[at] >= LIGHT) {
                    light++;
                    darkened += is[at] < DARK ? 1 : 0;
                }
            }
        }
        return light > 0 && 3 * darkened >= 2 * light;
    }

    /** Grey or coloured words under a lighter or a dark box. Frames and ruled lines are none. */
    static boolean isPaleHidden(Raster then, Raster now) {
        int width = then.getWidth();
        int height = then.getHeight();
        int[] was = then.getSamples(0, 0, width, height, 0, (int[]) null);
        int[] is = now.getSamples(0, 0, width, height, 0, (int[]) null);
        boolean[][] hidden = new boolean[height][width];
        for (int top = 0; top < height; top += WINDOW) {
            for (int left = 0; left < width; left += WINDOW) {
                int bottom = Math.min(height, top + WINDOW);
                int right = Math.min(width, left + WINDOW);
                boolean lost = losesItsGround(was, is, new Rectangle(left, top, right - left, bottom - top), width);
                int ground = 0;
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        ground = Math.max(ground, was[y * width + x]);
                    }
                }
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        int at = y * width + x;
                        hidden[y][x] = was[at] >= DARK
                                && was[at] < PALE
                                && ground >= was[at] + CONTRAST
                                && (lost || is[at] > was[at] + CONTRAST);
                    }
                }
            }
        }
        int count = 0;
        BitSet rows = new BitSet();
        BitSet columns = new BitSet();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (hidden[y][x] && run(hidden, x, y, 1, 0) < RULE && run(hidden, x, y, 0, 1) < RULE) {
                    count++;
                    rows.set(y);
                    columns.set(x);
                }
            }
        }
        return count > FEW && rows.cardinality() > LINE && columns.cardinality() > LINE;
    }

    /** How long the straight line is on which a pixel lies; no longer than a rule is counted. */
    private static int run(boolean[][] hidden, int x, int y, int right, int down) {
        int length = 1;
        for (int side : new int[] {1, -1}) {
            int atX = x + side * right;
            int atY = y + side * down;
            while (length < RULE
                    && atY >= 0
                    && atY < hidden.length
                    && atX >= 0
                    && atX < hidden[atY].length
                    && hidden[atY][atX]) {
                length++;
                atX += side * right;
                atY += side * down;
            }
        }
        return length;
    }

    private static void addDark(int[] was, Rectangle window, int width, BitSet dark) {
        for (int y = window.y; y < window.y + window.height; y++) {
            for (int at = y * width + window.x; at < y * width + window.x + window.width; at++) {
                if (was[at] < DARK) {
                    dark.set(at);
                }
            }
        }
    }
}
