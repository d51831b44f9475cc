package federzug.rendering.word;

import federzug.rendering.drawing.Markup;
import federzug.rendering.drawing.PictureReader;
import federzug.rendering.drawing.ShapeLook;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Floating.Box;
import federzug.rendering.manuscript.Floating.Drawn;
import federzug.rendering.manuscript.Floating.Insets;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.Floating.Wrap;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Image;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import jakarta.xml.bind.JAXBException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.docx4j.XmlUtils;
import org.docx4j.dml.picture.Pic;
import org.docx4j.wml.CTTxbxContent;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads shapes, text boxes and groups of them as Word has written them since 2010 (MS-ODRAWXML, 2.25). */
final class ShapeReader {
    private static final Set<String> READ = Set.of("wsp", "wgp");
    private static final int DEPTH = 8;

    /** Reads what is written in a text box. */
    interface Texts {
        List<Block> of(List<?> content);
    }

    private final PictureReader pictures;
    private final ShapeLook looks;
    private final Texts texts;
    private final RenderingProblems problems;
    private final boolean decoration;

    ShapeReader(
            PictureReader pictures, ThemeColours colours, Texts texts, RenderingProblems problems, boolean decoration) {
        this.pictures = pictures;
        this.looks = new ShapeLook(colours, problems);
        this.texts = texts;
        this.problems = problems;
        this.decoration = decoration;
    }

    static boolean reads(Element element) {
        return READ.contains(String.valueOf(element.getLocalName()));
    }

    /**
     * @param empty where it stands
     * @param text its alternate text, empty if it has none
     */
    List<Floating> read(Element element, Floating empty, String text) {
        return "wgp".equals(element.getLocalName())
                ? DrawingReader.grouped(empty, group(element, empty, 0))
                : shape(element, empty, text).map(List::of).orElse(List.of());
    }

    private Optional<Floating> shape(Element shape, Floating empty, String text) {
        Element properties = Markup.child(shape, "spPr");
        Element style = Markup.child(shape, "style");
        double turned = Markup.number(Markup.child(properties, "xfrm"), "rot", 0) / 60_000;
        Outline outline = looks.outline(properties, style);
        if (outline == null) {
            return Optional.empty();
        }
        if (Markup.child(shape, "linkedTxbx") != null) {
            problems.add("rendering.draft.text-box-linked");
            return Optional.empty();
        }
        Element content = Markup.at(shape, "txbx", "txbxContent");
        if (content == null) {
            return Optional.of(empty.with(new Drawn(outline, text)).turned(turned));
        }
        return Optional.of(empty.with(box(content, Markup.child(shape, "bodyPr"), outline, looks.textColour(style)))
                .turned(turned));
    }

    private Box box(Element content, @Nullable Element body, Outline outline, @Nullable String colour) {
        Insets insets = new Insets(
                Markup.number(body, "tIns", 45_720) / DrawingReader.EMU_PER_POINT,
                Markup.number(body, "rIns", 91_440) / DrawingReader.EMU_PER_POINT,
                Markup.number(body, "bIns", 45_720) / DrawingReader.EMU_PER_POINT,
                Markup.number(body, "lIns", 91_440) / DrawingReader.EMU_PER_POINT);
        String vertical = switch (Markup.attribute(body, "anchor", "t")) {
            case "ctr" -> "center";
            case "b" -> "after";
            default -> "before";
        };
        String direction = Markup.attribute(body, "vert", "horz");
        int turned = switch (direction) {
            case "horz" -> 0;
            case "vert" -> 90;
            case "vert270" -> 270;
            default -> -1;
        };
        if (turned < 0) {
            problems.add("rendering.draft.text-direction");
        }
        String warp = Markup.attribute(Markup.child(body, "prstTxWarp"), "prst", "textNoShape");
        if (!warp.equals("textNoShape") || Markup.number(body, "rot", 0) != 0 || Markup.number(body, "numCol", 1) > 1) {
            problems.remark("rendering.draft.text-box-look");
        }
        boolean grows = Markup.child(body, "spAutoFit") != null;
        return new Box(coloured(blocks(content), colour), outline, insets, vertical, Math.max(0, turned), grows);
    }

    List<Block> blocks(Element content) {
        try {
            Object read = XmlUtils.unwrap(XmlUtils.unmarshal(content));
            if (read instanceof CTTxbxContent box) {
                return texts.of(box.getContent());
            }
        } catch (JAXBException e) {
            // What cannot be read is refused, whatever the reason.
        }
        problems.add("rendering.draft.text-lost");
        return List.of();
    }

    /** The theme's colour for text in shapes holds where the text has none. */
    private static List<Block> coloured(List<Block> blocks, @Nullable String colour) {
        return colour == null || colour.equals("#000000")
                ? blocks
                : EveryParagraph.inside(
                        blocks,
                        p -> new Manuscript.Paragraph(
                                p.number(), p.look(), p.mark(), p.label(), p.heading(), coloured(p, colour), p.box()));
    }

    private static List<Manuscript.Inline> coloured(Manuscript.Paragraph p, String colour) {
        return p.inlines().stream()
                .map(inline -> inline instanceof Manuscript.Words words && words.look().color == null
                        ? new Manuscript.Words(words.text(), coloured(words.look(), colour))
                        : inline)
                .toList();
    }

    private static RunFormat coloured(RunFormat look, String colour) {
        RunFormat copy = look.copy();
        copy.color = colour;
        return copy;
    }

    private List<Floating> group(Element group, Floating place, int depth) {
        Element frame = Markup.at(group, "grpSpPr", "xfrm");
        if (depth > DEPTH || Markup.number(frame, "rot", 0) != 0) {
            problems.add("rendering.draft.group");
            return List.of();
        }
        double width = Markup.number(Markup.child(frame, "chExt"), "cx", 0);
        double height = Markup.number(Markup.child(frame, "chExt"), "cy", 0);
        double across = width > 0 ? place.width() / width : 1 / DrawingReader.EMU_PER_POINT;
        double down = height > 0 ? place.height() / height : 1 / DrawingReader.EMU_PER_POINT;
        double left = Markup.number(Markup.child(frame, "chOff"), "x", 0);
        double top = Markup.number(Markup.child(frame, "chOff"), "y", 0);
        List<Floating> parts = new ArrayList<>();
        for (Element child : Markup.children(group)) {
            Element own = Markup.at(child, child.getLocalName().equals("grpSp") ? "grpSpPr" : "spPr", "xfrm");
            Element offset = Markup.child(own, "off");
            Element extent = Markup.child(own, "ext");
            Floating part = new Floating(
                    place.across().moved((Markup.number(offset, "x", left) - left) * across),
                    place.down().moved((Markup.number(offset, "y", top) - top) * down),
                    Markup.number(extent, "cx", 0) * across,
                    Markup.number(extent, "cy", 0) * down,
                    Wrap.NONE,
                    place.behind(),
                    place.inCell(),
                    0,
                    place.layer(),
                    place.content());
            switch (child.getLocalName()) {
                case "wsp" -> shape(child, part, description(child)).ifPresent(parts::add);
                case "pic" -> picture(child, part).ifPresent(parts::add);
                case "grpSp" -> parts.addAll(group(child, part, depth + 1));
                case "cNvGrpSpPr", "grpSpPr", "cNvPr", "extLst" -> {}
                case "contentPart" -> problems.add("rendering.draft.ink");
                default -> problems.add("rendering.draft.drawing");
            }
        }
        return parts;
    }

    private static String description(Element shape) {
        return Markup.attribute(Markup.child(shape, "cNvPr"), "descr", "");
    }

    private Optional<Floating> picture(Element element, Floating part) {
        try {
            if (XmlUtils.unwrap(XmlUtils.unmarshal(element)) instanceof Pic picture) {
                Optional<Image> image = pictures.read(
                        picture,
                        picture.getNvPicPr() == null
                                ? null
                                : picture.getNvPicPr().getCNvPr(),
                        part.width(),
                        part.height(),
                        decoration,
                        part.behind());
                return image.map(i -> part.with(new Floating.Picture(i)));
            }
        } catch (JAXBException e) {
            // Refused like any drawing that is not understood.
        }
        problems.add("rendering.draft.drawing");
        return Optional.empty();
    }
}
