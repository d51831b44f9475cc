package federzug.rendering.mail;

import federzug.document.MailText;
import federzug.notice.Texts;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;

/** The two forms of a draft's body as a mail: plain text and HTML with the same words in the same order. */
public final class MailTexts {
    private MailTexts() {}

    public static MailText of(Manuscript manuscript, Texts texts) {
        PlainMail plain = new PlainMail(texts);
        HtmlMail html = new HtmlMail(manuscript.title(), manuscript.language(), texts);
        for (Section section : manuscript.sections()) {
            plain.blocks(section.body());
            html.blocks(section.body());
        }
        return new MailText(plain.text(), html.text());
    }

    /** An indented paragraph with a line beside it or margins on both sides is a quotation. */
    static boolean quote(Manuscript.Paragraph p) {
        return p.heading() == 0
                && p.label() == null
                && p.look().left > 1
                && (p.look().right > 1
                        || p.look().border(ParagraphFormat.Edge.LEFT).drawn());
    }

    /** A mail has no foot of the page: the note stands where it is referred to. */
    static String note(Manuscript.Footnote note, Texts texts) {
        StringBuilder words = new StringBuilder();
        for (Manuscript.Block block : note.blocks()) {
            if (block instanceof Manuscript.Paragraph p) {
                words.append(' ').append(ParagraphText.of(p).strip());
            }
        }
        String text = words.toString().strip();
        boolean marked = !note.mark().isEmpty() && text.startsWith(note.mark());
        return texts.text(
                "rendering.mail.note",
                marked ? text.substring(note.mark().length()).strip() : text);
    }
}
