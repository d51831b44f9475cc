package federzug.rendering.page;

import federzug.notice.Texts;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.FopMarks;
import federzug.rendering.fop.Hyphens;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphFormat.LineRule;
import federzug.rendering.manuscript.RunFormat;
import federzug.rendering.manuscript.RunFormat.Underline;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets words in their format, as far as it differs from their paragraph's. */
final class RunSetter {
    /** Where Word puts small figures, in parts of the size. */
    private static final double SUPER = 0.33;

    private static final double SUB = -0.14;
    private static final Pattern STRAY_HYPHEN =
            Pattern.compile("(?<![\\p{L}\\p{N}])\u00ad+|\u00ad+(?![\\p{L}\\p{N}\u00ad])");
    private static final Pattern WORD_BORDER = Pattern.compile("(?<= )(?! )|(?<! )(?= )");

    /** Boxes and ticks. */
    private static final Pattern SIGN = Pattern.compile("[\u2610-\u2612\u2713\u2714\u2717\u2718]");

    private static final Pattern AROUND_SIGN =
            Pattern.compile("(?<=" + SIGN + ")(?! " + SIGN + "| $)|(?=" + SIGN + ")");

    private final FoWriter fo;
    private final Manuscript manuscript;
    /** A paragraph's base is asked for with each of its runs. */
    private @Nullable Paragraph last;

    private RunFormat lastBase = new RunFormat();

    RunSetter(FoWriter fo, Manuscript manuscript) {
        this.fo = fo;
        this.manuscript = manuscript;
    }

    /** The look with the lowest lines sets the block; everything taller asks for its own height. */
    RunFormat base(Paragraph p) {
        if (p != last) {
            last = p;
            lastBase = lowest(p);
        }
        return lastBase;
    }

    private static RunFormat lowest(Paragraph p) {
        RunFormat base = null;
        for (Inline inline : p.inlines()) {
            for (RunFormat look : looks(inline).toList()) {
                if (look.script == 0 && (base == null || look.natural() < base.natural())) {
                    base = look;
                }
            }
        }
        return base == null ? p.mark() : base;
    }

    private static Stream<RunFormat> looks(Inline inline) {
        if (inline instanceof Words words) {
            return Stream.of(words.look());
        } else if (inline instanceof Link link) {
            return link.inlines().stream().flatMap(RunSetter::looks);
        } else if (inline instanceof PageNumber number) {
            return Stream.of(number.look());
        }
        return Stream.empty();
    }

    void words(String text, RunFormat look, Paragraph p) {
        // Where it parts no word FOP takes a soft hyphen for a sign, which few fonts have.
        String clean = text.replace('\n', ' ').replace('\t', ' ').replace('\r', ' ');
        if (clean.indexOf('\u00ad') >= 0) {
            clean = STRAY_HYPHEN.matcher(clean).replaceAll("");
        }
        if (look.underline == Underline.WORDS) {
            for (String part : WORD_BORDER.split(clean)) {
                RunFormat own = look.copy();
                own.underline = part.isBlank() ? Underline.NONE : Underline.SINGLE;
                words(part, own, p);
            }
            return;
        }
        if (SIGN.matcher(clean).find() && AROUND_SIGN.split(clean).length > 1) {
            for (String part : AROUND_SIGN.split(clean)) {
                words(part, look, p);
            }
            return;
        }
        String shown = look.shown(clean);
        FoWriter.Traits traits = run(look, p);
        String language = foreign(look);
        String spoken = spoken(clean);
        if (!shown.equals(clean) || language != null || !spoken.isEmpty()) {
            // FOP reads xml:lang for hyphenation only; the finishing pass takes the rest to the structure tree.
            traits.put("xml:lang", language)
                    .put(
                            "fox:abbreviation",
                            FopMarks.mark(language == null ? "" : language, spoken, shown.equals(clean) ? "" : clean));
        }
        if (!traits.isEmpty()) {
            fo.open("inline", traits);
        }
        if (look.smallCaps && !look.caps) {
            smallCaps(clean, look);
        } else {
            fo.text(hyphenated(p, look) ? Hyphens.soft(shown) : shown);
        }
        if (!traits.isEmpty()) {
            fo.close();
        }
    }

    /** What a screen reader says of a sign that it would pass over or spell out; empty for anything else. */
    private static String spoken(String text) {
        return switch (text.strip()) {
            case "\u2610" -> Texts.german().text("rendering.sign.open");
            case "\u2611", "\u2612" -> Texts.german().text("rendering.sign.ticked");
            case "\u2713", "\u2714" -> Texts.german().text("rendering.sign.tick");
            case "\u2717", "\u2718" -> Texts.german().text("rendering.sign.cross");
            default -> "";
        };
    }

    /** Words in capitals stay whole, so that they can be read as they are meant. */
    private boolean hyphenated(Paragraph p, RunFormat look) {
        String language = look.language == null ? manuscript.language() : look.language;
        return manuscript.hyphenate() && p.look().hyphenate && !look.caps && language.startsWith("de");
    }

    private @Nullable String foreign(RunFormat look) {
        return look.language == null || look.language.equals(manuscript.language()) ? null : look.language;
    }

    private void smallCaps(String text, RunFormat look) {
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean lower = Character.isLowerCase(text.charAt(from));
            if (i == text.length() || Character.isLowerCase(text.charAt(i)) != lower) {
                String part = look.shown(text.substring(from, i));
                if (lower) {
                    fo.open("inline", new FoWriter.Traits().pt("font-size", look.shownSize() * RunFormat.SMALL))
                            .text(part)
                            .close();
                } else {
                    fo.text(part);
                }
                from = i;
            }
        }
    }

    /** Only what differs from the block's own look. */
    FoWriter.Traits run(RunFormat look, Paragraph p) {
        RunFormat base = base(p);
        FoWriter.Traits traits = new FoWriter.Traits();
        if (!look.face.family.equals(base.face.family)) {
            traits.put("font-family", look.face.family);
        }
        if (look.shownSize() != base.size * base.face.scale) {
            traits.pt("font-size", look.shownSize());
        }
        if (look.script != 0) {
            traits.pt("baseline-shift", look.size * (look.script > 0 ? SUPER : SUB))
                    .put("line-height", "1pt");
        } else if (look.raise != 0) {
            traits.pt("baseline-shift", look.raise);
        } else if (look.natural() > base.natural() && p.look().lineRule != LineRule.EXACT) {
            traits.pt("line-height", p.look().lineHeight(look));
        }
        traits.put("font-weight", look.bold ? "bold" : null);
        traits.put("font-style", look.italic ? "italic" : null);
        traits.put("color", look.color);
        traits.put("background-color", look.background);
        if (look.border != null) {
            traits.put("border", look.border.width() + "pt " + look.border.style() + " " + look.border.color())
                    .pt("padding", look.border.space());
        }
        underline(traits, look);
        if (look.tracking != 0) {
            traits.pt("letter-spacing", look.tracking);
        }
        return traits;
    }

    /**
     * XSL-FO knows one line under the text; the other kinds are borders of the inline area. A wave is set as dashes.
     */
    private static void underline(FoWriter.Traits traits, RunFormat look) {
        String lines = (look.underline == Underline.SINGLE ? "underline " : "") + (look.strike ? "line-through" : "");
        traits.put("text-decoration", lines.isEmpty() ? null : lines.strip());
        double em = look.shownSize() / 20;
        switch (look.underline) {
            case DOUBLE -> traits.put("border-after-style", "double").pt("border-after-width", em * 3);
            case THICK -> traits.put("border-after-style", "solid").pt("border-after-width", em * 2);
            case DOTTED -> traits.put("border-after-style", "dotted").pt("border-after-width", em);
            case DASHED -> traits.put("border-after-style", "dashed").pt("border-after-width", em);
            default -> {}
        }
    }
}
