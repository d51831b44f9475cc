package federzug.rendering.manuscript;

import federzug.document.SignatureField;
import federzug.notice.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Word file as it is to be set: styles resolved, numbers counted, fields understood. The PDF and the mail text are both
 * made from it. Lengths in points.
 *
 * @param modified the file's own date, or null
 * @param hyphenate whether its author has switched automatic hyphenation on
 * @param remarks what is rendered otherwise than written, or should be looked at
 */
public record Manuscript(
        String title,
        String language,
        @Nullable Instant modified,
        double defaultTab,
        boolean hyphenate,
        List<Section> sections,
        List<Notice> remarks) {

    public Manuscript with(List<Section> others) {
        return new Manuscript(title, language, modified, defaultTab, hyphenate, others, remarks);
    }

    /** The same with another section in one place. */
    public Manuscript with(int place, Section other) {
        List<Section> others = new ArrayList<>(sections);
        others.set(place, other);
        return with(others);
    }

    /** A section and those that go on on its last page; none if it goes on itself. */
    public List<Section> run(int first) {
        int end = first + 1;
        while (end < sections.size() && sections.get(end).start() == Start.CONTINUOUS) {
            end++;
        }
        boolean goesOn = first > 0 && sections.get(first).start() == Start.CONTINUOUS;
        return goesOn ? List.of() : sections.subList(first, end);
    }

    /** The run of sections to which a section belongs. */
    public List<Section> wholeRun(int section) {
        int head = section;
        while (run(head).isEmpty()) {
            head--;
        }
        return run(head);
    }

    public enum PageKind {
        DEFAULT,
        FIRST,
        EVEN
    }

    /** @param startNumber number of the section's first page, 0 to count on */
    public record Section(
            Page page,
            boolean titlePage,
            boolean evenAndOdd,
            int startNumber,
            Start start,
            Map<PageKind, List<Block>> headers,
            Map<PageKind, List<Block>> footers,
            List<Block> body) {
        public Section with(Map<PageKind, List<Block>> otherHeaders, Map<PageKind, List<Block>> otherFooters) {
            return new Section(page, titlePage, evenAndOdd, startNumber, start, otherHeaders, otherFooters, body);
        }

        /** Whether its pages look like those of another, but for the text and its columns. */
        public boolean edgedLike(Section other) {
            return page.inOneColumn().equals(other.page.inOneColumn())
                    && evenAndOdd == other.evenAndOdd
                    && headers.equals(other.headers)
                    && footers.equals(other.footers);
        }

        public Section with(List<Block> other) {
            return new Section(page, titlePage, evenAndOdd, startNumber, start, headers, footers, other);
        }
    }

    /** On which page a section begins. */
    public enum Start {
        NEXT_PAGE,
        ODD,
        EVEN,
        /** On the page on which the one before ends; its own headers and footers begin on the next. */
        CONTINUOUS
    }

    /**
     * @param vertical how text stands that does not fill the page, an XSL-FO display-align
     * @param numbers how page numbers are written, an XSL-FO format
     * @param columns in which the text stands
     */
    public record Page(
            double width,
            double height,
            double top,
            double right,
            double bottom,
            double left,
            double header,
            double footer,
            String vertical,
            String numbers,
            Columns columns) {
        public double textWidth() {
            return width - left - right;
        }

        /** The same sheet and margins with the text in one column. */
        public Page inOneColumn() {
            return new Page(width, height, top, right, bottom, left, header, footer, vertical, numbers, Columns.ONE);
        }

        public Page withTopAndBottom(double otherTop, double otherBottom) {
            return new Page(
                    width, height, otherTop, right, otherBottom, left, header, footer, vertical, numbers, columns);
        }

        /** The same without the room for headers, for footers. */
        public Page withoutEdges(boolean noHeaders, boolean noFooters) {
            return new Page(
                    width,
                    height,
                    top,
                    right,
                    bottom,
                    left,
                    noHeaders ? Math.min(header, top) : header,
                    noFooters ? Math.min(footer, bottom) : footer,
                    vertical,
                    numbers,
                    columns);
        }

        public double columnWidth() {
            return (textWidth() - (columns.count() - 1) * columns.gap()) / columns.count();
        }
    }

    /** @param gap between two of them */
    public record Columns(int count, double gap) {
        public static final Columns ONE = new Columns(1, 0);

        /** Whether text in these and in those can stand on one page. */
        public boolean beside(Columns other) {
            return count == 1 || other.count() == 1 || equals(other);
        }
    }

    public sealed interface Block permits Paragraph, Grid {}

    /**
     * @param number one-based number among all paragraphs of its story, for messages
     * @param heading 1..6 for a heading of that level in the PDF, 0 for text
     * @param box the signature field that takes this paragraph's place, or null
     */
    public record Paragraph(
            int number,
            ParagraphFormat look,
            RunFormat mark,
            @Nullable Label label,
            int heading,
            List<Inline> inlines,
            @Nullable SignatureField box)
            implements Block {
        public boolean isEmpty() {
            return label == null
                    && box == null
                    && inlines.stream()
                            .allMatch(i -> i instanceof Anchor
                                    || i instanceof PageBreak
                                    || i instanceof Floating
                                    || i instanceof Reserve);
        }

        /** Whether it is a line of a table of contents. */
        public boolean contents() {
            return look.contents && !isEmpty();
        }

        public Paragraph with(List<Inline> others) {
            return new Paragraph(number, look, mark, label, heading, others, box);
        }

        public Paragraph with(ParagraphFormat other) {
            return new Paragraph(number, other, mark, label, heading, inlines, box);
        }
    }

    /**
     * @param list which list the number belongs to
     * @param level 0..8
     * @param suffix what stands between number and text
     * @param align how the number stands to the place where the first line begins
     */
    public record Label(
            String text,
            RunFormat look,
            String list,
            int level,
            boolean bullet,
            Suffix suffix,
            ParagraphFormat.Align align) {
        /** From where the number is to stand to where it begins: it may end or be centred there. */
        public double shift() {
            return switch (align) {
                case RIGHT -> -look.width(text);
                case CENTER -> -look.width(text) / 2;
                default -> 0;
            };
        }
    }

    public enum Suffix {
        TAB,
        SPACE,
        NOTHING
    }

    /**
     * @param start from the left edge of the text area; negative reaches into the margin, not a number means centred and
     *     infinity on the right
     * @param headerColumn whether the first cell of each row is its head
     */
    public record Grid(double start, List<Double> columns, int headerRows, boolean headerColumn, List<Row> rows)
            implements Block {
        /** Whether it holds data, otherwise it only arranges things on the page. */
        public boolean hasHeads() {
            return headerRows > 0 || headerColumn;
        }

        public double width() {
            return columns.stream().mapToDouble(Double::doubleValue).sum();
        }

        /** Where it begins in a text area of this width. */
        public double startIn(double available) {
            return Double.isNaN(start)
                    ? (available - width()) / 2
                    : Double.isInfinite(start) ? available - width() : start;
        }
    }

    /** @param exact whether the height is fixed, otherwise it is the least */
    public record Row(double height, boolean exact, boolean keepTogether, List<Cell> cells) {}

    /** @param vertical an XSL-FO display-align */
    public record Cell(
            int column,
            int columns,
            int rows,
            String vertical,
            @Nullable String background,
            Map<ParagraphFormat.Edge, ParagraphFormat.Line> borders,
            Map<ParagraphFormat.Edge, Double> padding,
            List<Block> blocks) {
        public Cell with(List<Block> others) {
            return new Cell(column, columns, rows, vertical, background, borders, padding, others);
        }
    }

    public sealed interface Inline
            permits Words,
                    Tab,
                    MarginTab,
                    LineBreak,
                    PageBreak,
                    Image,
                    PageNumber,
                    PageCount,
                    PageOf,
                    Link,
                    Anchor,
                    Footnote,
                    Floating,
                    Reserve,
                    RunningText,
                    Pending,
                    InLine {}

    public record Words(String text, RunFormat look) implements Inline {}

    public record Tab(RunFormat look) implements Inline {}

    /** A tab to a place on the line, whatever the tab stops say (w:ptab). */
    public record MarginTab(ParagraphFormat.TabKind kind, char leader, RunFormat look) implements Inline {}

    public record LineBreak() implements Inline {}

    /** @param column whether the text goes on in the next column, if there is one */
    public record PageBreak(boolean column) implements Inline {
        public PageBreak() {
            this(false);
        }
    }

    /** @param alternateText empty for decoration */
    public record Image(byte[] bytes, double width, double height, String alternateText) implements Inline {}

    public record PageNumber(RunFormat look) implements Inline {}

    /** @param ofSection whether only the pages of the section count */
    public record PageCount(RunFormat look, boolean ofSection) implements Inline {}

    public record PageOf(String anchor, String shown, RunFormat look) implements Inline {}

    /** @param external whether the target is an address, otherwise the name of an anchor */
    public record Link(String target, boolean external, String text, List<Inline> inlines) implements Inline {}

    public record Anchor(String name) implements Inline {}

    /**
     * What a header or footer repeats of the text on its page.
     *
     * @param name under which paragraphs offer it
     * @param last whether the last one on the page counts, not the first
     */
    public record RunningText(String name, boolean last, RunFormat look) implements Inline {}

    /** A field that is computed when all is read; a finished manuscript holds none. */
    public record Pending(int request) implements Inline {}

    /**
     * A text box or shape among the characters; a finished manuscript holds none.
     *
     * @param rule whether it is a line across the text
     */
    public record InLine(Floating shape, boolean rule) implements Inline {}

    /** @param mark the number in the text; empty if the author wrote a mark of their own beside it */
    public record Footnote(String mark, RunFormat look, List<Block> blocks) implements Inline {}

    /**
     * Room that the text leaves free from the line on where it stands.
     *
     * @param right on which side
     */
    public record Reserve(boolean right, double width, double height) implements Inline {}
}
