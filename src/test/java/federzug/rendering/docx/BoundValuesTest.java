package federzug.rendering.docx;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.manuscript.PrintedLine;
import federzug.rendering.manuscript.PrintedLines;
import federzug.rendering.word.DocxReader;
import federzug.testkit.RenderingDocx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Content controls that are bound to data in the file. */
class BoundValuesTest {
    private static final String STORE = "{11111111-2222-3333-4444-555555555555}";
    private static final String DATA =
            "<v:vertrag xmlns:v=\"urn:v\"><v:ort>Torgau</v:ort><v:ort nr=\"7\">Leipzig\nSachsen</v:ort>"
                    + "<v:tag>2026-05-01T00:00:00</v:tag><v:art>2</v:art><v:leer/></v:vertrag>";

    private static String control(String path, String kind, String content) {
        return "<w:sdt><w:sdtPr>" + kind + "<w:dataBinding w:prefixMappings=\"xmlns:ns0='urn:v' \" w:xpath=\"" + path
                + "\" w:storeItemID=\"" + STORE + "\"/></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
    }

    private static String inline(String path, String kind) {
        return "<w:p>" + control(path, kind, "<w:r><w:rPr><w:b/></w:rPr><w:t>al</w:t></w:r><w:r><w:t>t</w:t></w:r>")
                + "</w:p>";
    }

    private static List<String> lines(String body) {
        RenderingDocx docx = withBody(body)
                .titled("Mein Titel")
                .part("customXml/item3.xml", DATA.getBytes(StandardCharsets.UTF_8))
                .part(
                        "customXml/itemProps3.xml",
                        ("<ds:datastoreItem xmlns:ds=\"urn:ds\" ds:itemID=\"" + STORE.toLowerCase(java.util.Locale.ROOT)
                                        + "\"/>")
                                .getBytes(StandardCharsets.UTF_8));
        return PrintedLines.of(DocxReader.read("a.docx", docx.bytes(), "Titel", List.of(), Clock.systemUTC())).stream()
                .map(PrintedLine::text)
                .toList();
    }

    @Test
    void aControlShowsTheValueItIsBoundTo() {
        assertThat(
                        lines(
                                inline("/ns0:vertrag[1]/ns0:ort[1]", "<w:text/>")
                                        + inline("/ns0:vertrag/ns0:ort[2]", "<w:text w:multiLine=\"1\"/>")
                                        + inline("/ns0:vertrag[1]/ns0:ort[2]/@nr", "<w:text/>")
                                        + control(
                                                "/ns0:vertrag[1]/ns0:ort[1]", "", paragraph("alt") + paragraph("älter"))
                                        + inline("/ns0:vertrag/ns0:ort[1]", "<w:text/>")
                                                .replace(
                                                        "<w:dataBinding",
                                                        "<w15:dataBinding"
                                                                + " xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"")))
                .containsExactly("Torgau", "Leipzig Sachsen", "7", "Torgau", "Torgau");
    }

    @Test
    void datesEntriesAndPropertiesAreShownAsWordShowsThem() {
        assertThat(lines(inline(
                                "/ns0:vertrag[1]/ns0:tag[1]",
                                "<w:date><w:dateFormat w:val=\"d. MMMM yyyy\"/><w:lid w:val=\"de-DE\"/></w:date>")
                        + inline(
                                "/ns0:vertrag[1]/ns0:art[1]",
                                "<w:dropDownList><w:listItem w:displayText=\"eins\" w:value=\"1\"/>"
                                        + "<w:listItem w:displayText=\"zwei\" w:value=\"2\"/></w:dropDownList>")
                        + inline("/ns1:coreProperties[1]/ns0:title[1]", "<w:text/>")
                                .replace(STORE, "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}")
                                .replace(
                                        "xmlns:ns0='urn:v' ",
                                        "xmlns:ns0='http://purl.org/dc/elements/1.1/'"
                                                + " xmlns:ns1='http://schemas.openxmlformats.org/"
                                                + "package/2006/metadata/core-properties'")))
                .containsExactly("1. Mai 2026", "zwei", "Mein Titel");
    }

    @Test
    void whatIsBoundToNothingKeepsItsText() {
        assertThat(lines(inline("/ns0:vertrag[1]/ns0:fehlt[1]", "<w:text/>")
                        + inline("/ns0:vertrag[1]/ns0:leer[1]", "<w:text/>")
                        + inline("//*[contains(.,'T')]", "<w:text/>")
                        + inline("/ns0:vertrag[1]/ns0:ort[1]", "<w:text/>").replace(STORE, "{0}")))
                .containsExactly("alt", "alt", "alt", "alt");
    }

    @Test
    void aPromptGivesWayToTheValue() {
        assertThat(lines("<w:p>"
                        + control(
                                "/ns0:vertrag[1]/ns0:ort[1]",
                                "<w:showingPlcHdr/><w:text/>",
                                "<w:r><w:t>Klicken oder tippen Sie hier</w:t></w:r>")
                        + "</w:p>"))
                .containsExactly("Torgau");
    }
}
