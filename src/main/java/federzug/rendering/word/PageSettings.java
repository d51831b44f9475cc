package federzug.rendering.word;

import federzug.rendering.manuscript.RenderingProblems;
import java.math.BigInteger;
import java.util.Set;
import org.docx4j.wml.CTSettings;
import org.docx4j.wml.NumberFormat;
import org.docx4j.wml.STVerticalJc;
import org.docx4j.wml.SectPr;

/** Reads how a section's pages are set up (ISO/IEC 29500-1, 17.6), and reports what of it is not printed. */
final class PageSettings {
    private static final Set<NumberFormat> NUMBERS = Set.of(
            NumberFormat.DECIMAL,
            NumberFormat.LOWER_ROMAN,
            NumberFormat.UPPER_ROMAN,
            NumberFormat.LOWER_LETTER,
            NumberFormat.UPPER_LETTER);

    private PageSettings() {}

    static void report(SectPr section, CTSettings settings, RenderingProblems problems) {
        Runnable back = problems.bookmark();
        problems.enterStory("");
        if (section.getLnNumType() != null
                && section.getLnNumType().getCountBy() != null
                && section.getLnNumType().getCountBy().compareTo(BigInteger.ZERO) > 0) {
            problems.remark("rendering.draft.line-numbers");
        }
        if (section.getVAlign() != null && section.getVAlign().getVal() == STVerticalJc.BOTH) {
            problems.remark("rendering.draft.vertical-justified");
        }
        NumberFormat format =
                section.getPgNumType() == null ? null : section.getPgNumType().getFmt();
        if (format != null && !NUMBERS.contains(format)) {
            problems.remark("rendering.draft.page-number-format", format.value());
        }
        if (section.getPgNumType() != null && section.getPgNumType().getChapStyle() != null) {
            problems.remark("rendering.draft.page-number-chapter");
        }
        if (section.getTextDirection() != null
                && !"lrTb".equals(section.getTextDirection().getVal())) {
            problems.add("rendering.draft.text-direction");
        }
        if (StyleBook.on(section.getBidi(), false)) {
            problems.add("rendering.draft.right-to-left");
        }
        if (StyleBook.on(settings.getMirrorMargins(), false)
                || StyleBook.on(settings.getBookFoldPrinting(), false)
                || StyleBook.on(settings.getGutterAtTop(), false)) {
            problems.remark("rendering.draft.mirror-margins");
        }
        if (section.getFootnotePr() != null
                && section.getFootnotePr().getPos() != null
                && !"pageBottom"
                        .equals(section.getFootnotePr().getPos().getVal().value())) {
            problems.remark("rendering.draft.footnote-position");
        }
        back.run();
    }

    /** How text stands that does not fill the page; text spread over the whole height begins at the top. */
    static String vertical(SectPr section) {
        STVerticalJc align =
                section.getVAlign() == null ? null : section.getVAlign().getVal();
        return align == STVerticalJc.CENTER ? "center" : align == STVerticalJc.BOTTOM ? "after" : "before";
    }

    /** How page numbers are written. */
    static String numbers(SectPr section) {
        NumberFormat format =
                section.getPgNumType() == null ? null : section.getPgNumType().getFmt();
        return format == NumberFormat.LOWER_ROMAN
                ? "i"
                : format == NumberFormat.UPPER_ROMAN
                        ? "I"
                        : format == NumberFormat.LOWER_LETTER ? "a" : format == NumberFormat.UPPER_LETTER ? "A" : "1";
    }
}
