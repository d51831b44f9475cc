package federzug.verification.field;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tells thin lines from writing, in a picture of what is drawn. */
final class ThinLines {
    private ThinLines() {}

    /**
     * Whether every coherent stroke is a line across, or every one is a line upright.
     *
     * @param ink true where something is drawn; used up
     * @param thickest of a line, in pixels
     * @param shortest of a line, in pixels
     */
    static boolean are(boolean[][] ink, int thickest, int shortest) {
        boolean across = true;
        boolean upright = true;
        for (int y = 0; y < ink.length && (across || upright); y++) {
            for (int x = 0; x < ink[y].length; x++) {
                if (ink[y][x]) {
                    int[] edges = stroke(ink, x, y);
                    int width = edges[2] - edges[0] + 1;
                    int height = edges[3] - edges[1] + 1;
                    across &= height <= thickest && width >= shortest;
                    upright &= width <= thickest && height >= shortest;
                }
            }
        }
        return across || upright;
    }

    /** Edges of the stroke to which a pixel belongs, which is taken out. */
    private static int[] stroke(boolean[][] ink, int fromX, int fromY) {
        int[] edges = {fromX, fromY, fromX, fromY};
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {fromX, fromY});
        ink[fromY][fromX] = false;
        while (!open.isEmpty()) {
            int[] pixel = open.pop();
            edges[0] = Math.min(edges[0], pixel[0]);
            edges[1] = Math.min(edges[1], pixel[1]);
            edges[2] = Math.max(edges[2], pixel[0]);
            edges[3] = Math.max(edges[3], pixel[1]);
            for (int y = Math.max(0, pixel[1] - 1); y <= Math.min(ink.length - 1, pixel[1] + 1); y++) {
                for (int x = Math.max(0, pixel[0] - 1); x <= Math.min(ink[y].length - 1, pixel[0] + 1); x++) {
                    if (ink[y][x]) {
                        ink[y][x] = false;
                        open.push(new int[] {x, y});
                    }
                }
            }
        }
        return edges;
    }
}
