package federzug.rendering.page;

import federzug.rendering.fop.FoWriter;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.Drawn;
import federzug.rendering.manuscript.Floating.Insets;
import federzug.rendering.manuscript.Floating.Lettering;
import federzug.rendering.manuscript.Floating.Picture;
import federzug.rendering.manuscript.Floating.Room;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import java.util.Comparator;
import java.util.List;

/**
 * Sets what floats, at its own place. A screen reader meets it before the paragraph where it is anchored: first what stands
 * higher, then what stands further left.
 */
final class FloatingSetter {
    private final FoWriter fo;
    private final BlockSetter blocks;
    private final InlineSetter inlines;
    private final ShapeSetter shapes;

    FloatingSetter(FoWriter fo, BlockSetter blocks, InlineSetter inlines) {
        this.fo = fo;
        this.blocks = blocks;
        this.inlines = inlines;
        this.shapes = new ShapeSetter(fo);
    }

    /**
     * Sets what is anchored in a paragraph. FOP leaves an absolutely placed object on the page before when the paragraph
     * moves on; inside of a marker of no height that is kept with the paragraph it moves along.
     *
     * @param broken whether a new page begins here
     * @param gap from the end of the block before to where the paragraph begins: its space after (as in LibreOffice)
     */
    void anchored(List<Floating> all, BlockPlace place, boolean broken, double gap) {
        List<Floating> shown = all.stream()
                .filter(f -> !(f.content() instanceof Room) && !placedInside(f, place))
                .map(f -> f.down().followsText() ? f.lower(gap) : f)
                .toList();
        marked(shown, place, broken);
    }

    /** Decoration is painted first, since it may lie under something, and is no part of what is read. */
    private void marked(List<Floating> shown, BlockPlace place, boolean broken) {
        Comparator<Floating> reading = order(place.ground());
        List<Floating> ornaments = shown.stream()
                .filter(f -> place.artifact() || !f.speaks() || framed(f))
                .sorted(Comparator.comparing((Floating f) -> !f.behind()).thenComparing(Floating::layer))
                .toList();
        List<Floating> read =
                shown.stream().filter(Floating::speaks).sorted(reading).toList();
        boolean begins = broken;
        if (!ornaments.isEmpty()) {
            // FOP takes a wrapper inside of another area for words.
            boolean apart = !place.artifact() && !place.silent() && place.ground() instanceof Ground.OnPage;
            if (apart) {
                fo.open("wrapper", "role", "artifact");
            }
            openMarker(begins);
            begins = false;
            for (Floating ornament : ornaments) {
                if (framed(ornament)) {
                    frame(ornament, place);
                }
                if (place.artifact() || !ornament.speaks()) {
                    one(ornament, place);
                }
            }
            closeMarker();
            if (apart) {
                fo.close();
            }
        }
        if (!place.artifact() && !read.isEmpty()) {
            openMarker(begins);
            read.forEach(f -> one(f, place));
            closeMarker();
        }
    }

    private void openMarker(boolean broken) {
        fo.open(
                "block-container",
                new FoWriter.Traits()
                        .set("keep-together.within-page", "always", "keep-with-next.within-page", "always")
                        .put("break-before", broken ? "page" : null)
                        .set("start-indent", "0pt", "end-indent", "0pt", "text-indent", "0pt"));
    }

    private void closeMarker() {
        fo.empty("block", "line-height", "0", "font-size", "1pt");
        fo.close();
    }

    /** Whether it stands at the same place in its cell or box, wherever in it it is anchored. */
    private static boolean placedInside(Floating floating, BlockPlace place) {
        return place.ground() instanceof Ground.Inside
                && floating.inCell()
                && !floating.down().followsText();
    }

    boolean any(List<Block> blocks) {
        return blocks.stream()
                .anyMatch(b -> b instanceof Paragraph p && p.inlines().stream().anyMatch(Floating.class::isInstance));
    }

    /** First in a cell or box: what is placed from its edges. */
    void inside(List<Block> blocks, BlockPlace place) {
        List<Floating> placed = blocks.stream()
                .filter(Paragraph.class::isInstance)
                .flatMap(b -> Floating.among(((Paragraph) b).inlines()).stream())
                .filter(f -> !(f.content() instanceof Room) && placedInside(f, place))
                .toList();
        marked(placed, place, false);
    }

    private static Comparator<Floating> order(Ground ground) {
        return Comparator.<Floating, Double>comparing(
                        f -> f.down().followsText() ? f.down().offset() : ground.top(f.down()))
                .thenComparing(f -> ground.left(f.across()));
    }

    private record Spot(double left, double top, String position) {
        FoWriter.Traits traits() {
            return new FoWriter.Traits()
                    .set("absolute-position", position, "text-indent", "0pt", "text-align", "start");
        }
    }

    private static Spot spot(Floating floating, BlockPlace place) {
        Ground ground = place.ground().of(floating);
        boolean follows = floating.down().followsText();
        return new Spot(
                ground.left(floating.across()) - (follows ? ground.text() : 0),
                follows ? floating.down().in(0, floating.height()) : ground.top(down(floating)),
                follows || ground instanceof Ground.Inside ? "absolute" : "fixed");
    }

    /** What is aligned by its foot or its middle is as high as its content, if nothing says how high it is. */
    static Axis down(Floating floating) {
        Axis down = floating.down();
        if (down.align() == null || !(floating.content() instanceof Box box) || !grown(floating, box)) {
            return down;
        }
        double whole = BlockHeight.of(box.blocks(), inner(floating, box))
                + box.insets().top()
                + box.insets().bottom();
        return new Axis(down.from(), down.align(), whole, down.offset());
    }

    private void one(Floating floating, BlockPlace place) {
        Spot spot = spot(floating, place);
        FoWriter.Traits traits = spot.traits();
        if (floating.content() instanceof Box box) {
            box(floating, box, spot, place);
            return;
        }
        turn(traits, floating, 0, 0);
        if (floating.content() instanceof Picture picture) {
            fo.open("block-container", area(traits, spot.left(), spot.top(), floating.width(), floating.height()));
            fo.open("block", "line-height", "0", "font-size", "1pt");
            inlines.picture(picture.image(), place);
            fo.close().close();
        } else if (floating.content() instanceof Drawn drawn) {
            shapes.shape(floating, drawn.outline(), traits, spot.left(), spot.top());
        } else if (floating.content() instanceof Lettering lettering) {
            shapes.lettering(floating, lettering, traits, spot.left(), spot.top());
        }
    }

    /**
     * About its middle. FOP measures in thousandths of a point here.
     *
     * @param right how far right of its left edge the area begins, {@code below} likewise
     */
    private static void turn(FoWriter.Traits traits, Floating floating, double right, double below) {
        if (floating.rotation() == 0) {
            return;
        }
        String x = FoWriter.number((floating.width() / 2 - right) * 1000);
        String y = FoWriter.number((floating.height() / 2 - below) * 1000);
        traits.put(
                "fox:transform",
                "translate(" + x + "," + y + ") rotate(" + FoWriter.number(floating.rotation()) + ") translate("
                        + FoWriter.number((right - floating.width() / 2) * 1000) + ","
                        + FoWriter.number((below - floating.height() / 2) * 1000) + ")");
    }

    static FoWriter.Traits area(FoWriter.Traits traits, double left, double top, double width, double height) {
        return traits.pt("left", left).pt("top", top).pt("width", width).pt("height", height);
    }

    private static boolean framed(Floating floating) {
        return floating.content() instanceof Box box && box.outline().visible();
    }

    /** Frame and filling of a text box stand beside its text: FOP does not count paddings of what is placed absolutely. */
    private void frame(Floating floating, BlockPlace place) {
        Box box = (Box) floating.content();
        Spot spot = spot(floating, place);
        FoWriter.Traits traits = spot.traits();
        turn(traits, floating, 0, 0);
        shapes.shape(floating.high(shownHeight(floating, box)), box.outline(), traits, spot.left(), spot.top());
    }

    /** How high its frame is on the page. */
    static double shownHeight(Floating floating, Box box) {
        return grown(floating, box)
                ? BlockHeight.of(box.blocks(), inner(floating, box))
                        + box.insets().top()
                        + box.insets().bottom()
                : floating.height();
    }

    private static double width(Floating floating, Box box) {
        return Math.max(1, floating.width() - box.insets().left() - box.insets().right());
    }

    private static double height(Floating floating, Box box) {
        return Math.max(1, floating.height() - box.insets().top() - box.insets().bottom());
    }

    /** Length of its lines. */
    private static double inner(Floating floating, Box box) {
        return box.turned() == 0 ? width(floating, box) : height(floating, box);
    }

    private static boolean grown(Floating floating, Box box) {
        return box.turned() == 0
                && (floating.height() <= 0
                        || box.grows() && BlockHeight.of(box.blocks(), inner(floating, box)) > height(floating, box));
    }

    private void box(Floating floating, Box box, Spot spot, BlockPlace place) {
        if (box.blocks().isEmpty()) {
            return;
        }
        Insets insets = box.insets();
        FoWriter.Traits traits = spot.traits()
                .put("display-align", box.vertical())
                .pt("left", spot.left() + insets.left())
                .pt("top", spot.top() + insets.top())
                // Both belong to the text, turned or not.
                .pt("width", inner(floating, box));
        turn(traits, floating, insets.left(), insets.top());
        if (box.turned() != 0) {
            traits.put("reference-orientation", box.turned() == 90 ? "-90" : "90");
        }
        if (!grown(floating, box)) {
            traits.pt("height", box.turned() == 0 ? height(floating, box) : width(floating, box));
        }
        fo.open("block-container", traits);
        double inner = inner(floating, box);
        BlockPlace within = new BlockPlace(
                inner,
                true,
                place.artifact(),
                true,
                new Ground.Inside(inner, place.ground().page()));
        inside(box.blocks(), within);
        blocks.inside(box.blocks(), within);
        fo.close();
    }
}
