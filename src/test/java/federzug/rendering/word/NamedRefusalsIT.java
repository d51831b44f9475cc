package federzug.rendering.word;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.ProvenRendering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a paragraph and cannot be set is named as Word names it; formatting alone leaves nothing open. */
class NamedRefusalsIT {
    private static final String W14 = " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    private static final String INK =
            "<wp:extent cx=\"635000\" cy=\"254000\"/><wp:docPr id=\"1\" name=\"Freihand 1\"/><a:graphic><a:graphicData"
                    + " uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingInk\"><w14:contentPart"
                    + W14 + " r:id=\"rIdInk\"/></a:graphicData></a:graphic>";

    private static String refusal(String content) {
        assertThat(ProvenRendering.refusal(withBody(paragraph("davor") + "<w:p>" + content + "</w:p>")))
                .hasSize(1);
        return ProvenRendering.refusal(withBody(paragraph("davor") + "<w:p>" + content + "</w:p>"))
                .get(0);
    }

    @Test
    void whatAPenHasWrittenIsNamedWhereverItStands() {
        String drawing = "<w:drawing><wp:inline>" + INK + "</wp:inline></w:drawing>";
        assertThat(refusal("<w:r>" + drawing + "</w:r>")).contains("Absatz 2", "mit dem Stift");
        assertThat(refusal("<w:r><mc:AlternateContent><mc:Choice Requires=\"wpi\""
                        + " xmlns:wpi=\"http://schemas.microsoft.com/office/word/2010/wordprocessingInk\">" + drawing
                        + "</mc:Choice><mc:Fallback><w:pict><v:shape style=\"width:50pt;height:20pt\"><v:imagedata"
                        + " r:id=\"rIdBild\"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"))
                .contains("Absatz 2", "mit dem Stift");
        assertThat(refusal("<w:r><w:t>x</w:t></w:r><w:r><w:contentPart r:id=\"rIdInk\"/></w:r>"))
                .contains("mit dem Stift");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'/> | Formeleditors",
                "<w:r><w:ruby><w:rt/><w:rubyBase/></w:ruby></w:r> | Lautschrift",
                "<w:subDoc r:id='rIdx'/> | andere Datei",
                "<w:bdo w:val='rtl'><w:r><w:t>x</w:t></w:r></w:bdo> | rechts nach links",
            })
    void isNamedInWordsOfWord(String xml, String words) {
        assertThat(refusal(xml)).contains("Absatz 2").contains(words);
    }

    private static final String BEFORE = "<w:%1$sChange w:id=\"1\" w:author=\"x\"><w:%1$s>%2$s</w:%1$s></w:%1$sChange>";

    @Test
    void trackedFormattingIsAcceptedWithARemark() {
        String paragraph = "<w:p><w:pPr><w:jc w:val=\"center\"/>" + BEFORE.formatted("pPr", "") + "</w:pPr><w:r><w:rPr>"
                + "<w:b/>" + BEFORE.formatted("rPr", "<w:i/>") + "</w:rPr><w:t>fett</w:t></w:r></w:p>";
        assertThat(ProvenRendering.of(withBody(paragraph)).remarks())
                .singleElement()
                .asString()
                .contains("Änderungen der Formatierung");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pPr | <w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>",
                "pPr | <w:pStyle w:val='berschrift1'/>",
                "rPr | <w:vanish/>",
                "rPr | <w:strike/>",
            })
    void trackedFormattingThatHidesOrNumbersTextIsRefused(String properties, String before) {
        String change = BEFORE.formatted(properties, before);
        assertThat(refusal(
                        properties.equals("pPr")
                                ? "<w:pPr>" + change + "</w:pPr><w:r><w:t>x</w:t></w:r>"
                                : "<w:r><w:rPr>" + change + "</w:rPr><w:t>x</w:t></w:r>"))
                .contains("nachverfolgte Änderungen");
    }
}
