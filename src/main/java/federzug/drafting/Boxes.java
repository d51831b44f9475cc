package federzug.drafting;

import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.SignatureField;
import federzug.drafting.Filler.PlacedBox;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Checks that every signatory has exactly one signature box and no other person has one. */
final class Boxes {
    private Boxes() {}

    static List<Notice> check(List<PlacedBox> boxes, List<Signatory> signatories, Place template) {
        return check(boxes, signatories, template, "drafting.box.missing");
    }

    /**
     * @param missing code of what to say about a signatory without a box
     */
    static List<Notice> check(List<PlacedBox> boxes, List<Signatory> signatories, Place template, String missing) {
        List<Notice> notices = new ArrayList<>();
        Map<String, PlacedBox> seen = new LinkedHashMap<>();
        for (PlacedBox box : boxes) {
            Person person = box.person();
            if (seen.putIfAbsent(person.key(), box) != null) {
                notices.add(Notice.error("drafting.box.twice", box.spot().place(template.file()), person.name()));
            } else if (signatories.stream()
                    .noneMatch(signatory -> signatory.person().key().equals(person.key()))) {
                notices.add(
                        Notice.error("drafting.box.not-a-signatory", box.spot().place(template.file()), person.name()));
            }
        }
        for (Signatory signatory : signatories) {
            if (!seen.containsKey(signatory.person().key())) {
                notices.add(Notice.error(missing, template, signatory.person().name()));
            }
        }
        return notices;
    }

    /** The boxes by the number of their paragraph among all paragraphs of the body. */
    static List<SignatureBox> placed(List<PlacedBox> boxes, Element document) {
        Map<Element, Integer> numbers = paragraphs(document);
        return boxes.stream()
                .map(box -> new SignatureBox(
                        SignatureField.of(box.person().key(), label(box.person())),
                        Objects.requireNonNull(numbers.get(box.paragraph()))))
                .toList();
    }

    /** Who signs in which paragraph, from 1. */
    static Map<Integer, String> names(List<PlacedBox> boxes, Element document) {
        Map<Element, Integer> numbers = paragraphs(document);
        Map<Integer, String> names = new LinkedHashMap<>();
        boxes.forEach(box -> names.put(
                Objects.requireNonNull(numbers.get(box.paragraph())) + 1,
                box.person().name()));
        return names;
    }

    /** Zero-based, in document order, those in tables included; those in text boxes do not count. */
    static Map<Element, Integer> paragraphs(Element document) {
        Map<Element, Integer> numbers = new IdentityHashMap<>();
        count(document, numbers);
        return numbers;
    }

    private static void count(Node node, Map<Element, Integer> numbers) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (Xml.is(child, "p")) {
                numbers.put((Element) child, numbers.size());
            }
            if (!Xml.is(child, "txbxContent")) {
                count(child, numbers);
            }
        }
    }

    private static String label(Person person) {
        String office = PersonForms.office(person).getOrDefault("", person.office());
        return person.representation().isBlank() || person.isActing()
                ? Texts.german().text("drafting.box.label", person.nameWithTitle(), office)
                : Texts.german()
                        .text(
                                "drafting.box.label-representing",
                                person.nameWithTitle(),
                                office,
                                person.representation());
    }
}
