package federzug.rendering.word;

import federzug.rendering.docx.CharacterCount;
import federzug.rendering.docx.Enclosures;
import federzug.rendering.docx.UnreadElements;
import federzug.rendering.drawing.PictureReader;
import federzug.rendering.manuscript.Floating;
import federzug.rendering.manuscript.GlyphFallback;
import federzug.rendering.manuscript.Manuscript.Anchor;
import federzug.rendering.manuscript.Manuscript.InLine;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.LineBreak;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.MarginTab;
import federzug.rendering.manuscript.Manuscript.PageBreak;
import federzug.rendering.manuscript.Manuscript.PageNumber;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Tab;
import federzug.rendering.manuscript.Manuscript.Words;
import federzug.rendering.manuscript.MergedWords;
import federzug.rendering.manuscript.ParagraphFormat.TabKind;
import federzug.rendering.manuscript.ParagraphText;
import federzug.rendering.manuscript.RenderingProblems;
import federzug.rendering.manuscript.RunFormat;
import federzug.rendering.word.StyleBook.TableLayer;
import jakarta.xml.bind.JAXBElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.docx4j.XmlUtils;
import org.docx4j.openpackaging.parts.Part;
import org.docx4j.openpackaging.parts.relationships.RelationshipsPart;
import org.docx4j.relationships.Relationship;
import org.docx4j.wml.Br;
import org.docx4j.wml.CTBookmark;
import org.docx4j.wml.CTFtnEdnRef;
import org.docx4j.wml.CTMarkupRange;
import org.docx4j.wml.CTSimpleField;
import org.docx4j.wml.Drawing;
import org.docx4j.wml.FldChar;
import org.docx4j.wml.P;
import org.docx4j.wml.Pict;
import org.docx4j.wml.ProofErr;
import org.docx4j.wml.R;
import org.docx4j.wml.RPr;
import org.docx4j.wml.STBrType;
import org.docx4j.wml.Text;
import org.jspecify.annotations.Nullable;

/** Reads what is inside a paragraph: runs, fields, links, pictures, breaks. */
public final class RunReader {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    private final @Nullable RelationshipsPart relations;
    private final StyleBook styles;
    private final RenderingProblems problems;
    private final boolean decoration;
    private final boolean signed;
    private final boolean locks;
    private final @Nullable Footnotes notes;
    private final DrawingReader drawings;
    private final VmlReader shapes;
    private final FieldStack fields;
    private final RunCharacters characters;
    private List<Inline> paragraph = new ArrayList<>();
    private final ReadPlaces places;
    private final TrackedChanges tracked;
    private final List<CTBookmark> begun = new ArrayList<>();
    private String paragraphStyle = "";
    private String characterStyle = "";
    private int letters;
    private List<TableLayer> layers = List.of();

    /**
     * @param decoration whether the story is repeated on each page and needs no alternate texts
     * @param texts reads what is written in a text box
     */
    RunReader(Part part, ReadingContext books, boolean decoration, @Nullable Footnotes notes, ShapeReader.Texts texts) {
        this.relations = part.getRelationshipsPart(false);
        this.styles = books.styles();
        this.problems = books.problems();
        this.decoration = decoration;
        this.notes = notes;
        PictureReader pictures = new PictureReader(relations, books.fonts().house(), problems);
        ShapeReader boxes = new ShapeReader(pictures, books.colours(), texts, problems, decoration);
        this.drawings = new DrawingReader(pictures, boxes, problems, decoration);
        this.shapes = new VmlReader(pictures, boxes, books.fonts().house(), problems, decoration);
        this.places = books.places();
        this.tracked = new TrackedChanges(problems);
        this.signed = books.signed();
        this.locks = books.locks();
        this.fields = new FieldStack(books, decoration);
        this.characters = new RunCharacters(books, fields);
    }

    List<Inline> read(P p, String style, List<TableLayer> tableLayers) {
        paragraphStyle = style;
        layers = tableLayers;
        List<Inline> inlines = new ArrayList<>();
        fields.into(inlines);
        paragraph = inlines;
        begun.forEach(this::bookmark);
        begun.clear();
        readAll(p.getContent());
        fields.endOfParagraph();
        MergedWords.stripEnd(inlines);
        return MergedWords.of(inlines);
    }

    private void readAll(List<?> content) {
        for (Object wrapped : content) {
            Object element = XmlUtils.unwrap(wrapped);
            if (element instanceof R run) {
                run(run);
            } else if (element instanceof P.Hyperlink link) {
                hyperlink(link);
            } else if (element instanceof CTSimpleField field) {
                fields.begin(look(null), Optional.empty(), locks && locked(wrapped));
                fields.instruction(field.getInstr());
                fields.separate();
                readAll(field.getContent());
                fields.end();
            } else if (Enclosures.inside(element) != null) {
                readAll(Objects.requireNonNull(Enclosures.inside(element)));
            } else if (element instanceof CTBookmark mark) {
                bookmark(mark);
            } else if (endsBookmark(wrapped) && element instanceof CTMarkupRange end) {
                places.close(String.valueOf(end.getId()));
            } else if (!(element instanceof CTMarkupRange
                    || element instanceof ProofErr
                    || UnreadElements.harmless(wrapped))) {
                UnreadElements.refuse(wrapped, problems);
            }
        }
    }

    private void bookmark(CTBookmark mark) {
        places.open(String.valueOf(mark.getId()), mark.getName());
        fields.add(new Anchor(mark.getName()));
    }

    /** A bookmark that begins or ends between paragraphs, rows or cells; it begins with the next paragraph. */
    void between(Object wrapped) {
        Object element = XmlUtils.unwrap(wrapped);
        if (element instanceof CTBookmark mark) {
            begun.add(mark);
        } else if (endsBookmark(wrapped) && element instanceof CTMarkupRange end) {
            begun.removeIf(mark -> mark.getId().equals(end.getId()));
            places.close(String.valueOf(end.getId()));
        }
    }

    private static boolean endsBookmark(Object wrapped) {
        return wrapped instanceof JAXBElement<?> e && e.getName().getLocalPart().equals("bookmarkEnd");
    }

    private void run(R run) {
        RPr direct = run.getRPr();
        tracked.run(direct);
        characterStyle = direct == null || direct.getRStyle() == null
                ? ""
                : String.valueOf(direct.getRStyle().getVal());
        RunFormat look = look(direct);
        for (Object wrapped : run.getContent()) {
            if (wrapped instanceof JAXBElement<?> e
                    && e.getName().getLocalPart().equals("t")
                    && e.getValue() instanceof Text text) {
                letters += CharacterCount.read(text.getValue());
            }
        }
        if (look.hidden) {
            hidden(run);
            return;
        }
        run.getContent().forEach(part -> part(part, look));
    }

    private void part(Object wrapped, RunFormat look) {
        Object element = XmlUtils.unwrap(wrapped);
        String name = wrapped instanceof JAXBElement<?> e ? e.getName().getLocalPart() : "";
        if (element instanceof Text text) {
            text(name, text.getValue(), look);
        } else if (element instanceof Br br) {
            lineBreak(br);
        } else if (element instanceof R.Cr) {
            fields.add(new LineBreak());
        } else if (element instanceof R.Tab) {
            fields.add(new Tab(look));
        } else if (element instanceof R.Ptab tab) {
            TabKind kind = TabKind.valueOf(tab.getAlignment().name());
            char leader = tab.getLeader() == null
                    ? ' '
                    : StyleBook.leader(tab.getLeader().name());
            fields.add(new MarginTab(kind, leader, look));
        } else if (element instanceof R.PgNum) {
            fields.add(new PageNumber(look));
        } else if (element instanceof R.NoBreakHyphen) {
            words("\u2011", look);
        } else if (element instanceof R.SoftHyphen) {
            words("\u00ad", look);
        } else if (element instanceof R.Sym symbol) {
            characters.symbol(symbol, look);
        } else if (element instanceof FldChar mark) {
            fieldMark(wrapped, mark, look);
        } else if (element instanceof R.FootnoteRef && notes != null) {
            words(notes.currentMark(), look);
        } else if (element instanceof CTFtnEdnRef && name.equals("footnoteReference") && notes != null) {
            notes.read(wrapped, look).ifPresent(note -> {
                places.note(note.mark());
                fields.add(note);
            });
        } else if (element instanceof Drawing drawing) {
            drawings.read(drawing).forEach(this::drawn);
        } else if (element instanceof Pict pict) {
            shapes.read(pict).forEach(this::drawn);
        } else if (!UnreadElements.harmless(wrapped)) {
            UnreadElements.refuse(wrapped, problems);
        }
    }

    /** What floats belongs to the paragraph itself, whatever field or link it is anchored in. */
    private void drawn(Inline inline) {
        if (inline instanceof Floating || inline instanceof InLine) {
            paragraph.add(inline);
        } else {
            fields.add(inline);
        }
    }

    /** Hidden text is not printed, so no signatory has seen it. */
    private void hidden(R run) {
        StringBuilder text = new StringBuilder();
        for (Object wrapped : run.getContent()) {
            Object element = XmlUtils.unwrap(wrapped);
            if (element instanceof Text words && isText(wrapped)) {
                text.append(words.getValue());
            } else if (element instanceof FldChar mark) {
                fieldMark(wrapped, mark, look(run.getRPr()));
            } else if (element instanceof Text code && named(wrapped, "instrText")) {
                fields.instruction(code.getValue());
            } else if (element instanceof Drawing || element instanceof R.Sym || element instanceof CTFtnEdnRef) {
                text.append(" […] ");
            }
        }
        if (fields.showing() && !text.toString().isBlank()) {
            VisibilityCheck.report(
                    problems, signed, "rendering.draft.hidden-text", VisibilityCheck.quoted(text.toString()));
        }
    }

    private static boolean isText(Object wrapped) {
        return !(wrapped instanceof JAXBElement<?>) || named(wrapped, "t");
    }

    private static boolean named(Object wrapped, String name) {
        return wrapped instanceof JAXBElement<?> e && e.getName().getLocalPart().equals(name);
    }

    /** In a table of contents Word passes over the look of links. */
    private RunFormat look(@Nullable RPr direct) {
        if (direct != null && direct.getRStyle() != null && fields.inContents()) {
            RPr plain = XmlUtils.deepCopy(direct);
            plain.setRStyle(null);
            return styles.run(paragraphStyle, layers, plain);
        }
        return styles.run(paragraphStyle, layers, direct);
    }

    private void text(String name, String value, RunFormat look) {
        switch (name) {
            case "instrText" -> fields.instruction(value);
            case "delText", "delInstrText" -> problems.add("rendering.draft.tracked-change");
            default -> words(value, look);
        }
    }

    /** How many letters were read, as {@link CharacterCount} counts. */
    int letters() {
        return letters;
    }

    private void lineBreak(Br br) {
        if (br.getType() == STBrType.PAGE) {
            fields.add(new PageBreak());
        } else if (br.getType() == STBrType.COLUMN) {
            fields.add(new PageBreak(true));
        } else {
            fields.add(new LineBreak());
        }
    }

    /** The getter also says yes where the attribute is missing. */
    private static boolean locked(Object wrapped) {
        return XmlUtils.marshaltoString(wrapped, true, false).matches("(?s)[^>]*fldLock=\"(?:1|true|on)\".*");
    }

    private void fieldMark(Object wrapped, FldChar mark, RunFormat look) {
        switch (mark.getFldCharType()) {
            case BEGIN ->
                fields.begin(
                        look,
                        Optional.ofNullable(mark.getFfData()).flatMap(FormField::value),
                        locks && locked(wrapped));
            case SEPARATE -> fields.separate();
            case END -> fields.end();
        }
    }

    private void words(String value, RunFormat look) {
        if (!value.isEmpty() && !characterStyle.isEmpty() && !decoration && fields.showing()) {
            places.styled(characterStyle, value);
        }
        characters.words(value, look);
    }

    void checkGlyphs(String text, RunFormat look) {
        GlyphFallback.covered(text, look, problems);
    }

    private void hyperlink(P.Hyperlink link) {
        List<Inline> outer = fields.target();
        List<Inline> inner = new ArrayList<>();
        fields.into(inner);
        readAll(link.getContent());
        fields.into(outer);
        String text = ParagraphText.of(inner).strip();
        if (decoration) {
            problems.remarkOnce("rendering.draft.link-on-edge");
        }
        if (link.getId() != null) {
            Relationship relation = relations == null ? null : relations.getRelationshipByID(link.getId());
            String target = relation == null ? "" : relation.getTarget();
            if (isWithinDocument(target)) {
                outer.add(new Link(target.substring(1), false, text, MergedWords.of(inner)));
            } else if (allowed(target)) {
                outer.add(new Link(target, true, text, MergedWords.of(inner)));
            } else {
                problems.remark("rendering.draft.link", target);
                outer.addAll(inner);
            }
        } else if (link.getAnchor() != null) {
            List<Inline> shown = MergedWords.of(inner);
            outer.add(new Link(link.getAnchor(), false, text, fields.inContents() ? counted(shown, link) : shown));
        } else {
            outer.addAll(inner);
        }
    }

    /** In a table of contents written without PAGEREF the number behind the last tab is the page's. */
    private static List<Inline> counted(List<Inline> entry, P.Hyperlink link) {
        int last = entry.size() - 1;
        if (last > 0
                && entry.get(last) instanceof Words number
                && entry.get(last - 1) instanceof Tab
                && number.text().matches("\\d+")) {
            List<Inline> counted = new ArrayList<>(entry);
            counted.set(last, new PageOf(link.getAnchor(), number.text(), number.look()));
            return counted;
        }
        return entry;
    }

    /** A document for the archive links to pages and mailboxes only, never to files or programs. */
    /** Other programs write a link within the document as an address that consists of a fragment only. */
    static boolean isWithinDocument(String target) {
        return target.startsWith("#") && target.length() > 1;
    }

    static boolean allowed(String target) {
        int colon = target.indexOf(':');
        return colon > 0
                && SCHEMES.contains(target.substring(0, colon).toLowerCase(Locale.ROOT))
                && target.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\'' || c == ')' || c == '(');
    }
}
