package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentMetadataTest {
    private static final String RDF = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'";
    private static final String NAMES = " xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:pdf='http://ns.adobe.com/pdf/1.3/'"
            + " xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'";
    private static final String TITLE =
            "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Vertrag</rdf:li></rdf:Alt></dc:title>";
    private static final byte[] BEFORE = packet(TITLE
            + "<dc:creator><rdf:Seq><rdf:li>Stadt</rdf:li></rdf:Seq></dc:creator>"
            + "<pdfaid:part>2</pdfaid:part><xmp:CreateDate>2026-11-23T10:00:00Z</xmp:CreateDate>"
            + "<xmp:ModifyDate>2026-11-23T10:00:00Z</xmp:ModifyDate>");

    @Test
    void theSameStatementsInAnotherFormAreTheSame() {
        byte[] after = ("<?xpacket begin='\uFEFF' id='x'?>\n<y:xmpmeta xmlns:y='adobe:ns:meta/' y:xmptk='Other 1.0'>"
                        + "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<r:Description r:about='' xmlns:a='http://www.aiim.org/pdfa/ns/id/' a:part='2'/>"
                        + "<r:Description r:about='' xmlns:b='http://ns.adobe.com/xap/1.0/'"
                        + " b:CreateDate='2026-11-23T11:00:00+01:00' b:ModifyDate='2030-01-01'"
                        + " xmlns:c='http://purl.org/dc/elements/1.1/'>"
                        + "<c:creator>\n  <r:Seq>\n<r:li>Stadt</r:li></r:Seq></c:creator>"
                        + "<c:title><r:Alt><r:li xml:lang='x-default'>&#86;ertrag</r:li></r:Alt></c:title>"
                        + "</r:Description></r:RDF></y:xmpmeta>\n\n   <?xpacket end='w'?>")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(difference(BEFORE, after)).isEmpty();
    }

    @Test
    void anotherTitleAuthorOrClaimIsNamed() {
        assertThat(difference(BEFORE, replaced("Vertrag", "Schenkung"))).containsExactly("dc:title");
        assertThat(difference(BEFORE, replaced("Stadt", "Land"))).containsExactly("dc:creator");
        assertThat(difference(BEFORE, replaced("<pdfaid:part>2", "<pdfaid:part>3")))
                .containsExactly("part");
        assertThat(difference(BEFORE, packet(TITLE))).contains("dc:creator", "part");
        assertThat(difference(BEFORE, replaced(TITLE, TITLE + TITLE.replace("Vertrag", "Schenkung"))))
                .containsExactly("dc:title");
        assertThat(difference(
                        BEFORE,
                        replaced("2026-11-23T10:00:00Z</xmp:CreateDate", "2025-11-23T10:00:00Z</xmp:CreateDate")))
                .containsExactly("xmp:CreateDate");
        assertThat(difference(BEFORE, null)).contains("dc:title", "dc:creator");
    }

    @Test
    void noTextPassesForAListOrALanguage() {
        byte[] list = packet("<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li>b</rdf:li></rdf:Bag></dc:subject>");
        byte[] text = packet("<dc:subject>bag[\"a\",\"b\"]</dc:subject>");
        byte[] other = packet("<dc:subject><rdf:Bag><rdf:li>a\",\"b</rdf:li></rdf:Bag></dc:subject>");

        assertThat(difference(list, text)).containsExactly("dc:subject");
        assertThat(difference(list, other)).containsExactly("dc:subject");
    }

    @Test
    void theOrderCountsInASequenceButNotInABag() {
        String items = "<rdf:li>a</rdf:li><rdf:li>b</rdf:li>";
        String turned = "<rdf:li>b</rdf:li><rdf:li>a</rdf:li>";

        assertThat(difference(
                        packet("<dc:subject><rdf:Bag>" + items + "</rdf:Bag></dc:subject>"),
                        packet("<dc:subject><rdf:Bag>" + turned + "</rdf:Bag></dc:subject>")))
                .isEmpty();
        assertThat(difference(
                        packet("<dc:creator><rdf:Seq>" + items + "</rdf:Seq></dc:creator>"),
                        packet("<dc:creator><rdf:Seq>" + turned + "</rdf:Seq></dc:creator>")))
                .containsExactly("dc:creator");
    }

    @Test
    void anAddedPacketMayRepeatTheInformationDictionary() {
        Map<String, String> information = Map.of("Title", "Vertrag", "CreationDate", "D:20261123110000+01'00'");
        byte[] repeated = packet(TITLE + "<dc:format>application/pdf</dc:format>"
                + "<xmp:CreateDate>2026-11-23T10:00:00Z</xmp:CreateDate><pdf:Producer>x</pdf:Producer>");

        assertThat(DocumentMetadata.of(null, information)
                        .differenceTo(DocumentMetadata.of(repeated, information))
                        .isNone())
                .isTrue();
        assertThat(DocumentMetadata.of(null, Map.of("Title", "Anderes"))
                        .differenceTo(DocumentMetadata.of(repeated, Map.of("Title", "Anderes")))
                        .statements())
                .containsExactly("dc:title");
        assertThat(DocumentMetadata.of(null, Map.of())
                        .differenceTo(DocumentMetadata.of(repeated, Map.of("Title", "Vertrag")))
                        .statements())
                .containsExactly("dc:title");
    }

    @Test
    void theInformationDictionaryIsComparedWithoutDatesOfSavingAndProducer() {
        Map<String, String> then =
                Map.of("Title", "Vertrag", "CreationDate", "D:20261123110000+01'00'", "Producer", "A");
        Map<String, String> now =
                Map.of("Title", "Vertrag", "CreationDate", "D:20261123100000Z", "Producer", "B", "ModDate", "D:2027");

        assertThat(informationDifference(then, now)).isEmpty();
        assertThat(informationDifference(then, Map.of("Title", "Vertrag", "Author", "ich")))
                .containsExactly("Author", "CreationDate");
        assertThat(DocumentMetadata.of(BEFORE, Map.of())
                        .differenceTo(DocumentMetadata.of(BEFORE, Map.of("Title", "Vertrag", "Author", "Stadt")))
                        .isNone())
                .isTrue();
    }

    @Test
    void whatIsNoPacketOrNestsWithoutEndIsADifference() {
        byte[] deep = packet("<dc:x rdf:parseType='Resource'>".repeat(5000) + "</dc:x>".repeat(5000));
        byte[] entity = ("<!DOCTYPE x [<!ENTITY e 'Vertrag'>]>" + new String(BEFORE, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);

        for (byte[] bad : List.of(deep, entity, "anders".getBytes(StandardCharsets.UTF_8), new byte[0])) {
            assertThat(difference(BEFORE, bad)).containsExactly("XMP");
            assertThat(difference(bad, bad)).isEmpty();
        }
    }

    private static List<String> difference(byte[] before, byte[] after) {
        return DocumentMetadata.of(before, Map.of())
                .differenceTo(DocumentMetadata.of(after, Map.of()))
                .statements();
    }

    private static List<String> informationDifference(Map<String, String> then, Map<String, String> now) {
        return DocumentMetadata.of(null, then)
                .differenceTo(DocumentMetadata.of(null, now))
                .information();
    }

    private static byte[] replaced(String what, String by) {
        return new String(BEFORE, StandardCharsets.UTF_8).replace(what, by).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packet(String properties) {
        return ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF " + RDF
                        + "><rdf:Description rdf:about=''" + NAMES + ">" + properties
                        + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
