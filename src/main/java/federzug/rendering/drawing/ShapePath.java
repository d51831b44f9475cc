package federzug.rendering.drawing;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Translates a form that somebody has drawn (a:custGeom, ISO/IEC 29500-1, 20.1.9.8) into an SVG path. */
final class ShapePath {
    private static final double EMU_PER_POINT = 12700;
    private static final int MOST_STEPS = 2000;

    private final StringBuilder path = new StringBuilder();
    private final double across;
    private final double down;
    private boolean understood = true;

    private ShapePath(double across, double down) {
        this.across = across;
        this.down = down;
    }

    /** @return in points from the upper left corner; empty if it is not plain lines and curves */
    static String of(@Nullable Element properties) {
        Element extent = Markup.at(properties, "xfrm", "ext");
        Element list = Markup.at(properties, "custGeom", "pathLst");
        if (extent == null || list == null || Markup.children(list).size() > MOST_STEPS) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        for (Element one : Markup.children(list)) {
            double width = Markup.number(extent, "cx", 0) / EMU_PER_POINT;
            double height = Markup.number(extent, "cy", 0) / EMU_PER_POINT;
            ShapePath path = new ShapePath(
                    width / Math.max(1, Markup.number(one, "w", width * EMU_PER_POINT)),
                    height / Math.max(1, Markup.number(one, "h", height * EMU_PER_POINT)));
            List<Element> steps = Markup.children(one);
            steps.stream().limit(MOST_STEPS).forEach(path::step);
            if (!path.understood || steps.size() > MOST_STEPS) {
                return "";
            }
            all.append(path.path);
        }
        return all.toString();
    }

    private void step(Element step) {
        switch (String.valueOf(step.getLocalName())) {
            case "moveTo" -> points('M', step);
            case "lnTo" -> points('L', step);
            case "cubicBezTo" -> points('C', step);
            case "quadBezTo" -> points('Q', step);
            case "close" -> path.append('Z');
            default -> understood = false;
        }
    }

    private void points(char command, Element step) {
        path.append(command);
        for (Element point : Markup.children(step)) {
            double x = Markup.number(point, "x", Double.NaN);
            double y = Markup.number(point, "y", Double.NaN);
            // Named guides are formulas.
            understood &= Double.isFinite(x) && Double.isFinite(y);
            path.append(String.format(Locale.ROOT, "%.2f %.2f ", x * across, y * down));
        }
    }
}
