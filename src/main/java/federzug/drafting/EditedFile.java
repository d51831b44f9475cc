package federzug.drafting;

import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.drafting.Filler.PlacedBox;
import federzug.drafting.WordParts.Part;
import federzug.notice.Notice;
import federzug.notice.Place;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads a draft as it comes back from the parties, without assumptions about how it was edited. */
final class EditedFile {
    private final String name;
    private final Place place;
    private final List<Notice> notices = new ArrayList<>();
    private final List<PlacedBox> boxes = new ArrayList<>();
    private Archive archive = new Archive(Map.of());
    private List<Part> parts = List.of();
    private String title = "";

    private EditedFile(String name) {
        this.name = name;
        this.place = Place.file(name);
    }

    /** Reads as far as it can; what is wrong is among the notices. */
    static EditedFile read(String name, byte[] bytes, List<Signatory> signatories) {
        EditedFile file = new EditedFile(name);
        try {
            file.archive = Archive.read(bytes, file.place);
            file.notices.addAll(PartCheck.check(file.archive, file.place));
            if (file.notices.stream().noneMatch(Notice::isError)) {
                file.archive = file.archive.withoutAttachedTemplate().bound();
                file.parts = WordParts.of(file.archive);
                file.look(signatories);
            }
        } catch (Archive.RefusedException e) {
            file.notices.add(e.notice());
        } catch (SAXException | IOException e) {
            file.notices.add(Notice.error("drafting.archive.damaged", file.place));
        }
        return file;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    List<PlacedBox> boxes() {
        return List.copyOf(boxes);
    }

    String title() {
        return title;
    }

    boolean isReadable() {
        return !parts.isEmpty();
    }

    /** The parts with text, to be changed in place. */
    List<Part> parts() {
        return parts;
    }

    DraftText text() {
        return DraftText.of(name, parts);
    }

    Element body() {
        return parts.stream()
                .filter(part -> part.kind().equals(WordParts.BODY))
                .findFirst()
                .orElseThrow()
                .document()
                .getDocumentElement();
    }

    /**
     * Repacked with the matter's day as its date, so that the same wording gives the same bytes.
     *
     * @param identifier what else the document consists of
     */
    byte[] packed(LocalDate date, String identifier) throws SAXException, IOException {
        Map<String, byte[]> packed = new LinkedHashMap<>(archive.parts());
        parts.forEach(part -> packed.put(part.name(), Xml.write(part.document())));
        for (Map.Entry<String, String> typed : WordParts.contentTypes(archive).entrySet()) {
            byte[] bytes = packed.get(typed.getKey());
            if (bytes != null && WordParts.isProperties(typed.getValue())) {
                packed.put(typed.getKey(), CoreProperties.dated(bytes, date, identifier));
            }
        }
        return new Archive(packed).pack();
    }

    private void look(List<Signatory> signatories) throws SAXException, IOException {
        if (parts.stream().noneMatch(part -> part.kind().equals(WordParts.BODY))) {
            notices.add(Notice.error("drafting.archive.no-word-file", place));
            parts = List.of();
            return;
        }
        for (Part part : parts) {
            boxes(part.document().getDocumentElement(), part, signatories);
        }
        notices.addAll(Boxes.check(boxes, signatories, place, "drafting.adopt.box-missing"));
        for (Map.Entry<String, String> typed : WordParts.contentTypes(archive).entrySet()) {
            byte[] bytes = archive.parts().get(typed.getKey());
            if (bytes != null && WordParts.isProperties(typed.getValue())) {
                title = CoreProperties.title(bytes);
            }
            if (typed.getValue().endsWith(".comments+xml") && bytes != null && hasComments(bytes)) {
                notices.add(Notice.warning("drafting.adopt.comments", place));
            }
        }
        if (title.isBlank()) {
            notices.add(Notice.error("drafting.title.missing", place));
        }
    }

    private static boolean hasComments(byte[] part) throws SAXException, IOException {
        return Xml.child(Xml.parse(part).getDocumentElement(), "comment") != null;
    }

    private void boxes(Node parent, Part part, List<Signatory> signatories) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "bookmarkStart") && BoxMarks.isBox((Element) child)) {
                box((Element) child, part, signatories);
            }
            boxes(child, part, signatories);
        }
    }

    private void box(Element bookmark, Part part, List<Signatory> signatories) {
        String mark = BoxMarks.attribute(bookmark, "name");
        Element paragraph = ancestor(bookmark, "p");
        Optional<Person> person = signatories.stream()
                .map(Signatory::person)
                .filter(candidate -> BoxMarks.name(candidate).equals(mark))
                .findFirst();
        if (person.isEmpty()) {
            notices.add(Notice.error("drafting.adopt.box-unknown", place, mark.substring(BoxMarks.PREFIX.length())));
        } else if (paragraph == null) {
            notices.add(
                    Notice.error("drafting.adopt.box-moved", place, person.get().name()));
        } else if (boxes.stream()
                .noneMatch(box -> box.paragraph() == paragraph && box.person().equals(person.get()))) {
            // LibreOffice writes the bookmarks of an empty paragraph twice.
            Spot spot = Spot.of(name, part.kind(), DraftText.text(paragraph));
            wrong(paragraph, part).ifPresent(code -> notices.add(Notice.error(code, spot.place(name))));
            boxes.add(new PlacedBox(paragraph, person.get(), spot));
        }
    }

    private static Optional<String> wrong(Element paragraph, Part part) {
        if (!part.kind().equals(WordParts.BODY) || ancestor(paragraph, "txbxContent") != null) {
            return Optional.of("drafting.box.outside-body");
        }
        if (ancestor(paragraph, "sdtContent") != null) {
            return Optional.of("drafting.box.content-control");
        }
        Element row = ancestor(paragraph, "tr");
        if (row != null && PartReader.isHeaderRow(row)) {
            return Optional.of("drafting.box.header-row");
        }
        boolean alone = Xml.children(paragraph).stream().allMatch(Blanks::isBlank);
        return alone ? Optional.empty() : Optional.of("drafting.box.not-alone");
    }

    private static @Nullable Element ancestor(Node node, String name) {
        for (Node up = node.getParentNode(); up != null; up = up.getParentNode()) {
            if (Xml.is(up, name)) {
                return (Element) up;
            }
        }
        return null;
    }
}
