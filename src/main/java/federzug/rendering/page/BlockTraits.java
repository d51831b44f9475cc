package federzug.rendering.page;

import federzug.rendering.fop.FoWriter;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.RunFormat;
import java.util.List;

/** What a paragraph's frame, colour and alignment are in XSL-FO. */
final class BlockTraits {
    private BlockTraits() {}

    static String align(ParagraphFormat.Align align) {
        return switch (align) {
            case LEFT -> "start";
            case CENTER -> "center";
            case RIGHT -> "end";
            case JUSTIFY -> "justify";
        };
    }

    static String last(ParagraphFormat.Align align) {
        return align == ParagraphFormat.Align.JUSTIFY ? "start" : align(align);
    }

    /** Font, line height and alignment of a paragraph, which its runs inherit. */
    static FoWriter.Traits text(Paragraph p, RunFormat base) {
        FoWriter.Traits traits = new FoWriter.Traits();
        ParagraphFormat look = p.look();
        traits.set("font-family", base.face.family, "text-align", align(look.align))
                .pt("font-size", base.size * base.face.scale)
                .pt("line-height", look.lineHeight(base))
                .put("linefeed-treatment", "preserve");
        if (p.inlines().stream().anyMatch(InlineSetter::numbersPages)) {
            // FOP takes blanks before a page number for the end of the block and drops them.
            traits.put("white-space-treatment", "preserve");
        }
        traits.put("text-align-last", "start".equals(align(look.align)) ? null : last(look.align));
        return traits;
    }

    static FoWriter.Traits decoration(FoWriter.Traits traits, ParagraphFormat look) {
        traits.put("background-color", look.background);
        edge(traits, look, Edge.TOP, "before");
        edge(traits, look, Edge.BOTTOM, "after");
        edge(traits, look, Edge.LEFT, "start");
        edge(traits, look, Edge.RIGHT, "end");
        return traits;
    }

    private static void edge(FoWriter.Traits traits, ParagraphFormat look, Edge edge, String side) {
        Line line = look.border(edge);
        if (line.drawn()) {
            traits.put("border-" + side + "-style", line.style())
                    .pt("border-" + side + "-width", line.width())
                    .put("border-" + side + "-color", line.color());
        }
        if (line.space() > 0) {
            traits.pt("padding-" + side, line.space());
        }
    }

    /** Adjacent paragraphs with the same borders stand in one frame (17.3.1.5). */
    static void joinBorders(List<Block> blocks) {
        boolean[] joined = new boolean[blocks.size()];
        for (int i = 0; i + 1 < blocks.size(); i++) {
            joined[i] = blocks.get(i) instanceof Paragraph one
                    && blocks.get(i + 1) instanceof Paragraph two
                    && joined(one.look(), two.look());
        }
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (joined[i] && blocks.get(i) instanceof Paragraph one && blocks.get(i + 1) instanceof Paragraph two) {
                double gap = Math.max(one.look().after, two.look().before);
                Line between = one.look().border(Edge.BETWEEN);
                one.look().after = 0;
                two.look().before = 0;
                one.look().borders.put(Edge.BOTTOM, between.drawn() ? between : new Line("none", 0, "#000000", gap));
                two.look().borders.put(Edge.TOP, Line.NONE);
            }
        }
    }

    private static boolean joined(ParagraphFormat one, ParagraphFormat two) {
        return one.borders.values().stream().anyMatch(Line::drawn)
                && one.borders.equals(two.borders)
                && one.left == two.left
                && one.right == two.right;
    }
}
