package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.notice.NoticedException.Kind;
import federzug.notice.Texts;
import federzug.rendering.manuscript.Manuscript;
import federzug.rendering.word.DocxReader;
import federzug.testkit.RenderingDocx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be rendered faithfully is refused, with its place and in words a template's author knows. */
class RefusalIT {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneId.of("Europe/Berlin"));

    private static List<String> refusal(RenderingDocx docx) {
        RenderingException refusal = catchThrowableOfType(
                RenderingException.class,
                () -> DocxReader.read("vorlage.docx", docx.bytes(), "Titel", List.of(), CLOCK));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.kind()).isEqualTo(Kind.INPUT);
        return refusal.notices().stream().map(Texts.german()::line).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<w:ins w:id='1' w:author='x'><w:r><w:t>neu</w:t></w:r></w:ins> | nachverfolgte Änderungen",
                "<w:del w:id='1' w:author='x'><w:r><w:delText>alt</w:delText></w:r></w:del> | nachverfolgte Änderungen",
                "<w:r><w:pict><v:shape/></w:pict></w:r> | Die Form „shape“",
                "<w:r><w:object/></w:r> | eingebettetes Objekt",
                "<w:r><w:footnoteReference w:id='2'/></w:r> | Zu einer Fußnote gehört kein eigener Text",
                "<w:r><w:endnoteReference w:id='2'/></w:r> | Endnoten",
                "<w:r><w:drawing><wp:anchor/></w:drawing></w:r> | andere Zeichnung",
                "<w:fldSimple w:instr=' ASK '><w:r><w:t>heute</w:t></w:r></w:fldSimple> | Feld „ASK“",
                "<w:r><w:t>שלום</w:t></w:r> | rechts nach links",
                "<w:r><w:t>\uD83D\uDE00</w:t></w:r> | U+1F600",
                "<w:r><w:rPr><w:rFonts w:ascii='Papyrus' w:hAnsi='Papyrus'/></w:rPr><w:t>x</w:t></w:r> | Papyrus",
                "<w:r><w:t>${name}</w:t></w:r> | Platzhalter",
                "<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r> | Sonderzeichen F04A",
            })
    void namesWhatStandsInAParagraph(String xml, String word) {
        List<String> texts =
                refusal(withBody(paragraph("davor") + "<w:p><w:r><w:t>Ein Satz</w:t></w:r>" + xml + "</w:p>"));
        assertThat(texts).hasSize(1);
        assertThat(texts.get(0)).startsWith("vorlage.docx, Absatz 2: „Ein Satz").contains(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr></w:p> | Initiale",
                "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:p><w:pPr><w:sectPr><w:type w:val='continuous'/>"
                        + "<w:pgMar w:left='3000'/></w:sectPr></w:pPr></w:p> | Abschnittswechsel ohne neue Seite",
                "<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val='eachPage'/></w:footnotePr></w:sectPr>"
                        + "</w:pPr></w:p> | auf jeder Seite neu gezählt",
            })
    void namesWhatAParagraphIs(String xml, String word) {
        assertThat(refusal(withBody(xml))).anyMatch(t -> t.contains(word));
    }

    private static String grid(String properties, int first, int second) {
        String cell = "<w:tc><w:tcPr><w:tcW w:w='%s' w:type='dxa'/></w:tcPr>%s</w:tc>";
        return "<w:tbl><w:tblPr>" + properties + "</w:tblPr><w:tblGrid><w:gridCol w:w='" + first + "'/><w:gridCol w:w='"
                + second + "'/></w:tblGrid><w:tr>" + cell.formatted(first, paragraph("links"))
                + cell.formatted(second, paragraph("rechts ".repeat(30))) + "</w:tr></w:tbl>" + paragraph("");
    }

    @Test
    void namesWhatWouldStandBesideThePage() {
        String text = "<w:p><w:pPr>%s</w:pPr><w:r><w:t>Ein Satz" + ", der bis zum Rand reicht".repeat(8)
                + "</w:t></w:r></w:p>";
        for (String body : List.of(
                text.formatted("<w:ind w:left='-3000'/>"),
                text.formatted("<w:ind w:hanging='3000'/>"),
                text.formatted("<w:ind w:right='-3000'/>"),
                grid("<w:tblInd w:w='-3000' w:type='dxa'/>", 3000, 3000),
                grid("", 9000, 4000),
                grid("<w:jc w:val='center'/>", 15_000, 3000),
                grid("<w:jc w:val='right'/>", 9000, 4000))) {
            assertThat(refusal(withBody(body)))
                    .as(body)
                    .isNotEmpty()
                    .allMatch(t ->
                            t.matches("vorlage.docx, Absatz \\d: „(Ein Satz|links|rechts).*“: .*Rand des Blattes.*"));
        }
        for (String margins : List.of(
                "w:left='-3000' w:right='1000' w:top='1000' w:bottom='1000'",
                "w:left='20000' w:right='1000' w:top='1000' w:bottom='1000'",
                "w:left='1000' w:right='1000' w:top='1000' w:bottom='-2147483648'")) {
            assertThat(refusal(withBody(text.formatted("<w:sectPr><w:pgMar " + margins + "/></w:sectPr>"))))
                    .singleElement()
                    .asString()
                    .contains("Seitenränder");
        }
        String farHeader = "<w:sectPr><w:pgMar w:left='1000' w:right='1000' w:top='1000' w:bottom='1000'"
                + " w:header='20000'/></w:sectPr>";
        byte[] none = withBody(text.formatted(farHeader)).bytes();
        DocxReader.read("vorlage.docx", none, "Titel", List.of(), CLOCK); // there is no header to stand there
        for (String tidy : List.of("<w:jc w:val='center'/>", "<w:jc w:val='right'/>", "")) {
            byte[] docx = withBody(grid(tidy, 4000, 4000)).bytes();
            DocxReader.read("vorlage.docx", docx, "Titel", List.of(), CLOCK);
        }
    }

    @Test
    void namesTextThatTheParserPassesOver() {
        String inside = "<w:p><w:p><w:r><w:t>verloren</w:t></w:r></w:p></w:p>";
        assertThat(refusal(withBody(inside))).singleElement().asString().contains("nicht gelesen");
        RenderingDocx header = withBody(paragraph("x") + "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default'"
                        + " r:id='rIdkopf'/></w:sectPr></w:pPr></w:p>")
                .header(inside);
        assertThat(refusal(header)).singleElement().asString().startsWith("vorlage.docx, Kopfzeile: ");
        RenderingDocx note = withBody("<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
                .with(
                        "footnotes",
                        "footnotes",
                        "<w:footnote w:id='2'>" + paragraph("gelesen") + inside + "</w:footnote>");
        assertThat(refusal(note))
                .singleElement()
                .asString()
                .contains("Fußnote 1")
                .contains("nicht gelesen");
    }

    @Test
    void namesAFieldThatNeverEnds() {
        String begun = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
                + "<w:r><w:t>verloren</w:t></w:r></w:p>";
        assertThat(refusal(withBody(begun))).singleElement().asString().contains("Feld „PAGE“");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        String two = "<w:p><w:r><w:t>eins</w:t><w:object/></w:r></w:p><w:p><w:r><w:t>zwei</w:t><w:pict/></w:r></w:p>";
        assertThat(refusal(withBody(two))).hasSize(2);
    }

    private static RenderingDocx withPicture(String properties, byte[] picture) {
        return withPicture("%s", properties, picture);
    }

    private static RenderingDocx withPicture(String around, String properties, byte[] picture) {
        return withPicture(around, properties, "cx=\"914400\" cy=\"914400\"", picture);
    }

    private static RenderingDocx withPicture(String around, String properties, String size, byte[] picture) {
        String drawing = "<w:p><w:r><w:t>Bild</w:t></w:r><w:r>"
                + around.formatted("<w:drawing><wp:inline><wp:extent " + size + "/>"
                        + "<wp:docPr id=\"1\" name=\"Bild 1\" " + properties + "/><a:graphic><a:graphicData "
                        + "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr"
                        + " id=\"1\""
                        + " name=\"b\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip"
                        + " r:embed=\"rIdbild\"/>"
                        + "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>")
                + "</w:r></w:p>";
        return withBody(drawing)
                .related("bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", picture);
    }

    @Test
    void aPictureWithoutAlternateTextIsNamed() {
        assertThat(refusal(withPicture("", SheetSpecimen.picture())))
                .singleElement()
                .asString()
                .contains("Absatz 1: „Bild“")
                .contains("Alternativtext");
    }

    /** As LibreOffice writes pictures that it holds as shapes. */
    @Test
    void aPictureAmongAlternativesIsAPicture() {
        String around = "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
                + "<mc:Choice Requires=\"wps\">%s</mc:Choice>"
                + "<mc:Fallback><w:pict><v:shape/></w:pict></mc:Fallback></mc:AlternateContent>";
        byte[] docx =
                withPicture(around, "descr=\"Wappen\"", SheetSpecimen.picture()).bytes();
        Manuscript read = DocxReader.read("vorlage.docx", docx, "Titel", List.of(), CLOCK);
        assertThat(read.toString()).contains("alternateText=Wappen");
        assertThat(refusal(withPicture(around, "", SheetSpecimen.picture())))
                .singleElement()
                .asString()
                .contains("Alternativtext");
        // What stands beside the picture is read too.
        for (String more :
                List.of("<w:pict/>%s", "%s<w:pict/>", "<w:pict/></mc:Choice><mc:Choice Requires=\"wpg\">%s")) {
            assertThat(refusal(withPicture(around.formatted(more), "descr=\"Wappen\"", SheetSpecimen.picture())))
                    .singleElement()
                    .asString()
                    .contains("Form");
        }
    }

    @Test
    void aVectorGraphicIsNamed() {
        byte[] emf = new byte[100];
        emf[0] = 1;
        emf[40] = ' ';
        emf[41] = 'E';
        byte[] svg = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        for (byte[] picture : List.of(emf, svg)) {
            assertThat(refusal(withPicture("descr=\"Logo\"", picture)))
                    .singleElement()
                    .asString()
                    .contains("Vektorgrafik");
        }
    }

    @Test
    void aPictureAsSmallAsABulletOrALineIsDecorationWithARemark() {
        for (String size : List.of("cx=\"127000\" cy=\"127000\"", "cx=\"5080000\" cy=\"25400\"")) {
            byte[] docx = withPicture("%s", "", size, SheetSpecimen.picture()).bytes();
            assertThat(DocxReader.read("vorlage.docx", docx, "Titel", List.of(), CLOCK)
                            .remarks())
                    .singleElement()
                    .extracting(notice -> notice.code())
                    .isEqualTo("rendering.draft.picture-ornamental");
        }
    }

    @Test
    void aPictureInPrintersColoursIsNamed() {
        byte[] cmyk =
                HexFormat.of().parseHex("ffd8ffee000e41646f626500640000000000ffc00014080010001004" + "00".repeat(20));
        assertThat(refusal(withPicture("descr=\"Logo\"", cmyk)))
                .singleElement()
                .asString()
                .contains("CMYK");
    }

    @Test
    void anEntityIsNeitherReadNorFetched() {
        byte[] evil = ("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><w:styles"
                        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">&e;</w:styles>")
                .getBytes(StandardCharsets.UTF_8);
        byte[] docx = withBody(paragraph("x")).part("word/styles.xml", evil).bytes();
        assertThatThrownBy(() -> DocxReader.read("vorlage.docx", docx, "Titel", List.of(), CLOCK))
                .isInstanceOf(RenderingException.class);
    }

    @Test
    void whatIsNoWordFileIsRefused() {
        assertThatThrownBy(() ->
                        DocxReader.read("x.docx", "kein Zip".getBytes(StandardCharsets.UTF_8), "T", List.of(), CLOCK))
                .isInstanceOf(RenderingException.class)
                .hasMessage("rendering.draft.unreadable");
    }

    @Test
    void aZipBombIsRefusedBeforeItUnfolds() {
        byte[] docx = withBody(paragraph("x"))
                .part("word/media/bild.png", new byte[110 << 20])
                .bytes();
        assertThat(docx.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> DocxReader.read("x.docx", docx, "T", List.of(), CLOCK))
                .isInstanceOf(RenderingException.class)
                .hasMessage("rendering.draft.unreadable");
    }

    /** Authorities' tables often reach over the edge, their words do not. */
    @Test
    void aShortLineInACellThatReachesOverTheEdgeIsFine() {
        String table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"9500\"/></w:tblGrid>"
                + "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>" + paragraph("links")
                + "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"9500\" w:type=\"dxa\"/></w:tcPr><w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>"
                + "</w:tc></w:tr></w:tbl>" + paragraph("");
        DocxReader.read("vorlage.docx", withBody(table.formatted("", "rechts")).bytes(), "Titel", List.of(), CLOCK);
        assertThat(refusal(withBody(table.formatted("", "rechts und immer weiter ".repeat(10)))))
                .singleElement()
                .asString()
                .contains("Rand des Blattes");
        assertThat(refusal(withBody(table.formatted("<w:pPr><w:jc w:val=\"right\"/></w:pPr>", "rechts"))))
                .singleElement()
                .asString()
                .contains("Rand des Blattes");
    }
}
