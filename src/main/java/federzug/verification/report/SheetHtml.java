package federzug.verification.report;

import federzug.document.Sheet;
import federzug.document.Sheet.Banner;
import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Items;
import federzug.document.Sheet.PageBreak;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Picture;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes a sheet as one self-contained HTML file: no script, nothing loaded from elsewhere (WCAG 2.1 AA). */
public final class SheetHtml {
    /** Letters of a cell whose row may break when printed. */
    private static final int LONG = 400;

    private final Sheet sheet;
    private final String mark;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param mark a line repeated at the head of the page, empty for none
     */
    public SheetHtml(Sheet sheet, String mark) {
        this.sheet = sheet;
        this.mark = mark;
    }

    public String document() {
        out.append("<!DOCTYPE html>\n<html lang=\"")
                .append(escape(sheet.language()))
                .append("\">\n<head>\n");
        out.append("<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'; img-src data:\">\n");
        out.append("<title>").append(escape(sheet.title())).append("</title>\n");
        out.append("<style>\n").append(style()).append(marginMark()).append("</style>\n</head>\n<body>\n");
        if (!mark.isEmpty()) {
            out.append("<header><p class=\"mark\">").append(escape(mark)).append("</p></header>\n");
        }
        out.append("<main>\n");
        sheet.blocks().forEach(this::write);
        out.append("</main>\n");
        out.append("<footer><p>").append(escape(sheet.footer())).append("</p></footer>\n</body>\n</html>\n");
        return out.toString();
    }

    private void write(Block block) {
        if (block instanceof Heading heading) {
            element("h" + heading.level(), heading.text());
        } else if (block instanceof Paragraph paragraph) {
            out.append("<p>").append(runs(paragraph)).append("</p>\n");
        } else if (block instanceof Items items) {
            write(items);
        } else if (block instanceof Table table) {
            write(table);
        } else if (block instanceof Picture picture) {
            out.append("<img alt=\"").append(escape(picture.alternateText()));
            out.append("\" style=\"width:")
                    .append(picture.widthMillimetres())
                    .append("mm\" src=\"data:image/png;base64,");
            out.append(Base64.getEncoder().encodeToString(picture.png())).append("\">\n");
        } else if (block instanceof Banner banner) {
            write(banner);
        } else if (block instanceof PageBreak) {
            out.append("<hr class=\"page\">\n");
        }
    }

    private void write(Items items) {
        String tag = items.ordered() ? "ol" : "ul";
        out.append('<').append(tag).append(">\n");
        items.items().forEach(item -> out.append("<li>").append(runs(item)).append("</li>\n"));
        out.append("</").append(tag).append(">\n");
    }

    private void write(Table table) {
        out.append("<table>\n");
        if (table.caption() != null) {
            element("caption", table.caption());
        }
        int total = table.widths().stream().mapToInt(Integer::intValue).sum();
        out.append("<colgroup>");
        table.widths()
                .forEach(width -> out.append("<col style=\"width:")
                        .append(Math.round(100f * width / Math.max(1, total)))
                        .append("%\">"));
        out.append("</colgroup>\n<thead><tr>");
        table.header()
                .forEach(head ->
                        out.append("<th scope=\"col\">").append(escape(head)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        // On a narrow screen cells stand below each other, and with several of them each says what it is.
        List<String> labels = table.header().size() > 2 ? table.header() : List.of();
        table.rows().forEach(row -> write(row, table.rowHeads(), labels));
        out.append("</tbody>\n</table>\n");
    }

    private void write(List<Paragraph> row, boolean rowHead, List<String> labels) {
        boolean isLong = row.stream()
                .anyMatch(cell -> cell.runs().stream()
                                .mapToInt(run -> run.text().length())
                                .sum()
                        > LONG);
        out.append(isLong ? "<tr class=\"long\">" : "<tr>");
        for (int i = 0; i < row.size(); i++) {
            boolean head = rowHead && i == 0;
            String label = i < labels.size() ? " data-label=\"" + escape(labels.get(i)) + "\"" : "";
            out.append(head ? "<th scope=\"row\">" : "<td" + label + ">").append(runs(row.get(i)));
            out.append(head ? "</th>" : "</td>");
        }
        out.append("</tr>\n");
    }

    private void write(Banner banner) {
        String tone = banner.tone().name().toLowerCase(java.util.Locale.ROOT);
        out.append("<div class=\"banner ").append(tone).append("\">\n");
        out.append("<p class=\"headline\"><span aria-hidden=\"true\">")
                .append(sign(banner))
                .append("</span> ");
        out.append(escape(banner.headline())).append("</p>\n");
        element("p", banner.text());
        out.append("</div>\n");
    }

    /** A sign of its own for each tone: colour alone must not carry the result (WCAG 1.4.1). */
    private static String sign(Banner banner) {
        return switch (banner.tone()) {
            case GOOD -> "✓";
            case OPEN -> "?";
            case BAD -> "✗";
            case NEUTRAL -> "!";
        };
    }

    private void element(String tag, String text) {
        out.append('<').append(tag).append('>').append(escape(text));
        out.append("</").append(tag).append(">\n");
    }

    private static String runs(Paragraph paragraph) {
        StringBuilder text = new StringBuilder();
        for (Run run : paragraph.runs()) {
            String tag = switch (run.emphasis()) {
                case NONE -> "";
                case STRONG -> "strong";
                case SMALL -> "small";
                case CODE -> "code";
            };
            text.append(tag.isEmpty() ? "" : "<" + tag + ">");
            text.append(escape(run.text()));
            text.append(tag.isEmpty() ? "" : "</" + tag + ">");
        }
        return text.toString();
    }

    /** Names come from certificates and files, that is from strangers: no mark-up, no control or bidi characters. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(invisible(c) ? 0xFFFD : c);
            }
        });
        return safe.toString();
    }

    private static boolean invisible(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t'
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || Character.getType(c) == Character.SURROGATE;
    }

    /** The mark on each printed page (CSS Paged Media 3); a browser without it still prints the first one. */
    private String marginMark() {
        return mark.isEmpty()
                ? ""
                : "@page { @top-center { content: \"" + mark.replaceAll("[\"\\\\<>\\p{Cntrl}]", "")
                        + "\"; color: #8b0000; font: bold 9pt sans-serif; } }\n";
    }

    private static String style() {
        try (InputStream in = SheetHtml.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
