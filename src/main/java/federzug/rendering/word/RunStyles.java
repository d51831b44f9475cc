package federzug.rendering.word;

import federzug.rendering.docx.LanguageTags;
import federzug.rendering.drawing.Colours;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Edge;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import federzug.rendering.manuscript.RunFormat.Underline;
import federzug.rendering.manuscript.RunFormat.Unset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.parts.ThemePart;
import org.docx4j.wml.BooleanDefaultTrue;
import org.docx4j.wml.RFonts;
import org.docx4j.wml.RPrAbstract;
import org.docx4j.wml.STEm;
import org.docx4j.wml.STTheme;
import org.docx4j.wml.STVerticalAlignRun;
import org.docx4j.wml.UnderlineEnumeration;
import org.jspecify.annotations.Nullable;

/** Applies character formatting (ISO/IEC 29500-1, 17.3.2) to a format. */
final class RunStyles {
    /** Word's own limits, in points; FOP's sums overflow far beyond them. */
    private static final double LARGEST_SIZE = 1638;

    private static final double WIDEST_TRACKING = 1584;

    private final @Nullable ThemePart theme;
    private final ThemeColours colours;
    private final HouseFonts house;
    private final RenderingProblems problems;

    RunStyles(@Nullable ThemePart theme, ThemeColours colours, HouseFonts house, RenderingProblems problems) {
        this.theme = theme;
        this.colours = colours;
        this.house = house;
        this.problems = problems;
    }

    void applyAll(RunFormat look, @Nullable RPrAbstract from) {
        if (from == null) {
            return;
        }
        apply(look, from);
        look.bold = StyleBook.on(from.getB(), look.bold);
        look.italic = StyleBook.on(from.getI(), look.italic);
        look.caps = StyleBook.on(from.getCaps(), look.caps);
        look.smallCaps = StyleBook.on(from.getSmallCaps(), look.smallCaps);
        look.strike = StyleBook.on(from.getStrike(), StyleBook.on(from.getDstrike(), look.strike));
        look.hidden = StyleBook.on(from.getVanish(), look.hidden);
        onOff(look, Unset.OUTLINE, from.getOutline());
        onOff(look, Unset.SHADOW, from.getShadow());
        onOff(look, Unset.EMBOSSED, from.getEmboss());
        onOff(look, Unset.ENGRAVED, from.getImprint());
        onOff(look, Unset.DOUBLE_STRIKE, from.getDstrike());
        onOff(look, Unset.COMPLEX_SCRIPT, from.getCs());
    }

    private static void onOff(RunFormat look, Unset what, @Nullable BooleanDefaultTrue value) {
        if (value != null) {
            mark(look, what, value.isVal());
        }
    }

    private static void mark(RunFormat look, Unset what, boolean there) {
        if (there) {
            look.unset.add(what);
        } else {
            look.unset.remove(what);
        }
    }

    /** What Word draws and is not drawn here. */
    private static void unset(RunFormat look, RPrAbstract from) {
        if (from.getW() != null) {
            Integer percent = from.getW().getVal();
            mark(look, Unset.SCALED, percent != null && percent != 100);
        }
        if (from.getEm() != null) {
            mark(look, Unset.EMPHASIS_MARK, from.getEm().getVal() != STEm.NONE);
        }
        if (from.getFitText() != null) {
            look.unset.add(Unset.FITTED);
        }
        if (from.getEastAsianLayout() != null) {
            mark(look, Unset.TWO_LINES, from.getEastAsianLayout().isCombine());
        }
        if (from.getTextOutline() != null) {
            mark(look, Unset.OUTLINE, from.getTextOutline().getNoFill() == null);
        }
        if (from.getGlow() != null
                || from.getShadow14() != null
                || from.getReflection() != null
                || from.getProps3D() != null
                || from.getTextFill() != null && from.getTextFill().getSolidFill() == null) {
            look.unset.add(Unset.TEXT_EFFECT);
        }
        if (from.getU() != null) {
            String color = Colours.color(from.getU().getColor());
            mark(look, Unset.LINE_COLOUR, color != null && !color.equalsIgnoreCase(look.color));
            UnderlineEnumeration kind = from.getU().getVal();
            mark(
                    look,
                    Unset.WAVE,
                    kind == UnderlineEnumeration.WAVE
                            || kind == UnderlineEnumeration.WAVY_HEAVY
                            || kind == UnderlineEnumeration.WAVY_DOUBLE);
        }
    }

    /** A toggle set by paragraph and character style cancels out (17.7.3). */
    static void toggle(RunFormat look, List<RPrAbstract> characters) {
        look.bold ^= last(characters, RPrAbstract::getB);
        look.italic ^= last(characters, RPrAbstract::getI);
        look.caps ^= last(characters, RPrAbstract::getCaps);
        look.smallCaps ^= last(characters, RPrAbstract::getSmallCaps);
        look.strike ^= last(characters, RPrAbstract::getStrike);
        look.hidden ^= last(characters, RPrAbstract::getVanish);
    }

    private static boolean last(List<RPrAbstract> chain, Function<RPrAbstract, @Nullable BooleanDefaultTrue> property) {
        boolean value = false;
        for (RPrAbstract properties : chain) {
            value = StyleBook.on(property.apply(properties), value);
        }
        return value;
    }

    /** Everything but the toggles. */
    void apply(RunFormat look, RPrAbstract from) {
        applyFont(look, from.getRFonts());
        if (from.getSz() != null) {
            look.size = within(1, StyleBook.number(from.getSz().getVal(), 20) / 2.0, LARGEST_SIZE);
        }
        if (from.getColor() != null) {
            look.color = colours.of(from.getColor());
        }
        if (from.getTextFill() != null && from.getTextFill().getSolidFill() != null) {
            String shown = colours.of(from.getTextFill().getSolidFill());
            look.color = shown == null ? look.color : shown;
        }
        if (from.getU() != null && from.getU().getVal() != null) {
            look.underline = underline(from.getU().getVal());
        }
        if (from.getHighlight() != null) {
            look.background = Colours.highlight(from.getHighlight().getVal());
        } else if (from.getShd() != null) {
            look.background = colours.of(from.getShd());
        }
        if (from.getVertAlign() != null) {
            STVerticalAlignRun align = from.getVertAlign().getVal();
            look.script = align == STVerticalAlignRun.SUPERSCRIPT ? 1 : align == STVerticalAlignRun.SUBSCRIPT ? -1 : 0;
        }
        if (from.getPosition() != null) {
            look.raise =
                    within(-LARGEST_SIZE, StyleBook.number(from.getPosition().getVal(), 0) / 2.0, LARGEST_SIZE);
        }
        if (from.getSpacing() != null) {
            look.tracking =
                    within(-WIDEST_TRACKING, StyleBook.twips(from.getSpacing().getVal(), 0), WIDEST_TRACKING);
        }
        if (from.getLang() != null && from.getLang().getVal() != null) {
            look.language = LanguageTags.tag(from.getLang().getVal());
        }
        if (from.getBdr() != null) {
            Map<Edge, ParagraphFormat.Line> around = new EnumMap<>(Edge.class);
            StyleBook.border(around, Edge.TOP, from.getBdr());
            ParagraphFormat.Line line = around.getOrDefault(Edge.TOP, ParagraphFormat.Line.NONE);
            look.border = line.drawn() ? line : null;
        }
        unset(look, from);
        if (from.getEffect() != null
                && !"none".equalsIgnoreCase(from.getEffect().getVal().value())) {
            problems.add("rendering.draft.text-effect");
        }
        if (StyleBook.on(from.getRtl(), false)) {
            problems.add("rendering.draft.right-to-left");
        }
    }

    static double within(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private static Underline underline(UnderlineEnumeration kind) {
        return switch (kind) {
            case NONE -> Underline.NONE;
            case WORDS -> Underline.WORDS;
            case DOUBLE, WAVY_DOUBLE -> Underline.DOUBLE;
            case THICK -> Underline.THICK;
            case DOTTED, DOTTED_HEAVY -> Underline.DOTTED;
            case SINGLE -> Underline.SINGLE;
            default -> Underline.DASHED;
        };
    }

    private void applyFont(RunFormat look, @Nullable RFonts fonts) {
        if (fonts == null) {
            return;
        }
        String name = fonts.getAsciiTheme() != null
                ? themeFont(fonts.getAsciiTheme())
                : fonts.getAscii() == null ? fonts.getHAnsi() : fonts.getAscii();
        if (name != null) {
            look.font = name;
            house.substituteFor(name).ifPresent(face -> look.face = face);
        }
    }

    private @Nullable String themeFont(STTheme font) {
        try {
            return theme == null ? "Times New Roman" : theme.getFontFromTheme(font);
        } catch (Docx4JException e) {
            return null;
        }
    }
}
