package federzug.verification;

import static federzug.verification.RichDocument.*;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.verification.RawUpdate.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What an update can change in a signed {@link RichDocument} without touching the signature, kind by kind. */
final class LaterAlterations {
    private static final String SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    private static final String EVIL = "BT /F1 12 Tf 70 760 Td (Die Stadt bewilligt einen Betrag von 9000 Euro.) Tj ET";

    private final Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();
    /** The same in the very update that brings a time stamp. */
    private final Map<String, Function<RawPdf, byte[]>> stamped = new LinkedHashMap<>();

    private final TSPSource stamps;

    private LaterAlterations(TSPSource stamps) {
        this.stamps = stamps;
    }

    static Map<String, Function<RawPdf, byte[]>> all() {
        return made(null).all;
    }

    /** Without those that change what a time stamp has to change itself. */
    static Map<String, Function<RawPdf, byte[]>> inTheUpdateOfAStamp(TSPSource stamps) {
        return made(stamps).stamped;
    }

    private static LaterAlterations made(TSPSource stamps) {
        LaterAlterations later = new LaterAlterations(stamps);
        later.catalog();
        later.layers();
        later.pages();
        later.resources();
        later.annotations();
        later.fields();
        later.looks();
        later.structure();
        later.attachments();
        later.information();
        later.trees();
        later.writing();
        return later;
    }

    private void put(String name, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        put(name, Form.values()[all.size() % Form.values().length], change);
    }

    private void put(String name, Form form, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        all.put(name, pdf -> change.apply(pdf, pdf.update(form)).bytes());
        stamped.put(name, pdf -> stamped(pdf, change, form));
    }

    /** What a time stamp has to write itself is written once, with the change in it. */
    private byte[] stamped(RawPdf pdf, BiFunction<RawPdf, RawUpdate, RawUpdate> change, Form form) {
        RawUpdate update = change.apply(pdf, pdf.update(form));
        boolean shared = update.isListed(FIRST) || update.isListed(FORM);
        if (!shared) {
            return RawStamp.on(pdf, update, stamps, "DocTimeStamp");
        }
        RawPdf changed = new RawPdf(update.bytes());
        RawUpdate rest = change.apply(pdf, pdf.update(form).leaving(Set.of(FIRST, FORM)));
        return RawStamp.on(changed, rest.leaving(Set.of()), stamps, "DocTimeStamp");
    }

    /** An entry of a dictionary; null takes it out. */
    private void entry(String name, int number, String key, String value) {
        put(name, (pdf, update) -> update.object(number, pdf.with(number, key, value)));
    }

    private void object(String name, int number, String body) {
        put(name, (pdf, update) -> update.object(number, body));
    }

    private void replaced(String name, int number, String old, String by) {
        put(name, (pdf, update) -> {
            String text = pdf.text(number);
            if (!text.contains(old)) {
                throw new IllegalArgumentException(name + ": " + text);
            }
            return update.object(number, text.replace(old, by));
        });
    }

    private void catalog() {
        entry("script on opening", CATALOG, "OpenAction", SCRIPT);
        entry("another page on opening", CATALOG, "OpenAction", "[4 0 R/Fit]");
        entry("script on closing", CATALOG, "AA", "<</WC" + SCRIPT + ">>");
        entry("script by name", CATALOG, "Names", "<</JavaScript<</Names[(a)" + SCRIPT + "]>>>>");
        entry("names gone", CATALOG, "Names", null);
        entry("destinations beside the tree", CATALOG, "Dests", "<</eins[4 0 R/Fit]>>");
        replaced("a name leads elsewhere", CATALOG, "[3 0 R /Fit]", "[4 0 R/Fit]");
        entry("page numbers", CATALOG, "PageLabels", "<</Nums[0<</S/D/St 7>>]>>");
        entry("page numbers gone", CATALOG, "PageLabels", null);
        entry("what is shown on opening", CATALOG, "PageMode", "/FullScreen");
        entry("right to left", CATALOG, "ViewerPreferences", "<</Direction/R2L>>");
        entry("language", CATALOG, "Lang", "(pl-PL)");
        entry("not marked any more", CATALOG, "MarkInfo", "<</Marked false>>");
        entry("a portfolio", CATALOG, "Collection", "<</Type/Collection/View/T>>");
        entry("requirements", CATALOG, "Requirements", "[<</Type/Requirement/S/EnableJavaScripts>>]");
        entry("base of addresses", CATALOG, "URI", "<</Base(https://www.example.com/)>>");
        entry("attestation", CATALOG, "Legal", "<</JavaScriptActions 0/Attestation(alles gut)>>");
        entry("drawn by a form of its own", CATALOG, "NeedsRendering", "true");
        entry("associated file gone", CATALOG, "AF", null);
        entry("permissions", CATALOG, "Perms", "<</UR3<</Type/Sig>>>>");
        entry("outline title", OUTLINE, "Title", "(Ablehnung)");
        entry("outline leads elsewhere", OUTLINE, "Dest", "[4 0 R/Fit]");
        entry("outline with a script", OUTLINE, "A", SCRIPT);
        entry("outline gone", CATALOG, "Outlines", null);
        put("outline added", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</Title(Neu)/Parent 20 0 R/Prev 21 0 R/Dest[4 0 R/Fit]>>")
                    .object(OUTLINE, pdf.with(OUTLINE, "Next", fresh + " 0 R"))
                    .object(OUTLINES, "<</Type/Outlines/First 21 0 R/Last " + fresh + " 0 R/Count 2>>");
        });
    }

    private void layers() {
        String groups = "<</OCGs[9 0 R 32 0 R]/D<</Order[9 0 R 32 0 R]";
        entry("layers switched", CATALOG, "OCProperties", groups + "/ON[32 0 R]/OFF[9 0 R]>>>>");
        entry("all layers off at first", CATALOG, "OCProperties", groups + "/BaseState/OFF/ON[32 0 R]>>>>");
        entry("all layers shown", CATALOG, "OCProperties", groups + "/ON[9 0 R 32 0 R]>>>>");
        entry(
                "layers by use",
                CATALOG,
                "OCProperties",
                groups + "/ON[9 0 R]/OFF[32 0 R]/AS[<</Event/View/Category[/View]/OCGs[9 0 R 32 0 R]>>]>>>>");
        entry("layers gone", CATALOG, "OCProperties", null);
        entry("a layer shown by its use", GROUP, "Usage", "<</View<</ViewState/ON>>>>");
        entry("a layer of another name", GROUP, "Name", "(mit Zinsen)");
        object("a layer that asks others", LAYER, "<</Type/OCMD/OCGs 32 0 R/P/AllOn>>");
        put(
                "layers exchanged in the resources",
                (pdf, update) -> update.object(
                        RESOURCES,
                        pdf.text(RESOURCES).replace("/L1 9 0 R", "/L1 32 0 R").replace("/L2 32 0 R", "/L2 9 0 R")));
        entry("a layer for a remark", STAMP, "OC", "32 0 R");
    }

    private void pages() {
        entry("page turned", FIRST, "Rotate", "90");
        entry("all pages turned", PAGES, "Rotate", "180");
        entry("unit of the page", FIRST, "UserUnit", "4");
        entry("page cut", FIRST, "CropBox", "[0 0 595 690]");
        entry("all pages cut", PAGES, "CropBox", "[0 0 595 690]");
        entry("page smaller", FIRST, "MediaBox", "[0 0 595 690]");
        entry("all pages smaller", PAGES, "MediaBox", "[0 0 595 690]");
        entry("page trimmed", FIRST, "TrimBox", "[0 0 595 690]");
        entry("page blended", FIRST, "Group", "<</S/Transparency/CS/DeviceRGB/I true>>");
        entry("page with a transition", FIRST, "Trans", "<</S/Blinds>>");
        entry("page turned over by time", FIRST, "Dur", "1");
        entry("page with a script", FIRST, "AA", "<</O" + SCRIPT + ">>");
        entry("page with another small picture", FIRST, "Thumb", "8 0 R");
        entry("page of another size on a screen", FIRST, "VP", "[<</Type/Viewport/BBox[0 0 9 9]>>]");
        entry("order of the reader", FIRST, "Tabs", "/R");
        entry("page out of the structure", FIRST, "StructParents", "1");
        entry("associated file of the page", FIRST, "AF", "[18 0 R]");
        entry("content in another order", SECOND, "Contents", "[33 0 R 6 0 R]");
        entry("a part of the content gone", SECOND, "Contents", "[6 0 R]");
        entry("content gone", SECOND, "Contents", null);
        put("content added", (pdf, update) -> {
            int fresh = update.fresh();
            return update.stream(fresh, "", EVIL)
                    .object(SECOND, pdf.with(SECOND, "Contents", "[6 0 R 33 0 R " + fresh + " 0 R]"));
        });
        object("content of the second page", SECOND_CONTENT, RawUpdate.streamBody("", EVIL));
        object(
                "content in another file",
                SECOND_CONTENT,
                RawUpdate.streamBody("/F(other.txt)/FFilter/FlateDecode", ""));
        object("content packed in an unknown way", SECOND_CONTENT, RawUpdate.streamBody("/Filter/Unknown", "xyz"));
        object("content that refers to nothing", SECOND_CONTENT, "null");
        entry("pages in another order", PAGES, "Kids", "[4 0 R 3 0 R]");
        put(
                "a page gone",
                (pdf, update) -> update.object(
                        PAGES,
                        pdf.text(PAGES).replace("[3 0 R 4 0 R]", "[3 0 R]").replace("/Count 2", "/Count 1")));
        put(
                "a page twice",
                (pdf, update) -> update.object(
                        PAGES,
                        pdf.text(PAGES)
                                .replace("[3 0 R 4 0 R]", "[3 0 R 4 0 R 4 0 R]")
                                .replace("/Count 2", "/Count 3")));
        entry("a wrong number of pages", PAGES, "Count", "1");
        put("a page of another number", (pdf, update) -> {
            int content = update.fresh();
            int page = update.fresh();
            return update.stream(content, "", EVIL)
                    .object(page, pdf.with(SECOND, "Contents", content + " 0 R"))
                    .object(PAGES, pdf.with(PAGES, "Kids", "[3 0 R " + page + " 0 R]"));
        });
        put("a node between with resources of its own", (pdf, update) -> {
            int font = update.fresh();
            int node = update.fresh();
            return update.object(font, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                    .object(
                            node,
                            "<</Type/Pages/Parent 2 0 R/Count 1/Kids[4 0 R]/Resources<</Font<</F1 " + font
                                    + " 0 R>>>>>>")
                    .object(SECOND, pdf.with(SECOND, "Parent", node + " 0 R"))
                    .object(PAGES, pdf.with(PAGES, "Kids", "[3 0 R " + node + " 0 R]"));
        });
        put("other pages for the catalog", (pdf, update) -> {
            int content = update.fresh();
            int page = update.fresh();
            int pages = update.fresh();
            return update.stream(content, "", EVIL)
                    .object(page, "<</Type/Page/Parent " + pages + " 0 R/Contents " + content + " 0 R>>")
                    .object(
                            pages,
                            "<</Type/Pages/Count 2/Kids[3 0 R " + page
                                    + " 0 R]/MediaBox[0 0 595 842]/Resources 10 0 R>>")
                    .object(CATALOG, pdf.with(CATALOG, "Pages", pages + " 0 R"));
        });
    }

    private void resources() {
        entry("another font", FONT, "BaseFont", "/Symbol");
        entry("widths of a font", FONT, "Widths", "[278 900]");
        entry("letters of a font", FONT, "Encoding", "<</Type/Encoding/Differences[49/nine]>>");
        object("letters of a font in its encoding", ENCODING, "<</Type/Encoding/Differences[49/nine]>>");
        object(
                "what is copied of a font",
                UNICODE,
                RawUpdate.streamBody(
                        "",
                        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
                                + "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <31> <0039> endbfchar "
                                + "endcmap end end"));
        entry("a font of another kind", FONT, "Subtype", "/Type3");
        put("a font in the resources of one page", (pdf, update) -> {
            int font = update.fresh();
            return update.object(font, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                    .object(SECOND, pdf.with(SECOND, "Resources", "<</Font<</F1 " + font + " 0 R>>>>"));
        });
        object(
                "another picture",
                PICTURE,
                RawUpdate.streamBody(
                        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
                        "\u00ff\0\0\u00ff"));
        object(
                "a picture in other colours",
                PICTURE,
                RawUpdate.streamBody(
                        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Decode[1 0]",
                        "\0\u00ff\u00ff\0"));
        object(
                "a picture with a mask",
                PICTURE,
                RawUpdate.streamBody(
                        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Mask[0 0]",
                        "\0\u00ff\u00ff\0"));
        entry("a state that makes everything vanish", SHADE, "ca", "0");
        replaced("a resource of another name", RESOURCES, "/X1 8 0 R", "/X2 8 0 R");
        entry("resources gone", PAGES, "Resources", null);
    }

    private void annotations() {
        entry("a link elsewhere", LINK, "A", "<</S/URI/URI(https://www.example.com/)>>");
        entry("a link that opens a file", LINK, "A", "<</S/Launch/F(x.exe)>>");
        entry("a link to another page", SECOND_LINK, "Dest", "(zwei)");
        entry("a link elsewhere on the page", LINK, "Rect", "[70 100 200 700]");
        entry("words of a remark", MARK, "Contents", "(nichts)");
        entry("a remark hidden", MARK, "F", "2");
        entry("a remark that is not printed", STAMP, "F", "0");
        entry("a stamp moved", STAMP, "Rect", "[60 740 400 780]");
        entry("a stamp of another kind", STAMP, "Subtype", "/FreeText");
        object(
                "the look of a stamp",
                STAMP_LOOK,
                RawUpdate.streamBody(
                        "/Type/XObject/Subtype/Form/BBox[0 0 115 45]/Resources<</Font<</F1 7 0 R>>>>",
                        "BT /F1 14 Tf 5 15 Td (Abgelehnt) Tj ET"));
        put("another look of a stamp", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(look, "/Type/XObject/Subtype/Form/BBox[0 0 115 45]", "0 0 115 45 re f")
                    .object(STAMP, pdf.with(STAMP, "AP", "<</N " + look + " 0 R>>"));
        });
        entry("a stamp that does something", STAMP, "A", SCRIPT);
        entry("a remark with a window", MARK, "Popup", "12 0 R");
        annots("a remark gone", FIRST, "[11 0 R 13 0 R 15 0 R 35 0 R 16 0 R]");
        annots("a remark twice", FIRST, "[11 0 R 12 0 R 13 0 R 12 0 R 15 0 R 35 0 R 16 0 R]");
        annots("remarks over each other the other way round", FIRST, "[11 0 R 13 0 R 12 0 R 15 0 R 35 0 R 16 0 R]");
        annots("a stamp on another page", SECOND, "[30 0 R 13 0 R]");
        annots("a field on another page", SECOND, "[30 0 R 15 0 R]");
        annots("all remarks gone", FIRST, null);
        put("a remark of another number", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, pdf.with(MARK, "Contents", "(nichts)"))
                    .object(
                            FIRST,
                            pdf.with(FIRST, "Annots", pdf.entry(FIRST, "Annots").replace("12 0 R", fresh + " 0 R")));
        });
        for (String kind :
                new String[] {"Text", "FreeText", "Link", "Redact", "Watermark", "Widget", "Screen", "FileAttachment"
                }) {
            put("added: " + kind, (pdf, update) -> {
                int fresh = update.fresh();
                return update.object(
                                fresh,
                                "<</Type/Annot/Subtype/" + kind + "/F 4/Rect[60 740 400 780]/Contents(9000 Euro)>>")
                        .object(SECOND, pdf.with(SECOND, "Annots", "[30 0 R " + fresh + " 0 R]"));
            });
        }
    }

    private void annots(String name, int page, String list) {
        entry(name, page, "Annots", list);
    }

    private void fields() {
        entry("order of calculation", FORM, "CO", "[15 0 R]");
        entry("a form of another kind", FORM, "XFA", "(<xdp/>)");
        entry("a field less", FORM, "Fields", "[15 0 R 16 0 R]");
        entry("fields gone", FORM, "Fields", "[16 0 R]");
        entry("a field with a script", NAME, "AA", "<</C" + SCRIPT + ">>");
        entry("a field that acts", NAME, "A", SCRIPT);
        entry("a field of another name", NAME, "T", "(Betrag)");
        entry("what is said of a field", NAME, "TU", "(Wer zahlt)");
        entry("a field that is closed", NAME, "Ff", "1");
        entry("a field of another kind", NAME, "FT", "/Ch");
        entry("a field moved", NAME, "Rect", "[70 740 400 780]");
        entry("a field hidden", NAME, "F", "2");
        entry("a field with a caption", NAME, "MK", "<</BG[1 0 0]/CA(9000 Euro)>>");
        entry("a value without a look", NAME, "V", "(9000 Euro)");
        put("a field added", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</FT/Tx/T(Nachtrag)/V(9000 Euro)>>")
                    .object(
                            FORM,
                            pdf.with(FORM, "Fields", pdf.entry(FORM, "Fields").replace("]", " " + fresh + " 0 R]")));
        });
        put("a field below another", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</T(Neu)/Kids[15 0 R]>>")
                    .object(NAME, pdf.with(NAME, "Parent", fresh + " 0 R"))
                    .object(
                            FORM,
                            pdf.with(FORM, "Fields", pdf.entry(FORM, "Fields").replace("15 0 R", fresh + " 0 R")));
        });
        entry("a lock on what is signed", SIGNATURE, "Lock", "<</Type/SigFieldLock/Action/All>>");
        entry("demands on what is signed", SIGNATURE, "SV", "<</Type/SV/Ff 0>>");
        entry("a signed field hidden", SIGNATURE, "F", "2");
        entry("a signed field moved", SIGNATURE, "Rect", "[70 700 270 750]");
        put("a look for what is signed", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(look, "/Type/XObject/Subtype/Form/BBox[0 0 200 50]", "0 0 200 50 re f")
                    .object(SIGNATURE, pdf.with(SIGNATURE, "AP", "<</N " + look + " 0 R>>"));
        });
        put(
                "a signature says another reason",
                (pdf, update) -> update.object(pdf.signature, pdf.with(pdf.signature, "Reason", "(Kenntnisnahme)")));
        put(
                "a signature says another name",
                (pdf, update) -> update.object(pdf.signature, pdf.with(pdf.signature, "Name", "(Somebody Else)")));
        put(
                "a signature says another time",
                (pdf, update) -> update.object(pdf.signature, pdf.with(pdf.signature, "M", "(D:20200101000000Z)")));
    }

    /** What programs draw fields with, and who reads it aloud. */
    private void looks() {
        entry("a frame", NAME, "BS", "<</W 30>>");
        entry("a frame of the old kind", NAME, "Border", "[0 0 30]");
        entry("a layer for a field", NAME, "OC", "32 0 R");
        entry("a layer for what is signed", SIGNATURE, "OC", "32 0 R");
        entry("a frame for what is signed", SIGNATURE, "MK", "<</BG[1 0 0]>>");
        entry("what is said of what is signed", SIGNATURE, "TU", "(gilt nicht)");
        entry("a value to reset to", NAME, "DV", "(9000 Euro)");
        put("a look without a value", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(look, "/Type/XObject/Subtype/Form/BBox[0 0 250 20]", "0 0 250 20 re f")
                    .object(NAME, pdf.with(NAME, "AP", "<</N " + look + " 0 R>>"));
        });
        put("a bar through an empty field", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(look, "/Type/XObject/Subtype/Form/BBox[0 0 250 20]", "2 8 246 5 re f")
                    .object(NAME, pdf.with(NAME, "AP", "<</N " + look + " 0 R>>"));
        });
        put("a profile that makes everything white", (pdf, update) -> {
            int profile = update.fresh();
            return update.stream(profile, "/N 3", "kein Profil")
                    .object(
                            CATALOG,
                            pdf.with(
                                    CATALOG,
                                    "OutputIntents",
                                    "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(X)/DestOutputProfile "
                                            + profile + " 0 R>>]"));
        });
        entry("data of a program", CATALOG, "PieceInfo", "<</X<</LastModified(D:2026)/Private(9000 Euro)>>>>");
        entry("articles", CATALOG, "Threads", "[<</F<<>>>>]");
        entry("a page with a private part", FIRST, "PieceInfo", "<</X<</LastModified(D:2026)/Private(9000)>>>>");
        entry("colours of a page", FIRST, "OutputIntents", "[<</Type/OutputIntent>>]");
        entry("a default colour", RESOURCES, "ColorSpace", "<</DefaultGray[/Indexed/DeviceGray 1<ffff>]>>");
        entry("extensions of nobody", CATALOG, "Extensions", "<</EVIL<</BaseVersion/1.7/ExtensionLevel 1>>>>");
    }

    private void structure() {
        entry("what is spoken in place of text", PARAGRAPH, "ActualText", "(9000 Euro)");
        entry("what is spoken in place of a picture", FIGURE, "Alt", "(9000 Euro)");
        entry("what is spoken in place of a short form", PARAGRAPH, "E", "(9000 Euro)");
        entry("language of a paragraph", PARAGRAPH, "Lang", "(pl)");
        entry("a paragraph of another kind", PARAGRAPH, "S", "/Artifact");
        entry("a paragraph with other content", PARAGRAPH, "K", "1");
        entry("a paragraph with attributes", PARAGRAPH, "A", "<</O/Layout/Placement/Block>>");
        entry("kinds of paragraphs", TREE, "RoleMap", "<</Absatz/Figure>>");
        entry("kinds of paragraphs gone", TREE, "RoleMap", null);
        entry("classes of paragraphs", TREE, "ClassMap", "<</a<</O/Layout>>>>");
        entry("paragraphs in another order", TREE, "K", "[24 0 R 23 0 R]");
        entry("a paragraph gone", TREE, "K", "[23 0 R]");
        object("paragraphs of other content", PARENTS, "<</Nums[0[24 0 R 23 0 R]1[]]>>");
        entry("structure gone", CATALOG, "StructTreeRoot", null);
        put("a paragraph added", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</Type/StructElem/S/P/P 22 0 R/Pg 4 0 R/ActualText(9000 Euro)>>")
                    .object(TREE, pdf.with(TREE, "K", "[23 0 R 24 0 R " + fresh + " 0 R]"));
        });
    }

    private void attachments() {
        object(
                "content of an attachment",
                FILE_STREAM,
                RawUpdate.streamBody("/Type/EmbeddedFile", "Anlage: 9000 Euro"));
        entry("name of an attachment", FILE, "UF", "(rechnung.exe)");
        entry("meaning of an attachment", FILE, "AFRelationship", "/Source");
        entry("an attachment by its address", FILE, "FS", "/URL");
        put("another attachment", (pdf, update) -> {
            int fresh = update.fresh();
            return update.stream(fresh, "/Type/EmbeddedFile", "Anlage: 9000 Euro")
                    .object(FILE, pdf.with(FILE, "EF", "<</F " + fresh + " 0 R>>"));
        });
        put("an attachment added", (pdf, update) -> {
            int stream = update.fresh();
            int file = update.fresh();
            return update.stream(stream, "/Type/EmbeddedFile", "Nachtrag")
                    .object(file, "<</Type/Filespec/F(nachtrag.txt)/UF(nachtrag.txt)/EF<</F " + stream + " 0 R>>>>")
                    .object(
                            CATALOG,
                            pdf.with(
                                    CATALOG,
                                    "Names",
                                    "<</EmbeddedFiles<</Names[(anlage.txt) 18 0 R(nachtrag.txt) " + file
                                            + " 0 R]>>/Dests<</Names[(eins)[3 0 R/Fit](zwei)[4 0 R/Fit]]>>>>"));
        });
        entry("attachments gone", CATALOG, "Names", "<</Dests<</Names[(eins)[3 0 R/Fit](zwei)[4 0 R/Fit]]>>>>");
    }

    private void information() {
        object(
                "title in the metadata",
                METADATA,
                RawUpdate.streamBody("/Type/Metadata/Subtype/XML", RichDocument.packet("Ablehnung")));
        entry("metadata gone", CATALOG, "Metadata", null);
        object(
                "metadata of a page",
                PAGE_METADATA,
                RawUpdate.streamBody("/Type/Metadata/Subtype/XML", RichDocument.packet("Seite neun")));
        entry("title", INFO, "Title", "(Ablehnung)");
        entry("author", INFO, "Author", "(jemand anders)");
        entry("another property", INFO, "Aktenzeichen", "(9)");
        put("information elsewhere", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</Title(Ablehnung)/Author(Stadt)>>").trailer("Info", fresh + " 0 R");
        });
        put(
                "information gone",
                (pdf, update) -> update.object(pdf.root(), pdf.text(pdf.root())).trailer("Info", null));
    }

    /** Programs inherit entries along /Kids or along /Parent, and count pages or believe the number that is written. */
    private void trees() {
        put("a node between that its page does not know", (pdf, update) -> {
            int font = update.fresh();
            int node = update.fresh();
            return update.object(font, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                    .object(
                            node,
                            "<</Type/Pages/Parent 2 0 R/Count 1/Kids[4 0 R]/Resources<</Font<</F1 " + font
                                    + " 0 R>>>>>>")
                    .object(PAGES, pdf.with(PAGES, "Kids", "[3 0 R " + node + " 0 R]"));
        });
        put("a page below a parent that does not know it", (pdf, update) -> {
            int node = update.fresh();
            return update.object(node, "<</Type/Pages/Parent 2 0 R/Count 1/Kids[4 0 R]/Rotate 90>>")
                    .object(SECOND, pdf.with(SECOND, "Parent", node + " 0 R"));
        });
        put("a node between with a wrong number of pages", (pdf, update) -> {
            int node = update.fresh();
            return update.object(node, "<</Type/Pages/Parent 2 0 R/Count 0/Kids[4 0 R]>>")
                    .object(SECOND, pdf.with(SECOND, "Parent", node + " 0 R"))
                    .object(PAGES, pdf.with(PAGES, "Kids", "[3 0 R " + node + " 0 R]"));
        });
        put("names in leaves that cannot be found", (pdf, update) -> {
            int leaf = update.fresh();
            return update.object(leaf, "<</Limits[(a)(b)]/Names[(eins)[3 0 R/Fit](zwei)[4 0 R/Fit]]>>")
                    .object(
                            CATALOG,
                            pdf.with(
                                    CATALOG,
                                    "Names",
                                    "<</EmbeddedFiles<</Names[(anlage.txt) 18 0 R]>>/Dests<</Kids[" + leaf
                                            + " 0 R]>>>>"));
        });
        put(
                "layers listed twice",
                (pdf, update) -> update.object(
                        CATALOG,
                        pdf.with(
                                CATALOG,
                                "OCProperties",
                                "<</OCGs[9 0 R 9 0 R]/D<</Order[9 0 R 32 0 R]/ON[9 0 R]/OFF[32 0 R]>>>>")));
    }

    private void writing() {
        put(
                "a page in an object stream",
                Form.STREAM,
                (pdf, update) -> update.packed(SECOND, pdf.with(SECOND, "Contents", "[33 0 R 6 0 R]")));
        put(
                "the catalog in an object stream",
                Form.STREAM,
                (pdf, update) -> update.packed(CATALOG, pdf.with(CATALOG, "OpenAction", SCRIPT)));
        put("an object stream that extends itself", Form.STREAM, (pdf, update) -> {
            int stream = update.fresh();
            String head = FONT + " 0 ";
            return update.stream(
                            stream,
                            "/Type/ObjStm/N 1/First " + head.length() + "/Extends " + stream + " 0 R",
                            head + "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                    .entry(FONT, 2, stream, 0);
        });
        put("an object stream with one number twice", Form.STREAM, (pdf, update) -> {
            int stream = update.fresh();
            String first = pdf.text(FONT) + " ";
            String head = FONT + " 0 " + FONT + " " + first.length() + " ";
            return update.stream(
                            stream,
                            "/Type/ObjStm/N 2/First " + head.length(),
                            head + first + "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")
                    .entry(FONT, 2, stream, 0);
        });
        put(
                "one key in two spellings",
                (pdf, update) -> update.object(SECOND, pdf.text(SECOND).replaceFirst(">>$", "/Conten#74s 33 0 R>>")));
        put(
                "one key twice",
                (pdf, update) -> update.object(SECOND, pdf.text(SECOND).replaceFirst(">>$", "/Contents 33 0 R>>")));
        put(
                "one key twice in the trailer",
                (pdf, update) -> update.object(pdf.root(), pdf.text(pdf.root())).trailerMore("/R#6fot 2 0 R"));
        put("a chain that leads to itself", (pdf, update) -> {
            update.object(pdf.root(), pdf.text(pdf.root()));
            return update.trailer("Prev", String.valueOf(update.at()));
        });
        put("a chain that leads past what is signed", (pdf, update) -> {
            String first = RawUpdate.text(pdf.file);
            int at = first.indexOf("startxref") + 10;
            return update.object(pdf.root(), pdf.text(pdf.root()))
                    .trailer("Prev", first.substring(at, first.indexOf('\n', at)));
        });
        put("an object that is nothing", (pdf, update) -> update.object(FONT, "null"));
        put(
                "an object without an end",
                (pdf, update) -> update.listed(FONT, update.at())
                        .raw(FONT + " 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Symbol>>\n"));
    }
}
