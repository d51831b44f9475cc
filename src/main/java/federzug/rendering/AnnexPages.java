package federzug.rendering;

import federzug.document.DocumentStore;
import federzug.document.FilledDraft.Annex;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.rendering.docx.FontChoice;
import federzug.rendering.manuscript.EveryParagraph;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.Manuscript.Start;
import federzug.rendering.manuscript.ParagraphFormat;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import federzug.rendering.page.CutOffText;
import federzug.rendering.pdf.AnnexProof;
import federzug.rendering.pdf.Attachment;
import federzug.rendering.word.DocxReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A document's annexes as further sections, each under a heading of its own: a Word file in full, a PDF as one page
 * that says which file is embedded.
 */
final class AnnexPages {
    private static final int DEEPEST = 6;

    private final Manuscript main;
    private final FontChoice fonts;
    private final Texts texts;
    private final List<Manuscript> all = new ArrayList<>();
    private final List<Annex> embedded = new ArrayList<>();
    private final List<byte[]> files = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final int level;

    private AnnexPages(Manuscript main, FontChoice fonts, Texts texts) {
        this.main = main;
        this.fonts = fonts;
        this.texts = texts;
        this.level = paragraphs(main).anyMatch(p -> p.heading() == 1 && p.look().outline == 0) ? 2 : 1;
        all.add(main);
    }

    /** @throws RenderingException if an annex cannot be rendered faithfully, or is a PDF that must not be embedded */
    static AnnexPages of(
            Manuscript main, List<Annex> annexes, DocumentStore store, Clock clock, FontChoice fonts, Texts texts) {
        AnnexPages pages = new AnnexPages(main, fonts, texts);
        for (int i = 0; i < annexes.size(); i++) {
            Annex annex = annexes.get(i);
            pages.add(i + 1, annex, store.bytes(annex.content().digest()), clock);
        }
        if (!pages.notices.isEmpty()) {
            throw new RenderingException(Kind.INPUT, pages.notices);
        }
        return pages;
    }

    /** The document and its annexes. */
    List<Manuscript> all() {
        return List.copyOf(all);
    }

    List<Attachment> attachments(Instant date) {
        List<Attachment> attachments = new ArrayList<>();
        for (int i = 0; i < embedded.size(); i++) {
            Annex annex = embedded.get(i);
            attachments.add(new Attachment(annex.content().name(), annex.title(), files.get(i), date));
        }
        return attachments;
    }

    private void add(int number, Annex annex, byte[] bytes, Clock clock) {
        String title = texts.text("rendering.annex.heading", number, annex.title());
        try {
            all.add(annex.embedded() ? embed(annex, title, bytes) : set(annex, title, bytes, clock));
        } catch (RenderingException e) {
            notices.addAll(e.notices());
        }
    }

    private Manuscript set(Annex annex, String title, byte[] bytes, Clock clock) {
        Manuscript read = DocxReader.read(annex.content().name(), bytes, title, List.of(), true, clock, fonts);
        CutOffText.refuse(annex.content().name(), read);
        List<Section> sections = new ArrayList<>();
        for (Section section : read.sections()) {
            List<Block> body = EveryParagraph.inside(section.body(), this::lowered);
            if (sections.isEmpty()) {
                body = headed(title, body);
            }
            sections.add(numberedThrough(section, sections.isEmpty()).with(body));
        }
        return new Manuscript(
                read.title(),
                read.language(),
                read.modified(),
                read.defaultTab(),
                read.hyphenate(),
                sections,
                read.remarks());
    }

    /** One page in the document's own layout. */
    private Manuscript embed(Annex annex, String title, byte[] bytes) {
        String name = annex.content().name();
        AnnexProof.trouble(name, annex.content().digest().hex(), bytes).ifPresent(notice -> {
            throw new RenderingException(Kind.INPUT, notice);
        });
        embedded.add(annex);
        files.add(bytes);
        int pages;
        try {
            pages = AnnexProof.pages(bytes);
        } catch (IOException e) {
            throw RenderingException.refused("rendering.annex.unreadable", Place.file(name), name)
                    .causedBy(e);
        }
        List<Block> lines = new ArrayList<>();
        lines.add(line(texts.text("rendering.annex.embedded", name)));
        lines.add(line(texts.text("rendering.annex.size", pages, size(bytes.length))));
        lines.add(line(
                texts.text("rendering.annex.digest", annex.content().digest().hex())));
        Section last = main.sections().get(main.sections().size() - 1);
        Section page = numberedThrough(last, true).with(headed(title, lines));
        return new Manuscript(
                title, main.language(), main.modified(), main.defaultTab(), main.hyphenate(), List.of(page), List.of());
    }

    private static String size(int bytes) {
        return String.format(Locale.GERMANY, "%,d", bytes);
    }

    /** "Page 7" must mean one page. */
    private static Section numberedThrough(Section section, boolean first) {
        return new Section(
                section.page(),
                section.titlePage() && !first,
                section.evenAndOdd(),
                0,
                first ? Start.NEXT_PAGE : section.start(),
                section.headers(),
                section.footers(),
                section.body());
    }

    private Paragraph lowered(Paragraph p) {
        int heading = p.heading() == 0 ? 0 : Math.min(DEEPEST, p.heading() + level);
        return new Paragraph(p.number(), p.look(), p.mark(), p.label(), heading, p.inlines(), p.box());
    }

    private List<Block> headed(String title, List<Block> body) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(heading(title));
        blocks.addAll(body);
        if (blocks.size() > 1 && blocks.get(1) instanceof Paragraph p && p.look().pageBreakBefore) {
            ParagraphFormat look = p.look().copy();
            look.pageBreakBefore = false;
            blocks.set(1, p.with(look));
        }
        return blocks;
    }

    /** As the document's own headings of that level look, without their number. */
    private Paragraph heading(String title) {
        Optional<Paragraph> model = first(p -> p.heading() == level).or(() -> first(p -> p.heading() > 0));
        ParagraphFormat look = model.map(p -> p.look().copy()).orElseGet(ParagraphFormat::new);
        RunFormat run = model.or(() -> first(p -> true)).map(AnnexPages::look).orElseGet(RunFormat::new);
        run.bold = true;
        if (model.isEmpty()) {
            look.after = run.size;
        }
        look.keepNext = true;
        look.pageBreakBefore = false;
        look.align = ParagraphFormat.Align.LEFT;
        return paragraph(title, look, run, level);
    }

    /** As the document's running text looks: that of its longest paragraph. */
    private Paragraph line(String text) {
        Optional<Paragraph> model = filled().filter(p -> p.heading() == 0)
                .max(Comparator.comparingInt(p -> ParagraphText.of(p).length()));
        RunFormat run = model.map(AnnexPages::look).orElseGet(RunFormat::new);
        run.bold = false;
        run.italic = false;
        ParagraphFormat look = new ParagraphFormat();
        look.after = run.size * 0.6;
        return paragraph(text, look, run, 0);
    }

    private static Paragraph paragraph(String text, ParagraphFormat look, RunFormat run, int heading) {
        look.numId = 0;
        look.left = 0;
        look.right = 0;
        look.firstLine = 0;
        look.hyphenate = false;
        RenderingProblems problems = new RenderingProblems("");
        List<Manuscript.Inline> words = new ArrayList<>(GlyphFallback.covered(text, run, problems));
        problems.refuseIfAny();
        return new Paragraph(0, look, run, null, heading, words, null);
    }

    private static RunFormat look(Paragraph p) {
        return p.inlines().stream()
                .filter(Manuscript.Words.class::isInstance)
                .map(words -> ((Manuscript.Words) words).look())
                .findFirst()
                .orElse(p.mark())
                .copy();
    }

    private Optional<Paragraph> first(Predicate<Paragraph> wanted) {
        return filled().filter(wanted).findFirst();
    }

    private Stream<Paragraph> filled() {
        return paragraphs(main).filter(p -> !p.isEmpty() && p.box() == null && !p.contents());
    }

    private static Stream<Paragraph> paragraphs(Manuscript manuscript) {
        return manuscript.sections().stream()
                .flatMap(section -> section.body().stream())
                .filter(Paragraph.class::isInstance)
                .map(Paragraph.class::cast);
    }
}
