package federzug.rendering.manuscript;

import federzug.notice.Texts;
import federzug.rendering.manuscript.ParagraphFormat.Align;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a paragraph stands among the others.
 *
 * @param left points from where its text could begin, as is right from where it could end
 * @param line height of a line in points
 * @param gap points that are left empty above it, also by empty paragraphs
 * @param breaks how many lines are broken off in it
 */
record PrintedSetting(Align align, double left, double right, double line, double gap, int breaks) {
    /** Points; programs round lengths in their own ways. */
    private static final double TOLERANCE = 6;

    /** Points: three lines or so. */
    private static final double GAP = 40;

    private static final int BREAKS = 3;

    private static final double NEARLY = 0.75;

    private static final Texts TEXTS = Texts.german();

    static PrintedSetting of(ParagraphFormat look, RunFormat mark, double above, int breaks) {
        return new PrintedSetting(
                look.align, look.left, look.right, look.lineHeight(mark), above + look.before, breaks);
    }

    /** What is different, in words; the first as it was, the second as it is now. */
    static List<String> differences(PrintedSetting one, PrintedSetting two) {
        List<String> words = new ArrayList<>();
        // Justified or not: the words begin where they began.
        if (at(one.align) != at(two.align)) {
            words.add(TEXTS.text(
                    switch (at(two.align)) {
                        case CENTER -> "rendering.change.now-centred";
                        case RIGHT -> "rendering.change.now-right";
                        default -> "rendering.change.now-left";
                    }));
        }
        length(words, "rendering.change.indent-left", one.left, two.left, TOLERANCE);
        length(words, "rendering.change.indent-right", one.right, two.right, TOLERANCE);
        if (one.line < two.line * NEARLY || two.line < one.line * NEARLY) {
            words.add(TEXTS.text("rendering.change.line", Math.round(one.line), Math.round(two.line)));
        }
        length(words, "rendering.change.gap", one.gap, two.gap, GAP);
        if (Math.abs(one.breaks - two.breaks) > BREAKS) {
            words.add(TEXTS.text("rendering.change.breaks", one.breaks, two.breaks));
        }
        return words;
    }

    private static Align at(Align align) {
        return align == Align.JUSTIFY ? Align.LEFT : align;
    }

    private static void length(List<String> words, String what, double one, double two, double tolerance) {
        if (Math.abs(one - two) > tolerance) {
            words.add(TEXTS.text(what, PrintedObject.millimetres(one), PrintedObject.millimetres(two)));
        }
    }
}
