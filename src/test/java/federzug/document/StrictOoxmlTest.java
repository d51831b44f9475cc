package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrictOoxmlTest {
    private static String transitional(String xml) {
        return new String(StrictOoxml.transitional(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void namespacesAndLengthsBecomeTransitional() {
        assertThat(transitional("<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\""
                        + " xmlns:a='http://purl.oclc.org/ooxml/drawingml/main'><w:pgSz w:w=\"595.30pt\" w:h='29.7cm'/><w:sz"
                        + " w:val=\"11pt\"/><w:ind w:hanging=\"-0.5in\"/><w:tblW w:w=\"50%\"/><a:srcRect l=\"10%\"/><w:t>10pt für"
                        + " 50% „Ärger“</w:t></w:document>"))
                .contains("http://schemas.openxmlformats.org/wordprocessingml/2006/main")
                .contains("http://schemas.openxmlformats.org/drawingml/2006/main")
                .contains("w:w=\"11906\" w:h='16838'")
                .contains("<w:sz w:val=\"22\"/>")
                .contains("w:hanging=\"-720\"")
                .contains("<w:tblW w:w=\"2500\"/>")
                .contains("<a:srcRect l=\"10000\"/>")
                .contains("<w:t>10pt für 50% „Ärger“</w:t>");
    }

    @Test
    void relationsBecomeTransitional() {
        assertThat(transitional("<Relationship"
                        + " Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/styles\"/><Relationship"
                        + " Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties\"/>"))
                .contains("http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles")
                .contains("http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties");
    }

    /** Other programs write units into transitional files, which the standard allows. */
    @Test
    void lengthsOfTextLoseTheirUnitsInEitherForm() {
        assertThat(transitional("<w:tblW w:type=\"pct\" w:w=\"100%\"/><w:tblW w:w='50%' w:type=\"auto\"/>"
                        + "<w:sz w:val=\"11pt\"/><w:ind w:left=\"1.27cm\"/><w:w w:val=\"90%\"/>"))
                .isEqualTo("<w:tblW w:type=\"pct\" w:w=\"5000\"/><w:tblW w:w='2500' w:type=\"pct\"/>"
                        + "<w:sz w:val=\"22\"/><w:ind w:left=\"720\"/><w:w w:val=\"90\"/>");
    }

    @Test
    void whatPeopleHaveWrittenAndWhatHasNoUnitStaysAsItIs() {
        for (String words : new String[] {
            "<w:listItem w:displayText=\"50%\" w:value=\"50%\"/>",
            "<w:listEntry w:val=\"12pt\"/>",
            "<w:tag w:val=\"50%\"/>",
            "<wp:docPr id=\"1\" name=\"x\" descr=\"50%\"/>",
            "<v:shape style=\"width:240pt\"/>",
            "<w:t>50%</w:t><w:sz w:val=\"22\"/>"
        }) {
            byte[] part = words.getBytes(StandardCharsets.UTF_8);
            assertThat(StrictOoxml.transitional(part)).as(words).isSameAs(part);
            String strict = "<w:p xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">" + words + "</w:p>";
            assertThat(transitional(strict)).as(words).contains(words);
        }
    }
}
