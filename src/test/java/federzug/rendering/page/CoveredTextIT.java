package federzug.rendering.page;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.rendering.ProvenRendering;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingException;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.RenderingDocx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text under something opaque is found, whether our pages hide it or only Word does. */
class CoveredTextIT {
    private static final String HIDDEN = "Ein verdeckter Satz steht hier.";
    private static final String SQUARE = "<a:prstGeom prst=\"rect\"/>";
    private static final String WHITE = "<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill>";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering =
            new Rendering(store, ProvenRendering.CLOCK, new RenderingSettings(Proof.EVERYTHING));

    private static long emu(double points) {
        return Math.round(points * 12_700);
    }

    private static String anchor(String content, double top, double height, boolean behind, String from) {
        return "<w:r><w:drawing><wp:anchor behindDoc=\"" + (behind ? 1 : 0)
                + "\" layoutInCell=\"1\" relativeHeight=\"2\" simplePos=\"0\"><wp:simplePos x=\"0\" y=\"0\"/>"
                + "<wp:positionH relativeFrom=\"column\"><wp:posOffset>0</wp:posOffset></wp:positionH>"
                + "<wp:positionV relativeFrom=\"" + from + "\"><wp:posOffset>" + emu(top)
                + "</wp:posOffset></wp:positionV><wp:extent cx=\"" + emu(300) + "\" cy=\"" + emu(height) + "\"/>"
                + "<wp:wrapNone/><wp:docPr id=\"1\" name=\"x\" descr=\"Wappen\"/><a:graphic><a:graphicData uri=\"x\">"
                + content + "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>";
    }

    private static String shape(String fill, String text) {
        return "<wps:wsp><wps:cNvSpPr/><wps:spPr>" + SQUARE + fill + "<a:ln><a:noFill/></a:ln></wps:spPr>"
                + (text.isEmpty() ? "" : "<wps:txbx><w:txbxContent>" + paragraph(text) + "</w:txbxContent></wps:txbx>")
                + "<wps:bodyPr/></wps:wsp>";
    }

    private static String picture() {
        return "<pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"x\"/></pic:nvPicPr><pic:blipFill><a:blip"
                + " r:embed=\"rIdBild\"/></pic:blipFill><pic:spPr/></pic:pic>";
    }

    private static byte[] png(int alpha) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, alpha << 24 | 0xFFFFFF);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static RenderingDocx withPicture(String body, int alpha) throws IOException {
        return withBody(body).related("Bild", "image", "media/bild.png", false).part("word/media/bild.png", png(alpha));
    }

    private static String run(String text) {
        return "<w:r><w:t>" + text + "</w:t></w:r>";
    }

    private List<String> found(RenderingDocx docx) {
        FilledDraft draft = new FilledDraft(store.put("a.docx", docx.bytes()), "Titel", List.of());
        List<Notice> notices;
        try {
            rendering.render(draft, Marks.NONE);
            notices = rendering.remarks(draft);
        } catch (RenderingException e) {
            notices = e.notices();
        }
        return notices.stream()
                .map(notice -> notice.severity() + " " + Texts.german().line(notice))
                .toList();
    }

    private static RenderingDocx over(String fill, double top, boolean behind) {
        return withBody(paragraph("Anfang")
                + "<w:p>" + anchor(shape(fill, ""), top, 30, behind, "paragraph") + run("Anker") + "</w:p>"
                + paragraph(HIDDEN) + paragraph("Ende"));
    }

    @Test
    void whatWordHidesAndThePageShowsIsAWarning() {
        assertThat(found(over(WHITE, 12, false)))
                .singleElement()
                .asString()
                .startsWith("WARNING a.docx, Seite 1")
                .contains(HIDDEN);
    }

    /** Word paints the grounds of all paragraphs below the box. */
    @Test
    void whiteGroundsOfParagraphsHideNoTextBoxInFrontOfThem() {
        String ground = "<w:p><w:pPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/></w:pPr>%s<w:r><w:t>x</w:t>"
                + "</w:r></w:p>";
        String box = anchor(shape("<a:noFill/>", "Anschrift im Fenster"), 14, 60, false, "paragraph");
        for (String fill : new String[] {"FFFFFF", "CCDDEE"}) {
            RenderingDocx docx = withBody(
                    ground.formatted(fill, box) + ground.formatted(fill, "").repeat(6));
            List<String> found = found(docx);
            if (fill.equals("FFFFFF")) {
                assertThat(found).isEmpty();
                assertThat(ProvenRendering.of(docx).text()).contains("Anschrift im Fenster");
            } else {
                assertThat(found).singleElement().asString().startsWith("ERROR").contains("Anschrift im");
            }
        }
    }

    @Test
    void inWhatIsSignedItIsRefused() {
        FilledDraft draft = new FilledDraft(
                store.put("a.docx", over(WHITE, 12, false).bytes()),
                "Titel",
                List.of(new SignatureBox(SignatureField.of("a", "A"), 4)));
        RenderingDocx docx = withBody(paragraph("Anfang")
                + "<w:p>" + anchor(shape(WHITE, ""), 12, 30, false, "paragraph") + run("Anker") + "</w:p>"
                + paragraph(HIDDEN) + paragraph("Ende") + paragraph(""));
        FilledDraft signed = new FilledDraft(store.put("a.docx", docx.bytes()), draft.title(), draft.boxes());
        RenderingException refusal =
                catchThrowableOfType(RenderingException.class, () -> rendering.render(signed, Marks.NONE));
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.severity()).isEqualTo(Severity.ERROR))
                .satisfies(notice -> assertThat(notice.code()).isEqualTo("rendering.pdf.covered"));
    }

    @Test
    void whatThePageHidesIsRefused() {
        RenderingDocx docx = withBody(paragraph(HIDDEN) + "<w:p>"
                + anchor(shape(WHITE, ""), -14, 13, false, "paragraph") + run("Anker") + "</w:p>");
        assertThat(found(docx)).singleElement().asString().startsWith("ERROR").contains(HIDDEN);
    }

    @Test
    void aPictureHidesWhatLiesUnderIt() throws IOException {
        String body =
                paragraph("Anfang") + "<w:p>" + anchor(picture(), -4, 40, false, "paragraph") + run(HIDDEN) + "</w:p>";
        assertThat(found(withPicture(body, 255))).singleElement().asString().contains(HIDDEN);
        assertThat(found(withPicture(body, 0))).isEmpty();
    }

    @Test
    void aTextBoxHidesOthersTextButNotItsOwn() {
        String box = anchor(shape(WHITE, "Im Kasten steht etwas"), 12, 40, false, "paragraph");
        assertThat(found(withBody(paragraph("Anfang") + "<w:p>" + box + run("Anker") + "</w:p>" + paragraph(HIDDEN))))
                .singleElement()
                .asString()
                .contains(HIDDEN)
                .doesNotContain("Kasten");
    }

    @Test
    void textOverOtherTextIsFound() {
        String box = anchor(shape("<a:noFill/>", "Zwei Sätze"), 10, 40, false, "paragraph");
        RenderingDocx both = withBody("<w:p>" + box
                + anchor(shape("<a:noFill/>", "übereinander"), 10, 40, false, "paragraph") + run("Anker") + "</w:p>");
        assertThat(found(both))
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains("Der Text „Zwei Sätze", "über anderem Text");
        RenderingDocx apart = withBody("<w:p>" + box
                + anchor(shape("<a:noFill/>", "untereinander"), 30, 40, false, "paragraph") + run("Anker") + "</w:p>");
        assertThat(found(apart)).isEmpty();
    }

    @Test
    void textInACellIsLookedAtToo() {
        assertThat(found(
                        withBody("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"7000\"/></w:tblGrid><w:tr><w:tc><w:tcPr>"
                                + "<w:tcW w:w=\"7000\" w:type=\"dxa\"/></w:tcPr><w:p>"
                                + anchor(shape(WHITE, ""), -3, 30, false, "paragraph") + run(HIDDEN)
                                + "</w:p></w:tc></w:tr></w:tbl>" + paragraph("Ende"))))
                .singleElement()
                .asString()
                .contains(HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a:noFill/>",
                "<a:solidFill><a:srgbClr val=\"FFFF00\"><a:alpha val=\"40000\"/></a:srgbClr></a:solidFill>"
            })
    void whatCanBeSeenThroughHidesNothing(String fill) {
        assertThat(found(over(fill, 12, false))).isEmpty();
    }

    @Test
    void whatStandsBehindOrBesideTheTextHidesNothing() {
        assertThat(found(over(WHITE, 12, true))).isEmpty();
        assertThat(found(over(WHITE, 60, false))).isEmpty();
    }

    @Test
    void textOverAShapeOfItsOwnColourIsRefused() {
        String black = WHITE.replace("FFFFFF", "111111");
        assertThat(found(over(black, 12, true)))
                .singleElement()
                .asString()
                .startsWith("ERROR a.pdf, Seite 1")
                .contains(HIDDEN, "fast derselben Farbe");
        assertThat(found(over(WHITE.replace("FFFFFF", "C0C0C0"), 12, true))).isEmpty();
        String body = "<w:p>" + run("Anker") + "</w:p>" + paragraph(HIDDEN) + "<w:p><w:pPr><w:sectPr><w:headerReference"
                + " w:type=\"default\" r:id=\"rIdkopf\"/></w:sectPr></w:pPr></w:p>";
        assertThat(found(withBody(body)
                        .header("<w:p>" + anchor(shape(black, ""), 70, 80, true, "page") + run("Kopf") + "</w:p>")))
                .anySatisfy(line -> assertThat(line).contains(HIDDEN, "fast derselben Farbe"));
    }

    /** The page's background is painted first, wherever on the page it is anchored. */
    @Test
    void aBackgroundOfThePageLiesUnderAllOfItsText() throws IOException {
        assertThat(found(withPicture(
                        paragraph("Anfang des Textes") + paragraph(HIDDEN) + "<w:p>"
                                + anchor(picture(), 0, 800, true, "page") + run("Anker") + "</w:p>",
                        255)))
                .isEmpty();
    }
}
