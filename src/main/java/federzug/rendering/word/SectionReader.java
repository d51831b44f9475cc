package federzug.rendering.word;

import federzug.rendering.docx.PageEdges;
import federzug.rendering.manuscript.BlankGrounds;
import federzug.rendering.manuscript.ColumnBreaks;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import federzug.rendering.manuscript.RenderingProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.docx4j.wml.BooleanDefaultTrue;
import org.docx4j.wml.CTSettings;
import org.docx4j.wml.SectPr;
import org.jspecify.annotations.Nullable;

/** Puts sections together (ISO/IEC 29500-1, 17.6): their pages, columns, stories, and how one follows another. */
final class SectionReader {
    /** For each one the document is set once more. */
    private static final int MOST_TURNS = 12;

    private final CTSettings settings;
    private final RenderingProblems problems;
    private int turns;

    SectionReader(CTSettings settings, RenderingProblems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * One section.
     *
     * @param headers by kind of page, those taken over from the section before included; {@code footers} likewise
     */
    Section section(
            SectPr from, Map<PageKind, List<Block>> headers, Map<PageKind, List<Block>> footers, List<Block> body) {
        if (from.getPgBorders() != null) {
            problems.add("rendering.draft.page-border");
        }
        if (from.getSectPrChange() != null) {
            new TrackedChanges(problems).report(false);
        }
        PageSettings.report(from, settings, problems);
        boolean even = StyleBook.on(settings.getEvenAndOddHeaders(), false);
        // Where no header stands, its distance from the edge says nothing.
        Page page = PageSettings.page(from).withoutEdges(headers.isEmpty(), footers.isEmpty());
        List<Block> gathered = AnchoredBlocks.gathered(ColumnBreaks.settled(body, page.columns(), problems));
        seen(page, headers, footers, gathered);
        List<List<Block>> edges = new ArrayList<>(headers.values());
        edges.addAll(footers.values());
        BlankGrounds.off(gathered, edges);
        edges.forEach(edge -> BlankGrounds.off(edge, List.of()));
        int start = PageSettings.firstNumber(from);
        return new Section(
                page,
                on(from, SectPr::getTitlePg),
                even,
                start,
                start(from),
                headers,
                footers,
                StoryReader.settled(gathered, false));
    }

    private void seen(
            Page page, Map<PageKind, List<Block>> headers, Map<PageKind, List<Block>> footers, List<Block> body) {
        PageEdges edges = new PageEdges(page, problems);
        if (edges.roomy()) {
            edges.check(body);
            problems.enterStory(RenderingProblems.HEADER);
            headers.values().forEach(edges::check);
            problems.enterStory(RenderingProblems.FOOTER);
            footers.values().forEach(edges::check);
            problems.enterStory("");
        }
    }

    private static Start start(SectPr from) {
        String type = from.getType() == null
                ? "nextPage"
                : String.valueOf(from.getType().getVal());
        return switch (type) {
            case "oddPage" -> Start.ODD;
            case "evenPage" -> Start.EVEN;
            default -> Start.NEXT_PAGE;
        };
    }

    /** A section that goes on in the same page and with the same layout is no more than a mark in the text. */
    void add(List<Section> sections, Section section, SectPr from) {
        boolean continues =
                from.getType() != null && "continuous".equals(from.getType().getVal());
        if (!continues || sections.isEmpty()) {
            sections.add(section);
            return;
        }
        Section before = sections.get(sections.size() - 1);
        if (!before.page().equals(section.page())
                || !from.getEGHdrFtrReferences().isEmpty()) {
            goOn(sections, section, before);
            return;
        }
        List<Block> all = new ArrayList<>(before.body());
        all.addAll(section.body());
        sections.set(sections.size() - 1, before.with(StoryReader.settled(all, false)));
    }

    /** From the next page on the section has its own margins above and below, headers and footers. */
    private void goOn(List<Section> sections, Section section, Section before) {
        Page one = before.page();
        Page two = section.page();
        if (one.width() != two.width()
                || one.height() != two.height()
                || one.left() != two.left()
                || one.right() != two.right()
                || section.startNumber() > 0
                || !one.columns().beside(two.columns())) {
            problems.add("rendering.draft.continuous-section");
        }
        Section next = new Section(
                two,
                false,
                section.evenAndOdd(),
                0,
                Start.CONTINUOUS,
                section.headers(),
                section.footers(),
                section.body());
        if (!next.edgedLike(before) && ++turns > MOST_TURNS) {
            problems.add("rendering.draft.continuous-section");
        }
        sections.add(next);
    }

    private static boolean on(SectPr from, Function<SectPr, @Nullable BooleanDefaultTrue> property) {
        return StyleBook.on(property.apply(from), false);
    }
}
