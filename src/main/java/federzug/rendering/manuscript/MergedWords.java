package federzug.rendering.manuscript;

import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.ArrayList;
import java.util.List;

/** Joins the words of a paragraph that look alike. */
public final class MergedWords {
    private MergedWords() {}

    /** Word splits runs for its own reasons; what looks alike is one. */
    public static List<Inline> of(List<Inline> inlines) {
        List<Inline> merged = new ArrayList<>();
        for (Inline inline : inlines) {
            int last = merged.size() - 1;
            if (inline instanceof Words words
                    && last >= 0
                    && merged.get(last) instanceof Words before
                    && before.look().looksLike(words.look())) {
                merged.set(last, new Words(before.text() + words.text(), before.look()));
            } else {
                merged.add(inline);
            }
        }
        return merged;
    }

    /** Blanks at the end hang over in Word; here they would move centred and right-aligned lines. */
    public static void stripEnd(List<Inline> inlines) {
        while (!inlines.isEmpty() && inlines.get(inlines.size() - 1) instanceof Words words) {
            String text = stripped(words.text());
            if (text.length() == words.text().length()) {
                return;
            }
            inlines.remove(inlines.size() - 1);
            if (!text.isEmpty()) {
                inlines.add(new Words(text, words.look()));
            }
        }
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && " \t\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
