package federzug.web.help;

import federzug.web.help.Markdown.Block;
import federzug.web.help.Markdown.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes blocks of the manual as HTML. Everything is escaped: nothing in a chapter is taken for HTML. */
public final class ManualHtml {
    private final UnaryOperator<String> links;

    /** @param links what a link of the manual leads to on these pages; empty: it is named, not linked */
    public ManualHtml(UnaryOperator<String> links) {
        this.links = links;
    }

    public String of(Block block) {
        StringBuilder out = new StringBuilder();
        if (block instanceof Markdown.Heading heading) {
            out.append("<h%d id=\"%s\">%s</h%d>"
                    .formatted(heading.level(), heading.anchor(), inline(heading.text()), heading.level()));
        } else if (block instanceof Markdown.Paragraph paragraph) {
            out.append("<p>").append(inline(paragraph.text())).append("</p>");
        } else if (block instanceof Markdown.Code code) {
            out.append("<pre tabindex=\"0\"><code>").append(escape(code.text())).append("</code></pre>");
        } else if (block instanceof Markdown.Items items) {
            out.append(items.ordered() ? "<ol>" : "<ul>");
            items.items()
                    .forEach(item -> out.append("<li>").append(inline(item)).append("</li>"));
            out.append(items.ordered() ? "</ol>" : "</ul>");
        } else if (block instanceof Markdown.Picture picture) {
            out.append("<p><img src=\"%s\" alt=\"%s\"></p>".formatted(escape(picture.file()), escape(picture.words())));
        } else if (block instanceof Markdown.Table table) {
            table(table, out);
        }
        return out.toString();
    }

    private void table(Markdown.Table table, StringBuilder out) {
        out.append("<table><thead><tr>");
        table.header()
                .forEach(cell ->
                        out.append("<th scope=\"col\">").append(inline(cell)).append("</th>"));
        out.append("</tr></thead><tbody>");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            row.forEach(cell -> out.append("<td>").append(inline(cell)).append("</td>"));
            out.append("</tr>");
        }
        out.append("</tbody></table>");
    }

    private String inline(String text) {
        StringBuilder out = new StringBuilder();
        for (Span span : Markdown.spans(text)) {
            String words = escape(span.text());
            out.append(
                    switch (span.kind()) {
                        case PLAIN -> words;
                        case STRONG -> "<strong>" + words + "</strong>";
                        case CODE -> "<code>" + words + "</code>";
                        case LINK -> link(links.apply(span.target()), words);
                    });
        }
        return out.toString();
    }

    private static String link(String target, String words) {
        return target.isEmpty() ? words : "<a href=\"" + escape(target) + "\">" + words + "</a>";
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
