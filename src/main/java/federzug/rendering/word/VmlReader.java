package federzug.rendering.word;

import federzug.rendering.drawing.Markup;
import federzug.rendering.drawing.PictureReader;
import federzug.rendering.drawing.ShapeLook;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.drawing.VmlStyle;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.font.Typeface;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.Content;
import federzug.rendering.manuscript.Floating.Drawn;
import federzug.rendering.manuscript.Floating.Form;
import federzug.rendering.manuscript.Floating.Insets;
import federzug.rendering.manuscript.Floating.Lettering;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.Floating.Room;
import federzug.rendering.manuscript.Floating.Wrap;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.docx4j.dml.CTRelativeRect;
import org.docx4j.wml.Pict;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads shapes in the older vocabulary (VML, ISO/IEC 29500-4, 19.1), still written for watermarks and by other programs. */
final class VmlReader {
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String OFFICE = "urn:schemas-microsoft-com:office:office";
    private static final Set<String> SILENT = Set.of("shapetype", "formulas", "anchorlock", "wrap");
    private static final Set<String> FORMS = Set.of("shape", "rect", "roundrect", "oval", "line", "group");
    private static final int DEPTH = 8;

    private final PictureReader pictures;
    private final ShapeReader shapes;
    private final HouseFonts house;
    private final RenderingProblems problems;
    private final boolean decoration;

    VmlReader(
            PictureReader pictures,
            ShapeReader shapes,
            HouseFonts house,
            RenderingProblems problems,
            boolean decoration) {
        this.house = house;
        this.pictures = pictures;
        this.shapes = shapes;
        this.problems = problems;
        this.decoration = decoration;
    }

    List<Manuscript.Inline> read(Pict pict) {
        List<Manuscript.Inline> all = new ArrayList<>();
        boolean found = false;
        for (Object any : pict.getAnyAndAny()) {
            if (!(any instanceof Element element) || SILENT.contains(element.getLocalName())) {
                continue;
            }
            found = true;
            if (FORMS.contains(element.getLocalName())) {
                all.addAll(top(element));
            } else {
                problems.add("rendering.draft.shape", element.getLocalName());
            }
        }
        if (!found) {
            problems.add("rendering.draft.shape", "pict");
        }
        return all;
    }

    private List<? extends Manuscript.Inline> top(Element element) {
        VmlStyle style = VmlStyle.of(element);
        if (style.hidden()) {
            problems.add("rendering.draft.hidden-object");
            return List.of();
        }
        if (!style.floats()) {
            Element image = Markup.child(element, "imagedata");
            if (element.getLocalName().equals("group")) {
                problems.add("rendering.draft.shape-in-line");
                return List.of();
            }
            if (image == null || Markup.child(element, "textbox") != null) {
                Floating place = DrawingReader.placed(style.width(), style.height());
                boolean rule = element.getAttributeNS(OFFICE, "hr").matches("t|true");
                return shape(element, style, place).stream()
                        .map(found -> new Manuscript.InLine(found, rule))
                        .toList();
            }
            return image(element, image, style.width(), style.height()).stream().toList();
        }
        Floating place = style.place(wrap(element, style));
        return element.getLocalName().equals("group")
                ? DrawingReader.grouped(place, group(element, place, 0))
                : shape(element, style, place).stream().toList();
    }

    private static Wrap wrap(Element element, VmlStyle style) {
        Element wrap = Markup.child(element, "wrap");
        return style.wrap(Markup.attribute(wrap, "type", "none"), Markup.attribute(wrap, "side", "both"));
    }

    private Optional<Floating> shape(Element element, VmlStyle style, Floating place) {
        Floating turned = place.turned(style.rotation());
        Element image = Markup.child(element, "imagedata");
        if (image != null) {
            return image(element, image, place.width(), place.height())
                    .map(found -> turned.with(new Floating.Picture(found)));
        }
        Element lettering = Markup.child(element, "textpath");
        if (lettering != null && !Markup.attribute(lettering, "string", "").isBlank()) {
            return Optional.of(turned.with(lettering(element, lettering)));
        }
        Outline outline = outline(element);
        if (outline == null) {
            return Optional.empty();
        }
        return Optional.of(turned.with(content(element, style, outline)));
    }

    private Content content(Element element, VmlStyle style, Outline outline) {
        Element box = Markup.child(element, "textbox");
        Element content = Markup.child(box, "txbxContent");
        if (box == null || content == null) {
            return new Drawn(outline, Markup.attribute(element, "alt", ""));
        }
        VmlStyle inner = VmlStyle.of(box);
        return new Box(
                shapes.blocks(content),
                outline,
                insets(Markup.attribute(box, "inset", "")),
                style.vertical(),
                inner.turned(),
                inner.grows());
    }

    /** "left, top, right, bottom"; what is missing is a tenth of an inch at the sides, half of it above and below. */
    private static Insets insets(String list) {
        String[] parts = list.split(",", -1);
        double[] insets = {7.2, 3.6, 7.2, 3.6};
        for (int i = 0; i < 4 && i < parts.length; i++) {
            insets[i] = VmlStyle.length(parts[i].strip(), insets[i]);
        }
        return new Insets(insets[1], insets[2], insets[3], insets[0]);
    }

    private @Nullable Outline outline(Element element) {
        String preset = switch (element.getLocalName()) {
            case "rect" -> "rect";
            case "roundrect" -> "roundRect";
            case "oval" -> "ellipse";
            case "line" -> "line";
            default -> typed(Markup.attribute(element, "type", ""));
        };
        boolean text = Markup.child(element, "textbox") != null;
        Form form = ShapeLook.form(preset, VmlStyle.of(element).falls());
        if (form == null && !(text && preset.isEmpty())) {
            problems.add("rendering.draft.shape", preset.isEmpty() ? element.getLocalName() : preset);
            return null;
        }
        Element fill = Markup.child(element, "fill");
        boolean filled = Markup.attribute(element, "filled", "t").matches("t|true") && !preset.equals("line");
        String type = Markup.attribute(fill, "type", "solid");
        if (filled && !type.equals("solid")) {
            problems.add("rendering.draft.shape-fill");
        }
        String colour = VmlStyle.colour(Markup.attribute(element, "fillcolor", "white"));
        return new Outline(
                form == null ? Form.RECTANGLE : form,
                !filled || colour == null ? null : ThemeColours.faint(colour, opacity(fill)),
                opacity(fill) > 0.9,
                line(element),
                "");
    }

    private static double opacity(@Nullable Element fill) {
        return VmlStyle.fraction(Markup.attribute(fill, "opacity", "1"));
    }

    /** What Word's own shape types draw; the number is that of the shape in the older file format (MS-ODRAW, 2.4.24). */
    private static String typed(String type) {
        return switch (type.replaceFirst(".*_t", "")) {
            case "1", "202", "75" -> "rect";
            case "2" -> "roundRect";
            case "3" -> "ellipse";
            case "20", "32" -> "line";
            default -> "";
        };
    }

    private static ParagraphFormat.Line line(Element element) {
        String colour = VmlStyle.colour(Markup.attribute(element, "strokecolor", "black"));
        if (colour == null || !Markup.attribute(element, "stroked", "t").matches("t|true")) {
            return ParagraphFormat.Line.NONE;
        }
        String dash = Markup.attribute(Markup.child(element, "stroke"), "dashstyle", "solid");
        double weight = VmlStyle.length(Markup.attribute(element, "strokeweight", ""), 0.75);
        return new ParagraphFormat.Line(ShapeLook.style(dash), Math.max(0.25, Math.min(100, weight)), colour, 0);
    }

    private Lettering lettering(Element element, Element lettering) {
        VmlStyle style = VmlStyle.of(lettering);
        RunFormat look = new RunFormat();
        look.font = style.font();
        look.face = house.substituteFor(look.font).orElse(Typeface.CARLITO);
        look.bold = style.bold();
        look.italic = style.italic();
        String colour = VmlStyle.colour(Markup.attribute(element, "fillcolor", "silver"));
        GlyphFallback.covered(Markup.attribute(lettering, "string", ""), look, problems);
        return new Lettering(
                Markup.attribute(lettering, "string", ""),
                look,
                ThemeColours.faint(colour == null ? "#C0C0C0" : colour, opacity(Markup.child(element, "fill"))));
    }

    private Optional<Image> image(Element shape, Element image, double width, double height) {
        String text = Markup.attribute(shape, "alt", "");
        if (text.isBlank() && !decoration) {
            problems.add("rendering.draft.picture-without-text", image.getAttributeNS(OFFICE, "title"));
            return Optional.empty();
        }
        byte[] bytes = pictures.bytes(image.getAttributeNS(RELATIONS, "id"), crop(image));
        return bytes == null ? Optional.empty() : Optional.of(new Image(bytes, width, height, text.strip()));
    }

    /** Parts of its width and height (ISO/IEC 29500-4, 19.1.2.11). */
    private static CTRelativeRect crop(Element image) {
        CTRelativeRect edges = new CTRelativeRect();
        edges.setL(cut(image, "cropleft"));
        edges.setT(cut(image, "croptop"));
        edges.setR(cut(image, "cropright"));
        edges.setB(cut(image, "cropbottom"));
        return edges;
    }

    private static int cut(Element image, String edge) {
        return (int) Math.round(VmlStyle.fraction(Markup.attribute(image, edge, "0")) * 100_000);
    }

    private List<Floating> group(Element group, Floating place, int depth) {
        if (depth > DEPTH || VmlStyle.of(group).rotation() != 0) {
            problems.add("rendering.draft.group");
            return List.of();
        }
        double[] size = VmlStyle.pair(Markup.attribute(group, "coordsize", "1000,1000"));
        double[] origin = VmlStyle.pair(Markup.attribute(group, "coordorigin", "0,0"));
        double across = place.width() / Math.max(1, size[0]);
        double down = place.height() / Math.max(1, size[1]);
        List<Floating> parts = new ArrayList<>();
        for (Element child : Markup.children(group)) {
            if (!FORMS.contains(child.getLocalName())) {
                if (!SILENT.contains(child.getLocalName())
                        && !child.getLocalName().matches("lock|fill|stroke")) {
                    problems.add("rendering.draft.shape", child.getLocalName());
                }
                continue;
            }
            VmlStyle style = VmlStyle.of(child);
            double[] area = style.inGroup(child);
            Floating part = new Floating(
                    place.across().moved((area[0] - origin[0]) * across),
                    place.down().moved((area[1] - origin[1]) * down),
                    area[2] * across,
                    area[3] * down,
                    Wrap.NONE,
                    place.behind(),
                    place.inCell(),
                    0,
                    place.layer(),
                    new Room());
            if (child.getLocalName().equals("group")) {
                parts.addAll(group(child, part, depth + 1));
            } else {
                shape(child, style, part).ifPresent(parts::add);
            }
        }
        return parts;
    }
}
