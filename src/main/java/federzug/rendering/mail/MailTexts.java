package federzug.rendering.mail;

import federzug.document.MailText;
import federzug.notice.Texts;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The two forms of a draft's body as a mail: plain text and HTML with the same words in the same order. */
public final class MailTexts {
    /** Ids of Word's style for captions, as its languages write them. */
    private static final Set<String> CAPTION = Set.of("caption", "beschriftung");

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

    /**
     * A mail has no places beside the text: what floats stands before the paragraph where it is anchored. A picture with a
     * caption is left out with it: it is part of the document that comes with the mail.
     */
    static List<Block> inOrder(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (isCaption(block) || isPicture(block) && i + 1 < blocks.size() && isCaption(blocks.get(i + 1))) {
                continue;
            }
            if (block instanceof Paragraph p) {
                for (Floating floating : Floating.among(p.inlines())) {
                    all.addAll(inOrder(floating.blocks()));
                    if (floating.content() instanceof Floating.Picture picture) {
                        all.add(new Paragraph(
                                p.number(), new ParagraphFormat(), p.mark(), null, 0, List.of(picture.image()), null));
                    }
                }
            }
            all.add(block);
        }
        return all;
    }

    private static boolean isCaption(Block block) {
        return block instanceof Paragraph p && CAPTION.contains(p.look().style.toLowerCase(Locale.ROOT));
    }

    private static boolean isPicture(Block block) {
        return block instanceof Paragraph p
                && p.inlines().stream().anyMatch(Image.class::isInstance)
                && p.inlines().stream()
                        .allMatch(inline -> inline instanceof Image
                                || inline instanceof Words words && words.text().isBlank());
    }

    /** An indented paragraph with a line beside it or margins on both sides is a quotation. */
    static boolean quote(Paragraph p) {
        return p.heading() == 0
                && p.label() == null
                && p.look().left > 1
                && (p.look().right > 1
                        || p.look().border(ParagraphFormat.Edge.LEFT).drawn());
    }

    /** A mail has no foot of the page: the note stands where it is referred to. */
    static String note(Manuscript.Footnote note, Texts texts) {
        StringBuilder words = new StringBuilder();
        for (Block block : note.blocks()) {
            if (block instanceof Paragraph p) {
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
