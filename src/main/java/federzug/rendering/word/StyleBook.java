package federzug.rendering.word;

import federzug.rendering.drawing.Colours;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Align;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.ParagraphFormat.LineRule;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import federzug.rendering.manuscript.ParagraphFormat.TabStop;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.docx4j.openpackaging.parts.ThemePart;
import org.docx4j.wml.BooleanDefaultTrue;
import org.docx4j.wml.CTBorder;
import org.docx4j.wml.CTFramePr;
import org.docx4j.wml.CTShd;
import org.docx4j.wml.CTTabStop;
import org.docx4j.wml.Lvl;
import org.docx4j.wml.PPrBase;
import org.docx4j.wml.RPrAbstract;
import org.docx4j.wml.STBorder;
import org.docx4j.wml.STDropCap;
import org.docx4j.wml.STTabJc;
import org.docx4j.wml.Style;
import org.docx4j.wml.Styles;
import org.jspecify.annotations.Nullable;

/** Resolves Word's cascade (ISO/IEC 29500-1, 17.7.2): defaults, table style, paragraph style, character style, direct. */
public final class StyleBook {
    /** The edge of the largest page that a PDF may have (ISO 32000-1, annex C); FOP turns longer lengths around. */
    private static final double LONGEST = 14_400;

    /** As wide as Word draws a border, and as far from the text (ISO/IEC 29500-1, 17.3.4). */
    private static final double WIDEST_LINE = 12;

    private static final int WIDEST_SPACE = 31;

    private static final Pattern CONTENTS = Pattern.compile("(toc|contents) [1-9]");

    private final Map<String, Style> styles = new HashMap<>();
    private final RunStyles runs;
    private final ThemeColours colours;
    private final RenderingProblems problems;
    private final ParagraphFormat defaultPara = new ParagraphFormat();
    private final RunFormat defaultRun = new RunFormat();
    private String defaultStyle = "";

    StyleBook(
            @Nullable Styles part,
            @Nullable ThemePart theme,
            ThemeColours colours,
            HouseFonts house,
            RenderingProblems problems) {
        this.runs = new RunStyles(theme, colours, house, problems);
        this.colours = colours;
        this.problems = problems;
        if (part == null) {
            return;
        }
        for (Style style : part.getStyle()) {
            styles.put(style.getStyleId(), style);
            if (style.isDefault() && "paragraph".equals(style.getType())) {
                defaultStyle = style.getStyleId();
            }
        }
        if (part.getDocDefaults() != null) {
            if (part.getDocDefaults().getPPrDefault() != null) {
                apply(defaultPara, part.getDocDefaults().getPPrDefault().getPPr());
            }
            if (part.getDocDefaults().getRPrDefault() != null) {
                runs.applyAll(defaultRun, part.getDocDefaults().getRPrDefault().getRPr());
            }
        }
    }

    @Nullable
    Style style(@Nullable String id) {
        return id == null ? null : styles.get(id);
    }

    String styleOf(@Nullable PPrBase direct) {
        String named = direct == null || direct.getPStyle() == null
                ? null
                : direct.getPStyle().getVal();
        return named != null && styles.containsKey(named) ? named : defaultStyle;
    }

    /** The style and all it is based on, the base first. */
    List<Style> chain(@Nullable String id) {
        Deque<Style> chain = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (Style style = style(id); style != null && seen.add(style.getStyleId()); ) {
            chain.push(style);
            style = style.getBasedOn() == null ? null : style(style.getBasedOn().getVal());
        }
        return List.copyOf(chain);
    }

    /** @param layers of the table style, the weakest first */
    ParagraphFormat paragraph(@Nullable PPrBase direct, List<TableLayer> layers, ListNumbering numbers) {
        ParagraphFormat look = defaultPara.copy();
        layers.forEach(layer -> apply(look, layer.paragraph()));
        String id = styleOf(direct);
        look.style = id;
        look.contents = CONTENTS.matcher(named(id)).matches();
        for (Style style : chain(id)) {
            applyNumbered(look, style.getPPr(), style.getStyleId(), numbers);
        }
        applyNumbered(look, direct, null, numbers);
        return look;
    }

    RunFormat run(@Nullable String paragraphStyle, List<TableLayer> layers, @Nullable RPrAbstract direct) {
        RunFormat look = defaultRun.copy();
        layers.forEach(layer -> runs.applyAll(look, layer.run()));
        chain(paragraphStyle).forEach(style -> runs.applyAll(look, style.getRPr()));
        if (direct != null && direct.getRStyle() != null) {
            List<RPrAbstract> characters = new ArrayList<>();
            for (Style style : chain(direct.getRStyle().getVal())) {
                if (style.getRPr() != null) {
                    runs.apply(look, style.getRPr());
                    characters.add(style.getRPr());
                }
            }
            RunStyles.toggle(look, characters);
        }
        runs.applyAll(look, direct);
        return look;
    }

    /** Direct formatting on top of a finished look, as a number's level does. */
    RunFormat on(RunFormat base, @Nullable RPrAbstract direct) {
        RunFormat look = base.copy();
        runs.applyAll(look, direct);
        return look;
    }

    /** The style's name in lower case, empty if it has none. */
    String named(String id) {
        Style style = style(id);
        return style == null || style.getName() == null
                ? ""
                : style.getName().getVal().toLowerCase(Locale.ROOT);
    }

    /** Level of the heading this paragraph style makes (1..9), -1 for the document's title, 0 for text. */
    int headingOf(ParagraphFormat look) {
        for (Style style : chain(look.style)) {
            if (named(style.getStyleId()).equals("title")) {
                return -1;
            }
        }
        return look.outline;
    }

    // Numbering sets its indents between the style that asks for it and that style's own indents (17.9.23).
    private void applyNumbered(
            ParagraphFormat look, @Nullable PPrBase from, @Nullable String style, ListNumbering numbers) {
        if (from == null) {
            return;
        }
        if (from.getNumPr() != null) {
            if (from.getNumPr().getNumId() != null) {
                look.numId = number(from.getNumPr().getNumId().getVal(), 0);
                look.numLevel = style == null ? 0 : numbers.levelOf(look.numId, style);
            }
            if (from.getNumPr().getIlvl() != null) {
                look.numLevel = number(from.getNumPr().getIlvl().getVal(), 0);
            }
            Lvl level = numbers.level(look.numId, look.numLevel);
            if (level != null) {
                apply(look, level.getPPr());
            }
        }
        apply(look, from);
    }

    private void apply(ParagraphFormat look, @Nullable PPrBase from) {
        if (from == null) {
            return;
        }
        if (from.getFramePr() != null) {
            frame(look, from.getFramePr());
        }
        if (on(from.getBidi(), false)) {
            problems.add("rendering.draft.right-to-left");
        }
        look.keepNext = on(from.getKeepNext(), look.keepNext);
        look.keepLines = on(from.getKeepLines(), look.keepLines);
        look.pageBreakBefore = on(from.getPageBreakBefore(), look.pageBreakBefore);
        look.widowControl = on(from.getWidowControl(), look.widowControl);
        look.contextual = on(from.getContextualSpacing(), look.contextual);
        look.hyphenate = !on(from.getSuppressAutoHyphens(), !look.hyphenate);
        if (from.getJc() != null && from.getJc().getVal() != null) {
            look.align = switch (from.getJc().getVal()) {
                case CENTER -> Align.CENTER;
                case RIGHT, END -> Align.RIGHT;
                case BOTH, DISTRIBUTE, LOW_KASHIDA, MEDIUM_KASHIDA, HIGH_KASHIDA, THAI_DISTRIBUTE -> Align.JUSTIFY;
                default -> Align.LEFT;
            };
        }
        if (from.getOutlineLvl() != null) {
            int level = number(from.getOutlineLvl().getVal(), 9);
            look.outline = level > 8 ? 0 : level + 1;
        }
        if (from.getShd() != null) {
            look.background = colours.of(from.getShd());
        }
        applySpacing(look, from.getSpacing());
        applyIndents(look, from.getInd());
        applyTabs(look, from);
        applyBorders(look, from.getPBdr());
    }

    private void frame(ParagraphFormat look, CTFramePr from) {
        if (from.getDropCap() != null && from.getDropCap() != STDropCap.NONE) {
            problems.add("rendering.draft.drop-cap");
            return;
        }
        look.frame = AnchoredBlocks.frame(from);
    }

    private static void applySpacing(ParagraphFormat look, PPrBase.@Nullable Spacing from) {
        if (from == null) {
            return;
        }
        look.before = from.isBeforeAutospacing() ? 14 : twips(from.getBefore(), look.before);
        look.after = from.isAfterAutospacing() ? 14 : twips(from.getAfter(), look.after);
        if (from.getLineRule() != null) {
            look.lineRule = switch (from.getLineRule()) {
                case EXACT -> LineRule.EXACT;
                case AT_LEAST -> LineRule.AT_LEAST;
                case AUTO -> LineRule.AUTO;
            };
        }
        if (from.getLine() != null && from.getLine().signum() > 0) {
            // Word's own limits.
            double line = from.getLine().doubleValue();
            look.line = look.lineRule == LineRule.AUTO
                    ? RunStyles.within(0.06, line / 240, 132)
                    : RunStyles.within(0.7, line / 20, 1584);
        }
    }

    private static void applyIndents(ParagraphFormat look, PPrBase.@Nullable Ind from) {
        if (from == null) {
            return;
        }
        look.left = twips(from.getLeft() == null ? from.getStart() : from.getLeft(), look.left);
        look.right = twips(from.getRight() == null ? from.getEnd() : from.getRight(), look.right);
        if (from.getHanging() != null) {
            look.firstLine = -twips(from.getHanging(), 0);
        } else if (from.getFirstLine() != null) {
            look.firstLine = twips(from.getFirstLine(), 0);
        }
    }

    private void applyTabs(ParagraphFormat look, PPrBase from) {
        if (from.getTabs() == null) {
            return;
        }
        for (CTTabStop stop : from.getTabs().getTab()) {
            double position = twips(stop.getPos(), 0);
            look.tabs.removeIf(t -> Math.abs(t.position() - position) < 0.5);
            char leader =
                    stop.getLeader() == null ? ' ' : leader(stop.getLeader().name());
            // What an older or newer vocabulary calls otherwise stands as Word sets it by default.
            STTabJc kind = stop.getVal() == null ? STTabJc.LEFT : stop.getVal();
            switch (kind) {
                case CENTER -> look.tabs.add(new TabStop(position, TabKind.CENTER, leader));
                case RIGHT -> look.tabs.add(new TabStop(position, TabKind.RIGHT, leader));
                case DECIMAL -> look.tabs.add(new TabStop(position, TabKind.DECIMAL, leader));
                case LEFT, NUM -> look.tabs.add(new TabStop(position, TabKind.LEFT, leader));
                case BAR -> problems.add("rendering.draft.bar-tab");
                case CLEAR -> {}
            }
        }
        look.tabs.sort(Comparator.comparingDouble(TabStop::position));
    }

    static char leader(String name) {
        return switch (name) {
            case "DOT", "MIDDLE_DOT" -> '.';
            case "HYPHEN" -> '-';
            case "UNDERSCORE", "HEAVY" -> '_';
            default -> ' ';
        };
    }

    private void applyBorders(ParagraphFormat look, PPrBase.@Nullable PBdr from) {
        if (from == null) {
            return;
        }
        border(look.borders, Edge.TOP, from.getTop());
        border(look.borders, Edge.BOTTOM, from.getBottom());
        border(look.borders, Edge.LEFT, from.getLeft());
        border(look.borders, Edge.RIGHT, from.getRight());
        border(look.borders, Edge.BETWEEN, from.getBetween());
        Map<Edge, Line> bar = new EnumMap<>(Edge.class);
        border(bar, Edge.LEFT, from.getBar());
        if (bar.getOrDefault(Edge.LEFT, Line.NONE).drawn()) {
            problems.remark("rendering.draft.bar");
        }
    }

    /** The colour of a ground, null for none. */
    @Nullable
    String ground(CTShd shading) {
        return colours.of(shading);
    }

    static void border(Map<Edge, Line> borders, Edge edge, @Nullable CTBorder from) {
        if (from != null && from.getVal() != null) {
            borders.put(edge, line(from));
        }
    }

    private static Line line(CTBorder from) {
        if (from.getVal() == STBorder.NIL || from.getVal() == STBorder.NONE) {
            return Line.NONE;
        }
        String style = switch (from.getVal()) {
            case DOUBLE, TRIPLE, DOUBLE_WAVE -> "double";
            case DOTTED -> "dotted";
            case DASHED, DASH_SMALL_GAP, DOT_DASH, DOT_DOT_DASH, DASH_DOT_STROKED -> "dashed";
            default -> "solid";
        };
        double width = Math.max(0.25, Math.min(WIDEST_LINE, number(from.getSz(), 4) / 8.0));
        // Word gives the width of one of the two lines.
        double whole = style.equals("double") ? width * 3 : width;
        String color = Colours.color(from.getColor());
        return new Line(
                style,
                whole,
                color == null ? "#000000" : color,
                Math.max(0, Math.min(WIDEST_SPACE, number(from.getSpace(), 0))));
    }

    static boolean on(@Nullable BooleanDefaultTrue value, boolean otherwise) {
        return value == null ? otherwise : value.isVal();
    }

    static double twips(@Nullable BigInteger value, double otherwise) {
        return value == null ? otherwise : Math.max(-LONGEST, Math.min(LONGEST, value.doubleValue() / 20));
    }

    static int number(@Nullable BigInteger value, int otherwise) {
        // Beyond what an int holds, the largest one rather than any.
        return value == null ? otherwise : (int) value.doubleValue();
    }

    /** What a table style says for a part of the table. */
    record TableLayer(@Nullable PPrBase paragraph, @Nullable RPrAbstract run) {}
}
