package federzug.rendering.manuscript;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format of a paragraph, all styles resolved. Filled while the styles are resolved; after that only read. Points.
 */
public final class ParagraphFormat {
    public enum Align {
        LEFT,
        CENTER,
        RIGHT,
        JUSTIFY
    }

    public enum LineRule {
        AUTO,
        EXACT,
        AT_LEAST
    }

    public enum Edge {
        TOP,
        BOTTOM,
        LEFT,
        RIGHT,
        BETWEEN
    }

    /** @param leader one of the leader characters, or a blank */
    public record TabStop(double position, TabKind kind, char leader) {}

    public enum TabKind {
        LEFT,
        CENTER,
        RIGHT,
        DECIMAL
    }

    /** @param style an XSL-FO border style; "none" draws nothing */
    public record Line(String style, double width, String color, double space) {
        public static final Line NONE = new Line("none", 0, "#000000", 0);

        public boolean drawn() {
            return !style.equals("none");
        }
    }

    public String style = "";
    public Align align = Align.LEFT;
    public double left;
    public double right;
    public double firstLine;
    public double before;
    public double after;
    public boolean contextual;
    public LineRule lineRule = LineRule.AUTO;
    /** A factor for AUTO, points for the others. */
    public double line = 1;

    public boolean keepNext;
    public boolean keepLines;
    public boolean pageBreakBefore;
    /** Whether it begins a column. */
    public boolean columnBreakBefore;

    public boolean widowControl = true;
    /** 1..9 as in Word's outline, 0 for body text. */
    public int outline;

    public @Nullable String background;

    public List<TabStop> tabs = new ArrayList<>();
    public Map<Edge, Line> borders = new EnumMap<>(Edge.class);
    public int numId;
    public int numLevel;
    /** Whether its style is one of those for tables of contents. */
    public boolean contents;

    /** Where the frame stands that the paragraph is in, null if it is in none. */
    public @Nullable Floating frame;

    /** Whether it is no paragraph of the file: it only holds what stands beside the text, or its room. */
    public boolean aside;

    /** What headers and footers that repeat text of this page may show of it, by the name they ask for. */
    public Map<String, String> running = Map.of();

    /** Whether its words may be hyphenated where the document asks for it. */
    public boolean hyphenate = true;

    public ParagraphFormat copy() {
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
        copy.columnBreakBefore = columnBreakBefore;
        copy.widowControl = widowControl;
        copy.outline = outline;
        copy.background = background;
        copy.tabs = new ArrayList<>(tabs);
        copy.borders = new EnumMap<>(Edge.class);
        copy.borders.putAll(borders);
        copy.numId = numId;
        copy.numLevel = numLevel;
        copy.contents = contents;
        copy.frame = frame;
        copy.aside = aside;
        copy.hyphenate = hyphenate;
        copy.running = running;
        return copy;
    }

    /** Line height for characters of this look under the paragraph's line rule. */
    public double lineHeight(RunFormat run) {
        return switch (lineRule) {
            case AUTO -> run.natural() * line;
            case EXACT -> line;
            case AT_LEAST -> Math.max(line, run.natural());
        };
    }

    public Line border(Edge edge) {
        return borders.getOrDefault(edge, Line.NONE);
    }
}
