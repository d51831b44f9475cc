package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.font.HouseFonts;
import federzug.rendering.fop.Images;
import federzug.rendering.fop.Typesetter;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Cell;
import federzug.rendering.manuscript.Manuscript.Footnote;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Row;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.page.DocxEmitter;
import federzug.rendering.pdf.PdfFinisher;
import federzug.rendering.word.DocxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The comparison of file and PDF finds whatever was lost on the way: here it is lost on purpose. */
class ReadBackIT {
    private static final Typesetter TYPESETTER = new Typesetter(HouseFonts.NONE);

    private static final Path FILES = Path.of("src/test/resources/federzug/rendering/specimens");

    @Test
    void noticesEachBlockThatIsDropped() throws IOException {
        byte[] docx = docx("../bausteine");
        Manuscript whole = read(docx);
        ReadBack.assertNothingLost(docx, set(whole));
        List<Block> blocks = whole.sections().get(0).body();
        int dropped = 0;
        for (int i = 0; i < blocks.size(); i++) {
            int one = i;
            if (blocks.get(i) instanceof Paragraph p
                    && (p.heading() > 0 || ParagraphText.of(p).isBlank())) {
                continue;
            }
            assertNoticed(docx, body(whole, body -> without(body, one)));
            dropped++;
        }
        assertThat(dropped).isGreaterThan(10);
    }

    @Test
    void noticesALetterThatIsDroppedAndParagraphsThatChangePlaces() throws IOException {
        byte[] docx = docx("absaetze");
        Manuscript whole = read(docx);
        assertNoticed(
                docx,
                body(
                        whole,
                        body -> inlines(
                                body,
                                inline -> inline instanceof Words words
                                                && words.text().length() > 40
                                        ? new Words(words.text().substring(1), words.look())
                                        : inline)));
        assertNoticed(docx, body(whole, body -> {
            List<Block> changed = new ArrayList<>(body);
            int last = changed.size() - 1;
            changed.set(last, body.get(last - 1));
            changed.set(last - 1, body.get(last));
            return changed;
        }));
    }

    @Test
    void noticesCellsNotesHeadersAndFootersThatAreDropped() throws IOException {
        byte[] tables = docx("tabellen");
        assertNoticed(
                tables,
                body(
                        read(tables),
                        body -> body.stream()
                                .map(block -> block instanceof Grid grid ? lastCellEmptied(grid) : block)
                                .toList()));
        byte[] notes = docx("fussnoten");
        assertNoticed(
                notes,
                body(
                        read(notes),
                        body -> inlines(
                                body,
                                inline -> inline instanceof Footnote note
                                        ? new Footnote(note.mark(), note.look(), List.of(lastWordDropped((Paragraph)
                                                note.blocks().get(0))))
                                        : inline)));
        byte[] edges = docx("kopfzeilen");
        Manuscript whole = read(edges);
        ReadBack.assertNothingLost(edges, set(whole));
        for (PageKind kind : PageKind.values()) {
            assertNoticed(edges, sections(whole, s -> edges(s, without(s.headers(), kind), s.footers())));
            assertNoticed(edges, sections(whole, s -> edges(s, s.headers(), without(s.footers(), kind))));
        }
    }

    private static void assertNoticed(byte[] docx, Manuscript lossy) {
        byte[] pdf = set(lossy);
        assertThatThrownBy(() -> ReadBack.assertNothingLost(docx, pdf)).isInstanceOf(AssertionError.class);
    }

    private static byte[] docx(String name) throws IOException {
        return Files.readAllBytes(FILES.resolve(name + ".docx"));
    }

    private static Manuscript read(byte[] docx) {
        return DocxReader.read("a.docx", docx, "Titel", List.of(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static byte[] set(Manuscript manuscript) {
        try (Images images = new Images(TYPESETTER.pictures())) {
            byte[] set = TYPESETTER.set(
                    "a.pdf",
                    Instant.EPOCH,
                    fo -> new DocxEmitter(fo, List.of(manuscript), Marks.NONE, Texts.german(), images).emit());
            return PdfFinisher.finish("a.pdf", set, List.of(), new PdfFinisher.Identity("a", false))
                    .bytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Manuscript sections(Manuscript of, UnaryOperator<Section> change) {
        return new Manuscript(
                of.title(),
                of.language(),
                of.modified(),
                of.defaultTab(),
                of.hyphenate(),
                of.sections().stream().map(change).toList(),
                of.remarks());
    }

    private static Manuscript body(Manuscript of, UnaryOperator<List<Block>> change) {
        return sections(of, section -> section.with(change.apply(section.body())));
    }

    private static Section edges(Section of, Map<PageKind, List<Block>> headers, Map<PageKind, List<Block>> footers) {
        return new Section(
                of.page(), of.titlePage(), of.evenAndOdd(), of.startNumber(), of.start(), headers, footers, of.body());
    }

    private static Map<PageKind, List<Block>> without(Map<PageKind, List<Block>> stories, PageKind kind) {
        Map<PageKind, List<Block>> fewer = new EnumMap<>(stories);
        fewer.remove(kind);
        return fewer;
    }

    private static List<Block> without(List<Block> blocks, int one) {
        List<Block> fewer = new ArrayList<>(blocks);
        fewer.remove(one);
        return fewer;
    }

    private static List<Block> inlines(List<Block> blocks, UnaryOperator<Inline> change) {
        return blocks.stream()
                .map(block -> block instanceof Paragraph p
                        ? with(p, p.inlines().stream().map(change).toList())
                        : block)
                .toList();
    }

    private static Block lastCellEmptied(Grid grid) {
        List<Row> rows = new ArrayList<>(grid.rows());
        Row last = rows.remove(rows.size() - 1);
        List<Cell> cells = new ArrayList<>(last.cells());
        Cell cell = cells.remove(cells.size() - 1);
        cells.add(cell.with(cell.blocks().stream()
                .map(block -> block instanceof Paragraph p ? emptied(p) : block)
                .toList()));
        rows.add(new Row(last.height(), last.exact(), last.keepTogether(), cells));
        return new Grid(grid.start(), grid.columns(), grid.headerRows(), grid.headerColumn(), rows);
    }

    private static Paragraph lastWordDropped(Paragraph p) {
        List<Inline> fewer = new ArrayList<>(p.inlines());
        Words last = (Words) fewer.remove(fewer.size() - 1);
        fewer.add(new Words(last.text().replaceFirst("\\w+\\W*$", ""), last.look()));
        return with(p, fewer);
    }

    private static Paragraph emptied(Paragraph p) {
        return with(p, List.of());
    }

    private static Paragraph with(Paragraph p, List<Inline> inlines) {
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), p.heading(), inlines, p.box());
    }
}
