package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.docx.ZipGuard;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageOf;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphText;
import federzug.testkit.RenderingDocx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table of contents that Word wrote before the template was filled. */
class ContentsEntriesTest {
    private static final String NUMBERING = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">"
            + "<w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"§ %1\"/></w:lvl></w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";

    private static String heading(String mark, String text) {
        String bookmark = mark.isEmpty()
                ? "<w:r><w:t>" + text + "</w:t></w:r>"
                : "<w:bookmarkStart w:id=\"" + mark.hashCode() % 1000 + "\" w:name=\"" + mark + "\"/><w:r><w:t>" + text
                        + "</w:t></w:r><w:bookmarkEnd w:id=\"" + mark.hashCode() % 1000 + "\"/>";
        return "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId"
                + " w:val=\"1\"/></w:numPr></w:pPr>"
                + bookmark + "</w:p>";
    }

    private static String field(String type, String code) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + code
                + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + type;
    }

    private static String end() {
        return "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    }

    private static String entry(String before, String mark, String label, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"toc1\"/></w:pPr>" + before + "<w:hyperlink w:anchor=\"" + mark
                + "\"><w:r><w:t>"
                + label + "</w:t><w:tab/><w:t>" + text + "</w:t><w:tab/></w:r>"
                + field("<w:r><w:t>9</w:t></w:r>", "PAGEREF " + mark + " \\h") + end() + "</w:hyperlink></w:p>";
    }

    private static List<Block> read(String body) {
        RenderingDocx docx = withBody(body).with("numbering", "numbering", NUMBERING);
        byte[] bytes = docx.bytes();
        // The styles of the table of contents are Word's own.
        RenderingDocx styled = docx.part(
                "word/styles.xml",
                new String(part(bytes), StandardCharsets.UTF_8)
                        .replace(
                                "</w:styles>",
                                "<w:style w:type=\"paragraph\" w:styleId=\"toc1\"><w:name w:val=\"toc"
                                        + " 1\"/></w:style></w:styles>")
                        .getBytes(StandardCharsets.UTF_8));
        return DocxReader.read("a.docx", styled.bytes(), "Titel", List.of(), Clock.systemUTC())
                .sections()
                .get(0)
                .body();
    }

    private static byte[] part(byte[] docx) {
        try {
            return ZipGuard.parts(docx).get("word/styles.xml");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(List<Block> blocks) {
        List<String> lines = new ArrayList<>();
        blocks.stream()
                .map(Paragraph.class::cast)
                .forEach(p -> lines.add((p.label() == null ? "" : p.label().text() + " ") + ParagraphText.of(p)));
        return lines;
    }

    @Test
    void entriesSayWhatTheirHeadingsSayNow() {
        String start = field("", "TOC \\o \"1-3\" \\h \\z \\u");
        List<Block> body = read(entry(start, "_Toc1", "§ 1", "Weg")
                + entry("", "_Toc2", "§ 2", "Erstens").replace("</w:hyperlink></w:p>", "</w:hyperlink></w:p>")
                + entry("", "_Toc3", "§ 3", "Zweitens") + "<w:p>" + end() + "</w:p>"
                + heading("_Toc2", "Erstens neu") + heading("_Toc3", "Zweitens") + heading("", "Drittens"));
        assertThat(lines(body))
                .containsExactly(
                        "§ 1 Erstens neu ",
                        "§ 2 Zweitens ",
                        "§ 3 Drittens ",
                        "",
                        "§ 1 Erstens neu",
                        "§ 2 Zweitens",
                        "§ 3 Drittens");
        Link added = (Link) ((Paragraph) body.get(2)).inlines().get(0);
        List<Inline> inner = added.inlines();
        assertThat(((PageOf) inner.get(inner.size() - 1)).anchor()).isEqualTo(added.target());
        assertThat(((Paragraph) body.get(6)).inlines().get(0)).isEqualTo(new Manuscript.Anchor(added.target()));
    }

    @Test
    void anEntryThatIsRightStaysAsItIs() {
        List<Block> body = read(entry(field("", "TOC \\o \"1-3\" \\h"), "_Toc2", "§ 1", "Erstens") + "<w:p>" + end()
                + "</w:p>" + heading("_Toc2", "Erstens"));
        assertThat(lines(body)).containsExactly("§ 1 Erstens ", "", "§ 1 Erstens");
    }
}
