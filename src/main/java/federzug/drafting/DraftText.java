package federzug.drafting;

import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
     * @param prompt what of it a content control shows as long as nobody has filled it in (17.5.2.39)
     */
    record Line(Spot spot, String text, String prompt) {
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
            return of(name, WordParts.of(Archive.read(docx, Place.file(name)).bound()));
        } catch (Archive.RefusedException e) {
            throw new DraftingException(Kind.INPUT, List.of(e.notice())).causedBy(e);
        } catch (SAXException | IOException e) {
            throw DraftingException.refused("drafting.archive.damaged", Place.file(name))
                    .causedBy(e);
        }
    }

    static DraftText of(String name, List<WordParts.Part> parts) {
        List<Line> lines = new ArrayList<>();
        for (WordParts.Part part : parts) {
            int[] paragraph = {0};
            collect(part.document().getDocumentElement(), name, part.kind(), paragraph, lines, false, false);
        }
        return new DraftText(lines);
    }

    /** All of it in one string, to look for a value in. */
    String joined() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** What is written in a text box goes by the number of the paragraph where it is anchored, and is read once. */
    private static void collect(
            Node parent, String name, String kind, int[] paragraph, List<Line> lines, boolean textBox, boolean prompt) {
        for (Node child : Xml.children(parent)) {
            if (Xml.isFallback(child)) {
                continue;
            }
            boolean asks = prompt || asks(child);
            if (Xml.is(child, "p")) {
                int number = textBox ? paragraph[0] : ++paragraph[0];
                String text = text((Element) child);
                String asked = asks ? text : prompts(child, DraftText::asks);
                lines.add(new Line(new Spot(name, kind, number, 0, 0, 0, text), text, asked));
            }
            collect(child, name, kind, paragraph, lines, textBox || Xml.is(child, "txbxContent"), asks);
        }
    }

    /** Whether it is a content control that shows a prompt because nobody has filled it in. */
    private static boolean asks(Node node) {
        Element properties = Xml.is(node, "sdt") ? Xml.child(node, "sdtPr") : null;
        Element showing = properties == null ? null : Xml.child(properties, "showingPlcHdr");
        return showing != null && !Set.of("0", "false", "off").contains(BoxMarks.attribute(showing, "val"));
    }

    /** As {@link #asks}, in a template: what a bound one shows is known only when its values are filled in. */
    static boolean isPrompt(Node node) {
        Element properties = Xml.is(node, "sdt") ? Xml.child(node, "sdtPr") : null;
        return asks(node) && properties != null && Xml.child(properties, "dataBinding") == null;
    }

    /** The prompts that a paragraph of a template shows. */
    static String prompts(Node parent) {
        return prompts(parent, DraftText::isPrompt);
    }

    private static String prompts(Node parent, Predicate<Node> prompt) {
        StringBuilder found = new StringBuilder();
        for (Node child : Xml.children(parent)) {
            if (prompt.test(child)) {
                found.append(text((Element) child)).append(' ');
            } else if (!Xml.is(child, "p")) {
                found.append(prompts(child, prompt));
            }
        }
        return found.toString().strip();
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

    /** Page numbers, cross-references and the like are left out: they are computed when the file is printed. */
    private static final class Reader {
        private static final Pattern CHANGING = Pattern.compile(
                "\\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|REF|PAGEREF|NOTEREF|STYLEREF|SEQ)\\b.*", Pattern.DOTALL);

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
