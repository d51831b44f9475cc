package federzug.rendering.word;

import federzug.document.SignatureField;
import federzug.rendering.docx.Enclosures;
import federzug.rendering.docx.ParagraphQuote;
import federzug.rendering.docx.UnreadElements;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Label;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.PageBreaks;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import federzug.rendering.word.StyleBook.TableLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.docx4j.XmlUtils;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.WordprocessingML.MainDocumentPart;
import org.docx4j.wml.CTMarkupRange;
import org.docx4j.wml.P;
import org.docx4j.wml.PPr;
import org.docx4j.wml.ProofErr;
import org.docx4j.wml.Tbl;
import org.jspecify.annotations.Nullable;

/** Reads one story (body, header, footer): paragraphs and tables in order, counted as people count them. */
final class StoryReader {
    private static final int DEPTH = 12;

    final StyleBook styles;
    final RenderingProblems problems;
    final boolean modern;
    final boolean signed;
    final TrackedChanges tracked;
    private final ListNumbering numbers;
    private final ReadPlaces places;
    private final Map<Integer, SignatureField> boxes;
    private final RunReader runs;
    private final boolean sumSpaces;
    private final boolean body;
    private final boolean decoration;
    private final Part part;
    private final ReadingContext books;
    private int count;
    private int depth;
    private int lettersInside;

    /**
     * @param boxes signature fields by zero-based paragraph number
     * @param decoration whether the story is repeated on each page and needs no alternate texts
     * @param notes the footnotes, null where none may stand: in headers and footers
     */
    StoryReader(
            Part part,
            ReadingContext books,
            Map<Integer, SignatureField> boxes,
            boolean decoration,
            @Nullable Footnotes notes) {
        this.styles = books.styles();
        this.numbers = books.numbers();
        this.problems = books.problems();
        this.places = books.places();
        this.boxes = boxes;
        this.decoration = decoration;
        this.body = part instanceof MainDocumentPart;
        this.sumSpaces = books.sumSpaces();
        this.modern = books.modern();
        this.signed = books.signed();
        this.tracked = new TrackedChanges(problems);
        this.runs = new RunReader(part, books, decoration, notes, this::inside);
        this.part = part;
        this.books = books;
    }

    /** What is written in a text box: a story of its own, whose paragraphs do not count among those around it. */
    private List<Block> inside(List<?> content) {
        if (++depth > DEPTH) {
            problems.add("rendering.draft.nesting", DEPTH);
            depth--;
            return List.of();
        }
        Runnable back = problems.enterInside("Textfeld");
        StoryReader box = new StoryReader(part, books, Map.of(), decoration, null);
        box.depth = depth;
        List<Block> read = box.blocks(content);
        lettersInside += box.letters();
        back.run();
        depth--;
        return read;
    }

    /** Whether it is repeated on each page and no part of what a screen reader reads. */
    boolean decoration() {
        return decoration;
    }

    int letters() {
        return runs.letters() + lettersInside;
    }

    int count() {
        return count;
    }

    List<Block> blocks(List<?> content) {
        return settled(blocks(content, List.of()), sumSpaces);
    }

    /** Blocks of a cell. */
    List<Block> blocks(List<?> content, List<TableLayer> layers) {
        List<Block> blocks = new ArrayList<>();
        for (Object element : content) {
            blocks.addAll(block(element, layers));
        }
        return settled(AnchoredBlocks.gathered(blocks), sumSpaces);
    }

    List<Block> block(Object element) {
        return block(element, List.of());
    }

    private List<Block> block(Object wrapped, List<TableLayer> layers) {
        Object element = XmlUtils.unwrap(wrapped);
        List<?> inside = Enclosures.inside(element);
        if (element instanceof P p) {
            return InLineShapes.opened(paragraph(p, layers), problems);
        }
        if (element instanceof Tbl table) {
            if (++depth > DEPTH) {
                problems.add("rendering.draft.nesting", DEPTH);
                return List.of();
            }
            TableReader reader = new TableReader(this, table, layers);
            List<Block> grid = reader.hasRows() ? List.of(reader.block()) : List.of();
            depth--;
            return grid;
        }
        if (inside != null) {
            List<Block> blocks = new ArrayList<>();
            inside.forEach(each -> blocks.addAll(block(each, layers)));
            return blocks;
        }
        if (element instanceof CTMarkupRange) {
            between(wrapped);
        } else if (!(element instanceof ProofErr) && !UnreadElements.harmless(wrapped)) {
            UnreadElements.refuse(wrapped, problems);
        }
        return List.of();
    }

    /** A bookmark that begins or ends outside paragraphs. */
    void between(Object wrapped) {
        runs.between(wrapped);
    }

    private Paragraph paragraph(P p, List<TableLayer> layers) {
        int index = count++;
        problems.enterParagraph(count, ParagraphQuote.of(p));
        @Nullable PPr direct = p.getPPr();
        tracked.paragraph(direct);
        if (direct != null) {
            otherwise(direct);
        }
        ParagraphFormat look = styles.paragraph(direct, layers, numbers);
        RunFormat mark = styles.run(look.style, layers, direct == null ? null : direct.getRPr());
        places.begin(count, look.style, styles.headingOf(look), body);
        List<Inline> inlines = runs.read(p, look.style, layers);
        boolean flows = body && depth == 0;
        if (inlines.stream().anyMatch(i -> i instanceof Link link && PageBreaks.any(link.inlines()))
                || !flows && PageBreaks.any(inlines)) {
            problems.add("rendering.draft.page-break-inside");
        }
        if (mark.hidden && !inlines.isEmpty()) {
            problems.remark("rendering.draft.hidden-mark");
        }
        SignatureField box = boxes.get(index);
        if (box != null && !ParagraphText.of(inlines).isBlank()) {
            problems.add("rendering.draft.box-moved", box.label());
        }
        Label label = look.numId == 0 || box != null ? null : numbers.next(look.numId, look.numLevel, mark, styles);
        if (label != null) {
            places.numbered(numbers.path(look.numId, look.numLevel));
        }
        places.end();
        if (label != null && label.look().hidden && !mark.hidden) {
            VisibilityCheck.report(
                    problems, books.signed(), "rendering.draft.hidden-text", VisibilityCheck.quoted(label.text()));
            label = null;
        }
        if (label != null && !label.bullet()) {
            runs.checkGlyphs(label.text(), label.look());
        }
        return new Paragraph(count, look, mark, label, 0, inlines, box);
    }

    /** What Word shows otherwise. */
    private void otherwise(PPr direct) {
        if (StyleBook.on(direct.getCollapsed(), false)) {
            problems.remark("rendering.draft.heading-collapsed");
        }
        if (direct.getTextAlignment() != null
                && !Set.of("auto", "baseline")
                        .contains(String.valueOf(direct.getTextAlignment().getVal()))) {
            problems.remarkOnce("rendering.draft.text-alignment");
        }
    }

    /** Contextual spacing looks at the neighbours (17.3.1.9), so it is settled when all are known. */
    static List<Block> settled(List<Block> blocks, boolean sum) {
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i) instanceof Paragraph one && blocks.get(i + 1) instanceof Paragraph two) {
                boolean same = one.look().style.equals(two.look().style);
                if (same && one.look().contextual) {
                    one.look().after = 0;
                }
                if (same && two.look().contextual) {
                    two.look().before = 0;
                }
                if (sum) {
                    two.look().before += one.look().after;
                    one.look().after = 0;
                }
            }
        }
        return blocks;
    }
}
