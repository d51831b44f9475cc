package federzug.verification.change;

import java.util.BitSet;

/** Takes frames, ruled and dotted lines, and edges of coloured areas out of a picture, so that writing is left. */
final class StraightLines {
    /** A line this long is a frame: letters of 16 points are lower. */
    private static final int LONG = 24;
    /** Between the dots of a dotted line. */
    private static final int GAP = 6;

    private final BitSet picture;
    private final int width;
    private final int height;
    private final int thin;

    /** @param thin how many pixels wide a line may be */
    StraightLines(BitSet picture, int width, int height, int thin) {
        this.picture = picture;
        this.width = width;
        this.height = height;
        this.thin = thin;
    }

    /** Thick ones may be strokes of large letters. */
    BitSet withoutThin() {
        BitSet left = (BitSet) picture.clone();
        BitSet across = across(GAP);
        BitSet down = down(GAP);
        picture.stream()
                .filter(at -> isThin(across, at, width) || isThin(down, at, 1))
                .forEach(left::clear);
        return left;
    }

    BitSet withoutAny() {
        BitSet left = withoutThin();
        left.andNot(across(0));
        left.andNot(down(0));
        return left;
    }

    private BitSet across(int gap) {
        BitSet lines = new BitSet();
        for (int y = 0; y < height; y++) {
            addLines(y * width, 1, width, gap, lines);
        }
        return lines;
    }

    private BitSet down(int gap) {
        BitSet lines = new BitSet();
        for (int x = 0; x < width; x++) {
            addLines(x, width, height, gap, lines);
        }
        return lines;
    }

    private void addLines(int start, int step, int length, int gap, BitSet lines) {
        int first = -1;
        int last = -1;
        for (int i = 0; i <= length + gap; i++) {
            if (i < length && picture.get(start + i * step)) {
                first = first < 0 ? i : first;
                last = i;
            } else if (first >= 0 && i - last > gap) {
                for (int j = first; j <= last && last - first >= LONG; j++) {
                    if (picture.get(start + j * step)) {
                        lines.set(start + j * step);
                    }
                }
                first = -1;
            }
        }
    }

    private boolean isThin(BitSet lines, int at, int step) {
        if (!lines.get(at)) {
            return false;
        }
        int thickness = 1;
        for (int side : new int[] {-step, step}) {
            for (int next = at + side; next >= 0 && thickness <= thin && lines.get(next); next += side) {
                thickness++;
            }
        }
        return thickness <= thin;
    }
}
