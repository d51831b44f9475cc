package federzug.drafting;

import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
            Archive archive = Archive.read(docx, Place.file(name));
            List<Line> lines = new ArrayList<>();
            for (WordParts.Part part : WordParts.of(archive)) {
                int[] paragraph = {0};
                collect(part.document().getDocumentElement(), name, part.kind(), paragraph, lines);
            }
            return new DraftText(lines);
        } catch (Archive.RefusedException e) {
            throw new DraftingException(Kind.INPUT, List.of(e.notice()), e);
        } catch (SAXException | IOException e) {
            throw new DraftingException(
                    Kind.INPUT, List.of(Notice.error("drafting.archive.damaged", Place.file(name))), e);
        }
    }

    private static void collect(Node parent, String name, String kind, int[] paragraph, List<Line> lines) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "p")) {
                int number = ++paragraph[0];
                String text = text((Element) child);
                lines.add(new Line(new Spot(name, kind, number, 0, 0, 0, text), text));
            }
            collect(child, name, kind, paragraph, lines);
        }
    }

    /** A paragraph's text as it is read, without that of paragraphs inside it. */
    static String text(Element paragraph) {
        StringBuilder text = new StringBuilder();
        runs(paragraph, text);
        return text.toString()
                .replace('\u00a0', ' ')
                .replace("\u00ad", "")
                .strip()
                .replaceAll(" {2,}", " ");
    }

    private static void runs(Node parent, StringBuilder text) {
        for (Node child : Xml.children(parent)) {
            if (Xml.is(child, "p") || Xml.is(child, "pPr") || Xml.is(child, "rPr")) {
                continue;
            }
            if (Xml.is(child, "t")) {
                text.append(child.getTextContent());
            } else if (Xml.is(child, "br") || Xml.is(child, "cr") || Xml.is(child, "tab")) {
                text.append(' ');
            } else if (Xml.is(child, "noBreakHyphen")) {
                text.append('\u2011');
            } else {
                runs(child, text);
            }
        }
    }
}
