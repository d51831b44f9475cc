package federzug.drafting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What changed within a sentence, word by word (longest common subsequence). */
final class WordDiff {
    private static final String BORDERS = "(?<=[\\s,;:()/])|(?=[\\s,;:()/])";

    /**
     * @param from of what is replaced, in the old text
     * @param to after it; the same place where something is only added
     */
    record Edit(int from, int to, String replacement) {}

    private WordDiff() {}

    /** From the end of the text to its start, so that one does not move the place of the next. */
    static List<Edit> between(String before, String after) {
        String[] old = before.split(BORDERS);
        String[] now = after.split(BORDERS);
        int[][] common = new int[old.length + 1][now.length + 1];
        for (int i = old.length - 1; i >= 0; i--) {
            for (int j = now.length - 1; j >= 0; j--) {
                common[i][j] =
                        old[i].equals(now[j]) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Edit> edits = new ArrayList<>();
        int i = 0;
        int j = 0;
        int at = 0;
        while (i < old.length || j < now.length) {
            int from = at;
            StringBuilder added = new StringBuilder();
            while ((i < old.length || j < now.length) && !(i < old.length && j < now.length && old[i].equals(now[j]))) {
                if (j >= now.length || (i < old.length && common[i + 1][j] >= common[i][j + 1])) {
                    at += old[i++].length();
                } else {
                    added.append(now[j++]);
                }
            }
            if (at > from || !added.isEmpty()) {
                edits.add(new Edit(from, at, added.toString()));
            }
            if (i < old.length) {
                at += old[i++].length();
                j++;
            }
        }
        Collections.reverse(edits);
        return edits;
    }
}
