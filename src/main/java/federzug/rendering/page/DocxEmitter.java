package federzug.rendering.page;

import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.font.Typeface;
import federzug.rendering.fop.FoWriter;
import federzug.rendering.fop.FopMarks;
import federzug.rendering.fop.Images;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Columns;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Page;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import federzug.rendering.manuscript.ParagraphText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a {@link Manuscript} and its annexes as XSL-FO: sections as page sequences, headers and footers as artifacts.
 * The annexes are further sections: one structure tree, one set of fonts, pages numbered through.
 */
public final class DocxEmitter {
    /** In Word the leading below a page's last line may hang into the margin. */
    private static final double HANGING = 3;

    /** How much lower than its region a header or footer is taken to be, in points: FOP breaks one that is too high. */
    private static final double SLACK = 4;

    /** Two inches, as in Word. */
    private static final double NOTES_RULE = 144;

    private final FoWriter fo;
    private final PageFrame frame;
    private final String title;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Integer> turns;
    private final RunningStories running = new RunningStories();

    /** @param first number of its first section in the whole document */
    private record Part(Manuscript manuscript, BlockSetter blocks, int first) {}

    /** @param manuscripts the document and its annexes */
    public DocxEmitter(FoWriter fo, List<Manuscript> manuscripts, Marks marks, Texts texts, Images images) {
        this(fo, manuscripts, Map.of(), marks, texts, images);
    }

    /**
     * @param manuscripts the document and its annexes
     * @param turns for sections that go on on the same page: how many pages those before them in the run of sections take
     */
    public DocxEmitter(
            FoWriter fo,
            List<Manuscript> manuscripts,
            Map<Integer, Integer> turns,
            Marks marks,
            Texts texts,
            Images images) {
        this.fo = fo;
        this.turns = turns;
        this.title = manuscripts.get(0).title();
        this.frame = new PageFrame(fo, marks, texts);
        int last = lastSequence(manuscripts);
        int first = 0;
        for (Manuscript each : manuscripts) {
            Manuscript manuscript = wrapped(each);
            String ids = parts.isEmpty() ? "" : "annex" + parts.size() + "-";
            parts.add(new Part(manuscript, new BlockSetter(fo, manuscript, images, ids, "section" + last), first));
            first += manuscript.sections().size();
        }
    }

    /** Number of the section with which the last page sequence begins. */
    private static int lastSequence(List<Manuscript> manuscripts) {
        List<Section> all =
                manuscripts.stream().flatMap(m -> m.sections().stream()).toList();
        int last = all.size() - 1;
        while (last > 0 && all.get(last).start() == Start.CONTINUOUS) {
            last--;
        }
        return last;
    }

    private static List<Section> run(Part part, int index) {
        return part.manuscript().run(index - part.first());
    }

    public void emit() {
        frame.openRoot(parts.get(0).manuscript().language(), Typeface.CARLITO);
        fo.open("layout-master-set");
        each(this::masters);
        fo.close();
        frame.title(title);
        List<PageFrame.Entry> entries = new ArrayList<>();
        each((part, index, section) -> collect(part, section.body(), entries));
        frame.outline(entries);
        each(this::section);
        fo.close();
    }

    private interface Work {
        void on(Part part, int index, Section section);
    }

    private void each(Work work) {
        for (Part part : parts) {
            for (int i = 0; i < part.manuscript().sections().size(); i++) {
                work.on(part, part.first() + i, part.manuscript().sections().get(i));
            }
        }
    }

    private void collect(Part part, List<Block> from, List<PageFrame.Entry> entries) {
        for (Block block : from) {
            if (block instanceof Paragraph p) {
                Floating.among(p.inlines()).forEach(f -> collect(part, f.blocks(), entries));
            }
            if (block instanceof Paragraph p && p.heading() > 0) {
                String number = p.label() == null ? "" : p.label().text() + " ";
                String text = (number + ParagraphText.of(p)).strip().replaceAll("\\s+", " ");
                entries.add(new PageFrame.Entry(p.heading(), part.blocks().headingId(p), text));
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(r -> r.cells().forEach(c -> collect(part, c.blocks(), entries)));
            }
        }
    }

    private static List<PageKind> kinds(Section section) {
        List<PageKind> kinds = new ArrayList<>(List.of(PageKind.DEFAULT));
        if (section.evenAndOdd()) {
            kinds.add(PageKind.EVEN);
        }
        if (section.titlePage()) {
            kinds.add(PageKind.FIRST);
        }
        return kinds;
    }

    private void masters(Part part, int index, Section section) {
        for (PageKind kind : kinds(section)) {
            master(index, section, kind, columns(part.manuscript().wholeRun(index - part.first())));
        }
        List<Section> run = run(part, index);
        if (run.isEmpty()) {
            return;
        }
        fo.open("page-sequence-master", "master-name", "section" + index);
        int pages = 0;
        for (int i = 0; i < run.size(); i++) {
            int until = i + 1 < run.size() ? turns.getOrDefault(index + i + 1, 1) : Integer.MAX_VALUE;
            if (until > pages) {
                String repeats = i + 1 < run.size() ? Integer.toString(until - pages) : "no-limit";
                fo.open("repeatable-page-master-alternatives", "maximum-repeats", repeats);
                alternatives(index + i, run.get(i), i == 0);
                fo.close();
                pages = until;
            }
        }
        fo.close();
    }

    /** @param first whether its first page is the first of the sequence */
    private void alternatives(int index, Section section, boolean first) {
        if (section.titlePage() && first) {
            alternative(index, PageKind.FIRST, "page-position", "first");
        }
        if (section.evenAndOdd()) {
            alternative(index, PageKind.EVEN, "odd-or-even", "even");
        }
        alternative(index, PageKind.DEFAULT, "page-position", "any");
    }

    private void alternative(int index, PageKind kind, String condition, String value) {
        fo.empty("conditional-page-master-reference", "master-reference", name(index, kind), condition, value);
    }

    private static String name(int index, PageKind kind) {
        return "section" + index + "-" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Word lets a tall header push the text down; FO cannot, so the header's height is computed beforehand. */
    private void master(int index, Section section, PageKind kind, Columns columns) {
        Page page = section.page();
        Page full = full(section, kind);
        double top = headerTop(page);
        double before = full.top() - top;
        double after = full.bottom() - page.footer() - HANGING;
        fo.open(
                "simple-page-master",
                new FoWriter.Traits()
                        .put("master-name", name(index, kind))
                        .pt("page-width", page.width())
                        .pt("page-height", page.height())
                        .pt("margin-top", top)
                        .pt("margin-bottom", page.footer())
                        .pt("margin-left", page.left())
                        .pt("margin-right", page.right()));
        fo.empty(
                "region-body",
                new FoWriter.Traits()
                        .put("display-align", page.vertical().equals("before") ? null : page.vertical())
                        .put("column-count", columns.count() == 1 ? null : Integer.toString(columns.count()))
                        .put("column-gap", columns.count() == 1 ? null : columns.gap() + "pt")
                        .pt("margin-top", before)
                        .pt("margin-bottom", Math.max(0, after)));
        fo.empty(
                "region-before",
                new FoWriter.Traits()
                        .put("region-name", name(index, kind) + "-before")
                        .pt("extent", before + SLACK));
        fo.empty(
                "region-after",
                new FoWriter.Traits()
                        .set("region-name", name(index, kind) + "-after", "display-align", "after")
                        .pt("extent", Math.max(0, after) + SLACK));
        fo.close();
    }

    private static PageKind firstKind(Section section) {
        return section.titlePage() ? PageKind.FIRST : PageKind.DEFAULT;
    }

    /** The manuscript with text that gives way to what floats. */
    private Manuscript wrapped(Manuscript from) {
        List<Section> sections = new ArrayList<>();
        for (Section section : from.sections()) {
            Page page = section.page();
            Map<PageKind, List<Block>> headers = new EnumMap<>(PageKind.class);
            section.headers()
                    .forEach((kind, story) -> headers.put(
                            kind, Wrapping.inside(story, new Ground.OnPage(page), page.textWidth(), headerTop(page))));
            Map<PageKind, List<Block>> footers = new EnumMap<>(PageKind.class);
            section.footers()
                    .forEach((kind, story) -> footers.put(
                            kind,
                            Wrapping.inside(
                                    story,
                                    new Ground.OnPage(page),
                                    page.textWidth(),
                                    page.height() - page.footer() - BlockHeight.of(story, page.textWidth()))));
            Section edged = section.with(headers, footers);
            sections.add(
                    page.columns().count() > 1
                            ? edged
                            : edged.with(Wrapping.body(
                                    BehindText.first(section),
                                    full(edged, firstKind(edged)),
                                    edges(edged, firstKind(edged)))));
        }
        return from.with(sections);
    }

    private static List<Floating> edges(Section section, PageKind kind) {
        return Stream.of(section.headers(), section.footers())
                .flatMap(stories -> stories.getOrDefault(kind, List.of()).stream())
                .filter(Paragraph.class::isInstance)
                .flatMap(block -> Floating.among(((Paragraph) block).inlines()).stream())
                .toList();
    }

    private double headerTop(Page page) {
        return frame.marked() ? Math.max(page.header(), PageFrame.BAND_END) : page.header();
    }

    /** The page with the margins that header and footer leave to the text. */
    private Page full(Section section, PageKind kind) {
        Page page = section.page();
        double top = headerTop(page);
        double header = BlockHeight.of(section.headers().getOrDefault(kind, List.of()), page.textWidth());
        double footer = BlockHeight.of(section.footers().getOrDefault(kind, List.of()), page.textWidth());
        return page.withTopAndBottom(
                Math.max(page.top(), top + header), Math.max(page.bottom(), page.footer() + footer));
    }

    private void section(Part part, int index, Section section) {
        List<Section> run = run(part, index);
        if (run.isEmpty()) {
            return;
        }
        fo.open(
                "page-sequence",
                PageFrame.language(
                        new FoWriter.Traits()
                                .set("master-reference", "section" + index, "id", "section" + index)
                                .set("force-page-count", "no-force")
                                .put(
                                        "format",
                                        section.page().numbers().equals("1")
                                                ? null
                                                : section.page().numbers())
                                .put(
                                        "initial-page-number",
                                        section.startNumber() > 0
                                                ? Integer.toString(section.startNumber())
                                                : index == 0 ? "1" : startOf(section)),
                        part.manuscript().language()));
        List<Block> body = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            Section one = run.get(i);
            for (PageKind kind : kinds(one)) {
                String name = name(index + i, kind);
                Page page = full(one, kind);
                statics(part, name + "-before", page, kind, one.headers(), true);
                statics(part, name + "-after", page, kind, one.footers(), false);
            }
            body.addAll(one.body());
        }
        notesRule();
        fo.open("flow", "flow-name", "xsl-region-body");
        Columns columns = columns(run);
        if (columns.count() == 1) {
            part.blocks().body(body, full(section, firstKind(section)));
        } else {
            run.forEach(one -> part.blocks().columns(one.body(), full(one, firstKind(one))));
        }
        fo.close().close();
    }

    /** The columns of the text area; text in one column reaches over all of them. */
    private static Columns columns(List<Section> run) {
        return run.stream()
                .map(section -> section.page().columns())
                .max(Comparator.comparingInt(Columns::count))
                .orElse(Columns.ONE);
    }

    /**
     * The page left out in print to begin on an odd or even one is no page of the file: only its number is passed
     * over.
     */
    private static String startOf(Section section) {
        return switch (section.start()) {
            case NEXT_PAGE, CONTINUOUS -> "auto";
            case ODD -> "auto-odd";
            case EVEN -> "auto-even";
        };
    }

    /** The short line above the notes. */
    private void notesRule() {
        fo.open("static-content", "flow-name", "xsl-footnote-separator", "role", "artifact");
        fo.open("block", "font-size", "1pt", "line-height", "6pt");
        fo.empty(
                "leader",
                new FoWriter.Traits()
                        .set("leader-pattern", "rule", "rule-thickness", "0.5pt")
                        .pt("leader-length", NOTES_RULE));
        fo.close().close();
    }

    /**
     * A header that is repeated on each page is no part of what is read. That of a first page occurs once: it says who
     * writes, and comes before the text; the footer comes after it.
     */
    private void statics(
            Part part, String region, Page page, PageKind kind, Map<PageKind, List<Block>> stories, boolean header) {
        List<Block> story = stories.getOrDefault(kind, List.of());
        if (story.isEmpty() && !(header && frame.marked())) {
            return;
        }
        boolean once = running.once(kind, stories);
        fo.open(
                "static-content",
                "flow-name",
                region,
                "role",
                !once ? "artifact" : header ? null : FopMarks.AT_THE_END);
        if (header) {
            boolean apart = once && frame.marked();
            if (apart) {
                fo.open("wrapper", "role", "artifact");
            }
            frame.band(page.width());
            if (apart) {
                fo.close();
            }
        }
        part.blocks().story(story, page, !once);
        fo.close();
    }
}
