package federzug.rendering.drawing;

import federzug.rendering.manuscript.Floating.Form;
import federzug.rendering.manuscript.Floating.Outline;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads form, filling and line of a shape (ISO/IEC 29500-1, 20.1.2.2 and 20.1.9). */
public final class ShapeLook {
    private static final double EMU_PER_POINT = 12700;
    private static final double WIDEST_LINE = 100;

    private final ThemeColours colours;
    private final RenderingProblems problems;

    public ShapeLook(ThemeColours colours, RenderingProblems problems) {
        this.colours = colours;
        this.problems = problems;
    }

    /**
     * @param properties wps:spPr
     * @param style wps:style, what the document's theme gives to shapes
     * @return null if refused
     */
    public @Nullable Outline outline(@Nullable Element properties, @Nullable Element style) {
        String preset = Markup.attribute(Markup.child(properties, "prstGeom"), "prst", "rect");
        boolean falls = Markup.on(Markup.child(properties, "xfrm"), "flipH")
                == Markup.on(Markup.child(properties, "xfrm"), "flipV");
        Form form = form(preset, falls);
        String path = "";
        if (Markup.child(properties, "custGeom") != null) {
            form = Form.PATH;
            path = ShapePath.of(properties);
        }
        if (form == null || form == Form.PATH && path.isEmpty()) {
            problems.add("rendering.draft.shape", preset);
            return null;
        }
        boolean open = form == Form.FALLING || form == Form.RISING;
        String fill = open ? null : fill(properties, style);
        return new Outline(form, fill, solid(properties), line(Markup.child(properties, "ln"), style), path);
    }

    private static boolean solid(@Nullable Element properties) {
        Element fill = Markup.child(properties, "solidFill");
        return fill == null
                || Markup.children(fill).stream()
                        .noneMatch(colour -> Markup.number(Markup.child(colour, "alpha"), "val", 100_000) < 90_000);
    }

    public static @Nullable Form form(String preset, boolean falls) {
        return switch (preset) {
            case "rect", "flowChartProcess" -> Form.RECTANGLE;
            case "roundRect", "flowChartAlternateProcess" -> Form.ROUNDED;
            case "ellipse" -> Form.ELLIPSE;
            case "line", "straightConnector1", "lineInv" ->
                falls == !preset.equals("lineInv") ? Form.FALLING : Form.RISING;
            default -> null;
        };
    }

    private @Nullable String fill(@Nullable Element properties, @Nullable Element style) {
        if (Markup.child(properties, "noFill") != null) {
            return null;
        }
        for (String other : new String[] {"gradFill", "blipFill", "pattFill"}) {
            if (Markup.child(properties, other) != null) {
                problems.add("rendering.draft.shape-fill");
                return null;
            }
        }
        Element solid = Markup.child(properties, "solidFill");
        if (solid != null) {
            return colours.in(solid, null);
        }
        Element reference = Markup.child(style, "fillRef");
        return Markup.number(reference, "idx", 0) > 0 ? colours.in(reference, null) : null;
    }

    Line line(@Nullable Element from, @Nullable Element style) {
        Element reference = Markup.child(style, "lnRef");
        int index = (int) Markup.number(reference, "idx", 0);
        if (Markup.child(from, "noFill") != null) {
            return Line.NONE;
        }
        Element solid = Markup.child(from, "solidFill");
        String colour = solid == null ? index > 0 ? colours.in(reference, null) : null : colours.in(solid, null);
        if (colour == null) {
            return Line.NONE;
        }
        double usual = index == 2 ? 12700 : index == 3 ? 19050 : 6350;
        double width = Math.max(0.25, Math.min(WIDEST_LINE, Markup.number(from, "w", usual) / EMU_PER_POINT));
        String dash = Markup.attribute(Markup.child(from, "prstDash"), "val", "solid");
        return new Line(style(dash), width, colour, 0);
    }

    /** Text in a shape that the theme colours and that has no colour of its own. */
    public @Nullable String textColour(@Nullable Element style) {
        return colours.in(Markup.child(style, "fontRef"), null);
    }

    public static String style(String dash) {
        String name = dash.toLowerCase(Locale.ROOT);
        return name.contains("dash") ? "dashed" : name.contains("dot") ? "dotted" : "solid";
    }
}
