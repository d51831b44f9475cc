package federzug.rendering.word;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.Drawn;
import federzug.rendering.manuscript.Floating.Form;
import federzug.rendering.manuscript.Floating.Insets;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.InLine;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sets text boxes and shapes that stand in the line (wp:inline, ISO/IEC 29500-1, 20.4.2.8) where they have a line for
 * themselves: boxes as a table that only arranges, Word's horizontal line as a border of its paragraph.
 */
final class InLineShapes {
    /** As thick as Word draws a border. */
    private static final double THICKEST = 12;

    private InLineShapes() {}

    /** The blocks that a paragraph with such shapes becomes. */
    static List<Block> opened(Paragraph p, RenderingProblems problems) {
        List<InLine> shapes = p.inlines().stream()
                .filter(InLine.class::isInstance)
                .map(InLine.class::cast)
                .toList();
        if (shapes.isEmpty()) {
            return List.of(p);
        }
        List<Inline> others = p.inlines().stream()
                .filter(inline -> !(inline instanceof InLine))
                .toList();
        boolean alone = p.box() == null
                && p.label() == null
                && others.stream()
                        .allMatch(other -> other instanceof Anchor
                                || other instanceof Floating
                                || other instanceof Words words && words.text().isBlank());
        if (!alone && p.box() == null && p.label() == null && isRule(shapes)) {
            return parted(p, shapes.get(0));
        }
        if (!alone || !fits(shapes)) {
            problems.add("rendering.draft.shape-in-line");
            return List.of(p.with(others));
        }
        return shapes.get(0).shape().content() instanceof Drawn drawn
                ? List.of(ruled(p.with(others), drawn, shapes.get(0).shape().height()))
                : boxed(p, others, shapes);
    }

    private static boolean fits(List<InLine> shapes) {
        return isRule(shapes)
                || shapes.stream()
                        .allMatch(each -> each.shape().rotation() == 0
                                && each.shape().content() instanceof Box box
                                && box.turned() == 0
                                && (box.outline().form() == Form.RECTANGLE
                                        || box.outline().form() == Form.ROUNDED));
    }

    private static boolean isRule(List<InLine> shapes) {
        return shapes.size() == 1
                && shapes.get(0).shape().content() instanceof Drawn drawn
                && drawn.outline().form() == Form.RECTANGLE
                && shapes.get(0).rule();
    }

    /** A line across the text takes a line for itself; what stands before and behind it begins others. */
    private static List<Block> parted(Paragraph p, InLine rule) {
        int at = p.inlines().indexOf(rule);
        List<Inline> before = new ArrayList<>(p.inlines().subList(0, at));
        List<Inline> after =
                new ArrayList<>(p.inlines().subList(at + 1, p.inlines().size()));
        boolean further = !after.isEmpty();
        if (further && after.get(0) instanceof LineBreak) {
            after.remove(0);
        }
        if (!before.isEmpty() && before.get(before.size() - 1) instanceof LineBreak) {
            before.remove(before.size() - 1);
        }
        List<Block> blocks = new ArrayList<>();
        if (!before.isEmpty()) {
            blocks.add(piece(p, before, true, false));
        }
        Paragraph line = piece(p, List.of(), before.isEmpty(), !further);
        blocks.add(ruled(line, (Drawn) rule.shape().content(), rule.shape().height()));
        if (further) {
            blocks.add(piece(p, after, false, true));
        }
        return blocks;
    }

    private static Paragraph piece(Paragraph p, List<Inline> inlines, boolean first, boolean last) {
        ParagraphFormat look = p.look().copy();
        look.before = first ? look.before : 0;
        look.after = last ? look.after : 0;
        look.pageBreakBefore = first && look.pageBreakBefore;
        look.columnBreakBefore = first && look.columnBreakBefore;
        look.firstLine = first ? look.firstLine : 0;
        look.keepNext = !last || look.keepNext;
        return p.with(look).with(inlines);
    }

    private static Paragraph ruled(Paragraph p, Drawn drawn, double height) {
        ParagraphFormat look = p.look().copy();
        Outline outline = drawn.outline();
        String colour = outline.fill() == null ? outline.line().color() : outline.fill();
        look.borders.put(Edge.BOTTOM, new Line("solid", Math.max(0.25, Math.min(THICKEST, height)), colour, 0));
        return p.with(look);
    }

    /** What stands around the line stays: its spaces, and what is anchored in it. */
    private static List<Block> boxed(Paragraph p, List<Inline> others, List<InLine> shapes) {
        List<Double> columns = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        double height = 0;
        for (InLine each : shapes) {
            Box box = (Box) each.shape().content();
            columns.add(each.shape().width());
            cells.add(cell(box, cells.size()));
            height = Math.max(
                    height,
                    each.shape().height() - box.insets().top() - box.insets().bottom());
        }
        double start = switch (p.look().align) {
            case CENTER -> Double.NaN;
            case RIGHT -> Double.POSITIVE_INFINITY;
            default -> p.look().left + p.look().firstLine;
        };
        List<Block> blocks = new ArrayList<>();
        boolean before = p.look().before > 0 || p.look().pageBreakBefore || !others.isEmpty();
        if (before) {
            blocks.add(gap(p, others, true));
        }
        blocks.add(new Grid(start, columns, 0, false, List.of(new Row(height, false, true, cells))));
        if (p.look().after > 0) {
            blocks.add(gap(p, List.of(), false));
        }
        return blocks;
    }

    private static Cell cell(Box box, int column) {
        Map<Edge, Line> borders = new EnumMap<>(Edge.class);
        Map<Edge, Double> padding = new EnumMap<>(Edge.class);
        for (Edge edge : new Edge[] {Edge.TOP, Edge.RIGHT, Edge.BOTTOM, Edge.LEFT}) {
            borders.put(edge, box.outline().line());
        }
        Insets insets = box.insets();
        padding.put(Edge.TOP, insets.top());
        padding.put(Edge.RIGHT, insets.right());
        padding.put(Edge.BOTTOM, insets.bottom());
        padding.put(Edge.LEFT, insets.left());
        return new Cell(column, 1, 1, box.vertical(), box.outline().fill(), borders, padding, box.blocks());
    }

    private static Paragraph gap(Paragraph p, List<Inline> others, boolean before) {
        ParagraphFormat look = new ParagraphFormat();
        look.lineRule = ParagraphFormat.LineRule.EXACT;
        look.line = 0.1;
        look.keepNext = before;
        look.pageBreakBefore = before && p.look().pageBreakBefore;
        look.before = before ? p.look().before : 0;
        look.after = before ? 0 : p.look().after;
        List<Inline> silent =
                others.stream().filter(other -> !(other instanceof Words)).toList();
        return new Manuscript.Paragraph(p.number(), look, new RunFormat(), null, 0, silent, null);
    }
}
