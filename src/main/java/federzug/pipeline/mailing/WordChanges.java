package federzug.pipeline.mailing;

import federzug.document.Differences;
import federzug.document.Differences.Edit;
import federzug.notice.Texts;
import java.util.Arrays;
import java.util.List;

/** Says in sentences which words of a text are others than before. */
final class WordChanges {
    private static final Texts TEXTS = Texts.german();
    /** So many words before a change show where it is. */
    private static final int CONTEXT = 3;

    private WordChanges() {}

    static List<String> between(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        return Differences.between(old, now).stream()
                .map(edit -> sentence(edit, old, now))
                .toList();
    }

    private static String sentence(Edit edit, List<String> old, List<String> now) {
        String was = String.join(" ", old.subList(edit.from(), edit.to()));
        String is = String.join(" ", now.subList(edit.newFrom(), edit.newTo()));
        String where = String.join(" ", now.subList(Math.max(0, edit.newFrom() - CONTEXT), edit.newFrom()));
        if (was.isEmpty()) {
            return TEXTS.text("pipeline.press.words-added", where, is);
        }
        return is.isEmpty()
                ? TEXTS.text("pipeline.press.words-removed", where, was)
                : TEXTS.text("pipeline.press.words-changed", where, was, is);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
