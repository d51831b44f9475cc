package federzug.rendering.manuscript;

import federzug.rendering.font.Typeface;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The format of characters, all styles resolved. Filled while the styles are resolved; after that only read. Sizes in
 * points.
 */
public final class RunFormat {
    /** Size of the small ones among small capitals. */
    public static final double SMALL = 0.8;

    public enum Underline {
        NONE,
        SINGLE,
        DOUBLE,
        THICK,
        DOTTED,
        DASHED,
        WORDS
    }

    /** What Word can do with characters and is not done here; each is reported by its name where it is used. */
    public enum Unset {
        OUTLINE,
        SHADOW,
        EMBOSSED,
        ENGRAVED,
        SCALED,
        EMPHASIS_MARK,
        FITTED,
        TWO_LINES,
        TEXT_EFFECT,
        DOUBLE_STRIKE,
        WAVE,
        LINE_COLOUR,
        COMPLEX_SCRIPT
    }

    public String font = "Times New Roman";
    public Typeface face = Typeface.TINOS;
    public double size = 10;
    /** Line height of one em where it is not the face's own; else 0. */
    public double lineRatio;

    public boolean bold;
    public boolean italic;
    public Underline underline = Underline.NONE;
    public boolean strike;
    public boolean smallCaps;
    public boolean caps;
    public boolean hidden;

    public @Nullable String color;

    public @Nullable String background;
    /** 1 superscript, -1 subscript, 0 neither. */
    public int script;

    public double raise;
    public double tracking;

    public @Nullable String language;

    /** Around the characters, null for none. */
    public ParagraphFormat.@Nullable Line border;

    public EnumSet<Unset> unset = EnumSet.noneOf(Unset.class);

    public RunFormat copy() {
        RunFormat copy = new RunFormat();
        copy.font = font;
        copy.face = face;
        copy.size = size;
        copy.lineRatio = lineRatio;
        copy.bold = bold;
        copy.italic = italic;
        copy.underline = underline;
        copy.strike = strike;
        copy.smallCaps = smallCaps;
        copy.caps = caps;
        copy.hidden = hidden;
        copy.color = color;
        copy.background = background;
        copy.script = script;
        copy.raise = raise;
        copy.tracking = tracking;
        copy.language = language;
        copy.border = border;
        copy.unset = EnumSet.copyOf(unset);
        return copy;
    }

    public boolean looksLike(RunFormat other) {
        return this == other
                || face == other.face
                        && size == other.size
                        && lineRatio == other.lineRatio
                        && bold == other.bold
                        && italic == other.italic
                        && underline == other.underline
                        && strike == other.strike
                        && smallCaps == other.smallCaps
                        && caps == other.caps
                        && script == other.script
                        && raise == other.raise
                        && tracking == other.tracking
                        && Objects.equals(color, other.color)
                        && Objects.equals(background, other.background)
                        && Objects.equals(language, other.language)
                        && Objects.equals(border, other.border);
    }

    public double natural() {
        return size * (lineRatio == 0 ? face.lineRatio : lineRatio);
    }

    public Typeface.Metrics metrics() {
        return face.metrics(bold, italic);
    }

    /**
     * Sub- and superscripts are set at 65 % of the size, as Word does; a face that stands in for another in its own
     * size.
     */
    public double shownSize() {
        return (script == 0 ? size : size * 0.65) * face.scale;
    }

    /** The letters on the page: capitals are a look, the wording stays as written. As in Word ß has no capital. */
    public String shown(String text) {
        if (!caps && !smallCaps) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    public double width(String text) {
        if (!smallCaps || caps) {
            return metrics().width(shown(text), shownSize()) + tracking * text.length();
        }
        double width = tracking * text.length();
        for (int c : text.codePoints().toArray()) {
            double size = shownSize() * (Character.isLowerCase(c) ? SMALL : 1);
            width += metrics().width(shown(Character.toString(c)), size);
        }
        return width;
    }
}
