package federzug.verification;

import federzug.testkit.SigningSpecimen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A document of others with much in it beside its text: what can be changed later without touching the pages. */
final class RichDocument {
    /** Name of the field that is there to be signed. */
    static final String FIELD = SigningSpecimen.fields("raphael").get(0).name();

    static final int CATALOG = 1;
    static final int PAGES = 2;
    static final int FIRST = 3;
    static final int SECOND = 4;
    static final int FIRST_CONTENT = 5;
    static final int SECOND_CONTENT = 6;
    static final int FONT = 7;
    static final int PICTURE = 8;
    static final int LAYER = 9;
    static final int RESOURCES = 10;
    static final int LINK = 11;
    static final int MARK = 12;
    static final int STAMP = 13;
    static final int STAMP_LOOK = 14;
    static final int NAME = 15;
    static final int SIGNATURE = 16;
    static final int FORM = 17;
    static final int FILE = 18;
    static final int FILE_STREAM = 19;
    static final int OUTLINES = 20;
    static final int OUTLINE = 21;
    static final int TREE = 22;
    static final int PARAGRAPH = 23;
    static final int FIGURE = 24;
    static final int PARENTS = 25;
    static final int METADATA = 26;
    static final int PAGE_METADATA = 27;
    static final int ENCODING = 28;
    static final int UNICODE = 29;
    static final int SECOND_LINK = 30;
    static final int INFO = 31;
    static final int GROUP = 32;
    static final int KEPT = 33;
    static final int SHADE = 34;
    static final int AMOUNT = 35;

    private final TreeMap<Integer, String> objects = new TreeMap<>();

    private RichDocument() {}

    static byte[] bytes() {
        return bytes(Map.of());
    }

    /** @param others objects that are to be there instead, or besides, by number */
    static byte[] bytes(Map<Integer, String> others) {
        RichDocument document = new RichDocument();
        document.pages();
        document.annotations();
        document.form();
        document.structure();
        document.objects.putAll(others);
        return document.written();
    }

    private void pages() {
        objects.put(
                CATALOG,
                "<</Type/Catalog/Pages 2 0 R/AcroForm 17 0 R/Outlines 20 0 R/StructTreeRoot 22 0 R/MarkInfo<</Marked true>>"
                        + "/Lang(de-DE)/Metadata 26 0 R/Names<</EmbeddedFiles<</Names[(anlage.txt) 18 0 R]>>"
                        + "/Dests<</Names[(eins)[3 0 R/Fit](zwei)[4 0 R/Fit]]>>>>/AF[18 0 R]"
                        + "/OCProperties<</OCGs[9 0 R 32 0 R]/D<</Order[9 0 R 32 0 R]/ON[9 0 R]/OFF[32 0 R]>>>>"
                        + "/PageLabels<</Nums[0<</S/D>>]>>/PageMode/UseOutlines/ViewerPreferences<</DisplayDocTitle true>>>>");
        objects.put(PAGES, "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/MediaBox[0 0 595 842]/Resources 10 0 R/Rotate 0>>");
        objects.put(
                FIRST,
                "<</Type/Page/Parent 2 0 R/Contents 5 0 R/StructParents 0/Tabs/S/Metadata 27 0 R"
                        + "/Annots[11 0 R 12 0 R 13 0 R 15 0 R 35 0 R 16 0 R]>>");
        objects.put(SECOND, "<</Type/Page/Parent 2 0 R/Contents[6 0 R 33 0 R]/StructParents 1/Tabs/S/Annots[30 0 R]>>");
        objects.put(
                FIRST_CONTENT,
                stream(
                        "",
                        "/P<</MCID 0>>BDC BT /F1 12 Tf 70 760 Td (Die Stadt bewilligt einen Betrag von 1000 Euro.) Tj ET EMC"
                                + " /OC/L1 BDC BT /F1 12 Tf 70 700 Td (Der Zuschuss ist zu verzinsen.) Tj ET EMC"
                                + " /OC/L2 BDC BT /F1 12 Tf 70 680 Td (Der Zuschuss ist nicht zu verzinsen.) Tj ET EMC"
                                + " /Figure<</MCID 1>>BDC q 60 0 0 60 400 700 cm /X1 Do Q EMC /G1 gs"));
        objects.put(SECOND_CONTENT, stream("", "BT /F1 12 Tf 70 760 Td (Seite zwei, Satz eins.) Tj ET"));
        objects.put(KEPT, stream("", "BT /F1 12 Tf 70 740 Td (Seite zwei, Satz zwei.) Tj ET"));
        objects.put(
                FONT,
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding 28 0 R/ToUnicode 29 0 R/FirstChar 32/LastChar 33"
                        + "/Widths[278 278]>>");
        objects.put(ENCODING, "<</Type/Encoding/BaseEncoding/WinAnsiEncoding>>");
        objects.put(
                UNICODE,
                stream(
                        "",
                        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
                                + "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0020> endbfrange "
                                + "endcmap end end"));
        objects.put(
                PICTURE,
                stream(
                        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
                        "\0\u00ff\u00ff\0"));
        objects.put(LAYER, "<</Type/OCG/Name(mit Zinsen)>>");
        objects.put(GROUP, "<</Type/OCG/Name(ohne Zinsen)>>");
        objects.put(
                RESOURCES,
                "<</Font<</F1 7 0 R>>/XObject<</X1 8 0 R>>/Properties<</L1 9 0 R/L2 32 0 R>>/ExtGState<</G1 34 0 R>>>>");
        objects.put(SHADE, "<</Type/ExtGState/ca 1>>");
        objects.put(INFO, "<</Title(Bescheid)/Author(Stadt)>>");
    }

    private void annotations() {
        objects.put(
                LINK,
                "<</Subtype/Link/Rect[70 640 200 655]/Border[0 0 0]/A<</S/URI/URI(https://www.example.org/satzung)>>>>");
        objects.put(SECOND_LINK, "<</Subtype/Link/Rect[70 640 200 655]/Border[0 0 0]/Dest(eins)>>");
        objects.put(
                MARK, "<</Type/Annot/Subtype/Text/Rect[300 640 320 660]/Contents(siehe Satzung)/Name/Comment/F 4>>");
        objects.put(STAMP, "<</Type/Annot/Subtype/Stamp/Rect[305 645 420 690]/Contents(Eingang)/F 4/AP<</N 14 0 R>>>>");
        objects.put(
                STAMP_LOOK,
                stream(
                        "/Type/XObject/Subtype/Form/BBox[0 0 115 45]/Resources<</Font<</F1 7 0 R>>>>",
                        "1 1 0.8 rg 0 0 115 45 re f 0 g BT /F1 14 Tf 5 15 Td (Eingegangen) Tj ET"));
    }

    private void form() {
        String widget = "<</Type/Annot/Subtype/Widget/F 4/P 3 0 R/FT";
        objects.put(NAME, widget + "/Tx/T(Name)/DA(/Helv 11 Tf 0 g)/Rect[70 560 320 580]>>");
        objects.put(AMOUNT, widget + "/Tx/T(Ort)/DA(/Helv 11 Tf 0 g)/Rect[70 520 320 540]>>");
        objects.put(SIGNATURE, widget + "/Sig/T(" + FIELD + ")/Rect[70 400 270 450]>>");
        objects.put(
                FORM,
                "<</Fields[15 0 R 35 0 R 16 0 R]/DA(/Helv 11 Tf 0 g)/DR<</Font<</Helv<</Type/Font/Subtype/Type1/BaseFont"
                        + "/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>");
        objects.put(FILE, "<</Type/Filespec/F(anlage.txt)/UF(anlage.txt)/AFRelationship/Supplement/EF<</F 19 0 R>>>>");
        objects.put(FILE_STREAM, stream("/Type/EmbeddedFile/Subtype/text#2Fplain", "Anlage: 1000 Euro"));
        objects.put(OUTLINES, "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>");
        objects.put(OUTLINE, "<</Title(Bewilligung)/Parent 20 0 R/Dest[3 0 R/Fit]>>");
    }

    private void structure() {
        objects.put(
                TREE,
                "<</Type/StructTreeRoot/K[23 0 R 24 0 R]/ParentTree 25 0 R/ParentTreeNextKey 2/RoleMap<</Absatz/P>>>>");
        objects.put(PARAGRAPH, "<</Type/StructElem/S/Absatz/P 22 0 R/Pg 3 0 R/K 0/ActualText(1000 Euro)>>");
        objects.put(FIGURE, "<</Type/StructElem/S/Figure/P 22 0 R/Pg 3 0 R/K 1/Alt(Wappen)>>");
        objects.put(PARENTS, "<</Nums[0[23 0 R 24 0 R]1[]]>>");
        objects.put(METADATA, stream("/Type/Metadata/Subtype/XML", packet("Bescheid")));
        objects.put(PAGE_METADATA, stream("/Type/Metadata/Subtype/XML", packet("Seite eins")));
    }

    static String packet(String title) {
        return "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                + " xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>"
                + title
                + "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";
    }

    static String stream(String dictionary, String data) {
        return RawUpdate.streamBody(dictionary, data);
    }

    private byte[] written() {
        StringBuilder file = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        objects.forEach((number, body) -> {
            table.append(String.format("%010d 00000 n ", file.length())).append("\n");
            file.append(number).append(" 0 obj\n").append(body).append("\nendobj\n");
        });
        int size = objects.size() + 1;
        int section = file.length();
        file.append("xref\n0 ").append(size).append('\n').append(table);
        file.append("trailer\n<</Size ").append(size).append("/Root 1 0 R/Info 31 0 R>>\nstartxref\n");
        file.append(section).append("\n%%EOF\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(file.toString().getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
