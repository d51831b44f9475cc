package federzug.drafting;

import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.drafting.Piece.Box;
import federzug.drafting.Piece.Choice;
import federzug.drafting.Piece.Code;
import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Field;
import federzug.drafting.Piece.Frame;
import federzug.drafting.Piece.Loop;
import federzug.drafting.Piece.Note;
import federzug.drafting.Piece.Reference;
import federzug.drafting.Piece.Slot;
import federzug.drafting.Scope.Found;
import federzug.notice.Notice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes a template's tree with the values of one matter, in a single pass: what was inserted is never read again. */
final class Filler {
    /**
     * A box as it was written.
     *
     * @param paragraph the paragraph in the filled document
     */
    record PlacedBox(Element paragraph, Person person, Spot spot) {}

    private final FieldList fields;
    private final Template template;
    private final Function<PressRelease.Picture, Optional<byte[]>> pictures;
    private final NoteCopies footnotes;
    private final NoteCopies endnotes;
    private final ListInstances lists;
    private final LoopBookmarks bookmarks = new LoopBookmarks();
    private final Map<String, PartRelations> relations = new LinkedHashMap<>();
    private String part = "";
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final List<PlacedBox> boxes = new ArrayList<>();
    private final Map<String, String> required = new LinkedHashMap<>();
    /** Runs that hold a value. */
    private final Set<Node> filled = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param pictures finds the bytes of the data's picture; empty if they are gone */
    Filler(Template template, Function<PressRelease.Picture, Optional<byte[]>> pictures) {
        this.template = template;
        this.pictures = pictures;
        this.fields = template.fields();
        this.footnotes = new NoteCopies(template.tree(WordParts.FOOTNOTES));
        this.endnotes = new NoteCopies(template.tree(WordParts.ENDNOTES));
        this.lists = new ListInstances(template.archive());
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** What was written for required fields, by field, entry of its list and format. */
    Map<String, String> required() {
        return Collections.unmodifiableMap(required);
    }

    /** In document order. */
    List<PlacedBox> boxes() {
        return List.copyOf(boxes);
    }

    /** Fills all parts, the notes last: they are written where something refers to them. */
    void fillParts(Scope scope) {
        template.pieces().forEach((name, each) -> {
            if (!WordParts.isNotes(each.kind())) {
                part = name;
                put(each, root(each.tree(), scope));
            }
        });
        template.pieces().values().stream()
                .filter(each -> WordParts.isNotes(each.kind()))
                .forEach(each -> {
                    NoteCopies notes = notes(each.kind());
                    notes.copyOthers(template.referredNotes(each.kind()), piece -> copied(piece, scope));
                    put(each, notes.filled(each.document().getDocumentElement()));
                });
    }

    private static void put(Template.Part part, Element filled) {
        part.document().replaceChild(filled, part.document().getDocumentElement());
    }

    private NoteCopies notes(String kind) {
        return kind.equals(WordParts.FOOTNOTES) ? footnotes : endnotes;
    }

    /** The parts that have grown with what was filled: list instances, addresses of links, pictures. */
    Map<String, byte[]> grown() {
        Map<String, byte[]> grown = new LinkedHashMap<>();
        lists.into(grown);
        template.pieces().forEach((name, each) -> {
            if (!each.addresses().isEmpty()) {
                relations(name);
            }
        });
        relations.values().forEach(each -> each.into(grown, template.archive()));
        return grown;
    }

    private PartRelations relations(String name) {
        return relations.computeIfAbsent(name, each -> PartRelations.of(template.archive(), each));
    }

    private Element root(Piece tree, Scope scope) {
        if (tree instanceof Frame frame) {
            return frame(frame, scope);
        }
        if (tree instanceof Copy copy && copy.node() instanceof Element element) {
            return element;
        }
        throw new IllegalArgumentException("not the root of a part");
    }

    String plain(List<Object> segments, Scope scope) {
        return written(segments, scope, value -> value);
    }

    private String written(List<Object> segments, Scope scope, UnaryOperator<String> as) {
        StringBuilder text = new StringBuilder();
        for (Object segment : segments) {
            text.append(
                    segment instanceof Reference reference
                            ? as.apply(value(reference, scope).replace('\n', ' '))
                            : segment);
        }
        return text.toString();
    }

    private String code(List<Object> segments, Scope scope) {
        boolean link = !segments.isEmpty() && FieldCodes.isLink(String.valueOf(segments.get(0)));
        return written(segments, scope, link ? PartRelations::encoded : FieldCodes::escaped);
    }

    private String slot(Slot slot, Scope scope) {
        return switch (slot.use()) {
            case TEXT -> plain(slot.segments(), scope);
            case FIELD_CODE -> code(slot.segments(), scope);
            case ADDRESS -> relations(part).to(written(slot.segments(), scope, PartRelations::encoded));
        };
    }

    private Element frame(Frame frame, Scope scope) {
        Element element = (Element) frame.element().cloneNode(false);
        for (Slot slot : frame.attributes()) {
            element.setAttribute(slot.attribute(), slot(slot, scope));
        }
        frame.children().forEach(child -> write(child, scope, element));
        if (Xml.is(element, "p")) {
            oneFullStop(element);
        }
        if (Xml.is(element, "tc") && !Blanks.endsWithParagraph(element)) {
            // A cell ends with a paragraph (ISO/IEC 29500-1, 17.4.65).
            element.appendChild(Xml.beside(element, "p"));
        }
        if (Xml.is(element, "sdt")) {
            ownText(element);
        }
        return element;
    }

    /** A value that ends with an abbreviation ("Weißwasser/O.L.") ends the sentence with the same full stop. */
    private void oneFullStop(Element paragraph) {
        Node before = null;
        for (Node run : Xml.children(paragraph)) {
            if (before != null
                    && filled.contains(before)
                    && !filled.contains(run)
                    && before.getTextContent().endsWith(".")) {
                String text = run.getTextContent();
                Element first = run instanceof Element element ? Xml.child(element, "t") : null;
                if (first != null && text.startsWith(".") && !text.startsWith("..")) {
                    first.setTextContent(first.getTextContent().substring(1));
                }
            }
            before = Xml.is(run, "r") ? run : null;
        }
    }

    /** A control that was filled shows its text, not a prompt and not what Word would fetch from elsewhere. */
    private static void ownText(Element control) {
        Element properties = Xml.child(control, "sdtPr");
        if (properties != null) {
            for (Node child : Xml.children(properties)) {
                if (Xml.is(child, "showingPlcHdr") || "dataBinding".equals(child.getLocalName())) {
                    properties.removeChild(child);
                }
            }
        }
    }

    private void write(Piece piece, Scope scope, Element parent) {
        if (piece instanceof Copy copy) {
            parent.appendChild(copy.node().cloneNode(true));
        } else if (piece instanceof Frame frame) {
            Element element = frame(frame, scope);
            if (!Blanks.isEmptied(frame, element)) {
                parent.appendChild(element);
            }
        } else if (piece instanceof Field field) {
            run(field, scope, parent);
        } else if (piece instanceof Box box) {
            box(box, scope, parent);
        } else if (piece instanceof Note note) {
            note(note, scope, parent);
        } else if (piece instanceof Code code) {
            Element instruction = (Element) code.instruction().cloneNode(false);
            instruction.setTextContent(code(code.segments(), scope));
            parent.appendChild(instruction);
        } else if (piece instanceof Choice choice) {
            scope.found(choice.condition().path())
                    .ifPresent(found -> (found.value().isEmpty() ? choice.no() : choice.yes())
                            .forEach(child -> write(child, scope, parent)));
        } else if (piece instanceof Loop loop) {
            loop(loop, scope, parent);
        }
    }

    private void loop(Loop loop, Scope scope, Element parent) {
        Optional<Found> found = scope.found(loop.list().path());
        if (found.isEmpty() || !(found.get().value() instanceof Value.Items items)) {
            return;
        }
        if (items.isEmpty() && fields.required(found.get().name())) {
            notices.add(Notice.error(
                    "drafting.field.empty",
                    loop.list().spot().place(),
                    loop.list().path(),
                    ""));
        }
        Set<String> begun = template.lists(part).getOrDefault(loop, Set.of());
        int entry = 0;
        for (Value value : items.values()) {
            Scope inner = scope.with(loop.variable(), value, found.get().name(), ++entry);
            int before = parent.getChildNodes().getLength();
            loop.body().forEach(child -> write(child, inner, parent));
            List<Node> pass =
                    Xml.children(parent).subList(before, parent.getChildNodes().getLength());
            bookmarks.settle(pass);
            if (!begun.isEmpty()) {
                lists.begin(begun, pass);
            }
        }
    }

    private void note(Note note, Scope scope, Element parent) {
        Element reference = (Element) note.reference().cloneNode(true);
        NoteCopies notes = Xml.is(reference, "footnoteReference") ? footnotes : endnotes;
        String id = BoxMarks.attribute(reference, "id");
        BoxMarks.attribute(reference, "id", notes.copy(id, piece -> copied(piece, scope)));
        parent.appendChild(reference);
    }

    /** What stands in a note belongs to the note's part, so its links are looked up there. */
    private Element copied(Piece note, Scope scope) {
        if (!(note instanceof Frame frame)) {
            return (Element) ((Copy) note).node().cloneNode(true);
        }
        String outer = part;
        part = template.partOf(Xml.is(frame.element(), "footnote") ? WordParts.FOOTNOTES : WordParts.ENDNOTES);
        Element copy = frame(frame, scope);
        part = outer;
        return copy;
    }

    private void run(Field field, Scope scope, Element parent) {
        Optional<PressRelease.Picture> picture = scope.found(field.reference().path())
                .flatMap(found -> found.value() instanceof Value.Picture one
                        ? Optional.ofNullable(one.picture())
                        : Optional.empty());
        if (picture.isPresent()) {
            picture(field, picture.get(), parent);
            return;
        }
        String text = value(field.reference(), scope);
        if (text.isEmpty()) {
            return;
        }
        Element run = (Element) field.run().cloneNode(false);
        Element properties = Xml.child(field.run(), "rPr");
        if (properties != null) {
            run.appendChild(properties.cloneNode(true));
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.appendChild(Xml.beside(run, "br"));
            }
            if (!lines[i].isEmpty()) {
                run.appendChild(Runs.newText(run, lines[i]));
            }
        }
        filled.add(run);
        parent.appendChild(run);
    }

    private void picture(Field field, PressRelease.Picture picture, Element parent) {
        Optional<Element> drawing = pictures.apply(picture).flatMap(bytes -> {
            Element run = (Element) field.run().cloneNode(false);
            String relation = relations(part).toPicture(bytes);
            return Pictures.inLine(run, relation, bytes, picture.alt(), template.bodyElement())
                    .map(drawn -> {
                        run.appendChild(drawn);
                        return run;
                    });
        });
        drawing.ifPresentOrElse(
                parent::appendChild,
                () -> notices.add(Notice.error(
                        "drafting.picture.gone", field.reference().spot().place(), picture.file())));
    }

    private void box(Box box, Scope scope, Element parent) {
        Optional<Person> person = scope.found(box.reference().path())
                .flatMap(found -> found.value() instanceof Value.Group group
                        ? Optional.ofNullable(group.person())
                        : Optional.empty());
        Element paragraph = (Element) box.paragraph().cloneNode(false);
        Element properties = Xml.child(box.paragraph(), "pPr");
        if (properties != null) {
            paragraph.appendChild(properties.cloneNode(true));
        }
        parent.appendChild(paragraph);
        person.ifPresent(found ->
                boxes.add(new PlacedBox(paragraph, found, box.reference().spot())));
    }

    private String value(Reference reference, Scope scope) {
        Optional<Found> lookup = scope.found(reference.path());
        if (lookup.isEmpty() || !Formats.of(lookup.get().value()).contains(reference.format())) {
            return "";
        }
        Found found = lookup.get();
        String text = Typography.lines(Formats.write(found.value(), reference.format()));
        int entry = scope.entry(reference.path());
        String where = entry == 0 ? "" : " (" + entry + ")";
        if (text.isBlank()) {
            if (fields.required(found.name())) {
                notices.add(
                        Notice.error("drafting.field.empty", reference.spot().place(), reference.path(), where));
            }
            return "";
        }
        Optional<String> forbidden = Typography.forbidden(text);
        if (forbidden.isPresent()) {
            notices.add(Notice.error(
                    "drafting.value.character", reference.spot().place(), reference.path(), where, forbidden.get()));
            return "";
        }
        Optional<String> longWord = Typography.longWord(text);
        if (longWord.isPresent()) {
            notices.add(Notice.error(
                    "drafting.value.long-word", reference.spot().place(), reference.path(), where, longWord.get()));
            return "";
        }
        if (text.contains("${")) {
            notices.add(Notice.error("drafting.value.mark", reference.spot().place(), reference.path(), where));
            return "";
        }
        if (fields.required(found.name())) {
            String format = reference.format().isEmpty() ? "" : " | " + reference.format();
            required.put(found.name() + where + format, text);
        }
        return text;
    }
}
