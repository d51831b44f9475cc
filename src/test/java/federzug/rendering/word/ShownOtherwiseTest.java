package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.RenderingException;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.manuscript.PrintedLine;
import federzug.rendering.manuscript.PrintedLines;
import federzug.testkit.RenderingDocx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What Word shows otherwise than it stands in the file is read as Word shows it, or said; each with what is nothing. */
class ShownOtherwiseTest {
    private static final String NUMBERED =
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";

    private static Manuscript read(RenderingDocx docx) {
        return DocxReader.read("a.docx", docx.bytes(), "Titel", List.of(), Clock.systemUTC());
    }

    private static List<String> lines(String body) {
        return lines(withBody(body));
    }

    private static List<String> lines(RenderingDocx docx) {
        return PrintedLines.of(read(docx)).stream().map(PrintedLine::text).toList();
    }

    private static List<String> remarks(String body) {
        return remarks(withBody(body));
    }

    private static List<String> remarks(RenderingDocx docx) {
        return read(docx).remarks().stream()
                .map(notice -> notice.code().replace("rendering.draft.", ""))
                .toList();
    }

    private static List<String> refusal(RenderingDocx docx) {
        try {
            read(docx);
            return List.of();
        } catch (RenderingException e) {
            return e.notices().stream()
                    .map(notice -> notice.code().replace("rendering.draft.", "") + " " + notice.arguments())
                    .toList();
        }
    }

    private static String p(String runs) {
        return "<w:p>" + runs + "</w:p>";
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String field(String instruction, String attributes, String shown) {
        return "<w:r><w:fldChar w:fldCharType=\"begin\"" + attributes + "/></w:r><w:r><w:instrText>" + instruction
                + "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + run("", shown)
                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    }

    private static RenderingDocx numbering(String format, String look, String body) {
        return withBody(body)
                .with(
                        "numbering",
                        "numbering",
                        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>" + format
                                + "<w:lvlText w:val=\"%1\"/><w:lvlJc w:val=\"left\"/><w:rPr>" + look
                                + "</w:rPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId"
                                + " w:val=\"0\"/></w:num>");
    }

    @Test
    void ofTwoAlternativesTheOneThatWordUnderstandsIsRead() {
        String both = "<mc:AlternateContent><mc:Choice Requires=\"%s\">%s</mc:Choice><mc:Fallback>%s</mc:Fallback>"
                + "</mc:AlternateContent>";
        String yes = run("", "stets");
        String no = run("", "nie");
        assertThat(lines(p(both.formatted("v", yes, no)))).containsExactly("stets");
        assertThat(lines(p(both.formatted("a", yes, no)))).containsExactly("nie");
        assertThat(lines(p(both.formatted(
                        "a14\" xmlns:a14=\"http://schemas.microsoft.com/office/drawing/2010/main", yes, no))))
                .containsExactly("stets");
        assertThat(lines(p(both.formatted("zz\" xmlns:zz=\"urn:unbekannt", yes, no))))
                .containsExactly("nie");
        String w14 = "w14\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml";
        String hidden = p("<w:r><w:rPr>" + both.formatted(w14, "<w:vanish/>", "") + "</w:rPr><w:t>nicht</w:t></w:r>");
        assertThat(remarks(hidden)).containsExactly("hidden-text");
        assertThat(remarks(hidden.replace("<w:vanish/>", "<w:b/>"))).isEmpty();
    }

    @Test
    void aNumberInAFormatOfItsOwnOrInAFontOfSignsIsRefused() {
        String body = "<w:p>" + NUMBERED + run("", "eins") + "</w:p>";
        assertThat(refusal(numbering("<w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/>", "", body)))
                .containsExactly("number-format [custom]");
        assertThat(refusal(numbering(
                        "<w:numFmt w:val=\"decimal\"/>",
                        "<w:rFonts w:ascii=\"Webdings\" w:hAnsi=\"Webdings\"/>",
                        body)))
                .singleElement()
                .asString()
                .startsWith("bullet");
        assertThat(refusal(numbering("<w:numFmt w:val=\"decimalZero\"/>", "<w:b/>", body)))
                .isEmpty();
        assertThat(refusal(numbering(
                        "<w:numFmt w:val=\"decimal\"/>", "<w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/>", body)))
                .isEmpty();
    }

    @Test
    void aNumberThatIsHiddenShowsWhereItHasAFormat() {
        assertThat(lines(p(run("", "A") + field("SEQ x \\h", "", ""))
                        + p(run("", "B ") + field("SEQ x \\h \\* ARABIC", "", "2"))))
                .containsExactly("A", "B 2");
    }

    @Test
    void aLockedDateStaysAndALockedNumberIsRemarked() {
        String lock = " w:fldLock=\"1\"";
        assertThat(lines(p(field("DATE \\@ yyyy", lock, "2001")))).containsExactly("2001");
        assertThat(lines(p(field("DATE \\@ yyyy", "", "2001")))).isNotEqualTo(List.of("2001"));
        assertThat(remarks(p(field("SEQ x", lock, "7")))).containsExactly("field-locked");
        assertThat(remarks(p(field("SEQ x", "", "7") + field("SEQ y", " w:fldLock=\"0\"", "7"))))
                .isEmpty();
        assertThat(remarks(p("<w:fldSimple w:instr=\"SEQ x\" w:fldLock=\"true\">" + run("", "7") + "</w:fldSimple>")))
                .containsExactly("field-locked");
    }

    @Test
    void textInThePlaceOfTheLineAboveFootnotesIsRefused() {
        String note = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p>%s</w:p></w:footnote><w:footnote w:id=\"2\">"
                + "<w:p><w:r><w:footnoteRef/></w:r>" + run("", " Note") + "</w:p></w:footnote>";
        String body = p(run("", "Text") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
        assertThat(refusal(withBody(body)
                        .with("footnotes", "footnotes", note.formatted(run("", "Gilt nicht für Muster:")))))
                .containsExactly("footnote-separator [Gilt nicht für Muster:]");
        assertThat(refusal(withBody(body).with("footnotes", "footnotes", note.formatted("<w:r><w:separator/></w:r>"))))
                .isEmpty();
        assertThat(refusal(withBody(paragraph("ohne Fußnote"))
                        .with("footnotes", "footnotes", note.formatted(run("", "Gilt nicht für Muster:")))))
                .isEmpty();
    }

    @Test
    void aLinkThatShowsAnotherAddressIsRemarked() {
        assertThat(link("https://www.gut.example", "https://boese.example/gut.example"))
                .containsExactly("link-elsewhere");
        assertThat(link("amt@stadt.example", "mailto:amt@stadt.example.net")).containsExactly("link-elsewhere");
        assertThat(link("www.gut.example/seite", "https://gut.example/")).isEmpty();
        assertThat(link("amt@stadt.example", "mailto:Amt@stadt.example?subject=x"))
                .isEmpty();
        assertThat(link("Webseite der Stadt", "https://stadt.example/")).isEmpty();
    }

    private static List<String> link(String text, String target) {
        return remarks(withBody(p("<w:hyperlink r:id=\"rIdlink\">" + run("", text) + "</w:hyperlink>"))
                .related("link", "hyperlink", target, true));
    }

    @Test
    void lettersStruckOutByCharactersOrSetOverEachOtherAreRemarked() {
        assertThat(remarks(p(run("", "n\u0336i\u0336c\u0336h\u0336t\u0336")))).containsExactly("struck-text");
        assertThat(remarks(p(run("", "n\u0303u a\u0308")))).isEmpty();
        assertThat(remarks(p(run("<w:spacing w:val=\"-60\"/>", "nicht")))).containsExactly("squeezed-text");
        assertThat(remarks(p(run("<w:spacing w:val=\"-20\"/>", "nicht")))).isEmpty();
    }

    @Test
    void aTableStyleHoldsForColumnsInTurnForCornersAndForRows() {
        assertThat(styledTable("band2Vert", "<w:rPr><w:vanish/></w:rPr>", ""))
                .containsExactly("hidden-text", "hidden-text");
        assertThat(styledTable("band2Vert", "<w:rPr><w:vanish/></w:rPr>", "<w:tblStyleColBandSize w:val=\"3\"/>"))
                .isEmpty();
        assertThat(styledTable("seCell", "<w:rPr><w:vanish/></w:rPr>", "")).containsExactly("hidden-text");
        assertThat(styledTable("neCell", "<w:rPr><w:vanish/></w:rPr>", "")).isEmpty();
        assertThat(styledTable("lastRow", "<w:trPr><w:hidden/></w:trPr>", "")).containsExactly("hidden-row");
        assertThat(styledTable("lastRow", "<w:trPr><w:hidden w:val=\"0\"/></w:trPr>", ""))
                .isEmpty();
    }

    private static List<String> styledTable(String part, String look, String properties) {
        String cell = "<w:tc><w:tcPr/>" + paragraph("x") + "</w:tc>";
        String row = "<w:tr>" + cell.repeat(3) + "</w:tr>";
        RenderingDocx docx = withBody("<w:tbl><w:tblPr><w:tblStyle w:val=\"Zt\"/><w:tblLook w:val=\"0000\""
                + " w:lastRow=\"1\" w:lastColumn=\"1\" w:noHBand=\"1\"/></w:tblPr><w:tblGrid>"
                + "<w:gridCol w:w=\"2000\"/>".repeat(3) + "</w:tblGrid>" + row.repeat(2) + "</w:tbl>");
        String sheet = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style"
                + " w:type=\"table\" w:styleId=\"Zt\"><w:name w:val=\"Zt\"/><w:tblPr>" + properties
                + "</w:tblPr><w:tblStylePr w:type=\"" + part + "\">" + look + "</w:tblStylePr></w:style></w:styles>";
        return remarks(docx.part("word/styles.xml", sheet.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatPagesAndCellsCannotHaveIsRemarked() {
        assertThat(section("<w:pgNumType w:start=\"0\"/>")).containsExactly("page-number-zero");
        assertThat(section("<w:pgNumType w:start=\"3\"/>")).isEmpty();
        assertThat(section("<w:docGrid w:type=\"lines\" w:linePitch=\"600\"/>")).containsExactly("document-grid");
        assertThat(section("<w:docGrid w:linePitch=\"360\"/>")).isEmpty();
        assertThat(section("<w:rtlGutter/>")).containsExactly("mirror-margins");
        String cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc><w:tcPr>%s</w:tcPr>"
                + paragraph("x") + "</w:tc></w:tr></w:tbl>";
        assertThat(remarks(cell.formatted("<w:tcFitText/>"))).containsExactly("cell-fitted");
        assertThat(remarks(cell.formatted("<w:tcFitText w:val=\"0\"/>"))).isEmpty();
    }

    private static List<String> section(String properties) {
        return remarks(paragraph("x") + "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>" + properties
                + "</w:sectPr></w:pPr></w:p>");
    }

    @Test
    void whatIsDoneToAPictureOrATextBoxIsRemarked() throws Exception {
        assertThat(picture("", "<a:fillRect/>", "rect", "")).isEmpty();
        assertThat(picture("", "<a:fillRect l=\"20000\"/>", "rect", "")).containsExactly("picture-effect");
        assertThat(picture("", "<a:fillRect/>", "ellipse", "")).containsExactly("picture-effect");
        assertThat(picture("", "<a:fillRect/>", "rect", "<a:ln w=\"9525\"><a:noFill/></a:ln>"))
                .isEmpty();
        assertThat(picture(
                        "",
                        "<a:fillRect/>",
                        "rect",
                        "<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"FF0000\"/>" + "</a:solidFill></a:ln>"))
                .containsExactly("picture-effect");
        assertThat(picture(
                        "<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"/></a:extLst>",
                        "<a:fillRect/>",
                        "rect",
                        ""))
                .containsExactly("picture-twice");
        assertThat(box("<wps:bodyPr rot=\"5400000\"/>")).containsExactly("text-box-look");
        assertThat(box("<wps:bodyPr><a:prstTxWarp prst=\"textArchUp\"/></wps:bodyPr>"))
                .containsExactly("text-box-look");
        assertThat(box("<wps:bodyPr rot=\"0\" numCol=\"1\"><a:prstTxWarp prst=\"textNoShape\"/></wps:bodyPr>"))
                .isEmpty();
    }

    @Test
    void aNumberInACellStandsAtItsDecimalTabStop() {
        String stop = "<w:pPr><w:tabs><w:tab w:val=\"%s\" w:pos=\"1000\"/></w:tabs></w:pPr>";
        assertThat(begins(stop.formatted("decimal") + run("", "5,00"))).isInstanceOf(Manuscript.Tab.class);
        assertThat(begins(stop.formatted("decimal") + run("", "Betrag"))).isInstanceOf(Manuscript.Words.class);
        assertThat(begins(stop.formatted("right") + run("", "5,00"))).isInstanceOf(Manuscript.Words.class);
        assertThat(begins(stop.formatted("decimal") + run("", "Summe") + "<w:r><w:tab/></w:r>" + run("", "5,00")))
                .isInstanceOf(Manuscript.Words.class);
    }

    /** What the only paragraph of a cell begins with. */
    private static Manuscript.Inline begins(String content) {
        Manuscript read = read(withBody("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid><w:tr><w:tc>"
                + "<w:tcPr/>" + p(content) + "</w:tc></w:tr></w:tbl>"));
        Manuscript.Grid table = (Manuscript.Grid) read.sections().get(0).body().get(0);
        return ((Manuscript.Paragraph)
                        table.rows().get(0).cells().get(0).blocks().get(0))
                .inlines()
                .get(0);
    }

    @Test
    void whatWordCutsOffOrFoldsIsRemarked() throws Exception {
        String exact = "<w:pPr><w:spacing w:line=\"%s\" w:lineRule=\"exact\"/></w:pPr>";
        assertThat(remarks(withPicture(exact.formatted(240) + image("", "<a:fillRect/>", "rect", ""))))
                .containsExactly("picture-cut");
        assertThat(remarks(withPicture(exact.formatted(1440) + image("", "<a:fillRect/>", "rect", ""))))
                .isEmpty();
        String heading = "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/>%s</w:pPr>" + run("", "A") + "</w:p>";
        assertThat(remarks(heading.formatted(
                        "<w15:collapsed" + " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>")))
                .containsExactly("heading-collapsed");
        assertThat(remarks(heading.formatted("<w:textAlignment w:val=\"top\"/>")))
                .containsExactly("text-alignment");
        assertThat(remarks(heading.formatted("<w:textAlignment w:val=\"baseline\"/>")))
                .isEmpty();
    }

    private static List<String> picture(String blip, String inside, String shape, String line) throws Exception {
        return remarks(withPicture(image(blip, inside, shape, line)));
    }

    private static RenderingDocx withPicture(String content) throws Exception {
        return withBody(p(content))
                .related("bild", "image", "media/a.png", false)
                .part("word/media/a.png", png());
    }

    private static String image(String blip, String inside, String shape, String line) {
        return "<w:r><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"a\""
                + " descr=\"Wappen\"/><a:graphic><a:graphicData"
                + " uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr"
                + " id=\"1\" name=\"a\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdbild\">" + blip
                + "</a:blip><a:stretch>" + inside + "</a:stretch></pic:blipFill><pic:spPr><a:prstGeom prst=\"" + shape
                + "\"/>" + line + "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
    }

    private static byte[] png() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static List<String> box(String body) {
        return remarks(p("<w:r><w:drawing><wp:anchor behindDoc=\"0\" relativeHeight=\"1\"><wp:positionH"
                + " relativeFrom=\"page\"><wp:posOffset>900000</wp:posOffset></wp:positionH><wp:positionV"
                + " relativeFrom=\"page\"><wp:posOffset>900000</wp:posOffset></wp:positionV><wp:extent cx=\"900000\""
                + " cy=\"900000\"/><wp:wrapNone/><wp:docPr id=\"1\" name=\"a\"/><a:graphic><a:graphicData"
                + " uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:spPr><a:prstGeom"
                + " prst=\"rect\"/></wps:spPr><wps:txbx><w:txbxContent>" + paragraph("Kasten")
                + "</w:txbxContent></wps:txbx>" + body
                + "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"));
    }
}
