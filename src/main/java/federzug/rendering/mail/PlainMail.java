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
import federzug.rendering.manuscript.Manuscript.PageBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain text, wrapped at 72 columns (RFC 5322, 2.1.1 asks for less than 78). */
final class PlainMail {
    private static final int WIDTH = 72;

    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    PlainMail(Texts texts) {
        this.texts = texts;
    }

    String text() {
        return out.toString().strip().replaceAll("\n{3,}", "\n\n") + "\n";
    }

    void blocks(List<Block> blocks) {
        nodes(ListTree.of(MailTexts.inOrder(blocks)), "");
    }

    private void nodes(List<Node> nodes, String indent) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Items list) {
                list.items().forEach(item -> item(item, indent));
                if (indent.isEmpty()) {
                    out.append('\n');
                }
            } else if (((Single) node).block() instanceof Grid grid) {
                table(grid);
            } else {
                paragraph((Paragraph) ((Single) node).block(), indent);
                if (apart(node, i + 1 < nodes.size() ? nodes.get(i + 1) : null)) {
                    out.append('\n');
                }
            }
        }
    }

    private void item(Item item, String indent) {
        Paragraph p = item.paragraph();
        String mark =
                p.label() == null ? "" : (p.label().bullet() ? "-" : p.label().text()) + " ";
        wrap(words(p.inlines()), indent + mark, indent + " ".repeat(mark.length()));
        nodes(item.inner(), indent + " ".repeat(mark.length()));
    }

    private void paragraph(Paragraph p, String indent) {
        String number = p.label() == null ? "" : p.label().text() + " ";
        String text =
                (p.box() == null ? number + words(p.inlines()) : "[" + p.box().label() + "]").strip();
        if (text.isEmpty()) {
            return;
        }
        if (p.heading() > 0) {
            out.append(p.heading() > 1 ? "\n" : "");
        }
        int from = out.length();
        String margin = MailTexts.quote(p) ? indent + "    " : indent;
        wrap(text, margin, margin);
        if (p.heading() == 1 || p.heading() == 2) {
            int longest =
                    out.substring(from).lines().mapToInt(String::length).max().orElse(0);
            out.append((p.heading() == 1 ? "=" : "-").repeat(longest)).append('\n');
        }
    }

    /** Lines that stand close together on the page, such as an address, do so in the mail. */
    private static boolean apart(Node one, @Nullable Node two) {
        return !(one instanceof Single a
                && a.block() instanceof Paragraph upper
                && upper.heading() == 0
                && two instanceof Single b
                && b.block() instanceof Paragraph lower
                && lower.heading() == 0
                && Math.max(upper.look().after, lower.look().before) < 3);
    }

    /** A data table row by row with the heads repeated, as one would read it out; a layout table cell by cell. */
    private void table(Grid grid) {
        List<String> heads = new ArrayList<>();
        if (grid.headerRows() > 0) {
            grid.rows().get(grid.headerRows() - 1).cells().forEach(c -> heads.add(cell(c)));
        }
        for (Row row : grid.rows().subList(grid.headerRows(), grid.rows().size())) {
            if (heads.isEmpty()) {
                row.cells().forEach(c -> blocks(c.blocks()));
                continue;
            }
            List<String> parts = new ArrayList<>();
            for (Cell cell : row.cells()) {
                String head = cell.column() < heads.size() ? heads.get(cell.column()) : "";
                String value = cell(cell);
                parts.add(head.isEmpty() || value.isEmpty() ? value : head + ": " + value);
            }
            wrap(String.join("; ", parts), "- ", "  ");
        }
        if (!heads.isEmpty()) {
            out.append('\n');
        }
    }

    private String cell(Cell cell) {
        PlainMail inner = new PlainMail(texts);
        inner.blocks(cell.blocks());
        return inner.out.toString().strip().replaceAll("\\s+", " ");
    }

    private String words(List<Inline> inlines) {
        StringBuilder text = new StringBuilder();
        for (Inline inline : inlines) {
            if (inline instanceof Words words) {
                text.append(words.text().replace("\u00ad", ""));
            } else if (inline instanceof LineBreak || inline instanceof PageBreak) {
                text.append('\n');
            } else if (inline instanceof Tab || inline instanceof MarginTab) {
                text.append("  ");
            } else if (inline instanceof Image image) {
                text.append(texts.text("rendering.mail.picture", image.alternateText()));
            } else if (inline instanceof Footnote note) {
                text.append(MailTexts.note(note, texts));
            } else if (inline instanceof Link link) {
                String inner = words(link.inlines());
                String target = link.target().replaceFirst("^(mailto|tel):", "");
                text.append(inner);
                if (link.external() && !target.contains(inner.strip())) {
                    text.append(" <").append(target).append('>');
                }
            }
        }
        return text.toString();
    }

    private void wrap(String text, String first, String further) {
        String margin = first;
        for (String line : text.split("\n", -1)) {
            StringBuilder row = new StringBuilder(margin);
            boolean begun = false;
            for (String word : line.strip().split(" +")) {
                if (begun && row.length() + 1 + word.length() > WIDTH) {
                    out.append(row.toString().stripTrailing()).append('\n');
                    row = new StringBuilder(further);
                    begun = false;
                }
                row.append(begun ? " " : "").append(word);
                begun = true;
            }
            out.append(row.toString().stripTrailing()).append('\n');
            margin = further;
        }
    }
}
