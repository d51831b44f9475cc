package federzug.verification.change;

import federzug.document.Differences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which words one text has and the other has not, in their order, neighbours together.
 *
 * @param gone only in the first text
 * @param added only in the second text
 */
record WordDifference(List<String> gone, List<String> added) {
    private static final int MOST_PIECES = 20;
    private static final int LONGEST_PIECE = 300;

    static WordDifference of(String before, String after) {
        String[] then = words(before);
        String[] now = words(after);
        int head = 0;
        while (head < then.length && head < now.length && then[head].equals(now[head])) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(then.length, now.length) - head
                && then[then.length - 1 - tail].equals(now[now.length - 1 - tail])) {
            tail++;
        }
        String[] left = Arrays.copyOfRange(then, head, then.length - tail);
        String[] right = Arrays.copyOfRange(now, head, now.length - tail);
        boolean[] keptLeft = new boolean[left.length];
        boolean[] keptRight = new boolean[right.length];
        if ((long) left.length * right.length <= Differences.MOST) {
            markAligned(left, right, keptLeft, keptRight);
        } else {
            markShared(left, right, keptLeft);
            markShared(right, left, keptRight);
        }
        return new WordDifference(pieces(left, keptLeft), pieces(right, keptRight));
    }

    boolean isEmpty() {
        return gone.isEmpty() && added.isEmpty();
    }

    private static String[] words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
    }

    private static void markAligned(String[] left, String[] right, boolean[] keptLeft, boolean[] keptRight) {
        Arrays.fill(keptLeft, true);
        Arrays.fill(keptRight, true);
        for (Differences.Edit edit : Differences.between(Arrays.asList(left), Arrays.asList(right))) {
            Arrays.fill(keptLeft, edit.from(), edit.to(), false);
            Arrays.fill(keptRight, edit.newFrom(), edit.newTo(), false);
        }
    }

    private static void markShared(String[] words, String[] others, boolean[] kept) {
        Set<String> known = new HashSet<>(Arrays.asList(others));
        for (int i = 0; i < words.length; i++) {
            kept[i] = known.contains(words[i]);
        }
    }

    private static List<String> pieces(String[] words, boolean[] kept) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i <= words.length && pieces.size() < MOST_PIECES; i++) {
            if (i < words.length && !kept[i]) {
                piece.append(piece.isEmpty() ? "" : " ").append(words[i]);
            } else if (!piece.isEmpty()) {
                pieces.add(piece.length() > LONGEST_PIECE ? piece.substring(0, LONGEST_PIECE) + "…" : piece.toString());
                piece.setLength(0);
            }
        }
        return pieces;
    }
}
