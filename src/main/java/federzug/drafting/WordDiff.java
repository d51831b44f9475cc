package federzug.drafting;

import federzug.document.Differences;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds what changed within a sentence, word by word. */
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
        List<String> old = List.of(before.split(BORDERS));
        List<String> now = List.of(after.split(BORDERS));
        int[] at = new int[old.size() + 1];
        for (int i = 0; i < old.size(); i++) {
            at[i + 1] = at[i] + old.get(i).length();
        }
        List<Edit> edits = new ArrayList<>();
        for (Differences.Edit edit : Differences.between(old, now)) {
            edits.add(new Edit(
                    at[edit.from()], at[edit.to()], String.join("", now.subList(edit.newFrom(), edit.newTo()))));
        }
        Collections.reverse(edits);
        return edits;
    }
}
