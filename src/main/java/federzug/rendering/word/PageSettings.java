package federzug.rendering.word;

import federzug.rendering.manuscript.Manuscript.Columns;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.RenderingProblems;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.docx4j.wml.CTColumns;
import org.docx4j.wml.CTPageNumber;
import org.docx4j.wml.CTSettings;
import org.docx4j.wml.NumberFormat;
import org.docx4j.wml.STDocGrid;
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

    private static final Page A4 =
            new Page(595.3, 841.9, 70.85, 70.85, 56.7, 70.85, 35.4, 35.4, "before", "1", Columns.ONE);

    /** Half an inch between columns, if the file does not say otherwise. */
    private static final double GAP = 35.4;

    private static final Pattern LINE = Pattern.compile("<w:cols\\s[^>]*w:sep=\"(1|true|on)\"");

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
        if (start(section).filter(number -> number < 1).isPresent()) {
            problems.remark("rendering.draft.page-number-zero");
        }
        STDocGrid grid =
                section.getDocGrid() == null ? null : section.getDocGrid().getType();
        if (grid != null && grid != STDocGrid.DEFAULT) {
            problems.remarkOnce("rendering.draft.document-grid");
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
                || StyleBook.on(settings.getGutterAtTop(), false)
                || StyleBook.on(section.getRtlGutter(), false)) {
            problems.remark("rendering.draft.mirror-margins");
        }
        if (section.getFootnotePr() != null
                && section.getFootnotePr().getPos() != null
                && !"pageBottom"
                        .equals(section.getFootnotePr().getPos().getVal().value())) {
            problems.remark("rendering.draft.footnote-position");
        }
        columns(section, problems);
        back.run();
    }

    /** The number of the first page, if the section does not count on. */
    private static Optional<Integer> start(SectPr section) {
        return Optional.ofNullable(section.getPgNumType())
                .map(CTPageNumber::getStart)
                .map(number -> StyleBook.number(number, 1));
    }

    /** The number of the first page, 0 to count on; counting begins at 1 at the earliest. */
    static int firstNumber(SectPr section) {
        return start(section).map(number -> Math.max(1, number)).orElse(0);
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

    /** The sheet, its margins and what else holds for all of its pages. */
    static Page page(SectPr from) {
        SectPr.PgSz size = from.getPgSz();
        SectPr.PgMar margin = from.getPgMar();
        double width = size == null ? A4.width() : StyleBook.twips(size.getW(), A4.width());
        double height = size == null ? A4.height() : StyleBook.twips(size.getH(), A4.height());
        String vertical = vertical(from);
        String numbers = numbers(from);
        Columns columns = columns(from);
        if (margin == null) {
            return new Page(
                    width,
                    height,
                    A4.top(),
                    A4.right(),
                    A4.bottom(),
                    A4.left(),
                    A4.header(),
                    A4.footer(),
                    vertical,
                    numbers,
                    columns);
        }
        return new Page(
                width,
                height,
                Math.abs(StyleBook.twips(margin.getTop(), A4.top())),
                StyleBook.twips(margin.getRight(), A4.right()),
                Math.abs(StyleBook.twips(margin.getBottom(), A4.bottom())),
                StyleBook.twips(margin.getLeft(), A4.left()) + StyleBook.twips(margin.getGutter(), 0),
                StyleBook.twips(margin.getHeader(), A4.header()),
                StyleBook.twips(margin.getFooter(), A4.footer()),
                vertical,
                numbers,
                columns);
    }

    private static Columns columns(SectPr from) {
        CTColumns columns = from.getCols();
        int count = columns == null ? 1 : StyleBook.number(columns.getNum(), 1);
        int listed = columns == null ? 0 : columns.getCol().size();
        int meant = columns != null && !columns.isEqualWidth() && listed > 0 ? listed : count;
        if (columns == null || meant < 2) {
            return Columns.ONE;
        }
        return new Columns(
                meant,
                columns.isEqualWidth() || listed == 0
                        ? StyleBook.twips(columns.getSpace(), GAP)
                        : StyleBook.twips(columns.getCol().get(0).getSpace(), 0));
    }

    /** Reads from the file's text whether a line stands between columns: the object model says so of all. */
    static void columnLine(String document, RenderingProblems problems) {
        if (LINE.matcher(document).find()) {
            problems.remarkOnce("rendering.draft.column-line");
        }
    }

    /** Columns of one width are set; others are remarked. */
    private static void columns(SectPr from, RenderingProblems problems) {
        CTColumns columns = from.getCols();
        if (columns == null || columns(from).count() < 2) {
            return;
        }
        long widths = columns.isEqualWidth()
                ? 1
                : columns.getCol().stream()
                        .map(column -> Math.round(StyleBook.twips(column.getW(), 0)))
                        .distinct()
                        .count();
        if (widths > 1) {
            problems.remark("rendering.draft.column-widths");
        }
    }
}
