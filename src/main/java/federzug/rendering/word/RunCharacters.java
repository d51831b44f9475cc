package federzug.rendering.word;

import federzug.notice.Texts;
import federzug.rendering.docx.FontCheck;
import federzug.rendering.docx.Symbols;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import java.util.Locale;
import org.docx4j.wml.R;

/** Reads the characters of a run: finds a font for each, and reports what of their look is not set. */
final class RunCharacters {
    private static final Texts TEXTS = Texts.german();

    private final RenderingProblems problems;
    private final FontCheck fonts;
    private final FieldStack fields;
    private final boolean signed;

    RunCharacters(ReadingContext books, FieldStack fields) {
        this.problems = books.problems();
        this.fonts = books.fonts();
        this.signed = books.signed();
        this.fields = fields;
    }

    void symbol(R.Sym symbol, RunFormat look) {
        String shown = Symbols.text(symbol.getFont(), Integer.parseInt(symbol.getChar(), 16));
        if (shown == null) {
            problems.add("rendering.draft.symbol", symbol.getChar(), symbol.getFont());
        } else {
            RunFormat own = look.copy();
            own.font = own.face.family;
            words(shown, own);
        }
    }

    void words(String value, RunFormat look) {
        if (value.isEmpty()) {
            return;
        }
        if (fields.showing() && Symbols.isFont(look.font)) {
            signs(value, look);
            return;
        }
        if (fields.showing() && !value.isBlank()) {
            fonts.check(look);
        }
        if (fields.showing() && value.contains("${")) {
            problems.add("rendering.draft.placeholder");
        }
        if (fields.showing() && !value.isBlank()) {
            for (RunFormat.Unset each : look.unset) {
                if (each != RunFormat.Unset.DOUBLE_STRIKE || !signed) {
                    problems.remark(
                            "rendering.draft.not-set",
                            VisibilityCheck.quoted(value),
                            TEXTS.text("rendering.unset."
                                    + each.name().toLowerCase(Locale.ROOT).replace('_', '-')));
                }
            }
        }
        for (Words words : GlyphFallback.covered(value, look, problems)) {
            fields.add(words);
        }
    }

    /** Letters of a symbol font mean signs. */
    private void signs(String value, RunFormat look) {
        StringBuilder shown = new StringBuilder();
        for (int c : value.codePoints().toArray()) {
            String sign = c <= ' ' ? Character.toString(c) : Symbols.text(look.font, c);
            if (sign == null) {
                problems.add("rendering.draft.symbol", String.format(Locale.ROOT, "U+%04X", c), look.font);
            } else {
                shown.append(sign);
            }
        }
        GlyphFallback.covered(shown.toString(), look, problems).forEach(fields::add);
    }
}
