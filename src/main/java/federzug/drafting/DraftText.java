package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What a reader of a Word file sees, paragraph by paragraph: body, headers, footers, notes. */
record DraftText(List<Line> lines) {
    DraftText {
        lines = List.copyOf(lines);
    }

    /**
     * @param text with ordinary spaces and one blank for a line break or tab
     */
    record Line(Spot spot, String text) {
        boolean isEmpty() {
            return text.isBlank();
        }
    }

    /**
     * @param name file name, for messages
     * @throws DraftingException if the file cannot be read
     */
    static DraftText of(String name, byte[] docx) {
        try {
            return of(name, WordParts.of(Archive.read(docx, Place.file(name))));
        } catch (Archive.RefusedException e) {
            throw new DraftingException(Kind.INPUT, List.of(e.notice()), e);
        } catch (SAXException | IOException e) {
            throw new DraftingException(
                    Kind.INPUT, List.of(Notice.error("drafting.archive.damaged", Place.file(name))), e);
        }
    }

    static DraftText of(String name, List<WordParts.Part> parts) {
        List<Line> lines = new ArrayList<>();
        for (WordParts.Part part : parts) {
            int[] paragraph = {0};
            collect(part.document().getDocumentElement(), name, part.kind(), paragraph, lines, false);
        }
        return new DraftText(lines);
    }

    /** Says who signs where, so that boxes that changed places are a difference. */
    DraftText withBoxes(Map<Integer, String> boxes) {
        return new DraftText(lines.stream()
                .map(line -> {
                    String person = line.spot().part().equals(WordParts.BODY)
                            ? boxes.get(line.spot().paragraph())
                            : null;
                    return person == null
                            ? line
                            : new Line(line.spot(), Texts.german().text("drafting.change.box", person));
                })
                .toList());
    }

    /** All of it in one string, to look for a value in. */
    String joined() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** What is written in a text box goes by the number of the paragraph where it is anchored, and is read once. */
    private static void collect(
            Node parent, String name, String kind, int[] paragraph, List<Line> lines, boolean textBox) {
        for (Node child : Xml.children(parent)) {
            if (Xml.isFallback(child)) {
                continue;
            }
            if (Xml.is(child, "p")) {
                int number = textBox ? paragraph[0] : ++paragraph[0];
                String text = text((Element) child);
                lines.add(new Line(new Spot(name, kind, number, 0, 0, 0, text), text));
            }
            collect(child, name, kind, paragraph, lines, textBox || Xml.is(child, "txbxContent"));
        }
    }

    /** A paragraph's text as it is read, without that of paragraphs inside it. */
    static String text(Element paragraph) {
        StringBuilder text = new StringBuilder();
        new Reader(text).runs(paragraph);
        return plain(text.toString());
    }

    static String plain(String text) {
        return text.replaceAll("[\\s\u00a0]+", " ").replace("\u00ad", "").strip();
    }

    /** Page numbers and the like are left out: every program that opens the file writes other ones. */
    private static final class Reader {
        private static final Pattern CHANGING =
                Pattern.compile("\\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME)\\b.*", Pattern.DOTALL);

        private final StringBuilder text;
        private final StringBuilder instruction = new StringBuilder();
        private int skipping;

        Reader(StringBuilder text) {
            this.text = text;
        }

        void runs(Node parent) {
            for (Node child : Xml.children(parent)) {
                if (Xml.is(child, "p") || Xml.is(child, "pPr") || Xml.is(child, "rPr")) {
                    continue;
                }
                if (Xml.is(child, "fldChar")) {
                    field(BoxMarks.attribute((Element) child, "fldCharType"));
                } else if (Xml.is(child, "instrText")) {
                    instruction.append(child.getTextContent());
                } else if (!isChanging(child)) {
                    piece(child);
                }
            }
        }

        private static boolean isChanging(Node node) {
            return Xml.is(node, "fldSimple")
                    && CHANGING.matcher(BoxMarks.attribute((Element) node, "instr"))
                            .matches();
        }

        private void piece(Node node) {
            if (!Xml.is(node, "t") && !Xml.is(node, "br") && !Xml.is(node, "cr") && !Xml.is(node, "tab")) {
                if (Xml.is(node, "noBreakHyphen")) {
                    text.append('\u2011');
                }
                runs(node);
            } else if (skipping == 0) {
                text.append(Xml.is(node, "t") ? node.getTextContent() : " ");
            }
        }

        private void field(String type) {
            if (type.equals("begin")) {
                instruction.setLength(0);
                skipping += skipping > 0 ? 1 : 0;
            } else if (type.equals("separate")) {
                skipping =
                        skipping > 0 ? skipping : CHANGING.matcher(instruction).matches() ? 1 : 0;
            } else if (type.equals("end")) {
                skipping = Math.max(0, skipping - 1);
            }
        }
    }
}
