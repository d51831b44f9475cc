package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.GlyphSpots;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingTagTree;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

/** What letterheads are made of: text boxes, floating pictures, lines and shapes, each at its place and read in order. */
class LetterheadIT {
    private static final String PAGE = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" "
            + "w:bottom=\"1134\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering =
            new Rendering(store, Clock.system(ZoneId.of("Europe/Berlin")), new RenderingSettings(Proof.EVERYTHING));

    private byte[] render(RenderingDocx docx) {
        FilledDraft draft = new FilledDraft(store.put("a.docx", docx.bytes()), "Titel", List.of());
        try {
            return store.bytes(rendering.render(draft, Marks.NONE).content().digest());
        } catch (RenderingException e) {
            throw new AssertionError(
                    e.notices().stream().map(Texts.german()::line).toList().toString(), e);
        }
    }

    private List<String> refusal(RenderingDocx docx) {
        FilledDraft draft = new FilledDraft(store.put("a.docx", docx.bytes()), "Titel", List.of());
        RenderingException refusal =
                catchThrowableOfType(RenderingException.class, () -> rendering.render(draft, Marks.NONE));
        assertThat(refusal).as("refused").isNotNull();
        return refusal.notices().stream().map(Texts.german()::line).toList();
    }

    /** @param places pairs of relativeFrom and offset in points or alignment: across, then down */
    private static String anchored(String content, double width, double height, String more, String... places) {
        return "<w:r>%s<w:drawing><wp:anchor behindDoc=\"0\" layoutInCell=\"1\" relativeHeight=\"2\" simplePos=\"0\" distL=\"0\" distR=\"0\">"
                        .formatted("")
                + "<wp:simplePos x=\"0\" y=\"0\"/>" + place("H", places[0], places[1])
                + place("V", places[2], places[3])
                + "<wp:extent cx=\"" + emu(width) + "\" cy=\"" + emu(height) + "\"/>" + more
                + "<a:graphic><a:graphicData uri=\"x\">" + content
                + "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>";
    }

    private static String place(String axis, String from, String at) {
        String value = at.matches("-?[\\d.]+")
                ? "<wp:posOffset>" + emu(Double.parseDouble(at)) + "</wp:posOffset>"
                : "<wp:align>" + at + "</wp:align>";
        return "<wp:position" + axis + " relativeFrom=\"" + from + "\">" + value + "</wp:position" + axis + ">";
    }

    private static long emu(double points) {
        return Math.round(points * 12_700);
    }

    private static final String NO_WRAP = "<wp:wrapNone/><wp:docPr id=\"1\" name=\"x\"/>";

    private static String shape(String looks, String text) {
        return "<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst=\"rect\"/>" + looks + "</wps:spPr>"
                + (text.isEmpty() ? "" : "<wps:txbx><w:txbxContent>" + text + "</w:txbxContent></wps:txbx>")
                + "<wps:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/></wps:wsp>";
    }

    private static String box(String text, double width, double height, String... places) {
        return anchored(shape("", text), width, height, NO_WRAP, places);
    }

    private static String solid(String colour) {
        return "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>";
    }

    private static String picture() {
        return "<pic:pic><pic:blipFill><a:blip r:embed=\"rIdbild\"/></pic:blipFill><pic:spPr/></pic:pic>";
    }

    private static RenderingDocx pictured(RenderingDocx docx) {
        return docx.related("bild", "image", "media/bild.png", false).part("word/media/bild.png", green());
    }

    private static byte[] green() {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i % 6, i / 6, 0x008000);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return png.toByteArray();
    }

    private static String holding(String runs, String text) {
        return "<w:p>" + runs + "<w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static BufferedImage painted(byte[] pdf, int page) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImage(page);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String colour(BufferedImage page, double x, double y) {
        return String.format("%06X", new Color(page.getRGB((int) x, (int) y)).getRGB() & 0xFFFFFF);
    }

    @Test
    void whatFloatsStandsWhereTheFileSays() {
        byte[] pdf = render(withBody(styled("Titel", "Titel")
                + holding(
                        box(paragraph("Anschrift"), 200, 60, "page", "100", "page", "300")
                                + box(paragraph("Mittig"), 200, 60, "page", "center", "margin", "bottom")
                                + box(paragraph("Am Rand"), 50, 60, "rightMargin", "left", "topMargin", "30")
                                + box(paragraph("Daneben"), 100, 60, "column", "250", "paragraph", "40"),
                        "Text")));
        assertThat(GlyphSpots.of(pdf, "Anschrift")).satisfies(spot -> {
            assertThat(spot.x()).isCloseTo(100, within(0.5));
            assertThat(spot.top()).isCloseTo(300, within(6.0));
        });
        assertThat(GlyphSpots.of(pdf, "Mittig").x()).isCloseTo((595.3 - 200) / 2, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Mittig").top()).isCloseTo(841.9 - 56.7 - 60, within(6.0));
        assertThat(GlyphSpots.of(pdf, "Am Rand").x()).isCloseTo(595.3 - 70.9, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Am Rand").top()).isCloseTo(30, within(6.0));
        assertThat(GlyphSpots.of(pdf, "Daneben").x()).isCloseTo(70.9 + 250, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Daneben").baseline()
                        - GlyphSpots.of(pdf, "Text").baseline())
                .isCloseTo(40, within(1.0));
    }

    @Test
    void aTextBoxMovesNoText() {
        String text =
                "<w:p><w:pPr><w:spacing w:before=\"200\" w:after=\"100\"/></w:pPr>%s<w:r><w:t>%s</w:t></w:r></w:p>";
        String box = box(paragraph("Kasten"), 100, 60, "column", "250", "paragraph", "-10");
        byte[] without = render(withBody(text.formatted("", "eins") + text.formatted("", "zwei")));
        byte[] with = render(withBody(text.formatted("", "eins") + text.formatted(box, "zwei")));
        assertThat(GlyphSpots.of(with, "zwei")).isEqualTo(GlyphSpots.of(without, "zwei"));
    }

    @Test
    void boxesAreReadWhereTheyAreAnchoredTheHigherAndTheLeftOneFirst() {
        byte[] pdf = render(withBody(paragraph("vorher")
                + holding(
                        box(paragraph("rechts"), 100, 60, "page", "400", "page", "300")
                                + box(paragraph("unten"), 100, 60, "page", "100", "page", "400")
                                + box(paragraph("links"), 100, 60, "page", "100", "page", "300"),
                        "danach")));
        assertThat(RenderingTagTree.textOf(pdf).replaceAll("\\s", "")).isEqualTo("vorherlinksrechtsuntendanach");
    }

    @Test
    void aBoxMovesToTheNextPageWithItsParagraph() {
        String box = box(paragraph("Kasten"), 100, 60, "column", "250", "paragraph", "0");
        String fixed = box(paragraph("Rand"), 100, 60, "page", "400", "page", "100");
        for (int holder = 52; holder < 57; holder++) {
            StringBuilder body = new StringBuilder(styled("berschrift1", "Eins"));
            for (int i = 0; i < 60; i++) {
                body.append(holding(i == holder ? box + fixed : "", "Zeile " + i + " geht"));
            }
            byte[] pdf = render(withBody(body.toString()));
            int page = GlyphSpots.of(pdf, "Zeile " + holder + " geht").page();
            assertThat(GlyphSpots.of(pdf, "Kasten").page()).isEqualTo(page);
            assertThat(GlyphSpots.of(pdf, "Rand").page()).isEqualTo(page);
            assertThat(page).isEqualTo(holder < 55 ? 1 : 2);
        }
    }

    @Test
    void picturesShapesAndLinesArePaintedAndOnlyThePictureIsRead() {
        String described = "<wp:wrapNone/><wp:docPr id=\"1\" name=\"x\" descr=\"Wappen\"/>";
        String line = "<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst=\"line\"/><a:ln w=\"25400\">" + solid("0000FF")
                + "</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>";
        byte[] pdf = render(pictured(withBody(holding(
                anchored(picture(), 60, 40, described, "page", "100", "page", "300")
                        + anchored(shape(solid("FF0000"), ""), 60, 40, NO_WRAP, "page", "200", "page", "300")
                        + anchored(line, 60, 0, NO_WRAP, "page", "300", "page", "320"),
                "Text"))));
        BufferedImage page = painted(pdf, 0);
        assertThat(colour(page, 230, 320)).isEqualTo("FF0000");
        assertThat(colour(page, 195, 320)).isEqualTo("FFFFFF");
        assertThat(colour(page, 330, 320)).isEqualTo("0000FF");
        assertThat(colour(page, 130, 320)).isEqualTo("008000");
        assertThat(colour(page, 95, 320)).isEqualTo("FFFFFF");
        assertThat(RenderingTagTree.of(pdf)).containsOnlyOnce("Figure").contains("Figure alt=\"Wappen\"");
    }

    @Test
    void ofAlternativesOneIsRead() {
        String word = "<mc:AlternateContent><mc:Choice Requires=\"wps\">%s</mc:Choice><mc:Fallback><w:pict><v:shape"
                + " style=\"position:absolute\"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape>"
                + "</w:pict></mc:Fallback></mc:AlternateContent>";
        String drawing = box(paragraph("Kasten"), 100, 60, "page", "100", "page", "300");
        String both =
                "<w:r>" + word.formatted(drawing.replaceAll("^<w:r>|</w:r>$", ""), paragraph("Kasten")) + "</w:r>";
        assertThat(RenderingTagTree.textOf(render(withBody(holding(both, "Text")))))
                .containsOnlyOnce("Kasten");
        String older = both.replace("Requires=\"wps\"", "Requires=\"wpc\"")
                .replace("position:absolute", "position:absolute;width:100pt;height:60pt;margin-left:50pt");
        assertThat(GlyphSpots.of(render(withBody(holding(older, "Text"))), "Kasten")
                        .x())
                .isCloseTo(70.9 + 50 + 7.2, within(0.5));
    }

    @Test
    void inACellPlacesAreReckonedFromTheCell() {
        String cell = "<w:tc><w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>%s</w:tc>";
        String table =
                "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr>"
                        + "<w:trPr><w:trHeight w:val=\"1500\"/></w:trPr>"
                        + cell.formatted(paragraph("links"))
                        + cell.formatted(paragraph("rechts")
                                + holding(box(paragraph("Kasten"), 80, 30, "page", "40", "page", "30"), "darunter"))
                        + "</w:tr></w:tbl>" + paragraph("");
        byte[] pdf = render(withBody(table));
        assertThat(GlyphSpots.of(pdf, "Kasten").x()
                        - GlyphSpots.of(pdf, "rechts").x())
                .isCloseTo(40, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Kasten").baseline()
                        - GlyphSpots.of(pdf, "rechts").baseline())
                .isCloseTo(30, within(0.5));
    }

    @Test
    void aWatermarkLiesUnderTheTextAndIsNotRead() {
        String mark =
                "<w:p><w:r><w:pict><v:shape type=\"#_x0000_t136\" style=\"position:absolute;width:400pt;height:100pt;"
                        + "rotation:315;z-index:-2;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin\""
                        + " fillcolor=\"red\" stroked=\"f\"><v:textpath style=\"font-family:Arial\""
                        + " string=\"ENTWURF\"/></v:shape></w:pict></w:r></w:p>";
        byte[] pdf = render(withBody(paragraph("Text") + "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default'"
                        + " r:id='rIdkopf'/>" + PAGE + "</w:sectPr></w:pPr></w:p>")
                .header(mark));
        BufferedImage page = painted(pdf, 0);
        int red = 0;
        for (int y = 250; y < 600; y++) {
            for (int x = 100; x < 500; x++) {
                red += colour(page, x, y).equals("FF0000") ? 1 : 0;
            }
        }
        assertThat(red).isGreaterThan(5000);
        assertThat(RenderingTagTree.of(pdf)).doesNotContain("ENTWURF", "Figure");
    }

    @Test
    void textThatDoesNotFitIntoItsBoxIsRefused() {
        String full = paragraph("Viel Text, der nicht in den kleinen Kasten passt. ".repeat(10));
        assertThat(refusal(withBody(holding(box(full, 100, 40, "page", "100", "page", "300"), "Text"))))
                .singleElement()
                .asString()
                .contains("ragt");
        String growing = box(full, 100, 40, "page", "100", "page", "300")
                .replace("bIns=\"0\"/>", "bIns=\"0\"><a:spAutoFit/></wps:bodyPr>");
        assertThat(RenderingTagTree.textOf(render(withBody(holding(growing, "Text")))))
                .contains("Viel Text");
    }

    @Test
    void aFloatingPictureInTheTextNeedsAnAlternateText() {
        String bare = anchored(picture(), 60, 40, NO_WRAP, "page", "100", "page", "300");
        assertThat(refusal(pictured(withBody(holding(bare, "Text")))))
                .singleElement()
                .asString()
                .contains("Alternativtext");
    }

    @Test
    void namesTheTextBoxInWhichSomethingIsWrong() {
        String wrong = paragraph("gut")
                + "<w:p><w:r><w:rPr><w:rFonts w:ascii='Papyrus'"
                + " w:hAnsi='Papyrus'/></w:rPr><w:t>schlecht</w:t></w:r></w:p>";
        assertThat(refusal(withBody(
                        paragraph("eins") + holding(box(wrong, 100, 60, "page", "100", "page", "300"), "zwei"))))
                .singleElement()
                .asString()
                .startsWith("a.docx, Absatz 2, Textfeld, Absatz 2: „schlecht“");
    }

    @Test
    void aSideTableAtTheFootOfThePageStandsOnThePage() {
        String table = "<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"page\" w:horzAnchor=\"page\" w:tblpX=\"1135\""
                + " w:tblpYSpec=\"bottom\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid><w:tr><w:tc>"
                + "<w:tcPr><w:tcW w:w=\"4000\" w:type=\"dxa\"/></w:tcPr>" + paragraph("Impressum")
                + paragraph("Ende") + "</w:tc></w:tr></w:tbl>";
        byte[] pdf = render(withBody(table + paragraph("Text")));
        assertThat(GlyphSpots.of(pdf, "Impressum").baseline()).isBetween(800.0, 830.0);
        assertThat(GlyphSpots.of(pdf, "Ende").baseline()).isBetween(815.0, 842.0);
    }

    /** Where it stands on the page is known only when the page is set. */
    @Test
    void refusesTextThatReachesOverTheEdgeOfTheSheet() {
        for (String beside : List.of(
                box(paragraph("daneben"), 100, 60, "page", "560", "page", "300"),
                box(paragraph("daneben"), 100, 60, "page", "-20", "page", "300"),
                box(paragraph("daneben"), 100, 60, "column", "0", "paragraph", "-200"))) {
            assertThat(refusal(withBody(holding(beside, "Text"))))
                    .singleElement()
                    .asString()
                    .contains("neben dem Blatt");
        }
        render(withBody(holding(box(paragraph("da"), 100, 60, "page", "500", "page", "780"), "Text")));
    }

    @Test
    void refusesWhatIsNotPlain() {
        String gradient = shape("<a:gradFill/>", "");
        String star = shape("", "").replace("\"rect\"", "\"star5\"");
        String hidden = "<wp:wrapNone/><wp:docPr id=\"1\" name=\"x\" hidden=\"1\"/>";
        String[] at = {"page", "100", "page", "300"};
        assertThat(refusal(withBody(holding(anchored(gradient, 60, 40, NO_WRAP, at), "Text"))))
                .singleElement()
                .asString()
                .contains("einfarbige Füllung");
        assertThat(refusal(withBody(holding(anchored(star, 60, 40, NO_WRAP, at), "Text"))))
                .singleElement()
                .asString()
                .contains("Form „star5“");
        assertThat(refusal(withBody(holding(anchored(shape("", paragraph("x")), 60, 40, hidden, at), "Text"))))
                .singleElement()
                .asString()
                .contains("ausgeblendet");
    }

    private static final String SQUARE = "<wp:wrapSquare wrapText=\"bothSides\"/><wp:docPr id=\"1\" name=\"x\"/>";
    private static final String LONG = "Die Vertragsparteien stimmen ihr Handeln aufeinander ab. ".repeat(8);

    /** How far the lines of the page reach to the right between two heights. */
    private static double reach(byte[] pdf, double from, double to) {
        BufferedImage page = painted(pdf, 0);
        int reach = 0;
        for (int y = (int) from; y < to; y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                reach = new Color(page.getRGB(x, y)).getRed() < 128 ? Math.max(reach, x) : reach;
            }
        }
        return reach;
    }

    @Test
    void textGivesWayFromTheLineOnWhereTheBoxBegins() {
        String empty = anchored(shape("", ""), 150, 60, SQUARE, "column", "300", "paragraph", "30");
        byte[] pdf = render(withBody(paragraph("vorher") + holding(empty, LONG) + paragraph(LONG)));
        double top = GlyphSpots.of(pdf, "Die Vertragsparteien").top();
        assertThat(reach(pdf, top, top + 20)).isGreaterThan(450);
        assertThat(reach(pdf, top + 34, top + 85)).isBetween(300.0, 371.0);
        assertThat(reach(pdf, top + 110, top + 150)).isGreaterThan(450);
    }

    @Test
    void nothingIsLostBesideABoxNotEvenAHeading() {
        String empty = anchored(shape("", paragraph("Kasten")), 250, 90, SQUARE, "page", "71", "page", "120");
        String cell = "<w:tc><w:tcPr><w:tcW w:w=\"9000\" w:type=\"dxa\"/></w:tcPr>%s</w:tc>";
        String rows = ("<w:tr>" + cell.formatted(paragraph("Zelle")) + "</w:tr>").repeat(4);
        byte[] docx = withBody(styled("Titel", "Titel")
                        + holding(empty, "eins")
                        + styled("berschrift1", "Eine Überschrift daneben, die zwei Zeilen braucht")
                        + paragraph("kurz")
                        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9000\"/></w:tblGrid>" + rows + "</w:tbl>"
                        + paragraph(LONG))
                .bytes();
        FilledDraft draft = new FilledDraft(store.put("a.docx", docx), "Titel", List.of());
        byte[] pdf = store.bytes(rendering.render(draft, Marks.NONE).content().digest());
        ReadBack.assertNothingLost(docx, pdf);
        // The table needs its whole width and goes below.
        assertThat(GlyphSpots.of(pdf, "Zelle").top()).isGreaterThan(205);
    }

    @Test
    void aboveAndBelowMeansThatTheTextBeginsBelow() {
        String wrap = "<wp:wrapTopAndBottom/><wp:docPr id=\"1\" name=\"x\"/>";
        String box = anchored(shape("", paragraph("Kasten")), 150, 60, wrap, "margin", "center", "paragraph", "0");
        byte[] pdf = render(withBody(paragraph("vorher") + holding(box, "nachher")));
        assertThat(GlyphSpots.of(pdf, "nachher").baseline()
                        - GlyphSpots.of(pdf, "vorher").baseline())
                .isCloseTo(60 + 12.6, within(2.0));
    }

    @Test
    void framesStandAtTheirPlaceAndAreReadBeforeTheParagraphThatFollows() {
        String frame = "<w:p><w:pPr><w:framePr w:w=\"2400\" w:hSpace=\"142\" w:wrap=\"around\" w:hAnchor=\"page\""
                + " w:vAnchor=\"page\" w:x=\"7000\" w:y=\"2000\"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>";
        byte[] pdf = render(withBody(
                paragraph("vorher") + frame.formatted("Stadt") + frame.formatted("Markt") + paragraph("nachher")));
        assertThat(GlyphSpots.of(pdf, "Stadt").x()).isCloseTo(350, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Stadt").top()).isCloseTo(100, within(6.0));
        assertThat(GlyphSpots.of(pdf, "Markt").top()).isCloseTo(112.6, within(6.0));
        assertThat(RenderingTagTree.textOf(pdf).replaceAll("\\s", "")).isEqualTo("vorherStadtMarktnachher");
        assertThat(GlyphSpots.of(pdf, "nachher").baseline()
                        - GlyphSpots.of(pdf, "vorher").baseline())
                .isCloseTo(12.65, within(0.5));
    }

    @Test
    void aTableBesideTheTextStandsAtItsPlace() {
        String table = "<w:tbl><w:tblPr><w:tblpPr w:vertAnchor=\"page\" w:horzAnchor=\"page\" w:tblpX=\"7000\""
                + " w:tblpY=\"2000\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                + "<w:tblGrid><w:gridCol w:w=\"2400\"/></w:tblGrid><w:tr><w:tc>" + paragraph("Zeichen")
                + "</w:tc></w:tr></w:tbl>";
        byte[] pdf = render(withBody(paragraph("vorher") + table + paragraph("nachher")));
        assertThat(GlyphSpots.of(pdf, "Zeichen").x()).isCloseTo(350, within(0.5));
        assertThat(GlyphSpots.of(pdf, "Zeichen").top()).isCloseTo(100, within(6.0));
        assertThat(RenderingTagTree.textOf(pdf).replaceAll("\\s", "")).isEqualTo("vorherZeichennachher");
    }

    @Test
    void theTextOfTheFirstPageGivesWayToWhatFloatsInItsHeader() {
        String box = anchored(shape("", paragraph("Rand")), 130, 200, SQUARE, "page", "400", "page", "40");
        byte[] pdf =
                render(withBody(paragraph(LONG.repeat(4)) + "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default'"
                                + " r:id='rIdkopf'/>" + PAGE + "</w:sectPr></w:pPr></w:p>")
                        .header(holding(box, "Kopf")));
        assertThat(reach(pdf, 80, 225)).isBetween(300.0, 400.0);
        assertThat(reach(pdf, 270, 330)).isGreaterThan(450);
    }

    @Test
    void whereThePlaceOfTheTextIsNotKnownWrappingIsRefused() {
        String box = anchored(shape("", ""), 150, 60, SQUARE, "column", "300", "page", "300");
        assertThat(refusal(
                        withBody(styled("berschrift1", "Eins") + paragraph(LONG).repeat(14) + holding(box, "hier"))))
                .singleElement()
                .asString()
                .contains("Absatz „hier“", "unterhalb von Absatz");
        render(withBody(holding(box, "hier") + paragraph(LONG).repeat(3)));
    }

    @Test
    void anInitialIsRefused() {
        String initial =
                "<w:p><w:pPr><w:framePr w:dropCap=\"drop\" w:lines=\"3\"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>";
        assertThat(refusal(withBody(initial + paragraph("ie Stadt"))))
                .singleElement()
                .asString()
                .contains("Initiale");
    }
}
