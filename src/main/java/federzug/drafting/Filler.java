package federzug.drafting;

import federzug.agreement.Person;
import federzug.drafting.Piece.Box;
import federzug.drafting.Piece.Choice;
import federzug.drafting.Piece.Copy;
import federzug.drafting.Piece.Field;
import federzug.drafting.Piece.Frame;
import federzug.drafting.Piece.Loop;
import federzug.drafting.Piece.Reference;
import federzug.drafting.Piece.Slot;
import federzug.drafting.Scope.Found;
import federzug.notice.Notice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final List<PlacedBox> boxes = new ArrayList<>();
    private final Map<String, String> required = new LinkedHashMap<>();

    Filler(FieldList fields) {
        this.fields = fields;
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

    /** The element that takes the place of the tree's root. */
    Element fill(Piece tree, Scope scope) {
        if (tree instanceof Frame frame) {
            return frame(frame, scope);
        }
        if (tree instanceof Copy copy && copy.node() instanceof Element element) {
            return element;
        }
        throw new IllegalArgumentException("not the root of a part");
    }

    String plain(List<Object> segments, Scope scope) {
        StringBuilder text = new StringBuilder();
        for (Object segment : segments) {
            text.append(
                    segment instanceof Reference reference
                            ? value(reference, scope).replace('\n', ' ')
                            : segment);
        }
        return text.toString();
    }

    private Element frame(Frame frame, Scope scope) {
        Element element = (Element) frame.element().cloneNode(false);
        for (Slot slot : frame.attributes()) {
            element.setAttribute(slot.attribute(), plain(slot.segments(), scope));
        }
        frame.children().forEach(child -> write(child, scope, element));
        if (Xml.is(element, "tc") && !Xml.is(lastElement(element), "p")) {
            // A cell ends with a paragraph (ISO/IEC 29500-1, 17.4.65).
            element.appendChild(Xml.beside(element, "p"));
        }
        return element;
    }

    /** Whether conditions took away all there was: a table's rows, or everything a paragraph said. */
    private static boolean isEmptied(Frame frame, Element filled) {
        if (Xml.is(filled, "tbl")) {
            return Xml.child(filled, "tr") == null;
        }
        return Xml.is(filled, "p")
                && frame.children().stream()
                        .allMatch(
                                piece -> piece instanceof Choice || piece instanceof Loop || PartReader.isBlank(piece))
                && Xml.children(filled).stream().allMatch(PartReader::isBlank);
    }

    private static Node lastElement(Element parent) {
        Node last = parent.getLastChild();
        while (last != null && !(last instanceof Element)) {
            last = last.getPreviousSibling();
        }
        return last == null ? parent : last;
    }

    private void write(Piece piece, Scope scope, Element parent) {
        if (piece instanceof Copy copy) {
            parent.appendChild(copy.node().cloneNode(true));
        } else if (piece instanceof Frame frame) {
            Element element = frame(frame, scope);
            if (!isEmptied(frame, element)) {
                parent.appendChild(element);
            }
        } else if (piece instanceof Field field) {
            run(field, scope, parent);
        } else if (piece instanceof Box box) {
            box(box, scope, parent);
        } else if (piece instanceof Choice choice) {
            find(choice.condition(), scope)
                    .ifPresent(found -> (found.value().isEmpty() ? choice.no() : choice.yes())
                            .forEach(child -> write(child, scope, parent)));
        } else if (piece instanceof Loop loop) {
            loop(loop, scope, parent);
        }
    }

    private void loop(Loop loop, Scope scope, Element parent) {
        Optional<Found> found = find(loop.list(), scope);
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
        int entry = 0;
        for (Value value : items.values()) {
            Scope inner = scope.with(loop.variable(), value, found.get().name(), ++entry);
            loop.body().forEach(child -> write(child, inner, parent));
        }
    }

    private void run(Field field, Scope scope, Element parent) {
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
        parent.appendChild(run);
    }

    private void box(Box box, Scope scope, Element parent) {
        Optional<Person> person = find(box.reference(), scope)
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
        Optional<Found> lookup = find(reference, scope);
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

    /** Unknown names were reported by the inspection. */
    private static Optional<Found> find(Reference reference, Scope scope) {
        return scope.find(reference.path()) instanceof Found found ? Optional.of(found) : Optional.empty();
    }
}
