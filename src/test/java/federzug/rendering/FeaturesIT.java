package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.RenderingTagTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Features of Word one by one, in files written by hand; each document is proven by veraPDF. */
class FeaturesIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering =
            new Rendering(store, Clock.system(ZoneId.of("Europe/Berlin")), new RenderingSettings(Proof.EVERYTHING));

    private byte[] render(String body) {
        FilledDraft draft = new FilledDraft(store.put("a.docx", withBody(body).bytes()), "Titel", List.of());
        try {
            byte[] pdf =
                    store.bytes(rendering.render(draft, Marks.NONE).content().digest());
            Files.createDirectories(Path.of("target/features"));
            Files.write(Path.of("target/features", Integer.toHexString(body.hashCode()) + ".pdf"), pdf);
            return pdf;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (RenderingException e) {
            throw new AssertionError(
                    e.notices().stream().map(Texts.german()::line).toList().toString(), e);
        }
    }

    private static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String cell(String properties, String content) {
        return "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/>" + properties + "</w:tcPr>" + content + "</w:tc>";
    }

    private static String table(int columns, String rows) {
        return "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\""
                + " w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\""
                + " w:sz=\"4\"/></w:tblBorders></w:tblPr>"
                + "<w:tblGrid>" + "<w:gridCol w:w=\"2000\"/>".repeat(columns) + "</w:tblGrid>" + rows + "</w:tbl>";
    }

    @Test
    void sectionsMayTurnThePage() throws IOException {
        String upright =
                "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\""
                        + " w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\""
                        + " w:gutter=\"0\"/></w:sectPr></w:pPr></w:p>";
        String across =
                upright.replace("w:w=\"11906\" w:h=\"16838\"", "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"");
        try (PDDocument document = Loader.loadPDF(render(styled("Titel", "Titel")
                + paragraph("eins")
                + upright
                + paragraph("zwei")
                + across
                + paragraph("drei")))) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(document.getPage(1).getMediaBox().getWidth()).isGreaterThan(800);
            assertThat(document.getPage(2).getMediaBox().getWidth()).isLessThan(600);
        }
    }

    @Test
    void aPageBreakInsideAParagraphPartsIt() throws IOException {
        byte[] pdf = render(styled("Titel", "Titel")
                + "<w:p><w:r><w:t>vorher</w:t><w:br w:type=\"page\"/><w:t>nachher</w:t></w:r></w:p>"
                + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>" + paragraph("zuletzt"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(text(pdf).lines().map(String::strip)).containsSubsequence("vorher", "nachher", "zuletzt");
    }

    @Test
    void mergedAndNestedCellsKeepTheirPlace() {
        String inner = table(
                2, "<w:tr>" + cell("", paragraph("innen links")) + cell("", paragraph("innen rechts")) + "</w:tr>");
        String rows = "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("<w:gridSpan w:val=\"3\"/>", paragraph("Kopf"))
                + "</w:tr>"
                + "<w:tr>" + cell("<w:vMerge w:val=\"restart\"/>", paragraph("hoch")) + cell("", paragraph("oben"))
                + cell("", inner + paragraph("")) + "</w:tr>"
                + "<w:tr>" + cell("<w:vMerge/>", paragraph("")) + cell("", paragraph("unten"))
                + cell("", paragraph("ende")) + "</w:tr>"
                + "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
                + cell("<w:gridSpan w:val=\"2\"/>", paragraph("breit")) + "</w:tr>";
        String tree = RenderingTagTree.of(render(table(3, rows)));
        assertThat(tree).contains("TH Scope=Column ColSpan=3", "TD RowSpan=2", "TD ColSpan=2", "innen rechts");
    }

    @Test
    void referencesLeadToTheirPage() {
        byte[] pdf = render(styled("Titel", "Titel")
                + "<w:p><w:hyperlink w:anchor=\"_Ziel\"><w:r><w:t>Zum Ziel</w:t></w:r></w:hyperlink><w:r><w:t"
                + " xml:space=\"preserve\"> auf Seite </w:t></w:r><w:fldSimple w:instr=\" PAGEREF _Ziel \\h"
                + " \"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p><w:p><w:r><w:fldChar"
                + " w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://www.sachsen.de/\""
                + " </w:instrText></w:r><w:r><w:fldChar"
                + " w:fldCharType=\"separate\"/></w:r><w:r><w:t>Sachsen</w:t></w:r><w:r><w:fldChar"
                + " w:fldCharType=\"end\"/></w:r></w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:bookmarkStart"
                + " w:id=\"1\" w:name=\"_Ziel\"/><w:r><w:t>Hier</w:t></w:r><w:bookmarkEnd w:id=\"1\"/></w:p>");
        assertThat(text(pdf)).contains("Zum Ziel auf Seite 2");
        assertThat(RenderingTagTree.of(pdf)).contains("Link alt=\"Sachsen (https://www.sachsen.de/)\"");
    }

    @Test
    void tabsStandWhereTheyLead() {
        String tabs = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1000\"/><w:tab w:val=\"center\""
                + " w:pos=\"4500\"/><w:tab w:val=\"decimal\" w:pos=\"6500\"/><w:tab w:val=\"right\" w:leader=\"dot\""
                + " w:pos=\"9070\"/></w:tabs></w:pPr>"
                + "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:tab/><w:t>Mitte</w:t><w:tab/><w:t>12,50</w:t><w:tab/><w:t>7</w:t></w:r></w:p><w:p><w:r><w:t>links</w:t><w:ptab"
                + " w:relativeTo=\"margin\" w:alignment=\"center\" w:leader=\"none\"/><w:t>mittig</w:t><w:ptab"
                + " w:relativeTo=\"margin\" w:alignment=\"right\" w:leader=\"none\"/><w:t>rechts</w:t></w:r></w:p>";
        List<String> lines = text(render(tabs)).lines().toList();
        assertThat(lines.get(0)).matches("a +b +Mitte +12,50 ?\\.+ ?7");
        assertThat(lines.get(1)).matches("links +mittig +rechts");
    }

    @Test
    void signsAndHyphensAreSetAsWritten() {
        byte[] pdf = render("<w:p>" + run("<w:caps/>", "Straße") + run("", " ")
                + run("<w:vertAlign w:val=\"superscript\"/>", "2")
                + "<w:r><w:noBreakHyphen/><w:t>Teil Silben</w:t><w:softHyphen/><w:t>trennung Łužica „so“ – 5"
                + " €</w:t></w:r><w:r><w:sym w:font=\"Symbol\""
                + " w:char=\"F0B7\"/></w:r>" + run("<w:vanish/>", "verborgen") + "</w:p>");
        assertThat(text(pdf))
                .contains("STRAßE")
                .contains("Łužica „so“ – 5 €")
                .contains("•")
                .doesNotContain("verborgen");
    }

    @Test
    void anEmptyDocumentIsOnePage() throws IOException {
        try (PDDocument document = Loader.loadPDF(render("<w:p/>"))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }
}
