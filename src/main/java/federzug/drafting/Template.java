package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A Word template, read and understood.
 *
 * @param body name of the main document part
 * @param pieces the tree of each part that can hold placeholders
 * @param properties placeholders in the core properties, by element
 * @param others the same in other properties
 * @param notices what is wrong with it
 */
record Template(
        String name,
        Archive archive,
        String body,
        Map<String, Part> pieces,
        @Nullable Properties properties,
        List<Properties> others,
        FieldList fields,
        List<Notice> notices) {

    /**
     * @param kind code of the part's German name
     * @param lists numbering instances that begin within a loop
     * @param addresses of links that hold placeholders, by relationship
     */
    record Part(
            String kind,
            Document document,
            Piece tree,
            Map<Piece.Loop, Set<String>> lists,
            Map<String, String> addresses) {}

    /**
     * @param texts the elements with placeholders, for example {@code dc:title}
     */
    record Properties(String part, Document document, Map<Element, List<Object>> texts) {}

    static Template read(String name, byte[] file, FieldList fields) {
        Place place = Place.file(Texts.german().text("drafting.place.template", name));
        try {
            Archive archive = Archive.read(file, place);
            List<Notice> notices = PartCheck.check(archive, place);
            return PartCheck.readable(notices)
                    ? read(name, archive.withoutAttachedTemplate(), fields, place, notices)
                    : refused(name, archive, fields, notices);
        } catch (Archive.RefusedException e) {
            return refused(name, new Archive(Map.of()), fields, List.of(e.notice()));
        } catch (SAXException | IOException e) {
            return refused(
                    name, new Archive(Map.of()), fields, List.of(Notice.error("drafting.archive.damaged", place)));
        }
    }

    /** The root of the main document part as it is now. */
    Element bodyElement() {
        return Objects.requireNonNull(pieces.get(body)).document().getDocumentElement();
    }

    /** The tree of the part of that kind, null if there is none. */
    @Nullable
    Piece tree(String kind) {
        return pieces.values().stream()
                .filter(part -> part.kind().equals(kind))
                .map(Part::tree)
                .findFirst()
                .orElse(null);
    }

    /** The notes of a kind that something in the text refers to. */
    Set<String> referredNotes(String kind) {
        Set<String> ids = new HashSet<>();
        pieces.values().stream()
                .filter(part -> !WordParts.isNotes(part.kind()))
                .forEach(part -> NoteCopies.referred(
                        part.tree(), kind.equals(WordParts.FOOTNOTES) ? "footnoteReference" : "endnoteReference", ids));
        return ids;
    }

    /** The name of the part of that kind; empty if there is none. */
    String partOf(String kind) {
        return pieces.entrySet().stream()
                .filter(part -> part.getValue().kind().equals(kind))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The lists that begin within each loop of a part. */
    Map<Piece.Loop, Set<String>> lists(String part) {
        Part found = pieces.get(part);
        return found == null ? Map.of() : found.lists();
    }

    private static Template refused(String name, Archive archive, FieldList fields, List<Notice> notices) {
        return new Template(name, archive, "", Map.of(), null, List.of(), fields, notices);
    }

    private static Template read(String name, Archive archive, FieldList fields, Place place, List<Notice> found)
            throws SAXException, IOException {
        List<Notice> notices = new ArrayList<>(found);
        notices.addAll(fields.notices());
        Pictures pictures = new Pictures(fields.pictures());
        Map<String, Part> parts = new LinkedHashMap<>();
        Set<String> filledAddresses = new HashSet<>();
        String body = "";
        Properties properties = null;
        List<Properties> others = new ArrayList<>();
        for (Map.Entry<String, String> typed : WordParts.contentTypes(archive).entrySet()) {
            String part = typed.getKey();
            byte[] bytes = archive.parts().get(part);
            String kind = WordParts.kind(typed.getValue());
            if (bytes == null) {
                continue;
            }
            if (!kind.isEmpty()) {
                boolean isBody = kind.equals(WordParts.BODY);
                Document document = Xml.parse(bytes);
                pictures.describe(document);
                Map<String, String> addresses = PartRelations.withPlaceholders(archive, part);
                Piece tree = new PartReader(name, kind, isBody, addresses, notices).read(document.getDocumentElement());
                parts.put(part, new Part(kind, document, tree, ListInstances.beginning(tree), addresses));
                if (!addresses.isEmpty()) {
                    filledAddresses.add(PartRelations.relationsOf(part));
                }
                body = isBody ? part : body;
            } else if (WordParts.isProperties(typed.getValue())) {
                properties = properties(name, part, Xml.parse(bytes), notices);
            } else if (WordParts.isOtherProperties(typed.getValue())) {
                others.add(properties(name, part, Xml.parse(bytes), notices));
            }
        }
        if (body.isEmpty()) {
            notices.add(Notice.error("drafting.archive.no-word-file", place));
        }
        notices.addAll(pictures.unknown(FieldList.FILE));
        Set<String> read = new HashSet<>(parts.keySet());
        read.addAll(filledAddresses);
        others.forEach(other -> read.add(other.part()));
        if (properties != null) {
            read.add(properties.part());
        }
        hiddenMarks(archive, read, place, notices);
        return new Template(
                name,
                archive,
                body,
                parts,
                properties,
                List.copyOf(others),
                fields,
                List.copyOf(new LinkedHashSet<>(notices)));
    }

    private static boolean holdsPlaceholder(String part, String text) {
        return text.contains("${")
                || part.endsWith(".rels")
                        && PartRelations.mayHold(text)
                        && PartRelations.readable(text).contains("${");
    }

    private static Properties properties(String name, String part, Document document, List<Notice> notices) {
        Map<Element, List<Object>> texts = new LinkedHashMap<>();
        collect(document.getDocumentElement(), name, texts, notices);
        return new Properties(part, document, texts);
    }

    /** Only elements without others inside them hold text. */
    private static void collect(Element parent, String name, Map<Element, List<Object>> texts, List<Notice> notices) {
        for (Node node : Xml.children(parent)) {
            if (node instanceof Element element) {
                String text = element.getTextContent();
                if (Xml.children(element).stream().anyMatch(Element.class::isInstance)) {
                    collect(element, name, texts, notices);
                } else if (text.contains("${")) {
                    texts.put(
                            element,
                            PlainText.segments(text, Spot.of(name, "drafting.part.properties", text), notices));
                }
            }
        }
    }

    /** A placeholder where nothing is filled (comments, field codes, diagrams) would reach the reader as it is. */
    private static void hiddenMarks(Archive archive, Set<String> read, Place place, List<Notice> notices) {
        archive.parts().forEach((part, bytes) -> {
            if (!read.contains(part)
                    && Archive.isXml(part)
                    && holdsPlaceholder(part, new String(bytes, StandardCharsets.UTF_8))) {
                notices.add(Notice.error("drafting.mark.unreachable", place, part));
            }
        });
    }
}
