package federzug.rendering.mail;

import federzug.notice.Texts;
import federzug.rendering.manuscript.ListTree;
import federzug.rendering.manuscript.ListTree.Item;
import federzug.rendering.manuscript.ListTree.Items;
import federzug.rendering.manuscript.ListTree.Node;
import federzug.rendering.manuscript.ListTree.Single;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.List;

/** Semantic HTML that holds everything itself: no script, no picture, nothing fetched. */
final class HtmlMail {
    private static final String LOOK =
            ":root{color-scheme:light dark}body{font:16px/1.45 Calibri,Carlito,Arial,sans-serif;"
                    + "max-width:42em;margin:1em auto;padding:0 1em}h1{font-size:1.5em}h2{font-size:1.2em}h3{font-size:1.05em}"
                    + "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3em .5em;text-align:left;"
                    + "vertical-align:top}blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #767676}"
                    + "ol{list-style:none;padding-left:1.2em}";

    private final Texts texts;
    private final StringBuilder out = new StringBuilder();
    private boolean inHeading;

    HtmlMail(String title, String language, Texts texts) {
        this.texts = texts;
        out.append("<!DOCTYPE html>\n<html lang=\"").append(escape(language)).append("\">\n<head>\n");
        out.append("<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(escape(title))
                .append("</title>\n");
        out.append("<style>").append(LOOK).append("</style>\n</head>\n<body>\n");
    }

    String text() {
        return out + "</body>\n</html>\n";
    }

    void blocks(List<Block> blocks) {
        nodes(ListTree.of(MailTexts.inOrder(blocks)));
    }

    private void nodes(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Items list) {
                list(list);
            } else if (((Single) node).block() instanceof Grid grid) {
                table(grid);
            } else {
                paragraph((Paragraph) ((Single) node).block());
            }
        }
    }

    private void list(Items list) {
        Paragraph first = list.items().get(0).paragraph();
        String tag = first.label() != null && first.label().bullet() ? "ul" : "ol";
        out.append('<').append(tag).append(">\n");
        for (Item item : list.items()) {
            out.append("<li>").append(number(item.paragraph()));
            inlines(item.paragraph().inlines());
            if (!item.inner().isEmpty()) {
                out.append('\n');
                nodes(item.inner());
            }
            out.append("</li>\n");
        }
        out.append("</").append(tag).append(">\n");
    }

    private static String number(Paragraph p) {
        return p.label() == null || p.label().bullet() ? "" : escape(p.label().text()) + " ";
    }

    private void paragraph(Paragraph p) {
        if (p.box() != null) {
            out.append("<p>[").append(escape(p.box().label())).append("]</p>\n");
        } else if (p.label() != null || !p.isEmpty()) {
            boolean quote = MailTexts.quote(p);
            String tag = p.heading() > 0 ? "h" + p.heading() : "p";
            out.append(quote ? "<blockquote>" : "").append('<').append(tag).append('>');
            out.append(number(p));
            inHeading = p.heading() > 0;
            inlines(p.inlines());
            inHeading = false;
            out.append("</")
                    .append(tag)
                    .append('>')
                    .append(quote ? "</blockquote>" : "")
                    .append('\n');
        }
    }

    /** A table that only arranges things on the page is read cell by cell. */
    private void table(Grid grid) {
        if (!grid.hasHeads()) {
            grid.rows().forEach(row -> row.cells().forEach(cell -> blocks(cell.blocks())));
            return;
        }
        out.append("<table>\n");
        if (grid.headerRows() > 0) {
            out.append("<thead>\n");
            grid.rows().subList(0, grid.headerRows()).forEach(row -> row(row, false, "th scope=\"col\""));
            out.append("</thead>\n");
        }
        out.append("<tbody>\n");
        grid.rows().subList(grid.headerRows(), grid.rows().size()).forEach(row -> row(row, grid.headerColumn(), "td"));
        out.append("</tbody>\n</table>\n");
    }

    private void row(Row row, boolean headed, String others) {
        out.append("<tr>");
        for (Cell cell : row.cells()) {
            String tag = headed && cell.column() == 0 ? "th scope=\"row\"" : others;
            out.append('<').append(tag);
            out.append(cell.columns() > 1 ? " colspan=\"" + cell.columns() + "\"" : "");
            out.append(cell.rows() > 1 ? " rowspan=\"" + cell.rows() + "\"" : "")
                    .append('>');
            if (cell.blocks().size() == 1 && cell.blocks().get(0) instanceof Paragraph p && p.label() == null) {
                inlines(p.inlines());
            } else {
                blocks(cell.blocks());
            }
            out.append("</").append(tag, 0, 2).append('>');
        }
        out.append("</tr>\n");
    }

    private void inlines(List<Inline> inlines) {
        for (Inline inline : inlines) {
            if (inline instanceof Words words) {
                words(words);
            } else if (inline instanceof LineBreak) {
                out.append("<br>");
            } else if (inline instanceof Tab || inline instanceof MarginTab) {
                out.append(' ');
            } else if (inline instanceof Image image) {
                out.append(escape(texts.text("rendering.mail.picture", image.alternateText())));
            } else if (inline instanceof Footnote note) {
                out.append(escape(MailTexts.note(note, texts)));
            } else if (inline instanceof Link link) {
                out.append(link.external() ? "<a href=\"" + escape(link.target()) + "\">" : "");
                inlines(link.inlines());
                out.append(link.external() ? "</a>" : "");
            }
        }
    }

    private void words(Words words) {
        boolean strong = words.look().bold && !inHeading;
        boolean emphasis = words.look().italic;
        out.append(strong ? "<strong>" : "").append(emphasis ? "<em>" : "");
        out.append(escape(words.text()));
        out.append(emphasis ? "</em>" : "").append(strong ? "</strong>" : "");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
