package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import federzug.rendering.ProvenRendering;
import federzug.rendering.SheetSpecimen;
import federzug.testkit.GlyphSpots;
import federzug.testkit.RenderingDocx;
import org.junit.jupiter.api.Test;

/** Text boxes, lines and pictures that stand in the line. */
class InLineShapesIT {
    private static final String BOX = "<w:r><w:drawing><wp:inline><wp:extent cx=\"2540000\" cy=\"635000\"/><wp:docPr"
            + " id=\"1\" name=\"x\"/><a:graphic><a:graphicData uri=\"x\"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom"
            + " prst=\"rect\"/><a:noFill/></wps:spPr><wps:txbx><w:txbxContent>" + paragraph("Im Kasten")
            + "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";

    private static String alone(String properties, String content) {
        return "<w:p><w:pPr>" + properties + "</w:pPr>" + content + "</w:p>";
    }

    @Test
    void aTextBoxWithALineForItselfStandsWhereItIsAndIsReadThere() {
        byte[] pdf = ProvenRendering.of(withBody(
                        paragraph("davor") + alone("<w:spacing w:before=\"240\"/>", BOX) + paragraph("danach")))
                .pdf();
        GlyphSpots.Spot before = GlyphSpots.of(pdf, "davor");
        GlyphSpots.Spot inside = GlyphSpots.of(pdf, "Im Kasten");
        GlyphSpots.Spot after = GlyphSpots.of(pdf, "danach");
        assertThat(inside.x()).isCloseTo(before.x() + 7.2, within(0.5));
        assertThat(after.top() - before.top()).isCloseTo(12 + 50 + 12.65, within(3.0));
        assertThat(ProvenRendering.of(withBody(paragraph("davor") + alone("", BOX) + paragraph("danach")))
                        .text())
                .containsSubsequence("davor", "Im Kasten", "danach");
    }

    @Test
    void aCentredOneStandsInTheMiddle() {
        byte[] pdf = ProvenRendering.of(withBody(alone("<w:jc w:val=\"center\"/>", BOX) + paragraph("danach")))
                .pdf();
        assertThat(GlyphSpots.of(pdf, "Im Kasten").x()).isCloseTo((595.3 - 200) / 2 + 7.2, within(1.0));
    }

    @Test
    void amongWordsItIsRefused() {
        assertThat(ProvenRendering.refusal(
                        withBody(alone("", "<w:r><w:t>vor</w:t></w:r>" + BOX + "<w:r><w:t>nach</w:t></w:r>"))))
                .singleElement()
                .asString()
                .contains("mitten in der Zeile");
    }

    @Test
    void wordsHorizontalLineIsALine() {
        ProvenRendering line = ProvenRendering.of(withBody(paragraph("davor")
                + alone(
                        "",
                        "<w:r><w:pict><v:rect style=\"width:0;height:1.5pt\" o:hralign=\"center\" o:hrstd=\"t\" o:hr=\"t\""
                                + " fillcolor=\"#a0a0a0\" stroked=\"f\"/></w:pict></w:r>")
                + paragraph("danach")));
        assertThat(line.remarks()).isEmpty();
        assertThat(line.text()).contains("davor", "danach");
    }

    /** Word gives it a line of its own, so that text before and behind it stands above and below. */
    @Test
    void aHorizontalLineAmongTextPartsIt() {
        String rule = "<w:r><w:pict><v:rect style=\"width:470.3pt;height:1pt\" o:hralign=\"center\" o:hrstd=\"t\""
                + " o:hr=\"t\" fillcolor=\"#a0a0a0\" stroked=\"f\"/></w:pict></w:r>";
        byte[] pdf = ProvenRendering.of(withBody(
                        alone("", "<w:r><w:t>darüber</w:t></w:r>" + rule + "<w:r><w:br/><w:t>darunter</w:t></w:r>")
                                + alone("", rule + "<w:r><w:br/></w:r>")
                                + paragraph("Ende")))
                .pdf();
        double above = GlyphSpots.of(pdf, "darüber").top();
        double below = GlyphSpots.of(pdf, "darunter").top();
        assertThat(below - above).isBetween(20.0, 32.0);
        assertThat(GlyphSpots.of(pdf, "Ende").top() - below).isBetween(32.0, 48.0);
    }

    private static RenderingDocx pictured(String properties, boolean behind) {
        return pictured(properties, "<a:lum/>", behind);
    }

    private static RenderingDocx pictured(String properties, String effect, boolean behind) {
        return withBody(styled("Titel", "Titel")
                        + "<w:p><w:r><w:drawing><wp:anchor behindDoc=\"" + (behind ? 1 : 0)
                        + "\" layoutInCell=\"1\" relativeHeight=\"1\" simplePos=\"0\"><wp:simplePos x=\"0\" y=\"0\"/>"
                        + "<wp:positionH relativeFrom=\"page\"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV"
                        + " relativeFrom=\"page\"><wp:posOffset>3810000</wp:posOffset></wp:positionV><wp:extent"
                        + " cx=\"2540000\" cy=\"2540000\"/><wp:wrapNone/><wp:docPr id=\"1\" name=\"Grafik 7\" "
                        + properties
                        + "/><a:graphic><a:graphicData uri=\"x\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"x\"/>"
                        + "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdBild\">" + effect
                        + "</a:blip></pic:blipFill><pic:spPr/></pic:pic>"
                        + "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>")
                .related("Bild", "image", "media/bild.png", false)
                .part("word/media/bild.png", SheetSpecimen.picture());
    }

    @Test
    void aPictureWithoutAlternativeTextIsNamedUnlessItIsTheBackground() {
        assertThat(ProvenRendering.refusal(pictured("", false)))
                .singleElement()
                .asString()
                .contains("Absatz 2", "„Grafik 7“", "dekorativ");
        assertThat(ProvenRendering.of(pictured("", true)).remarks())
                .singleElement()
                .asString()
                .contains("hinter dem Text");
        ProvenRendering described = ProvenRendering.of(pictured("descr=\"Wappen\"", false));
        assertThat(described.tree()).contains("Figure alt=\"Wappen\"");
        assertThat(described.remarks()).isEmpty();
        assertThat(ProvenRendering.of(pictured("descr=\"Wappen\"", "<a:alphaModFix amt=\"1000\"/>", false))
                        .remarks())
                .singleElement()
                .asString()
                .contains("Transparenz");
    }

    @Test
    void aPictureOfOldVocabularyIsCutWhereItsEdgesAreCutOff() {
        String shape = "<w:r><w:pict><v:shape type=\"#_x0000_t75\" alt=\"Wappen\" style=\"width:60pt;height:40pt\">"
                + "<v:imagedata r:id=\"rIdBild\" %s/></v:shape></w:pict></w:r>";
        for (String crop : new String[] {"cropleft=\"16384f\" croptop=\"0.25\"", ""}) {
            RenderingDocx docx = withBody(styled("Titel", "Titel") + alone("", shape.formatted(crop)))
                    .related("Bild", "image", "media/bild.png", false)
                    .part("word/media/bild.png", SheetSpecimen.picture());
            assertThat(ProvenRendering.of(docx).tree()).contains("Figure alt=\"Wappen\"");
        }
    }
}
