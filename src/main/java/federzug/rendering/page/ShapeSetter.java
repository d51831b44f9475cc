package federzug.rendering.page;

import federzug.rendering.fop.FoWriter;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Form;
import federzug.rendering.manuscript.Floating.Lettering;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.RunFormat;
import org.jspecify.annotations.Nullable;
import org.xml.sax.helpers.AttributesImpl;

/** Draws shapes: what borders and backgrounds can draw with those, which cost least, the rest as SVG. */
final class ShapeSetter {
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Part of the shorter side by which Word rounds corners (ISO/IEC 29500-1, presetShapeDefinitions). */
    private static final double ROUNDING = 0.16667;

    private final FoWriter fo;

    ShapeSetter(FoWriter fo) {
        this.fo = fo;
    }

    private static void border(FoWriter.Traits traits, Line line) {
        if (line.drawn()) {
            traits.put("border", FoWriter.pt(line.width()) + " " + line.style() + " " + line.color());
        }
    }

    /** @param traits how it is placed */
    void shape(Floating floating, Outline outline, FoWriter.Traits traits, double left, double top) {
        if (!outline.visible()) {
            return;
        }
        Line line = outline.line();
        double width = floating.width();
        double height = floating.height();
        boolean stroke = outline.form() == Form.FALLING || outline.form() == Form.RISING;
        if (stroke && height < 0.5 && line.style().equals("solid")) {
            bar(traits, left, top + height / 2 - line.width() / 2, width, line.width(), line.color());
        } else if (stroke && width < 0.5 && line.style().equals("solid")) {
            bar(traits, left + width / 2 - line.width() / 2, top, line.width(), height, line.color());
        } else if (outline.form() == Form.RECTANGLE) {
            double half = line.width() / 2;
            traits.put("background-color", outline.fill());
            border(traits, line);
            // Its line stands half inside, half outside.
            container(
                    traits,
                    left - half,
                    top - half,
                    Math.max(0, width - line.width()),
                    Math.max(0, height - line.width()));
        } else {
            drawing(outline, traits, left, top, width, height);
        }
    }

    private void bar(FoWriter.Traits traits, double left, double top, double width, double height, String colour) {
        container(traits.put("background-color", colour), left, top, width, height);
    }

    private void container(FoWriter.Traits traits, double left, double top, double width, double height) {
        fo.open("block-container", FloatingSetter.area(traits, left, top, width, height));
        fo.empty("block", "line-height", "0", "font-size", "1pt");
        fo.close();
    }

    private void drawing(
            Outline outline, FoWriter.Traits traits, double left, double top, double width, double height) {
        // Lines are painted to both sides of their path.
        double edge = outline.line().width();
        openSvg(traits, left - edge, top - edge, width + 2 * edge, height + 2 * edge);
        AttributesImpl look = new AttributesImpl();
        put(look, "fill", outline.fill() == null ? "none" : outline.fill());
        if (outline.line().drawn()) {
            put(look, "stroke", outline.line().color());
            put(look, "stroke-width", FoWriter.number(edge));
            put(look, "stroke-dasharray", dashes(outline.line()));
        }
        put(look, "transform", "translate(" + FoWriter.number(edge) + "," + FoWriter.number(edge) + ")");
        String name = switch (outline.form()) {
            case ELLIPSE -> {
                put(look, "cx", FoWriter.number(width / 2));
                put(look, "cy", FoWriter.number(height / 2));
                put(look, "rx", FoWriter.number(width / 2));
                put(look, "ry", FoWriter.number(height / 2));
                yield "ellipse";
            }
            case RECTANGLE, ROUNDED -> {
                put(look, "width", FoWriter.number(width));
                put(look, "height", FoWriter.number(height));
                put(look, "rx", FoWriter.number(Math.min(width, height) * ROUNDING));
                yield "rect";
            }
            case FALLING, RISING -> {
                boolean falls = outline.form() == Form.FALLING;
                put(look, "x1", "0");
                put(look, "y1", falls ? "0" : FoWriter.number(height));
                put(look, "x2", FoWriter.number(width));
                put(look, "y2", falls ? FoWriter.number(height) : "0");
                yield "line";
            }
            case PATH -> {
                put(look, "d", outline.path());
                yield "path";
            }
        };
        fo.openIn(SVG, name, name, look).close();
        closeSvg();
    }

    private static @Nullable String dashes(Line line) {
        String unit = FoWriter.number(line.width());
        String gap = FoWriter.number(line.width() * 3);
        return switch (line.style()) {
            case "dashed" -> FoWriter.number(line.width() * 4) + "," + gap;
            case "dotted" -> unit + "," + unit;
            default -> null;
        };
    }

    /** Words stretched over the whole area, as VML's text paths are. */
    void lettering(Floating floating, Lettering lettering, FoWriter.Traits traits, double left, double top) {
        double width = floating.width();
        double height = floating.height();
        openSvg(traits, left, top, width, height);
        RunFormat look = lettering.look();
        // Capitals fill the height; their part of the size is much the same in all text fonts.
        double size = height / 0.72;
        AttributesImpl text = new AttributesImpl();
        put(text, "x", "0");
        put(text, "y", FoWriter.number(height * 0.98));
        put(text, "font-family", look.face.family);
        put(text, "font-size", FoWriter.number(size));
        put(text, "font-weight", look.bold ? "bold" : null);
        put(text, "font-style", look.italic ? "italic" : null);
        put(text, "fill", lettering.color());
        put(text, "textLength", FoWriter.number(width));
        put(text, "lengthAdjust", "spacingAndGlyphs");
        fo.openIn(SVG, "text", "text", text).text(lettering.text()).close();
        closeSvg();
    }

    private void openSvg(FoWriter.Traits traits, double left, double top, double width, double height) {
        fo.open("block-container", FloatingSetter.area(traits, left, top, width, height));
        fo.open("block", "line-height", "0", "font-size", "1pt");
        fo.open(
                "instream-foreign-object",
                new FoWriter.Traits()
                        .set("fox:alt-text", " ", "role", "artifact")
                        .pt("content-width", width)
                        .pt("content-height", height));
        AttributesImpl svg = new AttributesImpl();
        put(svg, "width", FoWriter.number(width));
        put(svg, "height", FoWriter.number(height));
        fo.openIn(SVG, "svg", "svg", svg);
    }

    private void closeSvg() {
        fo.close().close().close().close();
    }

    private static void put(AttributesImpl attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.addAttribute("", name, name, "CDATA", value);
        }
    }
}
