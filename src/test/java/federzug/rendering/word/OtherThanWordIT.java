package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingException;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.page.CutOffText;
import federzug.testkit.RenderingDocx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/** What Word can do and we cannot is reported by its name; what we can is done. */
class OtherThanWordIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering =
            new Rendering(store, Clock.systemUTC(), new RenderingSettings(Proof.EVERYTHING));

    private FilledDraft draft(RenderingDocx docx) {
        return new FilledDraft(store.put("a.docx", docx.bytes()), "Titel", List.of());
    }

    private byte[] render(String name, RenderingDocx docx) throws IOException {
        byte[] pdf =
                store.bytes(rendering.render(draft(docx), Marks.NONE).content().digest());
        Files.createDirectories(Path.of("target/features"));
        Files.write(Path.of("target/features", name + ".pdf"), pdf);
        return pdf;
    }

    private List<String> remarks(RenderingDocx docx) {
        return rendering.remarks(draft(docx)).stream()
                .map(notice -> notice.code().replace("rendering.draft.", "") + " "
                        + notice.place().within() + " " + notice.arguments())
                .toList();
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String section(String more) {
        return "<w:p><w:pPr><w:sectPr>"
                + more.replace(
                        "|",
                        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\""
                                + " w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>")
                + "</w:sectPr></w:pPr></w:p>";
    }

    @Test
    void aBorderRoundWordsIsDrawn() throws IOException {
        byte[] pdf = render(
                "wortrahmen",
                withBody(styled("Titel", "Titel") + "<w:p>" + run("", "vor ")
                        + run("<w:bdr w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"FF0000\"/>", "Rahmen")
                        + run("", " nach") + "</w:p>"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String content = new String(
                    document.getPage(0).getContents().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(content).containsPattern("1 0 0 (RG|rg)");
        }
    }

    @Test
    void textIsCentredOnItsPageAndPagesAreNumberedAsTheirSectionSays() throws IOException {
        byte[] pdf = render(
                "mitte",
                withBody(styled("Titel", "Mitte")
                                + section("<w:footerReference w:type=\"default\" r:id=\"rIdkopf\"/>|<w:pgNumType"
                                        + " w:fmt=\"lowerRoman\"/><w:vAlign w:val=\"center\"/>")
                                + paragraph("oben"))
                        .header("<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>"
                                .replace("hdr", "ftr")));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            float[] y = new float[1];
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> positions) throws IOException {
                    if (text.contains("Mitte")) {
                        y[0] = positions.get(0).getYDirAdj();
                    }
                    super.writeString(text, positions);
                }
            };
            stripper.getText(document);
            assertThat(y[0]).isBetween(350f, 480f);
        }
    }

    @Test
    void whatCharactersCannotHaveIsReportedWithItsPlace() {
        assertThat(remarks(withBody(styled("Titel", "Titel") + "<w:p>" + run("<w:w w:val=\"150\"/>", "breit")
                        + run("<w:em w:val=\"dot\"/><w:shadow/>", "betont") + run("<w:u w:val=\"wave\"/>", "Welle")
                        + run("<w:outline/>", " ") + "</w:p>")))
                .containsExactly(
                        "not-set Absatz 2: „breitbetontWelle“ [breit, die veränderte Zeichenbreite (Skalierung)]",
                        "not-set Absatz 2: „breitbetontWelle“ [betont, Schatten]",
                        "not-set Absatz 2: „breitbetontWelle“ [betont, Betonungszeichen]",
                        "not-set Absatz 2: „breitbetontWelle“ [Welle, Wellenlinie (stattdessen gestrichelt)]");
    }

    @Test
    void whatPagesCannotHaveIsReported() {
        assertThat(remarks(withBody(styled("Titel", "Titel")
                        + section("|<w:lnNumType w:countBy=\"5\"/><w:pgNumType"
                                + " w:fmt=\"numberInDash\"/><w:vAlign w:val=\"both\"/>"))))
                .containsExactly("line-numbers  []", "vertical-justified  []", "page-number-format  [numberInDash]");
    }

    @Test
    void plainTextIsNoFinding() {
        assertThat(remarks(withBody(styled("Titel", "Titel") + "<w:p>"
                        + run(
                                "<w:w w:val=\"100\"/><w:em w:val=\"none\"/><w:shadow w:val=\"0\"/><w:u"
                                        + " w:val=\"single\" w:color=\"auto\"/>",
                                "x")
                        + "</w:p>" + section("|<w:vAlign w:val=\"top\"/>"))))
                .isEmpty();
    }

    @Test
    void textThatARowOfFixedHeightCutsOffIsRefusedInWhatIsSigned() {
        assertThat(cutOff(300)).containsExactly("rendering.draft.cut-off-text Absatz 3: „nicht zu sehen“");
        assertThat(cutOff(700)).isEmpty();
    }

    /** @param height of the row, in twentieths of a point */
    private static List<String> cutOff(int height) {
        String row = "<w:tr><w:trPr><w:trHeight w:val=\"" + height + "\" w:hRule=\"exact\"/></w:trPr><w:tc><w:tcPr>"
                + "<w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>" + paragraph("sichtbar") + paragraph("nicht zu sehen")
                + paragraph("") + "</w:tc></w:tr>";
        RenderingDocx docx = withBody(styled("Titel", "Titel")
                + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid>" + row + "</w:tbl>");
        try {
            CutOffText.refuse("a.docx", DocxReader.read("a.docx", docx.bytes(), "Titel", List.of(), Clock.systemUTC()));
            return List.of();
        } catch (RenderingException e) {
            return e.notices().stream()
                    .map(notice -> notice.code() + " " + notice.place().within())
                    .toList();
        }
    }

    /** Word keeps headers of first and even pages that were switched off. */
    @Test
    void aHeaderThatIsSwitchedOffIsNotRead() {
        String hidden = "<w:p>" + run("<w:vanish/>", "nicht") + "</w:p>";
        assertThat(remarks(withBody(styled("Titel", "Titel")
                                + section("<w:headerReference w:type=\"first\" r:id=\"rIdkopf\"/>|"))
                        .header(hidden)))
                .isEmpty();
        assertThat(remarks(withBody(styled("Titel", "Titel")
                                + section("<w:headerReference w:type=\"first\" r:id=\"rIdkopf\"/>|<w:titlePg/>"))
                        .header(hidden)))
                .singleElement()
                .asString()
                .startsWith("hidden-text Kopfzeile");
    }

    @Test
    void aHeaderRepeatsTheHeadingOfItsPage() throws IOException {
        String next = "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/><w:pageBreakBefore/></w:pPr><w:r><w:t>Kapitel"
                + " zwei</w:t></w:r></w:p>";
        byte[] pdf = render(
                "lebender-kolumnentitel",
                withBody(styled("Titel", "Titel") + styled("berschrift1", "Kapitel eins")
                                + next + paragraph("Text")
                                + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>weiter</w:t></w:r></w:p>"
                                + section("<w:headerReference w:type=\"default\" r:id=\"rIdkopf\"/>|"))
                        .header("<w:p><w:r><w:t>Kopf: </w:t></w:r><w:fldSimple w:instr=\" STYLEREF 1"
                                + " \"><w:r><w:t>alt</w:t></w:r></w:fldSimple></w:p>"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            List<String> heads = new java.util.ArrayList<>();
            for (int page = 1; page <= 3; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                heads.add(stripper.getText(document)
                        .lines()
                        .filter(line -> line.startsWith("Kopf"))
                        .findFirst()
                        .orElse(""));
            }
            assertThat(heads).containsExactly("Kopf: Kapitel eins", "Kopf: Kapitel zwei", "Kopf: Kapitel zwei");
        }
    }
}
