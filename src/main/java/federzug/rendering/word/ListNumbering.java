package federzug.rendering.word;

import federzug.rendering.docx.Symbols;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.font.Typeface;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Label;
import federzug.rendering.manuscript.Manuscript.Suffix;
import federzug.rendering.manuscript.ParagraphFormat.Align;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.docx4j.wml.JcEnumeration;
import org.docx4j.wml.Lvl;
import org.docx4j.wml.NumberFormat;
import org.docx4j.wml.Numbering;
import org.jspecify.annotations.Nullable;

/** Word's multi-level numbering (ISO/IEC 29500-1, 17.9): knows the levels and counts. */
final class ListNumbering {
    private static final int LEVELS = 9;

    private record ListOf(int abstractId, List<@Nullable Lvl> levels, Map<Integer, Integer> startOverrides) {}

    /**
     * A number that counts at some place.
     *
     * @param list which definition it belongs to
     * @param lowest the highest level whose number stands in its text
     */
    record Step(int list, int level, int lowest, String text) {}

    private final Map<Integer, ListOf> lists = new HashMap<>();
    private final Map<Integer, @Nullable Step[]> latest = new HashMap<>();
    private final Map<Integer, int[]> counters = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final HouseFonts house;
    private final RenderingProblems problems;

    ListNumbering(@Nullable Numbering part, HouseFonts house, RenderingProblems problems) {
        this.house = house;
        this.problems = problems;
        if (part == null) {
            return;
        }
        Map<Integer, Numbering.AbstractNum> abstracts = new HashMap<>();
        Map<String, Numbering.AbstractNum> byStyle = new HashMap<>();
        for (Numbering.AbstractNum each : part.getAbstractNum()) {
            abstracts.put(each.getAbstractNumId().intValue(), each);
            if (each.getStyleLink() != null) {
                byStyle.put(each.getStyleLink().getVal(), each);
            }
        }
        for (Numbering.Num num : part.getNum()) {
            Numbering.AbstractNum each =
                    abstracts.get(num.getAbstractNumId().getVal().intValue());
            if (each != null && each.getNumStyleLink() != null) {
                each = byStyle.getOrDefault(each.getNumStyleLink().getVal(), each);
            }
            if (each != null) {
                lists.put(num.getNumId().intValue(), list(each, num));
            }
        }
    }

    private static ListOf list(Numbering.AbstractNum each, Numbering.Num num) {
        List<@Nullable Lvl> levels = new ArrayList<>(Arrays.asList(new @Nullable Lvl[LEVELS]));
        each.getLvl().forEach(level -> put(levels, level.getIlvl(), level));
        Map<Integer, Integer> starts = new HashMap<>();
        for (Numbering.Num.LvlOverride override : num.getLvlOverride()) {
            if (override.getLvl() != null) {
                put(levels, override.getIlvl(), override.getLvl());
            }
            if (override.getStartOverride() != null) {
                starts.put(
                        override.getIlvl().intValue(),
                        StyleBook.number(override.getStartOverride().getVal(), 1));
            }
        }
        return new ListOf(each.getAbstractNumId().intValue(), levels, starts);
    }

    private static void put(List<@Nullable Lvl> levels, BigInteger at, Lvl level) {
        int index = at.intValue();
        if (index >= 0 && index < LEVELS) {
            levels.set(index, level);
        }
    }

    @Nullable
    Lvl level(int numId, int level) {
        ListOf list = lists.get(numId);
        return list == null || level < 0 || level >= LEVELS
                ? null
                : list.levels().get(level);
    }

    /** The level a paragraph style is tied to, 0 if none. */
    int levelOf(int numId, String style) {
        for (int i = 0; i < LEVELS; i++) {
            Lvl level = level(numId, i);
            if (level != null
                    && level.getPStyle() != null
                    && style.equals(level.getPStyle().getVal())) {
                return i;
            }
        }
        return 0;
    }

    /** Counts one paragraph on and gives its number, or null if it has none. */
    @Nullable
    Label next(int numId, int at, RunFormat mark, StyleBook styles) {
        ListOf list = lists.get(numId);
        Lvl level = level(numId, at);
        if (list == null || level == null) {
            return null;
        }
        int[] counter = counters.computeIfAbsent(list.abstractId(), id -> unset());
        if (begun.add(numId)) {
            list.startOverrides().keySet().forEach(i -> counter[i] = Integer.MIN_VALUE);
        }
        for (int i = 0; i < at; i++) {
            if (counter[i] == Integer.MIN_VALUE) {
                counter[i] = start(list, i);
            }
        }
        counter[at] = counter[at] == Integer.MIN_VALUE ? start(list, at) : counter[at] + 1;
        for (int i = at + 1; i < LEVELS; i++) {
            if (restarts(list, i, at)) {
                counter[i] = Integer.MIN_VALUE;
            }
        }
        RunFormat look = styles.on(mark, level.getRPr());
        if (level.getLvlPicBulletId() != null) {
            problems.remark("rendering.draft.picture-bullet");
        }
        boolean bullet = level.getNumFmt() != null && level.getNumFmt().getVal() == NumberFormat.BULLET;
        String text = bullet ? bullet(level, look) : text(list, level, counter);
        if (!bullet && Symbols.isFont(look.font)) {
            text = signs(text, look);
        }
        remember(list.abstractId(), at, bullet ? "" : text, level);
        return text.isEmpty() ? null : new Label(text, look, "n" + numId, at, bullet, suffix(level), align(level));
    }

    private void remember(int list, int at, String text, Lvl level) {
        @Nullable Step[] steps = latest.computeIfAbsent(list, id -> new @Nullable Step[LEVELS]);
        Arrays.fill(steps, at, LEVELS, null);
        if (!text.isBlank()) {
            String pattern = level.getLvlText() == null
                    ? ""
                    : String.valueOf(level.getLvlText().getVal());
            int lowest = at;
            for (int i = 0; i < at; i++) {
                if (pattern.contains("%" + (i + 1))) {
                    lowest = Math.min(lowest, i);
                }
            }
            steps[at] = new Step(list, at, lowest, text);
        }
    }

    /** The number counted last in a list and those above it, the highest level first; empty if the last has none. */
    List<Step> path(int numId, int at) {
        ListOf list = lists.get(numId);
        @Nullable Step[] steps = list == null ? null : latest.get(list.abstractId());
        List<Step> path = new ArrayList<>();
        for (int i = 0; steps != null && i <= at && i < LEVELS; i++) {
            Step step = steps[i];
            if (step != null) {
                path.add(step);
            }
        }
        return path.isEmpty() || path.get(path.size() - 1).level() != at ? List.of() : path;
    }

    /** What a number needs before it to be known in the whole document: those above it that its own text does not name. */
    static List<Step> context(List<Step> path) {
        List<Step> context = new ArrayList<>();
        int lowest = LEVELS;
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i).level() < lowest) {
                context.add(0, path.get(i));
                lowest = path.get(i).lowest();
            }
        }
        return context;
    }

    /** Without what the place that refers to it stands under itself. */
    static List<Step> relative(List<Step> context, List<Step> from) {
        int common = 0;
        while (common < context.size() - 1 && from.contains(context.get(common))) {
            common++;
        }
        return context.subList(common, context.size());
    }

    private static Align align(Lvl level) {
        JcEnumeration align = level.getLvlJc() == null ? null : level.getLvlJc().getVal();
        return align == JcEnumeration.RIGHT || align == JcEnumeration.END
                ? Align.RIGHT
                : align == JcEnumeration.CENTER ? Align.CENTER : Align.LEFT;
    }

    private static int[] unset() {
        int[] counter = new int[LEVELS];
        Arrays.fill(counter, Integer.MIN_VALUE);
        return counter;
    }

    private static int start(ListOf list, int at) {
        Integer override = list.startOverrides().get(at);
        Lvl level = list.levels().get(at);
        int own = level == null || level.getStart() == null
                ? 1
                : StyleBook.number(level.getStart().getVal(), 1);
        return override == null ? own : override;
    }

    private static boolean restarts(ListOf list, int level, int by) {
        Lvl lower = list.levels().get(level);
        if (lower == null || lower.getLvlRestart() == null) {
            return true;
        }
        int after = StyleBook.number(lower.getLvlRestart().getVal(), level);
        return after != 0 && by < after;
    }

    private static Suffix suffix(Lvl level) {
        String name = level.getSuff() == null ? "tab" : level.getSuff().getVal();
        return switch (name) {
            case "space" -> Suffix.SPACE;
            case "nothing" -> Suffix.NOTHING;
            default -> Suffix.TAB;
        };
    }

    private String text(ListOf list, Lvl level, int[] counter) {
        String pattern = level.getLvlText() == null
                ? ""
                : String.valueOf(level.getLvlText().getVal());
        boolean legal = StyleBook.on(level.getIsLgl(), false);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '%' && i + 1 < pattern.length() && Character.isDigit(pattern.charAt(i + 1))) {
                int at = pattern.charAt(++i) - '1';
                Lvl of = at < 0 ? null : list.levels().get(at);
                @Nullable
                NumberFormat format = of == null || of.getNumFmt() == null
                        ? NumberFormat.DECIMAL
                        : of.getNumFmt().getVal();
                text.append(format(legal ? legal(format) : format, at < 0 ? 0 : counter[at]));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Numbers of law are Arabic (17.9.4); Word leaves them the zero before. */
    private static NumberFormat legal(@Nullable NumberFormat format) {
        return format == NumberFormat.DECIMAL_ZERO ? format : NumberFormat.DECIMAL;
    }

    /** @param format null if the library does not know it: one of the author's own, as "001, 002, 003" */
    String format(@Nullable NumberFormat format, int value) {
        if (format == null) {
            problems.add("rendering.draft.number-format", "custom");
            return "";
        }
        return switch (format) {
            case DECIMAL -> Integer.toString(value);
            case DECIMAL_ZERO -> (value < 10 ? "0" : "") + value;
            case ORDINAL -> value + ".";
            case LOWER_LETTER -> letters(value);
            case UPPER_LETTER -> letters(value).toUpperCase(Locale.ROOT);
            case LOWER_ROMAN -> roman(value).toLowerCase(Locale.ROOT);
            case UPPER_ROMAN -> roman(value);
            case NONE -> "";
            default -> {
                problems.add("rendering.draft.number-format", format.value());
                yield "";
            }
        };
    }

    /** a … z, aa, bb …, as Word counts. */
    static String letters(int value) {
        return value < 1 ? "" : String.valueOf((char) ('a' + (value - 1) % 26)).repeat((value - 1) / 26 + 1);
    }

    static String roman(int value) {
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder text = new StringBuilder();
        int rest = value;
        for (int i = 0; i < values.length; i++) {
            while (rest >= values[i]) {
                text.append(signs[i]);
                rest -= values[i];
            }
        }
        return text.toString();
    }

    private String bullet(Lvl level, RunFormat look) {
        return signs(
                level.getLvlText() == null
                        ? ""
                        : String.valueOf(level.getLvlText().getVal()),
                look);
    }

    /** What a font of signs shows in the place of characters; other fonts show them. */
    private String signs(String characters, RunFormat look) {
        StringBuilder text = new StringBuilder();
        for (char c : characters.toCharArray()) {
            String shown = Symbols.text(look.font, c);
            if (shown == null) {
                problems.add("rendering.draft.bullet", String.format(Locale.ROOT, "U+%04X", (int) c), look.font);
            } else {
                text.append(shown);
            }
        }
        // Symbol fonts are not embedded: their signs are set in a face that has them.
        if (house.substituteFor(look.font).isEmpty()) {
            look.face = Typeface.ARIMO;
            look.font = Typeface.ARIMO.family;
        }
        GlyphFallback.cover(text.toString(), look, problems);
        return text.toString();
    }
}
