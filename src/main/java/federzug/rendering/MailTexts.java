package federzug.rendering;

import federzug.document.MailText;
import federzug.notice.Texts;
import federzug.rendering.Manuscript.Section;

/** The two forms of a draft's body as a mail: plain text and HTML with the same words in the same order. */
final class MailTexts {
    private MailTexts() {}

    static MailText of(Manuscript manuscript, Texts texts) {
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
                && (p.look().right > 1 || p.look().border(ParaLook.Edge.LEFT).drawn());
    }
}
