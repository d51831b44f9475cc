package federzug.rendering.manuscript;

import federzug.rendering.font.Typeface;
import federzug.rendering.manuscript.Manuscript.Words;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ensures that each character has a glyph: in its own face, else in another bundled one, else it is a reported
 * problem.
 */
public final class GlyphFallback {
    private static final Typeface[] OTHERS = {Typeface.ARIMO, Typeface.TINOS, Typeface.CARLITO, Typeface.COUSINE};

    private GlyphFallback() {}

    public static List<Words> covered(String text, RunFormat look, RenderingProblems problems) {
        List<Words> parts = new ArrayList<>();
        if (!look.face.has(look.bold, look.italic)) {
            problems.add("rendering.draft.font-cut", look.font, Typeface.cut(look.bold, look.italic));
        }
        StringBuilder part = new StringBuilder();
        Typeface face = look.face;
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int[] characters = composed.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            if (rightToLeft(c)) {
                problems.add("rendering.draft.right-to-left");
                continue;
            }
            // FOP paints no blank that stands alone: between two signs it is one of theirs.
            boolean between = c == ' ' && i + 1 < characters.length && faceFor(characters[i + 1], look) == face;
            Typeface own = between ? face : faceFor(c, look);
            if (own == null) {
                problems.add(
                        "rendering.draft.glyph",
                        Character.toString(c),
                        String.format(Locale.ROOT, "U+%04X", c),
                        look.font);
                continue;
            }
            if (own != face) {
                flush(parts, part, look, face);
                face = own;
            }
            part.appendCodePoint(c);
        }
        flush(parts, part, look, face);
        return parts;
    }

    /** Gives a short text, such as a bullet, the face that has its first character. */
    public static void cover(String text, RunFormat look, RenderingProblems problems) {
        List<Words> parts = covered(text, look, problems);
        if (!parts.isEmpty() && parts.get(0).look() != look) {
            look.lineRatio = parts.get(0).look().lineRatio;
            look.face = parts.get(0).look().face;
        }
    }

    /** Text with each character that no face has written as its number. */
    public static String spelled(String text, RunFormat look) {
        StringBuilder spelled = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (rightToLeft(c) || faceFor(c, look) == null) {
                spelled.append(String.format(Locale.ROOT, "[U+%04X]", c));
            } else {
                spelled.appendCodePoint(c);
            }
        });
        return spelled.toString();
    }

    private static void flush(List<Words> parts, StringBuilder part, RunFormat look, Typeface face) {
        if (!part.isEmpty()) {
            RunFormat own = look;
            if (face != look.face) {
                own = look.copy();
                if (face.lineRatio > look.natural() / look.size) {
                    // A single sign does not part the lines.
                    own.lineRatio = look.natural() / look.size;
                }
                own.face = face;
            }
            parts.add(new Words(part.toString(), own));
            part.setLength(0);
        }
    }

    private static @Nullable Typeface faceFor(int c, RunFormat look) {
        if (invisible(c) || look.metrics().has(c)) {
            return look.face;
        }
        for (Typeface other : OTHERS) {
            if (other.metrics(look.bold, look.italic).has(c)) {
                return other;
            }
        }
        // Pictures in colour are no signs: what stands for them in one colour is another picture.
        return Character.isBmpCodePoint(c)
                        && Typeface.DEJAVU.metrics(look.bold, look.italic).has(c)
                ? Typeface.DEJAVU
                : null;
    }

    private static boolean invisible(int c) {
        return c == '\n' || c == '\t' || c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
    }

    private static boolean rightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE
                || direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING
                        && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT;
    }
}
