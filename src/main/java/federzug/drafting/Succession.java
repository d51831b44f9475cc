package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.document.Differences;
import federzug.drafting.WordParts.Part;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Puts a deputy in a signatory's place in a negotiated draft: the signature box is reassigned, and every paragraph that
 * the template fills differently for the deputy is changed in the same way, wherever the parties left it as it was.
 */
final class Succession {
    private final String name;
    private final EditedFile file;
    private final List<Person> leaving;
    private final List<Person> coming;

    /**
     * @param file the negotiated draft, with the leaving person's box
     */
    Succession(String name, byte[] file, Agreement before, Agreement after) {
        this.name = name;
        this.file = EditedFile.read(name, file, before.signatories());
        this.leaving = persons(before, after);
        this.coming = persons(after, before);
        if (!this.file.isReadable()) {
            throw refuse(this.file.notices());
        }
    }

    private static List<Person> persons(Agreement from, Agreement without) {
        List<Person> others =
                without.signatories().stream().map(Signatory::person).toList();
        return from.signatories().stream()
                .map(Signatory::person)
                .filter(person -> !others.contains(person))
                .toList();
    }

    /** The file with the deputy's box in the leaving person's place. */
    byte[] withBoxes(LocalDate date) {
        for (int i = 0; i < Math.min(leaving.size(), coming.size()); i++) {
            String from = BoxMarks.name(leaving.get(i));
            String to = BoxMarks.name(coming.get(i));
            file.parts().forEach(part -> rename(part.document().getDocumentElement(), from, to));
        }
        try {
            return file.packed(date, "");
        } catch (SAXException | IOException e) {
            throw refuse(List.of(Notice.error("drafting.archive.damaged", Place.file(name))));
        }
    }

    private static void rename(Node parent, String from, String to) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "bookmarkStart")
                    && BoxMarks.attribute((Element) child, "name").equals(from)) {
                ((Element) child)
                        .getAttributeNodeNS(child.getNamespaceURI(), "name")
                        .setValue(to);
            }
            rename(child, from, to);
        }
    }

    /**
     * @param base the template's draft with the leaving person
     * @param next the template's draft with the deputy
     */
    byte[] carried(byte[] base, byte[] next, LocalDate date) {
        List<Line> old = lines(base);
        List<Line> now = lines(next);
        List<Line> own = lines(file.parts());
        if (!old.stream()
                .map(Line::part)
                .toList()
                .equals(now.stream().map(Line::part).toList())) {
            throw refuse(List.of(Notice.error("drafting.adopt.carry-structure", Place.file(name))));
        }
        List<Notice> conflicts = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            Line before = old.get(i);
            String after = now.get(i).text();
            if (!before.text().equals(after)) {
                List<Line> same = alike(own, before);
                List<Line> all = alike(old, before);
                if (before.text().isEmpty() || same.size() != all.size()) {
                    conflicts.add(Notice.error(
                            "drafting.adopt.carry-changed",
                            Place.file(name),
                            before.text().isEmpty() ? after : before.text(),
                            after));
                } else if (!same.get(all.indexOf(before)).rewrite(after)) {
                    conflicts.add(Notice.error("drafting.adopt.carry-changed", Place.file(name), before.text(), after));
                }
            }
        }
        if (!conflicts.isEmpty()) {
            throw refuse(conflicts);
        }
        return withBoxes(date);
    }

    private static List<Line> alike(List<Line> lines, Line line) {
        return lines.stream()
                .filter(other ->
                        other.part().equals(line.part()) && other.text().equals(line.text()))
                .collect(Collectors.toList());
    }

    private List<Line> lines(byte[] docx) {
        try {
            return lines(WordParts.of(Archive.read(docx, Place.file(name))));
        } catch (Archive.RefusedException e) {
            throw refuse(List.of(e.notice()));
        } catch (SAXException | IOException e) {
            throw refuse(List.of(Notice.error("drafting.archive.damaged", Place.file(name))));
        }
    }

    /** As the paragraphs were before anything is rewritten. */
    private static List<Line> lines(List<Part> parts) {
        List<Line> lines = new ArrayList<>();
        for (Part part : parts) {
            collect(part.document().getDocumentElement(), part.kind(), lines);
        }
        return lines;
    }

    private static void collect(Node parent, String part, List<Line> lines) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "p")) {
                lines.add(new Line(part, (Element) child, DraftText.text((Element) child)));
            }
            collect(child, part, lines);
        }
    }

    /** Not a record: two paragraphs of the same text are two lines. */
    private static final class Line {
        private final String part;
        private final Element paragraph;
        private final String text;

        Line(String part, Element paragraph, String text) {
            this.part = part;
            this.paragraph = paragraph;
            this.text = text;
        }

        String part() {
            return part;
        }

        String text() {
            return text;
        }

        /**
         * Changes what differs and keeps the formatting of the rest.
         *
         * @return whether it could be done: not where tabs, breaks or pictures stand between the words
         */
        boolean rewrite(String after) {
            String raw = Runs.text(paragraph);
            if (!Typography.plainSpaces(raw).equals(text)) {
                return false;
            }
            for (WordDiff.Edit edit : WordDiff.between(text, after)) {
                int start = edit.from();
                int end = edit.to();
                String replacement = edit.replacement();
                // Where something is only added, it takes the look of the character beside it.
                if (start == end && start > 0) {
                    start--;
                    replacement = text.charAt(start) + replacement;
                } else if (start == end) {
                    replacement = replacement + text.charAt(end);
                    end++;
                }
                Runs.replace(paragraph, start, end, replacement);
            }
            protect(paragraph);
            return true;
        }
    }

    /** Sets the spaces that must not be broken at: an edit may have made the neighbour of a title. */
    private static void protect(Element paragraph) {
        String now = Runs.text(paragraph);
        String better = Typography.protect(now);
        for (int i = 0; i < now.length(); i++) {
            if (now.charAt(i) != better.charAt(i)) {
                Runs.replace(paragraph, i, i + 1, String.valueOf(better.charAt(i)));
            }
        }
    }

    private static DraftingException refuse(List<Notice> notices) {
        return new DraftingException(
                Kind.INPUT, notices.stream().filter(Notice::isError).toList());
    }

    /** Finds what changed within a sentence, word by word. */
    static final class WordDiff {
        private static final String BORDERS = "(?<=[\\s,;:()/])|(?=[\\s,;:()/])";

        /**
         * @param from of what is replaced, in the old text
         * @param to after it; the same place where something is only added
         */
        record Edit(int from, int to, String replacement) {}

        private WordDiff() {}

        /** From the end of the text to its start, so that one does not move the place of the next. */
        static List<Edit> between(String before, String after) {
            List<String> old = List.of(before.split(BORDERS));
            List<String> now = List.of(after.split(BORDERS));
            int[] at = new int[old.size() + 1];
            for (int i = 0; i < old.size(); i++) {
                at[i + 1] = at[i] + old.get(i).length();
            }
            List<Edit> edits = new ArrayList<>();
            for (Differences.Edit edit : Differences.between(old, now)) {
                edits.add(new Edit(
                        at[edit.from()], at[edit.to()], String.join("", now.subList(edit.newFrom(), edit.newTo()))));
            }
            Collections.reverse(edits);
            return edits;
        }
    }
}
