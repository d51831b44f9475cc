package federzug.rendering.manuscript;

import java.util.List;

/** Reads the words of a paragraph, without its number. */
public final class ParagraphText {
    private ParagraphText() {}

    public static String of(Manuscript.Paragraph p) {
        return of(p.inlines());
    }

    public static String of(List<Manuscript.Inline> inlines) {
        StringBuilder text = new StringBuilder();
        for (Manuscript.Inline inline : inlines) {
            if (inline instanceof Manuscript.Words words) {
                text.append(words.text());
            } else if (inline instanceof Manuscript.Link link) {
                text.append(of(link.inlines()));
            } else if (inline instanceof Manuscript.Tab || inline instanceof Manuscript.LineBreak) {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
