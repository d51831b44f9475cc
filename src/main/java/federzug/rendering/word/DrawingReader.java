package federzug.rendering.word;

import federzug.rendering.drawing.PictureReader;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Align;
import federzug.rendering.manuscript.Floating.Axis;
import federzug.rendering.manuscript.Floating.From;
import federzug.rendering.manuscript.Floating.Kind;
import federzug.rendering.manuscript.Floating.Room;
import federzug.rendering.manuscript.Floating.Side;
import federzug.rendering.manuscript.Floating.Wrap;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayList;
import java.util.List;
import org.docx4j.XmlUtils;
import org.docx4j.dml.CTNonVisualDrawingProps;
import org.docx4j.dml.CTPositiveSize2D;
import org.docx4j.dml.Graphic;
import org.docx4j.dml.picture.Pic;
import org.docx4j.dml.wordprocessingDrawing.Anchor;
import org.docx4j.dml.wordprocessingDrawing.CTPosH;
import org.docx4j.dml.wordprocessingDrawing.CTPosV;
import org.docx4j.dml.wordprocessingDrawing.Inline;
import org.docx4j.dml.wordprocessingDrawing.STAlignH;
import org.docx4j.dml.wordprocessingDrawing.STAlignV;
import org.docx4j.dml.wordprocessingDrawing.STWrapText;
import org.docx4j.wml.Drawing;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads drawings (ISO/IEC 29500-1, 20.4): a picture in the line, or what floats beside, before or behind the text. */
final class DrawingReader {
    static final double EMU_PER_POINT = 12700;

    /** The edge of the largest page that a PDF may have. */
    private static final double LONGEST = 14_400;

    private final PictureReader pictures;
    private final ShapeReader shapes;
    private final RenderingProblems problems;
    private final boolean decoration;

    /** @param decoration whether the story is repeated on each page and needs no alternate texts */
    DrawingReader(PictureReader pictures, ShapeReader shapes, RenderingProblems problems, boolean decoration) {
        this.pictures = pictures;
        this.shapes = shapes;
        this.problems = problems;
        this.decoration = decoration;
    }

    /** @return one for a picture, several for a group */
    List<Manuscript.Inline> read(Drawing drawing) {
        Object first = drawing.getAnchorOrInline().isEmpty()
                ? null
                : drawing.getAnchorOrInline().get(0);
        if (first instanceof Anchor anchor && anchor.getExtent() != null) {
            return List.copyOf(floating(anchor));
        }
        if (first instanceof Inline inline && graphic(inline.getGraphic()) instanceof Pic picture) {
            if (turned(picture) != 0) {
                problems.add("rendering.draft.picture-cropped");
                return List.of();
            }
            return pictures.read(
                            picture,
                            inline.getDocPr(),
                            points(inline.getExtent().getCx()),
                            points(inline.getExtent().getCy()),
                            decoration,
                            false)
                    .map(image -> List.<Manuscript.Inline>of(image))
                    .orElse(List.of());
        }
        if (first instanceof Inline inline && ink(inline.getGraphic())) {
            problems.add("rendering.draft.ink");
            return List.of();
        }
        if (first instanceof Inline inline
                && graphic(inline.getGraphic()) instanceof Element element
                && ShapeReader.reads(element)) {
            return inLine(shapes.read(element, place(inline), description(inline.getDocPr())), problems);
        }
        problems.add("rendering.draft.drawing");
        return List.of();
    }

    /** Only a single one; parts of a group have places of their own. */
    static List<Manuscript.Inline> inLine(List<Floating> shapes, RenderingProblems problems) {
        if (shapes.size() > 1) {
            problems.add("rendering.draft.shape-in-line");
            return List.of();
        }
        return shapes.stream()
                .map(shape -> (Manuscript.Inline) new Manuscript.InLine(shape, false))
                .toList();
    }

    private static Floating place(Inline inline) {
        return placed(
                points(inline.getExtent().getCx()), points(inline.getExtent().getCy()));
    }

    /** Where a shape in the line is, as far as it matters. */
    static Floating placed(double width, double height) {
        return new Floating(
                new Axis(From.COLUMN, null, width, 0),
                new Axis(From.PARAGRAPH, null, height, 0),
                width,
                height,
                Wrap.NONE,
                false,
                true,
                0,
                0,
                new Room());
    }

    private static String description(@Nullable CTNonVisualDrawingProps properties) {
        return properties == null || properties.getDescr() == null ? "" : properties.getDescr();
    }

    private List<Floating> floating(Anchor anchor) {
        CTNonVisualDrawingProps properties = anchor.getDocPr();
        if (properties != null && properties.isHidden()) {
            problems.add("rendering.draft.hidden-object");
            return List.of();
        }
        Object graphic = graphic(anchor.getGraphic());
        Floating empty = place(anchor);
        if (graphic instanceof Pic picture) {
            double turned = turned(picture);
            return pictures.read(picture, properties, empty.width(), empty.height(), decoration, empty.behind())
                    .map(image ->
                            List.of(empty.with(new Floating.Picture(image)).turned(turned)))
                    .orElse(List.of());
        }
        if (graphic instanceof Element element && ShapeReader.reads(element)) {
            return shapes.read(element, empty, description(properties));
        }
        problems.add(ink(anchor.getGraphic()) ? "rendering.draft.ink" : "rendering.draft.drawing");
        return List.of();
    }

    /** What was drawn or written with a pen (MS-DOCX, 2.6.1.5); its strokes stand in a part of their own. */
    private static boolean ink(@Nullable Graphic graphic) {
        return graphic != null
                && graphic.getGraphicData() != null
                && String.valueOf(graphic.getGraphicData().getUri()).endsWith("/wordprocessingInk");
    }

    private static double turned(Pic picture) {
        return picture.getSpPr() == null || picture.getSpPr().getXfrm() == null
                ? 0
                : picture.getSpPr().getXfrm().getRot() / 60_000.0;
    }

    static @Nullable Object graphic(@Nullable Graphic graphic) {
        return graphic == null
                        || graphic.getGraphicData() == null
                        || graphic.getGraphicData().getAny().isEmpty()
                ? null
                : XmlUtils.unwrap(graphic.getGraphicData().getAny().get(0));
    }

    private static Floating place(Anchor anchor) {
        CTPositiveSize2D extent = anchor.getExtent();
        double width = points(extent.getCx());
        double height = points(extent.getCy());
        boolean simple = Boolean.TRUE.equals(anchor.isSimplePosAttr()) && anchor.getSimplePos() != null;
        Axis across = simple
                ? new Axis(From.PAGE, null, width, points(anchor.getSimplePos().getX()))
                : across(anchor.getPositionH(), width);
        Axis down = simple
                ? new Axis(From.PAGE, null, height, points(anchor.getSimplePos().getY()))
                : down(anchor.getPositionV(), height);
        return new Floating(
                across,
                down,
                width,
                height,
                wrap(anchor),
                anchor.isBehindDoc(),
                anchor.isLayoutInCell(),
                0,
                anchor.getRelativeHeight(),
                new Room());
    }

    private static Axis across(@Nullable CTPosH from, double width) {
        if (from == null || from.getRelativeFrom() == null) {
            return new Axis(From.COLUMN, null, width, 0);
        }
        From area = switch (from.getRelativeFrom()) {
            case PAGE -> From.PAGE;
            case MARGIN -> From.MARGIN;
            case COLUMN, CHARACTER -> From.COLUMN;
            case LEFT_MARGIN, INSIDE_MARGIN -> From.MARGIN_BEFORE;
            case RIGHT_MARGIN, OUTSIDE_MARGIN -> From.MARGIN_AFTER;
        };
        STAlignH align = from.getAlign();
        Align aligned = align == null
                ? null
                : switch (align) {
                    case LEFT, INSIDE -> Align.START;
                    case CENTER -> Align.CENTER;
                    case RIGHT, OUTSIDE -> Align.END;
                };
        return new Axis(area, aligned, width, from.getPosOffset() == null ? 0 : points(from.getPosOffset()));
    }

    private static Axis down(@Nullable CTPosV from, double height) {
        if (from == null || from.getRelativeFrom() == null) {
            return new Axis(From.PARAGRAPH, null, height, 0);
        }
        From area = switch (from.getRelativeFrom()) {
            case PAGE -> From.PAGE;
            case MARGIN -> From.MARGIN;
            case PARAGRAPH, LINE -> From.PARAGRAPH;
            case TOP_MARGIN, INSIDE_MARGIN -> From.MARGIN_BEFORE;
            case BOTTOM_MARGIN, OUTSIDE_MARGIN -> From.MARGIN_AFTER;
        };
        STAlignV align = from.getAlign();
        Align aligned = align == null
                ? null
                : switch (align) {
                    case TOP, INSIDE -> Align.START;
                    case CENTER -> Align.CENTER;
                    case BOTTOM, OUTSIDE -> Align.END;
                };
        return new Axis(area, aligned, height, from.getPosOffset() == null ? 0 : points(from.getPosOffset()));
    }

    private static Wrap wrap(Anchor anchor) {
        Kind kind = anchor.getWrapTopAndBottom() != null
                ? Kind.TOP_AND_BOTTOM
                : anchor.getWrapSquare() != null || anchor.getWrapTight() != null || anchor.getWrapThrough() != null
                        ? Kind.SQUARE
                        : Kind.NONE;
        STWrapText side = anchor.getWrapSquare() != null
                ? anchor.getWrapSquare().getWrapText()
                : anchor.getWrapTight() != null
                        ? anchor.getWrapTight().getWrapText()
                        : anchor.getWrapThrough() != null
                                ? anchor.getWrapThrough().getWrapText()
                                : null;
        return new Wrap(
                kind,
                side == STWrapText.LEFT ? Side.LEFT : side == STWrapText.RIGHT ? Side.RIGHT : Side.BOTH,
                points(anchor.getDistT()),
                points(anchor.getDistR()),
                points(anchor.getDistB()),
                points(anchor.getDistL()));
    }

    /** Without end or beyond the largest page is as far as that. */
    static double points(@Nullable Number emu) {
        return emu == null ? 0 : Math.max(-LONGEST, Math.min(LONGEST, emu.doubleValue() / EMU_PER_POINT));
    }

    /** Parts of a group that stands where the object stands, with the room that they take together. */
    static List<Floating> grouped(Floating whole, List<Floating> parts) {
        List<Floating> all = new ArrayList<>();
        if (whole.wrap().kind() != Kind.NONE) {
            all.add(whole.with(new Room()));
        }
        all.addAll(parts);
        return all;
    }
}
