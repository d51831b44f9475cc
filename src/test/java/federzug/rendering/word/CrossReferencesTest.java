package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.rendering.RenderingException;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.Manuscript.Block;
import federzug.rendering.manuscript.Manuscript.Grid;
import federzug.rendering.manuscript.Manuscript.Inline;
import federzug.rendering.manuscript.Manuscript.Link;
import federzug.rendering.manuscript.Manuscript.PageKind;
import federzug.rendering.manuscript.Manuscript.Paragraph;
import federzug.rendering.manuscript.ParagraphText;
import federzug.testkit.RenderingDocx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What fields that refer to other places show once a document is filled. */
class CrossReferencesTest {
    private static final String NUMBERING = "<w:abstractNum w:abstractNumId=\"1\">"
            + level(0, "decimal", "§ %1", "") + level(1, "decimal", "(%2)", "") + level(2, "lowerLetter", "%3)", "")
            + "</w:abstractNum><w:abstractNum w:abstractNumId=\"2\">" + level(0, "decimal", "%1.", "")
            + level(1, "decimal", "%1.%2.", "") + level(2, "lowerRoman", "%3.", "")
            + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
            + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>";

    private static String level(int level, String format, String text, String more) {
        return "<w:lvl w:ilvl=\"" + level + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" + more
                + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
    }

    private static String item(int list, int level, String content) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + level + "\"/><w:numId w:val=\"" + list
                + "\"/></w:numPr></w:pPr>" + content + "</w:p>";
    }

    private static String run(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String mark(String name, String content) {
        int id = name.hashCode() & 0xFFFF;
        return "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + name + "\"/>" + content + "<w:bookmarkEnd w:id=\""
                + id + "\"/>";
    }

    private static String field(String code, String shown) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + code
                + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + run(shown)
                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    }

    private static String p(String content) {
        return "<w:p>" + content + "</w:p>";
    }

    private static Manuscript read(RenderingDocx docx) {
        return DocxReader.read("a.docx", docx.bytes(), "Titel", List.of(), Clock.systemUTC());
    }

    private static List<String> lines(String body) {
        return lines(read(withBody(body).with("numbering", "numbering", NUMBERING))
                .sections()
                .get(0)
                .body());
    }

    private static List<String> lines(List<Block> blocks) {
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                lines.add((p.label() == null ? "" : p.label().text() + " ") + ParagraphText.of(p));
            } else if (block instanceof Grid grid) {
                grid.rows().forEach(row -> row.cells().forEach(cell -> lines.addAll(lines(cell.blocks()))));
            }
        }
        return lines;
    }

    private static List<String> refused(String body) {
        return catchThrowableOfType(RenderingException.class, () -> lines(body)).notices().stream()
                .map(notice -> notice.code() + " " + notice.place().within() + " " + notice.arguments())
                .toList();
    }

    @Test
    void aReferenceShowsTheNumberThatItsTargetHasNow() {
        String body = item(1, 0, run("Erstens"))
                + item(1, 0, mark("_Ref1", run("Zweitens")))
                + p(run("nach ") + field("REF _Ref1 \\n \\h", "§ 3") + run(" gilt"));
        assertThat(lines(body)).last().isEqualTo("nach § 2 gilt");
        assertThat(lines(p(field("REF _Ref1 \\r", "§ 9") + run(" vorab")) + body))
                .first()
                .isEqualTo("§ 2 vorab");
    }

    @Test
    void numbersComeWithoutInRelativeAndInFullContext() {
        String body = item(1, 0, run("A"))
                + item(1, 1, run("a"))
                + item(1, 0, run("B"))
                + item(1, 1, run("b"))
                + item(1, 2, mark("_Ref1", run("x")))
                + p(field("REF _Ref1 \\n", "?")
                        + run("|")
                        + field("REF _Ref1 \\w", "?")
                        + run("|")
                        + field("REF _Ref1 \\r", "?"))
                + item(1, 2, field("REF _Ref1 \\r", "?"))
                + item(1, 1, field("REF _Ref1 \\r", "?"))
                + item(1, 0, field("REF _Ref1 \\r", "?"));
        assertThat(lines(body)).endsWith("a)|§ 2(1)a)|§ 2(1)a)", "b) a)", "(2) (1)a)", "§ 3 § 2(1)a)");
        assertThat(lines(item(2, 0, run("A"))
                        + item(2, 1, run("a"))
                        + item(2, 2, mark("_Ref2", run("x")))
                        + p(field("REF _Ref2 \\w", "?") + run("|") + field("REF _Ref2 \\n", "?"))))
                .last()
                .isEqualTo("1.1.i|i");
    }

    @Test
    void aReferenceShowsTheTextOfItsTargetAndOnWhichSideItIs() {
        String target = p(run("vorn ")
                + mark("Wert", run("drei ") + "<w:r><w:rPr><w:b/></w:rPr><w:t>Jahre</w:t></w:r>")
                + run(" hinten"));
        assertThat(lines(target
                        + p(field("REF Wert", "zwei Jahre")
                                + run(", ")
                                + field("REF Wert \\p", "x")
                                + run(", ")
                                + field("REF wert \\* Upper \\* MERGEFORMAT", "x"))))
                .last()
                .isEqualTo("drei Jahre, oben, DREI JAHRE");
        assertThat(lines(p(field("REF Wert \\p", "x")) + target)).first().isEqualTo("unten");
    }

    @Test
    void aTargetThatIsGoneIsAnErrorWithItsPlace() {
        assertThat(refused(paragraph("eins") + p(run("nach ") + field("REF _Ref7 \\r \\h", "§ 3"))))
                .containsExactly("rendering.draft.reference-target Absatz 2: „nach § 3“ [_Ref7, § 3]");
        assertThat(refused(p(field("PAGEREF _Ref7 \\h", "4"))))
                .containsExactly("rendering.draft.reference-target Absatz 1: „4“ [_Ref7, 4]");
        assertThat(refused(p(mark("_Ref7", run("ohne Nummer"))) + p(field("REF _Ref7 \\r", "§ 3"))))
                .containsExactly("rendering.draft.reference-empty Absatz 2: „§ 3“ [_Ref7, § 3]");
    }

    @Test
    void aReferenceInsideALinkOrANoteIsComputedToo() {
        String target = item(1, 0, mark("_Ref1", run("Ziel")));
        Paragraph p = (Paragraph) read(withBody(target
                                + p("<w:hyperlink w:anchor=\"_Ref1\">" + field("REF _Ref1 \\r", "§ 8")
                                        + "</w:hyperlink>"))
                        .with("numbering", "numbering", NUMBERING))
                .sections()
                .get(0)
                .body()
                .get(1);
        assertThat(p.inlines())
                .singleElement()
                .isInstanceOfSatisfying(
                        Link.class, link -> assertThat(link.text()).isEqualTo("§ 1"));
        Manuscript noted = read(withBody(target + p("<w:r><w:footnoteReference w:id=\"2\"/></w:r>"))
                .with("numbering", "numbering", NUMBERING)
                .with(
                        "footnotes",
                        "footnotes",
                        "<w:footnote w:id=\"2\">" + p(field("REF _Ref1 \\r", "§ 8")) + "</w:footnote>"));
        Inline note =
                ((Paragraph) noted.sections().get(0).body().get(1)).inlines().get(0);
        assertThat(lines(((Manuscript.Footnote) note).blocks())).containsExactly("§ 1");
    }

    @Test
    void aReferenceWithAHyperlinkSwitchIsALink() {
        Paragraph p =
                (Paragraph) read(withBody(item(1, 0, mark("_Ref1", run("Ziel"))) + p(field("REF _Ref1 \\r \\h", "x")))
                                .with("numbering", "numbering", NUMBERING))
                        .sections()
                        .get(0)
                        .body()
                        .get(1);
        assertThat(p.inlines()).singleElement().isInstanceOfSatisfying(Link.class, link -> {
            assertThat(link.target()).isEqualTo("_Ref1");
            assertThat(link.text()).isEqualTo("§ 1");
        });
    }

    @Test
    void aBookmarkAroundAFootnoteGivesItsNumber() {
        String note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
        List<Block> body = read(withBody(
                                p(mark("_RefNote", note)) + p(run("siehe ") + field("NOTEREF _RefNote \\h", "7")))
                        .with(
                                "footnotes",
                                "footnotes",
                                "<w:footnote w:id=\"2\">" + paragraph("Text") + "</w:footnote>"))
                .sections()
                .get(0)
                .body();
        assertThat(lines(body)).last().isEqualTo("siehe 1");
    }

    @Test
    void sequencesAreCounted() {
        assertThat(lines(p(run("Bild ") + field("SEQ Bild \\* ARABIC", "9"))
                        + p(field("SEQ Tabelle \\* ROMAN", "9"))
                        + p(field("SEQ Bild", "9"))
                        + p(field("SEQ Bild \\c", "9"))
                        + p(field("SEQ Bild \\r 7", "9"))
                        + p(field("SEQ Bild \\h", "9") + field("SEQ Bild \\* alphabetic", "9"))))
                .containsExactly("Bild 1", "I", "2", "2", "7", "i");
        String chapter = styled("berschrift1", "Kapitel");
        String number = p(field("SEQ Bild \\s 1", "9"));
        assertThat(lines(styled("Titel", "T") + chapter + number + number + chapter + number))
                .containsExactly("T", "Kapitel", "1", "2", "Kapitel", "1");
    }

    @Test
    void aReferenceToASequenceShowsWhatWasCounted() {
        assertThat(lines(p(mark("_Ref1", run("Bild ") + field("SEQ Bild", "4")) + run(": Rathaus"))
                        + p(run("siehe ") + field("REF _Ref1 \\h", "Bild 4"))))
                .last()
                .isEqualTo("siehe Bild 1");
    }

    @Test
    void aStyleIsFoundBeforeItsReferenceElseBehindIt() {
        String first = styled("berschrift1", "Eins");
        String second = styled("berschrift1", "Zwei");
        String reference = p(field("STYLEREF \"Überschrift 1\"", "alt") + run("/") + field("STYLEREF 1", "alt"));
        assertThat(lines(styled("Titel", "T") + reference + first + reference + second + reference))
                .containsExactly("T", "Eins/Eins", "Eins", "Eins/Eins", "Zwei", "Zwei/Zwei");
        assertThat(refused(reference)).hasSize(2).allMatch(line -> line.startsWith("rendering.draft.reference-style"));
    }

    @Test
    void aHeaderMayNameAStyleThatSaysOneThing() {
        RenderingDocx one = withBody(styled("Titel", "Vertrag")
                        + "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\""
                        + " r:id=\"rIdkopf\"/></w:sectPr></w:pPr></w:p>")
                .header(p(field("STYLEREF Titel", "alt")));
        assertThat(lines(read(one).sections().get(0).headers().get(PageKind.DEFAULT)))
                .containsExactly("Vertrag");
    }

    @Test
    void aBookmarkBetweenParagraphsBelongsToTheNext() {
        assertThat(lines("<w:bookmarkStart w:id=\"1\" w:name=\"Weit\"/>" + item(1, 0, run("Ziel"))
                        + "<w:bookmarkEnd w:id=\"1\"/>" + p(field("REF Weit \\r", "x"))))
                .last()
                .isEqualTo("§ 1");
    }

    @Test
    void numbersOfLawAreArabicAndKeepTheirLeadingZero() {
        String numbering = "<w:abstractNum w:abstractNumId=\"1\">" + level(0, "upperRoman", "%1", "")
                + level(1, "decimalZero", "%1.%2", "<w:isLgl/>") + "</w:abstractNum>"
                + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";
        List<Block> body = read(withBody(item(1, 0, run("a")) + item(1, 1, run("b")))
                        .with("numbering", "numbering", numbering))
                .sections()
                .get(0)
                .body();
        assertThat(lines(body)).containsExactly("I a", "1.01 b");
    }

    @Test
    void textInContentControlsAndCustomXmlIsReadEverywhere() {
        String open = "<w:sdt><w:sdtPr/><w:sdtContent>";
        String close = "</w:sdtContent></w:sdt>";
        String repeat = "<w:sdt><w:sdtPr><w15:repeatingSection"
                + " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/></w:sdtPr><w:sdtContent>";
        String cell = "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>" + paragraph("Zelle") + "</w:tc>";
        String table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>" + repeat + open + "<w:tr>"
                + open + cell + close + "</w:tr>" + close + "<w:customXml w:element=\"z\"><w:tr>"
                + cell.replace("Zelle", "Zweite") + "</w:tr></w:customXml>" + close + "</w:tbl>";
        assertThat(lines(open + paragraph("Absatz") + open + table + paragraph("tief") + close + close
                        + p(open + run("Lauf ") + "<w:customXml w:element=\"z\">" + run("und ") + "</w:customXml>"
                                + repeat + run("Wort") + close + close)
                        + "<w:sdt><w:sdtPr/></w:sdt>" + "<w:customXml w:element=\"z\">" + paragraph("XML")
                        + "</w:customXml>"))
                .containsExactly("Absatz", "Zelle", "Zweite", "tief", "Lauf und Wort", "XML");
    }

    @Test
    void aSectionMayEndInsideAContentControl() {
        String end =
                "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:pPr><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr>"
                        + "</w:pPr></w:p></w:sdtContent></w:sdt>";
        assertThat(read(withBody(paragraph("quer") + end + paragraph("hoch"))).sections())
                .hasSize(2);
    }
}
