package federzug.rendering.page;

import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.rendering.font.Typeface;
import federzug.rendering.fop.FoWriter;
import java.util.List;

/** A data table of a sheet: header row repeated on each page, first cells as row heads where asked. */
final class SheetTable {
    /** Letters of a cell of about eight lines. */
    private static final int LONG = 400;

    private final FoWriter fo;
    private final SheetEmitter sheet;
    private final double width;
    private final double size;
    private final String accent;
    private final String rule;

    SheetTable(FoWriter fo, SheetEmitter sheet, double width, double size, String accent, String rule) {
        this.fo = fo;
        this.sheet = sheet;
        this.width = width;
        this.size = size;
        this.accent = accent;
        this.rule = rule;
    }

    void table(Table table, FoWriter.Traits traits) {
        String caption = table.caption();
        if (caption != null) {
            fo.open(
                    "block",
                    "font-weight",
                    "bold",
                    "space-before",
                    "6pt",
                    "space-after",
                    "3pt",
                    "keep-with-next.within-page",
                    "always");
            sheet.text(caption, Typeface.CARLITO, true);
            fo.close();
        }
        fo.open(
                "table",
                traits.set("table-layout", "fixed", "border-collapse", "collapse")
                        .pt("width", width)
                        .pt("font-size", size - 1)
                        .pt("line-height", (size - 1) * 1.25));
        double sum = table.widths().stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < table.header().size(); i++) {
            fo.empty(
                    "table-column",
                    new FoWriter.Traits()
                            .pt("column-width", width * table.widths().get(i) / sum)
                            .put("fox:header", i == 0 && table.rowHeads() ? "true" : null));
        }
        fo.open("table-header").open("table-row", "keep-together.within-page", "always");
        for (String head : table.header()) {
            fo.open(
                    "table-cell",
                    "background-color",
                    accent,
                    "padding",
                    "3pt 5pt 3pt 5pt",
                    "border",
                    "0.5pt solid " + accent);
            fo.open("block", "font-weight", "bold", "color", "#FFFFFF", "text-align", "start");
            sheet.text(head, Typeface.CARLITO, true);
            fo.close().close();
        }
        fo.close().close();
        fo.open("table-body");
        if (table.rows().isEmpty()) {
            row(table, table.header().stream().map(h -> Paragraph.of("–")).toList());
        }
        table.rows().forEach(row -> row(table, row));
        fo.close().close();
    }

    private void row(Table table, List<Paragraph> cells) {
        // A row that fills a good part of a page may break: kept together it would leave the page before half empty.
        boolean isLong = cells.stream().anyMatch(cell -> length(cell) > LONG);
        fo.open("table-row", "keep-together.within-page", isLong ? "auto" : "always");
        for (int i = 0; i < cells.size(); i++) {
            boolean head = i == 0 && table.rowHeads();
            fo.open(
                    "table-cell",
                    "padding",
                    "3pt 5pt 3pt 5pt",
                    "border",
                    "0.5pt solid " + rule,
                    "background-color",
                    head ? "#F2F4F7" : null);
            sheet.paragraph(head ? strong(cells.get(i)) : cells.get(i), new FoWriter.Traits());
            fo.close();
        }
        fo.close();
    }

    private static int length(Paragraph cell) {
        return cell.runs().stream().mapToInt(run -> run.text().length()).sum();
    }

    private static Paragraph strong(Paragraph cell) {
        return new Paragraph(cell.runs().stream()
                .map(r -> r.emphasis() == Emphasis.NONE ? new Run(r.text(), Emphasis.STRONG) : r)
                .toList());
    }
}
