package federzug.rendering;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a paragraph looks, all styles resolved. {@link StyleBook} fills it; after that it is only read. Points. */
final class ParagraphFormat {
    enum Align {
        LEFT,
        CENTER,
        RIGHT,
        JUSTIFY
    }

    enum LineRule {
        AUTO,
        EXACT,
        AT_LEAST
    }

    enum Edge {
        TOP,
        BOTTOM,
        LEFT,
        RIGHT,
        BETWEEN
    }

    /** @param leader one of the leader characters, or a blank */
    record TabStop(double position, TabKind kind, char leader) {}

    enum TabKind {
        LEFT,
        CENTER,
        RIGHT,
        DECIMAL
    }

    /** @param style an XSL-FO border style; "none" draws nothing */
    record Line(String style, double width, String color, double space) {
        static final Line NONE = new Line("none", 0, "#000000", 0);

        boolean drawn() {
            return !style.equals("none");
        }
    }

    String style = "";
    Align align = Align.LEFT;
    double left;
    double right;
    double firstLine;
    double before;
    double after;
    boolean contextual;
    LineRule lineRule = LineRule.AUTO;
    /** A factor for AUTO, points for the others. */
    double line = 1;

    boolean keepNext;
    boolean keepLines;
    boolean pageBreakBefore;
    boolean widowControl = true;
    /** 1..9 as in Word's outline, 0 for body text. */
    int outline;

    @Nullable
    String background;

    List<TabStop> tabs = new ArrayList<>();
    Map<Edge, Line> borders = new EnumMap<>(Edge.class);
    int numId;
    int numLevel;
    /** Whether its style is one of those for tables of contents. */
    boolean contents;

    /** Whether its words may be hyphenated where the document asks for it. */
    boolean hyphenate = true;

    ParagraphFormat copy() {
        ParagraphFormat copy = new ParagraphFormat();
        copy.style = style;
        copy.align = align;
        copy.left = left;
        copy.right = right;
        copy.firstLine = firstLine;
        copy.before = before;
        copy.after = after;
        copy.contextual = contextual;
        copy.lineRule = lineRule;
        copy.line = line;
        copy.keepNext = keepNext;
        copy.keepLines = keepLines;
        copy.pageBreakBefore = pageBreakBefore;
        copy.widowControl = widowControl;
        copy.outline = outline;
        copy.background = background;
        copy.tabs = new ArrayList<>(tabs);
        copy.borders = new EnumMap<>(Edge.class);
        copy.borders.putAll(borders);
        copy.numId = numId;
        copy.numLevel = numLevel;
        copy.contents = contents;
        copy.hyphenate = hyphenate;
        return copy;
    }

    /** Line height for characters of this look under the paragraph's line rule. */
    double lineHeight(RunFormat run) {
        return switch (lineRule) {
            case AUTO -> run.natural() * line;
            case EXACT -> line;
            case AT_LEAST -> Math.max(line, run.natural());
        };
    }

    Line border(Edge edge) {
        return borders.getOrDefault(edge, Line.NONE);
    }
}
