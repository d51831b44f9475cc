package federzug.verification.change;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds writing in two grey pictures of one spot, and whether something new hides it: a light box, a dark one, close
 * hatching, or one in the colour of the ground. A frame, a ruled line and a veil through which words can be read are no
 * harm.
 */
final class Writing {
    private static final int DARK = 110;
    /** Ground on which dark writing can be read. */
    private static final int LIGHT = 150;

    private static final int GONE = 90;
    /** By how much veiled words still stand out from their ground if nobody can read them. */
    private static final int VEILED = 80;
    /** And if it takes effort. */
    private static final int DIM = 125;
    /** How much of the contrast between words and ground has to be left: two fifths. */
    private static final int READABLE = 2;

    private static final int FULL = 5;
    /** Grey and coloured words are darker. */
    private static final int PALE = 200;
    /** By how much pale words stand out from their ground, and no longer do. */
    private static final int CONTRAST = 45;
    /** How little of the contrast between words and ground is left, as a fraction, where a person has to look. */
    private static final int LEFT = 4;
    /** About half a line of small print. */
    private static final int WINDOW = 8;
    /** A few grey pixels come from smoothing. */
    private static final int FEW = 15;
    /** A ruled line under a signature is no text. */
    private static final int LINE = 4;
    /** Points: ruled lines and frames are thinner, strokes of letters as long as they are thicker. */
    private static final int THIN = 2;

    private final int width;
    private final int height;
    private final int[] was;
    private final int[] is;
    private final int thin;

    private Writing(Raster then, Raster now, float scale) {
        thin = Math.max(1, Math.round(THIN * scale));
        width = then.getWidth();
        height = then.getHeight();
        was = then.getSamples(0, 0, width, height, 0, (int[]) null);
        is = now.getSamples(0, 0, width, height, 0, (int[]) null);
    }

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

    /**
     * Dark words on a light ground, or light ones on a dark ground.
     *
     * @param scale pixels of a point
     */
    static boolean isHidden(Raster then, Raster now, float scale) {
        return new Writing(then, now, scale).isHidden();
    }

    /** Words that are grey or coloured, lie on a grey ground, or can hardly be read any more. */
    static boolean isPaleHidden(Raster then, Raster now, float scale) {
        return new Writing(then, now, scale).isPaleHidden();
    }

    private boolean isHidden() {
        BitSet hidden = new BitSet(was.length);
        for (int y = 0; y < height; y += WINDOW / 2) {
            for (int x = 0; x < width; x += WINDOW / 2) {
                Window window = new Window(x, y);
                if (!window.isChanged()) {
                    continue;
                }
                boolean dark = window.losesItsGround();
                int ground = window.ground(was);
                int groundNow = window.ground(is);
                window.forEach(at -> {
                    boolean lighter = is[at] > was[at] + GONE;
                    if (was[at] < DARK && (dark || lighter && isDim(ground - was[at], groundNow - is[at], VEILED))) {
                        hidden.set(at);
                    }
                });
            }
        }
        return isWriting(new StraightLines(hidden, width, height, thin).withoutThin());
    }

    private boolean isPaleHidden() {
        BitSet hidden = new BitSet(was.length);
        for (int y = 0; y < height; y += WINDOW) {
            for (int x = 0; x < width; x += WINDOW) {
                Window window = new Window(x, y);
                if (!window.isChanged()) {
                    continue;
                }
                boolean dark = window.losesItsGround();
                int brightest = window.brightest();
                int ground = window.ground(was);
                int groundNow = window.ground(is);
                window.forEach(at -> {
                    boolean dim = was[at] < DARK
                            && is[at] > was[at] + GONE
                            && isDim(ground - was[at], groundNow - is[at], DIM);
                    boolean pale = was[at] >= DARK
                            && was[at] < PALE
                            && brightest >= was[at] + CONTRAST
                            && (dark
                                    || is[at] > was[at] + CONTRAST
                                            && isDim(ground - was[at], groundNow - is[at], CONTRAST));
                    if (dim || pale) {
                        hidden.set(at);
                    }
                });
                window.addLostShapes(hidden);
            }
        }
        return isWriting(new StraightLines(hidden, width, height, thin).withoutAny());
    }

    private boolean isWriting(BitSet hidden) {
        BitSet rows = new BitSet();
        BitSet columns = new BitSet();
        hidden.stream().forEach(at -> {
            rows.set(at / width);
            columns.set(at % width);
        });
        return hidden.cardinality() > FEW && rows.cardinality() > LINE && columns.cardinality() > LINE;
    }

    /** What stands out little in itself, as the edge of a letter does, is measured by that. */
    private static boolean isDim(int before, int after, int least) {
        return after < least && FULL * after < READABLE * before;
    }

    private interface Pixel {
        void at(int place);
    }

    /** Some letters of both pictures. */
    private final class Window {
        private final Rectangle box;

        Window(int x, int y) {
            box = new Rectangle(x, y, Math.min(WINDOW, width - x), Math.min(WINDOW, height - y));
        }

        void forEach(Pixel pixel) {
            for (int y = box.y; y < box.y + box.height; y++) {
                for (int at = y * width + box.x; at < y * width + box.x + box.width; at++) {
                    pixel.at(at);
                }
            }
        }

        boolean isChanged() {
            for (int y = box.y; y < box.y + box.height; y++) {
                int from = y * width + box.x;
                if (!Arrays.equals(was, from, from + box.width, is, from, from + box.width)) {
                    return true;
                }
            }
            return false;
        }

        /** A dark box hides dark letters, too: the ground between them becomes as dark. A stroke across does not. */
        boolean losesItsGround() {
            int[] light = {0, 0};
            forEach(at -> {
                if (was[at] >= LIGHT) {
                    light[0]++;
                    light[1] += is[at] < DARK ? 1 : 0;
                }
            });
            return light[0] > 0 && 3 * light[1] >= 2 * light[0];
        }

        /** The mean of what was light ground; nothing to stand out from if there was none. */
        int ground(int[] picture) {
            int[] light = {0, 0};
            forEach(at -> {
                if (was[at] >= LIGHT) {
                    light[0]++;
                    light[1] += picture[at];
                }
            });
            return light[0] == 0 ? 0 : light[1] / light[0];
        }

        int brightest() {
            int[] most = {0};
            forEach(at -> most[0] = Math.max(most[0], was[at]));
            return most[0];
        }

        /** Shapes lighter or darker than what is around them that cannot be told from it any more. */
        void addLostShapes(BitSet lost) {
            int[] range = {255, 0};
            forEach(at -> {
                range[0] = Math.min(range[0], was[at]);
                range[1] = Math.max(range[1], was[at]);
            });
            if (range[1] - range[0] < CONTRAST) {
                return;
            }
            int middle = (range[0] + range[1]) / 2;
            int[] dark = {0, 0, 0};
            int[] light = {0, 0, 0};
            forEach(at -> {
                int[] side = was[at] < middle ? dark : light;
                side[0]++;
                side[1] += was[at];
                side[2] += is[at];
            });
            int before = light[1] / light[0] - dark[1] / dark[0];
            int after = light[2] / light[0] - dark[2] / dark[0];
            if (LEFT * after < before) {
                boolean darkOnLight = dark[0] <= light[0];
                forEach(at -> {
                    if (was[at] < middle == darkOnLight) {
                        lost.set(at);
                    }
                });
            }
        }
    }
}
