package federzug.rendering.word;

import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Align;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.From;
import federzug.rendering.manuscript.Floating.Insets;
import federzug.rendering.manuscript.Floating.Kind;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.Floating.Room;
import federzug.rendering.manuscript.Floating.Side;
import federzug.rendering.manuscript.Floating.Wrap;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.RunFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.docx4j.wml.CTFramePr;
import org.docx4j.wml.CTTblPPr;
import org.docx4j.wml.STHAnchor;
import org.docx4j.wml.STHeightRule;
import org.docx4j.wml.STVAnchor;
import org.docx4j.wml.STWrap;
import org.docx4j.wml.STXAlign;
import org.docx4j.wml.STYAlign;
import org.jspecify.annotations.Nullable;

/** Gathers paragraphs in frames (ISO/IEC 29500-1, 17.3.1.11) and side tables (17.4.57), and anchors them in what follows. */
final class AnchoredBlocks {
    /** Added to the computed width of words, so that none goes to the next line. */
    private static final double EASE = 2;

    private AnchoredBlocks() {}

    /** Where a framed paragraph stands: a place still without content. */
    static Floating frame(CTFramePr from) {
        double width = StyleBook.twips(from.getW(), 0);
        double height = from.getHRule() == STHeightRule.AUTO ? 0 : StyleBook.twips(from.getH(), 0);
        double beside = StyleBook.twips(from.getHSpace(), 0);
        double above = StyleBook.twips(from.getVSpace(), 0);
        STWrap wrap = from.getWrap();
        Kind kind = wrap == STWrap.NONE ? Kind.NONE : wrap == STWrap.NOT_BESIDE ? Kind.TOP_AND_BOTTOM : Kind.SQUARE;
        return new Floating(
                across(from.getHAnchor(), from.getXAlign(), from.getX(), width),
                down(from.getVAnchor(), from.getYAlign(), from.getY(), height),
                width,
                height,
                new Wrap(kind, Side.BOTH, above, beside, above, beside),
                false,
                true,
                0,
                from.getHRule() == STHeightRule.EXACT ? 1 : 0,
                new Room());
    }

    /** A table beside the text, as a paragraph that holds nothing else; {@link #gathered} takes it from there. */
    static Paragraph aside(CTTblPPr from, Grid grid, double margin) {
        double width = grid.width();
        Wrap wrap = new Wrap(
                Kind.SQUARE,
                Side.BOTH,
                StyleBook.twips(from.getTopFromText(), 0),
                StyleBook.twips(from.getRightFromText(), 0),
                StyleBook.twips(from.getBottomFromText(), 0),
                StyleBook.twips(from.getLeftFromText(), 0));
        Axis across = across(from.getHorzAnchor(), from.getTblpXSpec(), from.getTblpX(), width);
        Grid placed = new Grid(0, grid.columns(), grid.headerRows(), grid.headerColumn(), grid.rows());
        Floating table = new Floating(
                across.align() == null ? across.moved(-margin) : across,
                down(from.getVertAnchor(), from.getTblpYSpec(), from.getTblpY(), 0),
                width,
                0,
                wrap,
                false,
                true,
                0,
                0,
                new Box(List.of(placed), Outline.INVISIBLE, Insets.NONE, "before", 0, true));
        return new Paragraph(0, invisible(), new RunFormat(), null, 0, List.of(table), null);
    }

    private static Axis across(
            @Nullable STHAnchor anchor, @Nullable STXAlign align, @Nullable BigInteger at, double width) {
        From from = anchor == STHAnchor.PAGE ? From.PAGE : anchor == STHAnchor.MARGIN ? From.MARGIN : From.COLUMN;
        Align aligned = align == null
                ? null
                : switch (align) {
                    case LEFT, INSIDE -> Align.START;
                    case CENTER -> Align.CENTER;
                    case RIGHT, OUTSIDE -> Align.END;
                };
        return new Axis(from, aligned, width, aligned == null ? StyleBook.twips(at, 0) : 0);
    }

    private static Axis down(
            @Nullable STVAnchor anchor, @Nullable STYAlign align, @Nullable BigInteger at, double height) {
        From from = anchor == STVAnchor.PAGE ? From.PAGE : anchor == STVAnchor.TEXT ? From.PARAGRAPH : From.MARGIN;
        Align aligned = align == null
                ? null
                : switch (align) {
                    case INLINE -> null;
                    case TOP, INSIDE -> Align.START;
                    case CENTER -> Align.CENTER;
                    case BOTTOM, OUTSIDE -> Align.END;
                };
        return new Axis(from, aligned, height, aligned == null ? StyleBook.twips(at, 0) : 0);
    }

    private static ParagraphFormat invisible() {
        ParagraphFormat look = new ParagraphFormat();
        look.aside = true;
        look.lineRule = ParagraphFormat.LineRule.EXACT;
        look.line = 0.1;
        look.keepNext = true;
        return look;
    }

    /** Adjacent paragraphs with the same frame are one; what floats is anchored in the paragraph that follows. */
    static List<Block> gathered(List<Block> blocks) {
        if (blocks.stream().noneMatch(b -> b instanceof Paragraph p && (p.look().frame != null || p.look().aside))) {
            return blocks;
        }
        List<Block> gathered = new ArrayList<>();
        List<Inline> waiting = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block instanceof Paragraph p && p.look().frame != null) {
                List<Block> framed = new ArrayList<>();
                while (i < blocks.size()
                        && blocks.get(i) instanceof Paragraph next
                        && p.look().frame.equals(next.look().frame)) {
                    framed.add(unframed(next));
                    i++;
                }
                i--;
                waiting.add(framed(p.look().frame, framed));
            } else if (block instanceof Paragraph p && p.look().aside) {
                waiting.addAll(p.inlines());
            } else {
                anchor(block, waiting, gathered);
            }
        }
        if (!waiting.isEmpty()) {
            gathered.add(new Paragraph(0, invisible(), new RunFormat(), null, 0, List.copyOf(waiting), null));
        }
        return gathered;
    }

    private static void anchor(Block block, List<Inline> waiting, List<Block> gathered) {
        if (waiting.isEmpty()) {
            gathered.add(block);
        } else if (block instanceof Paragraph p) {
            List<Inline> inlines = new ArrayList<>(waiting);
            inlines.addAll(p.inlines());
            gathered.add(new Paragraph(p.number(), p.look(), p.mark(), p.label(), p.heading(), inlines, p.box()));
        } else {
            gathered.add(new Paragraph(0, invisible(), new RunFormat(), null, 0, List.copyOf(waiting), null));
            gathered.add(block);
        }
        waiting.clear();
    }

    private static Paragraph unframed(Paragraph p) {
        ParagraphFormat look = p.look().copy();
        look.frame = null;
        return p.with(look);
    }

    private static Floating framed(Floating place, List<Block> blocks) {
        List<Block> settled = StoryReader.settled(blocks, false);
        if (settled.get(settled.size() - 1) instanceof Paragraph last) {
            last.look().after = 0;
        }
        double width = place.width() > 0 ? place.width() : widest(settled);
        boolean exact = place.layer() == 1;
        Axis across = new Axis(
                place.across().from(),
                place.across().align(),
                width,
                place.across().offset());
        return new Floating(
                across,
                place.down(),
                width,
                place.height(),
                place.wrap(),
                false,
                true,
                0,
                0,
                new Box(settled, Outline.INVISIBLE, Insets.NONE, "before", 0, !exact));
    }

    /** A frame without a width is as wide as its longest line. */
    private static double widest(List<Block> blocks) {
        double widest = 1;
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                double line = 0;
                for (Inline inline : p.inlines()) {
                    if (inline instanceof Manuscript.Words words) {
                        line += words.look().width(words.text());
                    } else if (inline instanceof Manuscript.Image image) {
                        line += image.width();
                    } else if (inline instanceof Manuscript.LineBreak) {
                        widest = Math.max(widest, line);
                        line = 0;
                    }
                }
                widest = Math.max(widest, line + p.look().left + p.look().right + EASE);
            }
        }
        return widest;
    }
}
