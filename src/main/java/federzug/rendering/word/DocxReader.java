package federzug.rendering.word;

import federzug.document.BoundValues;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.rendering.RenderingException;
import federzug.rendering.docx.AuthorAdvice;
import federzug.rendering.docx.CharacterCount;
import federzug.rendering.docx.DocumentProperties;
import federzug.rendering.docx.Enclosures;
import federzug.rendering.docx.FieldValues;
import federzug.rendering.docx.FontCheck;
import federzug.rendering.docx.FontChoice;
import federzug.rendering.docx.LogicalEdges;
import federzug.rendering.docx.StyleCache;
import federzug.rendering.docx.TypedHeadings;
import federzug.rendering.docx.UnpackedParts;
import federzug.rendering.docx.WordContexts;
import federzug.rendering.drawing.ThemeColours;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Section;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.SignatureBlocks;
import federzug.rendering.manuscript.UnresolvedLinks;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.docx4j.XmlUtils;
import org.docx4j.docProps.core.CoreProperties;
import org.docx4j.openpackaging.exceptions.Docx4JException;
import org.docx4j.openpackaging.packages.WordprocessingMLPackage;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.ThemePart;
import org.docx4j.openpackaging.parts.WordprocessingML.DocumentSettingsPart;
import org.docx4j.openpackaging.parts.WordprocessingML.FooterPart;
import org.docx4j.openpackaging.parts.WordprocessingML.FootnotesPart;
import org.docx4j.openpackaging.parts.WordprocessingML.HeaderPart;
import org.docx4j.openpackaging.parts.WordprocessingML.MainDocumentPart;
import org.docx4j.openpackaging.parts.WordprocessingML.NumberingDefinitionsPart;
import org.docx4j.wml.CTRel;
import org.docx4j.wml.CTSettings;
import org.docx4j.wml.FooterReference;
import org.docx4j.wml.HdrFtrRef;
import org.docx4j.wml.HeaderReference;
import org.docx4j.wml.P;
import org.docx4j.wml.SectPr;
import org.docx4j.wml.Styles;
import org.jspecify.annotations.Nullable;

/**
 * Reads a DOCX (ISO/IEC 29500) into a {@link Manuscript}, or refuses it, naming every place that cannot be
 * represented.
 */
public final class DocxReader {
    static {
        WordContexts.begin();
    }

    /** Written by a pen, and passed over by the parser where it stands in no drawing. */
    private static final Pattern INK = Pattern.compile(
            "<w:r(?: [^<>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).){0,2000}</w:rPr>)?<w(?:14)?:contentPart\\b", Pattern.DOTALL);

    private static final StyleCache SHELF = new StyleCache();

    private final RenderingProblems problems;
    private final MainDocumentPart main;
    private final CTSettings settings;
    private final StyleBook styles;
    private final ListNumbering numbers;
    private final boolean signed;
    private final ReadingContext books;
    private final CrossReferences references;
    private final UnpackedParts file;
    /** Whether any section has a first page of its own. */
    private boolean firstPages;

    /** @param sheet the style sheet, null if there is none */
    private DocxReader(
            MainDocumentPart main,
            UnpackedParts file,
            @Nullable Styles sheet,
            FieldValues values,
            FontChoice fonts,
            RenderingProblems problems,
            boolean signed)
            throws Docx4JException {
        this.problems = problems;
        this.signed = signed;
        this.main = main;
        this.file = file;
        DocumentSettingsPart settingsPart = main.getDocumentSettingsPart();
        this.settings = settingsPart == null ? new CTSettings() : settingsPart.getContents();
        ThemePart theme = main.getThemePart();
        ThemeColours colours = new ThemeColours(theme == null ? "" : xml(theme));
        this.styles = new StyleBook(sheet, theme, colours, fonts.house(), problems);
        NumberingDefinitionsPart numberingPart = main.getNumberingDefinitionsPart();
        this.numbers =
                new ListNumbering(numberingPart == null ? null : numberingPart.getContents(), fonts.house(), problems);
        boolean sum = settings.getCompat() != null
                && StyleBook.on(settings.getCompat().getDoNotUseHTMLParagraphAutoSpacing(), false);
        ReadPlaces places = new ReadPlaces(styles);
        this.references = new CrossReferences(places, problems);
        this.books = new ReadingContext(
                styles,
                numbers,
                values,
                new FontCheck(problems, fonts),
                problems,
                places,
                references,
                signed,
                sum,
                file.mentions("fldLock"),
                compatibility() >= 15,
                colours);
    }

    public static Manuscript read(String file, byte[] docx, String title, List<SignatureBox> boxes, Clock clock) {
        return read(file, docx, title, boxes, !boxes.isEmpty(), clock, FontChoice.DELIVERED);
    }

    /**
     * @param file name of the draft, for messages
     * @param clock gives the date of a draft that has none
     * @throws RenderingException if anything in it cannot be rendered faithfully
     */
    public static Manuscript read(
            String file,
            byte[] docx,
            String title,
            List<SignatureBox> boxes,
            boolean signed,
            Clock clock,
            FontChoice fonts) {
        RenderingProblems problems = new RenderingProblems(file);
        try {
            UnpackedParts parts = LogicalEdges.named(docx);
            BoundValues.into(parts.all());
            whole(parts, title, problems);
            WordprocessingMLPackage word = loaded(parts);
            Instant modified = modified(
                    word.getDocPropsCorePart() == null
                            ? null
                            : word.getDocPropsCorePart().getContents());
            ZonedDateTime made = (modified == null ? clock.instant() : modified).atZone(clock.getZone());
            FieldValues values = new FieldValues(DocumentProperties.of(word, file), made);
            Manuscript manuscript = SHELF.read(
                    word.getMainDocumentPart(),
                    parts.all(),
                    sheet -> new DocxReader(word.getMainDocumentPart(), parts, sheet, values, fonts, problems, signed)
                            .manuscript(title, boxes, modified));
            problems.refuseIfAny();
            return manuscript;
        } catch (RenderingException e) {
            throw e;
        } catch (IOException | Docx4JException e) {
            throw stopped(Notice.error("rendering.draft.unreadable", Place.file(file)), problems, e);
        } catch (RuntimeException | StackOverflowError e) {
            // Nobody has thought of this: the place is all that helps the author.
            throw stopped(Notice.error("rendering.draft.unexpected", problems.place()), problems, e);
        }
    }

    private static RenderingException stopped(Notice first, RenderingProblems problems, Throwable cause) {
        List<Notice> notices = new ArrayList<>(List.of(first));
        notices.addAll(problems.errors());
        notices.addAll(problems.remarks());
        return new RenderingException(Kind.INPUT, notices).causedBy(cause);
    }

    /** Hostile files break the parser in many ways; all of them mean the same to the person who sent it. */
    private static WordprocessingMLPackage loaded(UnpackedParts parts) throws Docx4JException {
        try {
            WordprocessingMLPackage word = (WordprocessingMLPackage) parts.load();
            if (word.getMainDocumentPart() == null
                    || word.getMainDocumentPart().getContents().getBody() == null) {
                throw new Docx4JException("no body");
            }
            return word;
        } catch (RuntimeException | StackOverflowError e) {
            throw new Docx4JException("not readable", e);
        }
    }

    /** What drafting refuses already, for drafts that have come by another way; and comments, which are not printed. */
    private static void whole(UnpackedParts parts, String title, RenderingProblems problems) {
        if (parts.text("word/comments.xml").contains("<w:comment ")) {
            problems.remarkOnce("rendering.draft.comments");
        }
        if (title.isBlank()) {
            problems.add("rendering.draft.title-missing");
        }
        if (parts.all().keySet().stream()
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains("vbaproject"))) {
            problems.add("rendering.draft.macros");
            problems.refuseIfAny();
        }
    }

    private static @Nullable Instant modified(@Nullable CoreProperties properties) {
        if (properties == null
                || properties.getModified() == null
                || properties.getModified().getContent().isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(properties.getModified().getContent().get(0))
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Manuscript manuscript(String title, List<SignatureBox> boxes, @Nullable Instant modified)
            throws Docx4JException {
        Map<Integer, SignatureField> fields =
                boxes.stream().collect(Collectors.toMap(SignatureBox::paragraph, SignatureBox::field));
        org.docx4j.wml.Body body = main.getContents().getBody();
        Footnotes notes = notes();
        StoryReader story = story(main, fields, false, notes);
        Deque<SectPr> ends = new ArrayDeque<>();
        List<Object> content = Enclosures.opened(body.getContent());
        content.forEach(element -> {
            SectPr end = endOfSection(XmlUtils.unwrap(element));
            if (end != null) {
                ends.add(end);
            }
        });
        SectPr last = body.getSectPr() != null ? body.getSectPr() : ends.isEmpty() ? new SectPr() : ends.getLast();
        ends.add(last);
        firstPages = ends.stream().anyMatch(end -> StyleBook.on(end.getTitlePg(), false));
        notes.count(ends.element().getFootnotePr());
        SectionReader pages = new SectionReader(settings, problems);
        List<Section> sections = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        Map<PageKind, List<Block>> headers = Map.of();
        Map<PageKind, List<Block>> footers = Map.of();
        for (Object element : content) {
            List<Block> read = story.block(element);
            blocks.addAll(read);
            SectPr end = endOfSection(XmlUtils.unwrap(element));
            if (end != null) {
                headers = stories(end, headers, HeaderReference.class, RenderingProblems.HEADER);
                footers = stories(end, footers, FooterReference.class, RenderingProblems.FOOTER);
                pages.add(sections, pages.section(end, headers, footers, blocks), end);
                blocks = new ArrayList<>();
                ends.remove();
                notes.endOfSection();
                notes.count(ends.element().getFootnotePr());
            }
        }
        problems.enterStory("");
        headers = stories(last, headers, HeaderReference.class, RenderingProblems.HEADER);
        footers = stories(last, footers, FooterReference.class, RenderingProblems.FOOTER);
        pages.add(sections, pages.section(last, headers, footers, blocks), last);
        nothingLost(main, story, "");
        PageSettings.columnLine(xml(main), problems);
        fields.forEach((paragraph, field) -> {
            if (paragraph >= story.count()) {
                problems.add("rendering.draft.box-lost", field.label());
            }
        });
        return manuscript(title, modified, sections);
    }

    private Manuscript manuscript(String title, @Nullable Instant modified, List<Section> sections)
            throws Docx4JException {
        double tab = settings.getDefaultTabStop() == null
                ? 35.4
                : StyleBook.twips(settings.getDefaultTabStop().getVal(), 35.4);
        List<Section> resolved = ContentsEntries.renewed(
                references.resolved(sections), books.places().contents(), styles, problems);
        VisibilityCheck.check(resolved, problems, signed);
        String language = styles.run(styles.styleOf(null), List.of(), null).language;
        List<Section> leveled = TypedHeadings.tagged(
                List.copyOf(Headings.level(UnresolvedLinks.toText(resolved, problems), styles, problems)), problems);
        AuthorAdvice.on(leveled, problems);
        return new Manuscript(
                title,
                language == null ? "de-DE" : language,
                modified,
                tab <= 0 ? 35.4 : tab,
                StyleBook.on(settings.getAutoHyphenation(), false),
                leveled.stream()
                        .map(section -> section.with(SignatureBlocks.keep(section.body())))
                        .toList(),
                problems.remarks());
    }

    private static @Nullable SectPr endOfSection(Object element) {
        return element instanceof P p && p.getPPr() != null ? p.getPPr().getSectPr() : null;
    }

    private Footnotes notes() throws Docx4JException {
        FootnotesPart part = main.getFootnotesPart();
        AtomicReference<@Nullable Footnotes> self = new AtomicReference<>();
        Footnotes notes = new Footnotes(
                part == null ? List.of() : part.getContents().getFootnote(),
                numbers,
                problems,
                () -> story(Objects.requireNonNull(part), Map.of(), false, self.get()),
                id -> part == null ? 0 : CharacterCount.writtenInNote(xml(part), id));
        self.set(notes);
        notes.count(settings.getFootnotePr());
        return notes;
    }

    /** The parser passes over what it does not know; what it has not read must not be missing in silence. */
    private void nothingLost(Part part, StoryReader read, String story) {
        if (xml(part).contains(":contentPart") && INK.matcher(xml(part)).find()) {
            problems.enterStory(story);
            problems.add("rendering.draft.ink");
        }
        if (problems.isEmpty() && read.letters() < CharacterCount.written(xml(part))) {
            problems.enterStory(story);
            problems.add("rendering.draft.text-lost");
        }
    }

    private String xml(Part part) {
        return file.text(part.getPartName().getName().substring(1));
    }

    private StoryReader story(
            Part part, Map<Integer, SignatureField> fields, boolean decoration, @Nullable Footnotes notes) {
        return new StoryReader(part, books, fields, decoration, notes);
    }

    private int compatibility() {
        return settings.getCompat() == null
                ? 12
                : settings.getCompat().getCompatSetting().stream()
                        .filter(s -> "compatibilityMode".equals(s.getName()))
                        .mapToInt(s -> Integer.parseInt(s.getVal()))
                        .findFirst()
                        .orElse(12);
    }

    /** Word keeps headers that are switched off; nothing of them is printed. */
    private boolean shown(HdrFtrRef kind) {
        return switch (kind) {
            case FIRST -> firstPages;
            case EVEN -> StyleBook.on(settings.getEvenAndOddHeaders(), false);
            case DEFAULT -> true;
        };
    }

    /** Headers or footers of a section; a kind that it does not name is taken over from the section before. */
    private <R extends CTRel> Map<PageKind, List<Block>> stories(
            SectPr section, Map<PageKind, List<Block>> inherited, Class<R> type, String name) throws Docx4JException {
        Map<PageKind, List<Block>> stories = new EnumMap<>(PageKind.class);
        stories.putAll(inherited);
        for (CTRel reference : section.getEGHdrFtrReferences()) {
            if (!type.isInstance(reference)) {
                continue;
            }
            HdrFtrRef kind = reference instanceof HeaderReference header
                    ? header.getType()
                    : ((FooterReference) reference).getType();
            if (!shown(kind)) {
                continue;
            }
            Part part = main.getRelationshipsPart().getPart(reference.getId());
            List<Object> content = part instanceof HeaderPart header
                    ? header.getContents().getContent()
                    : part instanceof FooterPart footer ? footer.getContents().getContent() : List.of();
            problems.enterStory(name);
            StoryReader reader = story(part, Map.of(), true, null);
            stories.put(
                    kind == HdrFtrRef.FIRST
                            ? PageKind.FIRST
                            : kind == HdrFtrRef.EVEN ? PageKind.EVEN : PageKind.DEFAULT,
                    reader.blocks(content));
            nothingLost(part, reader, name);
        }
        problems.enterStory("");
        return stories;
    }
}
