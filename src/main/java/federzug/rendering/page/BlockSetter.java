package federzug.rendering.page;

import federzug.document.SignatureField;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.Images;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.ListTree;
import federzug.rendering.manuscript.ListTree.Item;
import federzug.rendering.manuscript.ListTree.Items;
import federzug.rendering.manuscript.ListTree.Node;
import federzug.rendering.manuscript.ListTree.Single;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Label;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Reserve;
import federzug.rendering.manuscript.PageBreaks;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.RunFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets paragraphs, lists and tables one after the other. */
final class BlockSetter {
    private static final double BOX_HEIGHT = 56;
    /** With no stretch FOP finds every page equally bad and may leave one half empty; this much is not visible. */
    private static final double STRETCH = 0.02;

    private final FoWriter fo;
    private final Manuscript manuscript;
    private final String ids;
    private final InlineSetter inlines;
    private final TableSetter tables;
    private final FloatingSetter floating;
    private final Map<Paragraph, String> headingIds = new IdentityHashMap<>();
    private BlockPlace body = BlockPlace.BEFORE_ANY_PAGE;
    private boolean breakPending;
    /** Whether the paragraph at hand already stands on its new page. */
    private boolean begun;
    /** Whether anywhere in the body room is reserved beside the text. */
    private boolean wrapped;
    /** Whether the block before reserved room beside the text. */
    private boolean floated;
    /** Space after the block before. */
    private double pending;
    /** How much lower than its place the block before stands. */
    private double dropped;

    /**
     * @param ids before all ids, different for each manuscript of a document
     * @param lastSection id of the page sequence that holds the last page
     */
    BlockSetter(FoWriter fo, Manuscript manuscript, Images images, String ids, String lastSection) {
        this.fo = fo;
        this.ids = ids;
        this.manuscript = manuscript;
        this.inlines = new InlineSetter(fo, manuscript, images, ids, lastSection, this);
        this.tables = new TableSetter(fo, this);
        this.floating = new FloatingSetter(fo, this, inlines);
    }

    String headingId(Paragraph heading) {
        return headingIds.computeIfAbsent(heading, h -> ids + "heading" + (headingIds.size() + 1));
    }

    void body(List<Block> blocks, Page page) {
        breakPending = false;
        body = new BlockPlace(page.textWidth(), false, false, new Ground.OnPage(page));
        wrapped = blocks.stream()
                .anyMatch(b -> b instanceof Paragraph p && p.inlines().stream().anyMatch(Reserve.class::isInstance));
        blocks(blocks, body);
        if (isEmpty(blocks)) {
            fo.empty("block");
        }
    }

    /** A section on pages with columns: in them, or in one column over all of them. */
    void columns(List<Block> blocks, Page page) {
        breakPending = false;
        boolean across = page.columns().count() == 1;
        BlockPlace place = new BlockPlace(page.columnWidth(), false, false, new Ground.OnPage(page));
        body = new BlockPlace(page.textWidth(), false, false, new Ground.OnPage(page));
        wrapped = false;
        if (across) {
            fo.open("block-container", "span", "all");
        }
        blocks(blocks, across ? place.ownArea() : place);
        if (across) {
            fo.close();
        } else if (isEmpty(blocks)) {
            fo.empty("block");
        }
    }

    private static boolean isEmpty(List<Block> blocks) {
        return blocks.stream().allMatch(b -> b instanceof Paragraph p && p.isEmpty());
    }

    /** A footnote stands at the foot of the page, wherever its mark is. */
    void note(List<Block> blocks) {
        blocks(blocks, body);
    }

    /** @param artifact whether it is repeated on each page and no part of what is read */
    void story(List<Block> blocks, Page page, boolean artifact) {
        blocks(blocks, new BlockPlace(page.textWidth(), true, artifact, new Ground.OnPage(page)));
    }

    /** What stands in a cell. Floating objects of the cell are placed in an area of their own. */
    void cell(List<Block> blocks, BlockPlace place) {
        boolean area = floating.any(blocks);
        if (area) {
            fo.open("block-container");
            floating.inside(blocks, place);
        }
        blocks(Wrapping.inside(blocks, place.ground(), place.width(), 0), area ? place.ownArea() : place);
        if (area) {
            fo.close();
        }
    }

    /** What is written in a text box, while a paragraph is being set. */
    void inside(List<Block> blocks, BlockPlace place) {
        boolean broken = takeBreak(false);
        blocks(blocks, place);
        breakPending = broken;
    }

    void blocks(List<Block> blocks, BlockPlace place) {
        double outer = pending;
        double outerDrop = dropped;
        pending = 0;
        dropped = 0;
        BlockTraits.joinBorders(blocks);
        nodes(ListTree.of(PageBreaks.parted(blocks)), place, true, true);
        pending = outer;
        dropped = outerDrop;
    }

    /** @param first whether the first node is the first of its area, {@code last} likewise */
    private void nodes(List<Node> nodes, BlockPlace place, boolean first, boolean last) {
        boolean contents = false;
        for (int i = 0; i < nodes.size(); i++) {
            boolean begins = first && i == 0;
            boolean ends = last && i == nodes.size() - 1;
            Node node = nodes.get(i);
            boolean entry = node instanceof Single single
                    && single.block() instanceof Paragraph p
                    && p.contents()
                    && !place.artifact();
            if (entry != contents) {
                contents = entry;
                if (entry) {
                    fo.open("block", "role", "TOC");
                } else {
                    fo.close();
                }
            }
            if (node instanceof Items list) {
                list(list, place, begins, ends);
            } else if (((Single) node).block() instanceof Grid grid) {
                boolean broken = takeBreak(false);
                boolean apart = wrapped && !place.cell();
                if (apart) {
                    place.openApart(
                            fo,
                            new FoWriter.Traits()
                                    .put("break-before", broken ? "page" : null)
                                    .pt("space-before", pending - dropped));
                }
                tables.table(grid, place, !apart && broken, apart ? 0 : pending - dropped);
                if (apart) {
                    fo.close();
                }
                pending = 0;
                dropped = 0;
            } else {
                paragraph((Paragraph) ((Single) node).block(), place, begins, ends);
            }
        }
        if (contents) {
            fo.close();
        }
    }

    private void list(Items list, BlockPlace place, boolean first, boolean last) {
        fo.open("list-block", "provisional-distance-between-starts", "0pt", "provisional-label-separation", "0pt");
        for (int i = 0; i < list.items().size(); i++) {
            item(
                    list.items().get(i),
                    place,
                    first && i == 0,
                    last && i == list.items().size() - 1);
        }
        fo.close();
    }

    private void item(Item item, BlockPlace place, boolean first, boolean last) {
        Paragraph p = item.paragraph();
        ParagraphFormat look = p.look();
        Label label = Objects.requireNonNull(p.label());
        breakPending |= PageBreaks.leads(p);
        fo.open(
                "list-item",
                spaces(
                        new FoWriter.Traits(),
                        p,
                        place,
                        first,
                        last && item.inner().isEmpty()));
        double from = look.left + look.firstLine + label.shift();
        // A long number reaches into the place of the words, which begin behind it.
        double to = Math.max(look.left, from + Math.max(1, label.look().width(label.text()) + 1));
        fo.open(
                "list-item-label",
                new FoWriter.Traits().pt("start-indent", from).pt("end-indent", Math.max(0, place.width() - to)));
        fo.open(
                "block",
                BlockTraits.text(p, inlines.base(p))
                        .set("text-indent", "0pt", "text-align", "start", "wrap-option", "no-wrap"));
        inlines.words(label.text(), label.look(), p);
        fo.close().close();
        fo.open(
                "list-item-body",
                new FoWriter.Traits().pt("start-indent", look.left).pt("end-indent", look.right));
        List<Inline> piece = PageBreaks.pieces(p).get(0);
        floating.anchored(Floating.among(piece), place, false, 0);
        double start = TabStops.afterLabel(p, manuscript.defaultTab());
        fo.open(
                "block",
                BlockTraits.decoration(BlockTraits.text(p, inlines.base(p)), look)
                        .pt("start-indent", look.left)
                        .pt("end-indent", look.right)
                        .pt("text-indent", start - look.left)
                        .put("keep-with-next.within-page", look.keepNext ? "always" : null));
        inlines.markers(look);
        inlines.all(p, piece, start, place);
        fo.close();
        breakPending |= PageBreaks.trails(p);
        nodes(item.inner(), place, false, last);
        fo.close().close();
    }

    private void paragraph(Paragraph p, BlockPlace place, boolean first, boolean last) {
        if (p.box() != null) {
            box(p, p.box(), place);
            return;
        }
        if (PageBreaks.only(p)) {
            breakPending = true;
            return;
        }
        List<List<Inline>> pieces = PageBreaks.pieces(p);
        breakPending |= PageBreaks.leads(p);
        for (int i = 0; i < pieces.size(); i++) {
            breakPending |= i > 0;
            piece(p, pieces.get(i), place, first, last, i == 0);
        }
        breakPending |= PageBreaks.trails(p);
    }

    private void piece(
            Paragraph p, List<Inline> piece, BlockPlace place, boolean first, boolean last, boolean beginning) {
        ParagraphFormat look = p.look();
        @Nullable Label label = beginning ? p.label() : null;
        boolean empty = label == null
                && piece.stream().allMatch(i -> i instanceof Anchor || i instanceof Floating || i instanceof Reserve);
        List<Floating> anchored = Floating.among(piece);
        if (!anchored.isEmpty()) {
            boolean broken = takeBreak(look.pageBreakBefore && !place.cell());
            floating.anchored(anchored, place, broken, broken || first ? 0 : pending - dropped);
            first |= broken;
            begun = broken;
        }
        boolean hidden = empty && !place.artifact() && !place.silent();
        if (hidden) {
            fo.open("wrapper", "role", "artifact");
        }
        FoWriter.Traits traits = spaces(
                        BlockTraits.decoration(BlockTraits.text(p, inlines.base(p)), look), p, place, first, last)
                .pt("start-indent", look.left)
                .pt("end-indent", look.right);
        if (inlines.stretches(p, piece, place)) {
            traits.put("text-align-last", "justify");
        }
        if (empty && place.silent() && !place.artifact()) {
            traits.put("role", "NonStruct");
        }
        if (p.heading() > 0 && !place.artifact()) {
            traits.put("role", "H" + p.heading()).put("id", beginning ? headingId(p) : null);
        }
        double x = look.left + (beginning ? look.firstLine : 0) + (label == null ? 0 : label.shift());
        if (p.contents() && !place.artifact()) {
            traits.put("role", "TOCI");
        }
        fo.open("block", traits.pt("text-indent", x - look.left));
        if (beginning && !place.artifact()) {
            inlines.markers(look);
        }
        if (label != null) {
            double start = TabStops.afterLabel(p, manuscript.defaultTab());
            // A screen reader sees no gap: the blank parts number and words.
            String number = label.text().isEmpty() ? "" : label.text() + "\u00a0";
            inlines.words(number, label.look(), p);
            inlines.gap(start - x - label.look().width(number));
            x = start;
        }
        if (empty) {
            inlines.gap(0);
        }
        inlines.all(p, piece, x, place);
        fo.close();
        if (hidden) {
            fo.close();
        }
    }

    /** A signature field in its frame. */
    private void box(Paragraph p, SignatureField field, BlockPlace place) {
        ParagraphFormat look = p.look();
        double height = look.lineRule == ParagraphFormat.LineRule.AUTO ? BOX_HEIGHT : look.line;
        double width = place.width() - look.left - look.right;
        FoWriter.Traits spaces = spaces(new FoWriter.Traits(), p, place, true, false);
        boolean apart = wrapped && !place.cell();
        if (apart) {
            place.openApart(fo, spaces.put("keep-with-next.within-page", "always"));
            spaces = new FoWriter.Traits();
        }
        fo.open(
                "block",
                spaces.set("border", "0.75pt solid #595959", "font-size", "1pt", "line-height", "0")
                        .set("text-indent", "0pt", "text-align", "start", "keep-with-next.within-page", "always")
                        .pt("start-indent", look.left + 0.75)
                        .pt("end-indent", look.right + 0.75));
        inlines.signature(field, width, height);
        fo.close();
        if (apart) {
            fo.close();
        }
    }

    /** Spaces, keeps and breaks, wherever the paragraph's outermost object is. */
    private FoWriter.Traits spaces(FoWriter.Traits traits, Paragraph p, BlockPlace place, boolean first, boolean last) {
        ParagraphFormat look = p.look();
        RunFormat base = inlines.base(p);
        boolean broken = !begun && takeBreak(look.pageBreakBefore && !place.cell());
        begun = false;
        boolean beside = floated;
        floated = p.inlines().stream().anyMatch(Reserve.class::isInstance);
        // The larger space wins. It stands before the second block, because FOP keeps a list item's space after it even
        // at the foot of a page.
        double before = (broken || first ? look.before : Math.max(look.before, pending) - dropped);
        dropped = Math.max(LineMetrics.drop(p, base, place.cell()), -before);
        double leading = LineMetrics.leading(p, base);
        before += dropped - leading;
        if (beside && before > 0 && !LineMetrics.framed(look)) {
            // FOP forgets the space before the block after a float.
            traits.pt("padding-before", before);
        } else {
            traits.pt("space-before.minimum", before)
                    .pt("space-before.optimum", before)
                    .pt("space-before.maximum", before + STRETCH);
        }
        pending = look.after - leading;
        if (broken || first) {
            traits.put("space-before.conditionality", "retain");
        }
        if (last && place.cell()) {
            traits.pt("space-after", look.after).put("space-after.conditionality", "retain");
        }
        if (broken) {
            traits.put("break-before", "page");
        } else if (look.columnBreakBefore) {
            traits.put("break-before", "column");
        }
        // FOP loses a block with a float that is kept together with the next one.
        if (look.keepNext && !floated) {
            traits.put("keep-with-next.within-page", "always");
        }
        if (look.keepLines && !floated) {
            traits.put("keep-together.within-page", "always");
        }
        String lines = look.widowControl ? "2" : "1";
        return traits.set("widows", lines, "orphans", lines);
    }

    private boolean takeBreak(boolean own) {
        boolean broken = breakPending || own;
        breakPending = false;
        return broken;
    }
}
