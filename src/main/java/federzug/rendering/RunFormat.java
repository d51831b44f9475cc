package federzug.rendering;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How characters look, all styles resolved. {@link StyleBook} fills it; after that it is only read. Sizes in points. */
final class RunFormat {
    /** Size of the small ones among small capitals. */
    static final double SMALL = 0.8;

    enum Underline {
        NONE,
        SINGLE,
        DOUBLE,
        THICK,
        DOTTED,
        DASHED,
        WORDS
    }

    String font = "Times New Roman";
    Typeface face = Typeface.TINOS;
    double size = 10;
    boolean bold;
    boolean italic;
    Underline underline = Underline.NONE;
    boolean strike;
    boolean smallCaps;
    boolean caps;
    boolean hidden;

    @Nullable
    String color;

    @Nullable
    String background;
    /** 1 superscript, -1 subscript, 0 neither. */
    int script;

    double raise;
    double tracking;

    @Nullable
    String language;

    RunFormat copy() {
        RunFormat copy = new RunFormat();
        copy.font = font;
        copy.face = face;
        copy.size = size;
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
        return copy;
    }

    boolean looksLike(RunFormat other) {
        return this == other
                || face == other.face
                        && size == other.size
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
                        && Objects.equals(language, other.language);
    }

    double natural() {
        return size * face.lineRatio;
    }

    Typeface.Metrics metrics() {
        return face.metrics(bold, italic);
    }

    /** Sub- and superscripts are set at 65 % of the size, as Word does. */
    double shownSize() {
        return script == 0 ? size : size * 0.65;
    }

    /** The letters on the page: capitals are a look, the wording stays as written. As in Word ß has no capital. */
    String shown(String text) {
        if (!caps && !smallCaps) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(Character::toUpperCase).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    double width(String text) {
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
