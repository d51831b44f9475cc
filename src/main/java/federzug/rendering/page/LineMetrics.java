package federzug.rendering.page;

import federzug.rendering.font.Typeface;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphFormat.Line;
import federzug.rendering.manuscript.RunFormat;

/** Computes where Word's lines stand compared with those that FOP sets, in points. */
final class LineMetrics {
    /** Carlito's letters stand this part of their size lower in Word's line than in FOP's. */
    private static final double CARLITO_DROP = 0.09;

    private LineMetrics() {}

    /**
     * Computes how much lower the lines stand than FOP sets them. What a fixed height adds stands above the letters in
     * Word, what a multiple adds below; FOP halves it. A frame must stay where it is, so its lines do too, and a cell
     * must not grow.
     */
    static double drop(Paragraph p, RunFormat base, boolean cell) {
        ParagraphFormat look = p.look();
        if (framed(look) || look.aside || cell || p.box() != null || pictured(p)) {
            return 0;
        }
        double extra = look.lineHeight(base) - base.natural();
        return switch (look.lineRule) {
            case AUTO -> (base.face == Typeface.CARLITO ? base.size * CARLITO_DROP : 0) - extra / 2;
            case EXACT -> Math.max(0, extra * 0.4);
            case AT_LEAST -> Math.max(0, extra / 2);
        };
    }

    static boolean framed(ParagraphFormat look) {
        return look.background != null || look.borders.values().stream().anyMatch(Line::drawn);
    }

    /** FOP also leads a line that a picture makes tall; Word does not. */
    static double leading(Paragraph p, RunFormat base) {
        return pictured(p) && p.look().lineRule == ParagraphFormat.LineRule.AUTO
                ? Math.max(0, p.look().lineHeight(base) - base.size) / 2
                : 0;
    }

    private static boolean pictured(Paragraph p) {
        return p.inlines().stream().anyMatch(Manuscript.Image.class::isInstance);
    }
}
