package federzug.rendering;

import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.MailText;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.docx.FontChoice;
import federzug.rendering.fop.Images;
import federzug.rendering.fop.Typesetter;
import federzug.rendering.mail.MailTexts;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.PrintComparison;
import federzug.rendering.manuscript.SignatureBlocks;
import federzug.rendering.page.CutOffText;
import federzug.rendering.page.DocxEmitter;
import federzug.rendering.page.PageCounts;
import federzug.rendering.page.SectionTurns;
import federzug.rendering.page.SheetEmitter;
import federzug.rendering.page.TextProof;
import federzug.rendering.pdf.Attachment;
import federzug.rendering.pdf.Conformance;
import federzug.rendering.pdf.PdfFinisher;
import federzug.rendering.word.DocxReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Makes accessible archival PDFs (PDF/A-2a and PDF/UA-1) through one emitter of XSL-FO. */
@Component
public class Rendering {
    /** Each pass adds one page break; more than these cannot help. */
    private static final int MOST_PASSES = 3;

    private static final Texts TEXTS = Texts.german();

    private final DocumentStore store;
    private final Clock clock;
    private final Proof proof;
    private final boolean strictFonts;
    private final SharedTypesetter shared;
    private final Function<byte[], List<Notice>> validator;

    @Autowired
    public Rendering(DocumentStore store, Clock clock, RenderingSettings settings) {
        this(store, clock, settings, new SharedTypesetter(settings.fonts()), Rendering::violations);
    }

    /** The same fonts and rules over another store, for documents that are not kept. */
    public Rendering over(DocumentStore other) {
        return new Rendering(other, clock, new RenderingSettings(proof, null, strictFonts), shared, validator);
    }

    /**
     * Runs veraPDF for PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).
     *
     * @return every rule that is broken, once; empty for a conforming document
     */
    public static List<Notice> violations(byte[] pdf) {
        return Conformance.verify(pdf);
    }

    /** @param validator what breaks the rules in a PDF */
    Rendering(DocumentStore store, Clock clock, RenderingSettings settings, Function<byte[], List<Notice>> validator) {
        this(store, clock, settings, new SharedTypesetter(settings.fonts()), validator);
    }

    private Rendering(
            DocumentStore store,
            Clock clock,
            RenderingSettings settings,
            SharedTypesetter shared,
            Function<byte[], List<Notice>> validator) {
        this.store = store;
        this.clock = clock;
        this.proof = settings.proof();
        this.strictFonts = settings.strictFonts();
        this.validator = validator;
        this.shared = shared;
    }

    /**
     * Repeatable: the same draft with the same marks gives the same bytes (its dates are those of the draft).
     *
     * @return the PDF named like the draft, with an unsigned signature field for each box
     * @throws RenderingException naming the paragraph of everything that cannot be rendered faithfully
     */
    public ArchivalPdf render(FilledDraft draft, Marks marks) {
        return guarded(draft, marks, null);
    }

    /**
     * A document of its own, made now: its dates are the time of making, and no other document has its identity or its
     * bytes, even if the draft is the same.
     *
     * @param identity what the document is, for example matter and agreement; goes into /ID and XMP as a digest
     * @throws RenderingException as {@link #render(FilledDraft, Marks)}
     */
    public ArchivalPdf render(FilledDraft draft, Marks marks, String identity) {
        return guarded(draft, marks, identity);
    }

    private ArchivalPdf guarded(FilledDraft draft, Marks marks, @Nullable String identity) {
        try {
            return pages(draft, marks, identity);
        } catch (OutOfMemoryError e) {
            // What took the memory is gone with the pages; the documents beside this one are not to suffer.
            throw RenderingException.refused(
                            "rendering.draft.too-large",
                            Place.file(draft.content().name()))
                    .causedBy(e);
        }
    }

    private ArchivalPdf pages(FilledDraft draft, Marks marks, @Nullable String identity) {
        String name = draft.content().name().replaceFirst("(?i)\\.docx$", "") + ".pdf";
        Manuscript manuscript = read(draft);
        Instant date = date(manuscript, identity);
        PdfFinisher.Finished finished = pages(draft, manuscript, name, marks, date, identity);
        for (int again = 0; again < MOST_PASSES; again++) {
            Optional<Manuscript> better = SignatureBlocks.better(manuscript, finished.fieldPages());
            if (better.isEmpty()) {
                break;
            }
            manuscript = better.get();
            finished = pages(draft, manuscript, name, marks, date, identity);
        }
        return keep(name, true, draft.title(), finished);
    }

    private PdfFinisher.Finished pages(
            FilledDraft draft,
            Manuscript manuscript,
            String name,
            Marks marks,
            Instant date,
            @Nullable String identity) {
        List<SignatureField> fields =
                draft.boxes().stream().map(SignatureBox::field).toList();
        try {
            SetPages set = set(draft, manuscript, name, marks, date);
            if (!fields.isEmpty() && !set.hidden().isEmpty()) {
                throw new RenderingException(Kind.INPUT, set.hidden());
            }
            return finish(
                    name,
                    fields,
                    new PdfFinisher.Identity(
                            draft.content().digest().hex() + marks + (identity == null ? "" : identity + date),
                            identity != null),
                    set.annexes().attachments(date),
                    set.pdf());
        } catch (IOException e) {
            throw RenderingException.failed("rendering.pdf.unreadable", Place.file(name))
                    .causedBy(e);
        }
    }

    /** @param hidden what can be read here, but not in Word */
    private record SetPages(AnnexPages annexes, byte[] pdf, List<Notice> hidden) {}

    private SetPages set(FilledDraft draft, Manuscript manuscript, String name, Marks marks, Instant date)
            throws IOException {
        AnnexPages annexes = AnnexPages.of(manuscript, draft.annexes(), store, clock, fonts(), TEXTS);
        try (Images images = new Images(press().pictures())) {
            Map<Integer, Integer> turns = SectionTurns.of(
                    annexes.all(),
                    (part, known) -> pagesOf(press().setWithoutRowHeads(
                                    name,
                                    date,
                                    fo -> new DocxEmitter(fo, List.of(part), known, marks, TEXTS, images).emit())));
            List<Manuscript> counted = PageCounts.counted(
                    annexes.all(),
                    turns,
                    (parts, known) -> pagesOf(press().setWithoutRowHeads(
                                    name, date, fo -> new DocxEmitter(fo, parts, known, marks, TEXTS, images).emit())));
            byte[] set = press().setWithoutRowHeads(
                            name, date, fo -> new DocxEmitter(fo, counted, turns, marks, TEXTS, images).emit());
            return new SetPages(annexes, set, TextProof.check(name, set, counted));
        }
    }

    private static int pagesOf(byte[] set) {
        try {
            return PdfFinisher.pages(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Repeatable within a day: a sheet has no date of its own, so the PDF gets the day's.
     *
     * @param name file name of the PDF, for example {@code pruefbericht.pdf}
     */
    public ArchivalPdf render(Sheet sheet, String name, Marks marks) {
        List<SignatureField> fields = sheet.blocks().stream()
                .filter(Sheet.SignatureBox.class::isInstance)
                .map(box -> ((Sheet.SignatureBox) box).field())
                .toList();
        try (Images images = new Images(press().pictures())) {
            PdfFinisher.Finished finished = finish(
                    name,
                    fields,
                    new PdfFinisher.Identity(name + sheet.title() + marks, false),
                    List.of(),
                    press().set(name, today(), fo -> new SheetEmitter(fo, sheet, marks, TEXTS, images).emit()));
            return keep(name, !fields.isEmpty(), sheet.title(), finished);
        }
    }

    /** The draft's body as the text of a mail: headings, paragraphs, lists and tables without header and footer. */
    public MailText mailText(FilledDraft draft) {
        return MailTexts.of(read(draft), TEXTS);
    }

    /**
     * Reads a draft and its annexes as {@link #render} does; sets pages only where something stands before the text.
     *
     * @return what is rendered otherwise than written or left out, and what should be looked at
     * @throws RenderingException with everything in it that cannot be rendered faithfully
     */
    public List<Notice> remarks(FilledDraft draft) {
        Manuscript read = read(draft);
        List<Manuscript> all = AnnexPages.of(read, draft.annexes(), store, clock, fonts(), TEXTS)
                .all();
        List<Notice> remarks = new ArrayList<>();
        all.forEach(manuscript -> remarks.addAll(manuscript.remarks()));
        if (draft.boxes().isEmpty()) {
            CutOffText.found(draft.content().name(), read).forEach(notice -> remarks.add(notice.as(Severity.WARNING)));
        }
        if (all.stream().anyMatch(TextProof::hides)) {
            remarks.addAll(hiddenInWord(draft, read));
        }
        return List.copyOf(remarks);
    }

    private List<Notice> hiddenInWord(FilledDraft draft, Manuscript read) {
        String name = draft.content().name();
        try {
            return set(draft, read, name, Marks.NONE, today()).hidden().stream()
                    .map(notice -> notice.as(Severity.WARNING))
                    .toList();
        } catch (IOException e) {
            throw RenderingException.failed("rendering.pdf.unreadable", Place.file(name))
                    .causedBy(e);
        }
    }

    /**
     * Compares what two drafts print, their annexes left out.
     *
     * @throws RenderingException with everything in one of them that cannot be rendered faithfully
     */
    public DraftDifferences differences(FilledDraft before, FilledDraft after) {
        Manuscript one = read(before);
        Manuscript two = read(after);
        Set<List<Object>> known = one.remarks().stream().map(Rendering::said).collect(Collectors.toSet());
        return new DraftDifferences(
                PrintComparison.between(one, two),
                two.remarks().stream()
                        .filter(remark -> !known.contains(said(remark)))
                        .toList());
    }

    /** Paragraphs have other numbers when others are put in before them. */
    private static List<Object> said(Notice remark) {
        return List.of(remark.code(), remark.arguments());
    }

    private FontChoice fonts() {
        return new FontChoice(shared.house(), strictFonts);
    }

    private Typesetter press() {
        return shared.typesetter();
    }

    private Manuscript read(FilledDraft draft) {
        Manuscript read = DocxReader.read(
                draft.content().name(),
                store.bytes(draft.content().digest()),
                draft.title(),
                draft.boxes(),
                !draft.boxes().isEmpty(),
                clock,
                fonts());
        if (!draft.boxes().isEmpty()) {
            CutOffText.refuse(draft.content().name(), read);
        }
        return read;
    }

    private Instant date(Manuscript manuscript, @Nullable String identity) {
        if (identity != null) {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS);
        }
        return manuscript.modified() == null ? today() : manuscript.modified();
    }

    private Instant today() {
        return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    }

    private static PdfFinisher.Finished finish(
            String name,
            List<SignatureField> fields,
            PdfFinisher.Identity identity,
            List<Attachment> attachments,
            byte[] set) {
        try {
            return PdfFinisher.finish(name, set, fields, identity, attachments);
        } catch (IOException e) {
            throw RenderingException.failed("rendering.pdf.unreadable", Place.file(name))
                    .causedBy(e);
        }
    }

    /** @param goesOut it is to be signed or published */
    private ArchivalPdf keep(String name, boolean goesOut, String title, PdfFinisher.Finished finished) {
        if (proof == Proof.EVERYTHING || proof == Proof.ALWAYS && goesOut) {
            prove(name, finished.bytes());
        }
        return store.keep(
                new ArchivalPdf(store.put(name, finished.bytes()), title, finished.pages(), finished.fields()));
    }

    private void prove(String name, byte[] pdf) {
        List<Notice> broken = validator.apply(pdf).stream()
                .map(notice -> notice.at(Place.in(name, notice.place().within())))
                .toList();
        if (!broken.isEmpty()) {
            throw new RenderingException(Kind.FAILURE, broken);
        }
    }
}
