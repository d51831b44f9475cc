package federzug.verification;

import static federzug.verification.RichDocument.*;

import federzug.verification.RawUpdate.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** Updates that lie between what is allowed and what is not: each kind with the honest ones beside it. */
final class FurtherUpdates {
    static final String APPROVED = "approved";
    static final String FOR_REMARKS = "for remarks";
    /** Pages without an order for their annotations. */
    static final String WITHOUT_ORDER = "without order";
    /** A field and its widget as two objects. */
    static final String PARTED = "parted";
    /** Fields below a node. */
    static final String NODES = "nodes";

    private static final String SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    static final String FONTS =
            "/Resources<</Font<</Helv<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>";
    static final String LOOK = "/Type/XObject/Subtype/Form/BBox[0 0 250 20]" + FONTS;
    private static final String ENTRY = "/Tx BMC q BT /Helv 11 Tf 0 g 2 6 Td (Erika Muster) Tj ET Q EMC";
    private static final String SENTENCE = "BT /Helv 12 Tf 0 g 0 6 Td (Der Betrag ist 9000 Euro.) Tj ET";
    private static final String BARS = "0 g 10 2 2 16 re f 20 2 2 16 re f 20 10 6 2 re f 32 2 8 2 re f 32 16 4 2 re f";
    private static final String PLACE = "/F 4/Rect[300 200 550 220]";

    private final List<Update> all = new ArrayList<>();

    private FurtherUpdates() {}

    /**
     * One update of a signed document.
     *
     * @param base what it is made on
     */
    record Update(
            String base, String name, boolean honest, Form form, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {}

    static List<Update> all() {
        FurtherUpdates updates = new FurtherUpdates();
        updates.orders();
        updates.pageEntries();
        updates.newFields();
        updates.entries();
        updates.nodes();
        updates.remarks();
        updates.notes();
        updates.spellings();
        updates.all.addAll(ViewerUpdates.all());
        return updates.all;
    }

    /** Objects of {@link RichDocument} that are others in a base. */
    static Map<Integer, String> objects(String base) {
        Map<Integer, String> others = new HashMap<>();
        String widget = "<</Type/Annot/Subtype/Widget/F 4/P 3 0 R";
        String first =
                "<</Type/Page/Parent 2 0 R/Contents 5 0 R/StructParents 0/Metadata 27 0 R/Annots[11 0 R 12 0 R 13 0 R ";
        switch (base) {
            case WITHOUT_ORDER -> {
                others.put(FIRST, first + "15 0 R 35 0 R 16 0 R]>>");
                others.put(SECOND, "<</Type/Page/Parent 2 0 R/Contents[6 0 R 33 0 R]/Annots[30 0 R]>>");
            }
            case PARTED -> {
                others.put(NAME, "<</FT/Tx/T(Name)/DA(/Helv 11 Tf 0 g)/Kids[36 0 R]>>");
                others.put(36, widget + "/Rect[70 560 320 580]/AP<</N 37 0 R>>>>");
                others.put(37, RawUpdate.streamBody(LOOK, "/Tx BMC EMC"));
                others.put(FIRST, first + "36 0 R 35 0 R 16 0 R]/Tabs/S>>");
            }
            case NODES -> {
                String field = widget + "/FT/Tx/Parent 36 0 R/DA(/Helv 11 Tf 0 g)";
                others.put(36, "<</T(Blatt)/Kids[15 0 R 35 0 R]>>");
                others.put(NAME, field + "/T(Name)/Rect[70 560 320 580]>>");
                others.put(AMOUNT, field + "/T(Ort)/Rect[70 520 320 540]>>");
                others.put(
                        FORM,
                        "<</Fields[36 0 R 16 0 R]/DA(/Helv 11 Tf 0 g)/DR<</Font<</Helv<</Type/Font/Subtype/Type1"
                                + "/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>");
            }
            default -> others.putAll(ViewerUpdates.objects(base));
        }
        return others;
    }

    private void honest(String base, String name, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        all.add(new Update(base, name, true, form(), change));
    }

    private void altered(String base, String name, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        all.add(new Update(base, name, false, form(), change));
    }

    private Form form() {
        return Form.values()[all.size() % Form.values().length];
    }

    static String with(RawPdf pdf, int number, String more) {
        return pdf.text(number).replaceFirst(">>$", Matcher.quoteReplacement(more + ">>"));
    }

    static String listed(RawPdf pdf, int number, String key, int another) {
        return pdf.with(number, key, pdf.entry(number, key).replace("]", " " + another + " 0 R]"));
    }

    static RawUpdate onPage(RawPdf pdf, RawUpdate update, String annotation) {
        int fresh = update.fresh();
        return update.object(fresh, annotation).object(FIRST, listed(pdf, FIRST, "Annots", fresh));
    }

    static RawUpdate emptyField(RawPdf pdf, RawUpdate update, String more) {
        int fresh = update.fresh();
        return update.object(fresh, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Zweite)/P 3 0 R" + more + ">>")
                .object(FORM, listed(pdf, FORM, "Fields", fresh))
                .object(FIRST, listed(pdf, FIRST, "Annots", fresh));
    }

    /** What programs go by who lead a person from field to field, or read them aloud. */
    private void orders() {
        for (String order : List.of("R", "C")) {
            altered(
                    WITHOUT_ORDER,
                    "an order came, " + order,
                    (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "Tabs", "/" + order)));
        }
        for (String order : List.of("S", "W", "A")) {
            honest(
                    WITHOUT_ORDER,
                    "the usual order came, " + order,
                    (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "Tabs", "/" + order)));
        }
        altered(
                WITHOUT_ORDER,
                "an order for one annotation",
                (pdf, update) -> update.object(SECOND, pdf.with(SECOND, "Tabs", "/R")));
        altered(WITHOUT_ORDER, "an order came with a place to sign", (pdf, update) -> {
            int fresh = update.fresh();
            String page = listed(pdf, FIRST, "Annots", fresh).replaceFirst(">>$", "/Tabs/R>>");
            return update.object(fresh, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Zweite)/P 3 0 R" + PLACE + ">>")
                    .object(FORM, listed(pdf, FORM, "Fields", fresh))
                    .object(FIRST, page);
        });
        altered(
                FOR_REMARKS,
                "another order where remarks are allowed",
                (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "Tabs", "/R")));
        altered(
                FOR_REMARKS,
                "no order where remarks are allowed",
                (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "Tabs", null)));
        altered(FOR_REMARKS, "another order with a remark", (pdf, update) -> {
            int fresh = update.fresh();
            String page = listed(pdf, FIRST, "Annots", fresh).replace("/Tabs /S", "/Tabs /C");
            return update.object(fresh, "<</Type/Annot/Subtype/Text/F 4/Rect[400 400 420 420]/Contents(gut)>>")
                    .object(FIRST, page);
        });
    }

    private void pageEntries() {
        String[] entries = {
            "Rotate 270",
            "UserUnit 2",
            "CropBox[0 0 595 690]",
            "ArtBox[0 0 9 9]",
            "B[]",
            "ID(x)",
            "PZ 2",
            "PresSteps<<>>",
            "BoxColorInfo<</CropBox<</W 3>>>>",
            "DPart<<>>",
            "Group<</S/Transparency/I true>>",
            "Unknown(9000 Euro)",
            "LastModified(9000 Euro)"
        };
        for (String entry : entries) {
            altered(
                    FOR_REMARKS,
                    "page with /" + entry,
                    (pdf, update) -> update.object(FIRST, with(pdf, FIRST, "/" + entry)));
        }
        altered(
                FOR_REMARKS,
                "page without metadata",
                (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "Metadata", null)));
        for (String entry : List.of("Rotate 360", "UserUnit 1.0", "CropBox[0 0 595 842]", "TrimBox[0 0 595 842]")) {
            honest(
                    APPROVED,
                    "a default written out: " + entry,
                    (pdf, update) -> update.object(FIRST, with(pdf, FIRST, "/" + entry)));
        }
    }

    /** An empty field shows nothing and says nothing, whichever program draws it. */
    private void newFields() {
        newField("a place of five numbers", LOOK, ENTRY, "/F 4/Rect[300 200 550 220 0]/AP<</N %d 0 R>>");
        newField("a look without a box", LOOK.replace("250 20]", "0 0]"), ENTRY, PLACE + "/AP<</N %d 0 R>>");
        newField("pale words", LOOK, ENTRY.replace("0 g", "0.97 g"), PLACE + "/AP<</N %d 0 R>>");
        newField("words in a layer", LOOK + "/OC 32 0 R", ENTRY, PLACE + "/AP<</N %d 0 R>>");
        newField("words for the pointer", LOOK, ENTRY, PLACE + "/AP<</R %d 0 R>>");
        newField(
                "words that are only spoken",
                LOOK,
                "/Span<</ActualText(9000 Euro)>>BDC EMC",
                PLACE + "/AP<</N %d 0 R>>");
        honest(APPROVED, "an empty field with an empty look without a box", (pdf, update) -> {
            int look = update.fresh();
            return emptyField(
                    pdf,
                    update.stream(look, LOOK.replace("250 20]", "0 0]"), "q Q"),
                    PLACE + "/AP<</N " + look + " 0 R>>");
        });
    }

    private void newField(String name, String look, String content, String entries) {
        altered(APPROVED, "an empty field: " + name, (pdf, update) -> {
            int fresh = update.fresh();
            return emptyField(pdf, update.stream(fresh, look, content), String.format(entries, fresh));
        });
    }

    /** A field that is filled in says one thing, however it is looked at. */
    private void entries() {
        filled("and for the pointer a picture", LOOK, ENTRY, BARS, "/V(Erika Muster)");
        filled("in a layer that is off", LOOK + "/OC 32 0 R", ENTRY, null, "/V(Erika Muster)");
        String layers = LOOK.replace("/Resources<<", "/Resources<</Properties<</L 32 0 R>>");
        filled("with words in a layer", layers, "/OC/L BDC " + ENTRY + " EMC", null, "/V(Erika Muster)");
        filled(
                "and spoken otherwise",
                LOOK,
                "/Span<</ActualText(9000 Euro)>>BDC " + ENTRY + " EMC",
                null,
                "/V(Erika Muster)");
        filled("with marks that turn its direction", LOOK, ENTRY, null, "/V<FEFF202E0045>");
        altered(APPROVED, "filled in, and copied otherwise", (pdf, update) -> {
            int look = update.fresh();
            int table = update.fresh();
            update.stream(
                    table,
                    "",
                    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
                            + "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <0030> "
                            + "endbfrange endcmap end end");
            String font = LOOK.replace("/Type1/", "/Type1/ToUnicode " + table + " 0 R/");
            return named(pdf, update.stream(look, font, ENTRY), "<</N " + look + " 0 R>>", "/V(Erika Muster)");
        });
        honest(APPROVED, "filled in, with the same for the pointer, spoken as it is", (pdf, update) -> {
            int look = update.fresh();
            update.stream(look, LOOK, "/Span<</ActualText(Erika Muster)>>BDC " + ENTRY + " EMC");
            return named(pdf, update, "<</N " + look + " 0 R/D " + look + " 0 R>>", "/V(Erika Muster)");
        });
        altered(
                APPROVED,
                "a field of an unknown type",
                (pdf, update) -> update.object(NAME, pdf.with(NAME, "Type", "/Nichts")));
        altered(
                APPROVED,
                "a form that says that nobody signed",
                (pdf, update) -> update.object(FORM, pdf.with(FORM, "SigFlags", "0")));
    }

    private void filled(String name, String look, String content, String pressed, String value) {
        altered(APPROVED, "filled in, " + name, (pdf, update) -> {
            int usual = update.fresh();
            update.stream(usual, look, content);
            String looks = "<</N " + usual + " 0 R>>";
            if (pressed != null) {
                int other = update.fresh();
                update.stream(other, LOOK, pressed);
                looks = "<</N " + usual + " 0 R/D " + other + " 0 R>>";
            }
            return named(pdf, update, looks, value);
        });
    }

    private static RawUpdate named(RawPdf pdf, RawUpdate update, String looks, String value) {
        return update.object(NAME, with(pdf, NAME, "/AP " + looks + value));
    }

    private void nodes() {
        honest(NODES, "a place to sign below a node", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(
                            fresh, "<</Type/Annot/Subtype/Widget/FT/Sig/T(Zweite)/Parent 36 0 R/P 3 0 R" + PLACE + ">>")
                    .object(36, listed(pdf, 36, "Kids", fresh))
                    .object(FIRST, listed(pdf, FIRST, "Annots", fresh));
        });
        honest(NODES, "filled in below a node", (pdf, update) -> {
            int look = update.fresh();
            return named(pdf, update.stream(look, LOOK, ENTRY), "<</N " + look + " 0 R>>", "/V(Erika Muster)");
        });
        altered(
                NODES,
                "a field less below a node",
                (pdf, update) -> update.object(36, pdf.with(36, "Kids", "[15 0 R]")));
        altered(NODES, "a text field below a node", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</FT/Tx/T(Nachtrag)/Parent 36 0 R/V(9000 Euro)>>")
                    .object(36, listed(pdf, 36, "Kids", fresh));
        });
        altered(
                NODES,
                "a node that acts",
                (pdf, update) -> update.object(36, with(pdf, 36, "/AA<</C" + SCRIPT + ">>")));
        altered(NODES, "a node with a value", (pdf, update) -> update.object(36, with(pdf, 36, "/V(9000 Euro)")));
        altered(NODES, "a node of another name", (pdf, update) -> update.object(36, pdf.with(36, "T", "(Seite)")));
        honest(PARTED, "filled in, in two objects", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(look, LOOK, ENTRY)
                    .object(NAME, with(pdf, NAME, "/V(Erika Muster)"))
                    .object(36, pdf.with(36, "AP", "<</N " + look + " 0 R>>"));
        });
        altered(
                PARTED,
                "the value of two objects",
                (pdf, update) -> update.object(NAME, with(pdf, NAME, "/V(9000 Euro)")));
        altered(PARTED, "one more widget of a field", (pdf, update) -> {
            int look = update.fresh();
            int widget = update.fresh();
            return update.stream(look, LOOK, ENTRY)
                    .object(
                            widget,
                            "<</Type/Annot/Subtype/Widget/F 4/P 4 0 R/Rect[70 500 320 520]/AP<</N " + look + " 0 R>>>>")
                    .object(NAME, listed(pdf, NAME, "Kids", widget))
                    .object(SECOND, listed(pdf, SECOND, "Annots", widget));
        });
        altered(APPROVED, "a second field of one name", (pdf, update) -> {
            int fresh = update.fresh();
            return update.object(fresh, "<</FT/Tx/T(Name)/V(9000 Euro)>>")
                    .object(FORM, listed(pdf, FORM, "Fields", fresh));
        });
    }

    /** Where remarks are allowed they look like remarks. */
    private void remarks() {
        for (String kind : List.of("Text", "Highlight", "StrikeOut", "Caret", "Popup")) {
            remark(false, kind, "with words of the page", SENTENCE);
        }
        for (String kind : List.of("Highlight", "Underline", "Squiggly")) {
            remark(false, kind, "with a picture of words", BARS);
        }
        remark(true, "Highlight", "in a colour", "1 1 0 rg 0 0 250 20 re f");
        remark(true, "Underline", "under words", "1 0 0 RG 1 w 2 2 m 248 2 l S");
        remark(true, "StrikeOut", "through words", "0 G 1 w 2 8 m 248 8 l S");
        remark(true, "Squiggly", "under words, in waves", "0 0.5 0 RG 0.5 w 2 1 m 4 3 l 6 1 l 8 3 l 10 1 l 60 2 l S");
    }

    private void remark(boolean honest, String kind, String how, String content) {
        BiFunction<RawPdf, RawUpdate, RawUpdate> change = (pdf, update) -> {
            int look = update.fresh();
            return onPage(
                    pdf,
                    update.stream(look, LOOK, content),
                    remark(kind, "/Rect[70 720 320 740]/AP<</N " + look + " 0 R>>"));
        };
        all.add(new Update(FOR_REMARKS, "remark " + kind + " " + how, honest, form(), change));
    }

    private static String remark(String kind, String more) {
        return "<</Type/Annot/Subtype/" + kind
                + "/F 4/C[1 1 0]/QuadPoints[70 740 320 740 70 720 320 720]/InkList[[70 720 320 740]]/Contents(gut)"
                + more
                + ">>";
    }

    private void notes() {
        honest(
                FOR_REMARKS,
                "a remark without a look",
                (pdf, update) -> onPage(pdf, update, remark("Highlight", "/Rect[70 720 320 740]")));
        honest(FOR_REMARKS, "a note with an icon", (pdf, update) -> {
            int look = update.fresh();
            update.stream(
                    look,
                    "/Type/XObject/Subtype/Form/BBox[0 0 20 20]",
                    "1 1 0 rg 0 G 2 2 16 16 re B 5 7 m 15 7 l 5 12 m 15 12 l S");
            return onPage(pdf, update, remark("Text", "/Rect[400 400 420 420]/AP<</N " + look + " 0 R>>"));
        });
        altered(
                FOR_REMARKS,
                "freehand writing",
                (pdf, update) -> onPage(pdf, update, remark("Ink", "/Rect[70 720 320 740]")));
        altered(
                FOR_REMARKS,
                "a note that brings a file",
                (pdf, update) -> onPage(pdf, update, remark("Text", "/Rect[400 400 420 420]/AF[18 0 R]")));
        altered(FOR_REMARKS, "a note with words for the pointer", (pdf, update) -> {
            int look = update.fresh();
            return onPage(
                    pdf,
                    update.stream(look, LOOK, SENTENCE),
                    remark("Text", "/Rect[400 400 420 420]/AP<</R " + look + " 0 R>>"));
        });
        altered(FOR_REMARKS, "a note with a place of five numbers", (pdf, update) -> {
            int look = update.fresh();
            return onPage(
                    pdf,
                    update.stream(look, LOOK, "1 g 0 0 250 20 re f " + SENTENCE),
                    remark("Text", "/Rect[70 755 320 775 0]/AP<</N " + look + " 0 R>>"));
        });
    }

    private void spellings() {
        honest(
                APPROVED,
                "comments between words",
                (pdf, update) ->
                        update.object(CATALOG, pdf.text(CATALOG).replace("/Type /Catalog", "/Type%x\n/Catalog")));
        honest(
                APPROVED,
                "strings in octal numbers",
                (pdf, update) -> update.object(
                        OUTLINE,
                        pdf.text(OUTLINE).replaceAll("/Title <[0-9a-f]+>", "/Title (Be\\\\167ill\\\\\nigung)")));
        honest(
                APPROVED,
                "strings in hexadecimal numbers with blanks",
                (pdf, update) -> update.object(
                        OUTLINE,
                        pdf.text(OUTLINE)
                                .replaceAll("/Title <[0-9a-f]+>", "/Title <4265 77 69\n6c 6c 69 67 75 6e 67>")));
        honest(
                APPROVED,
                "names as values with escapes",
                (pdf, update) -> update.object(CATALOG, pdf.text(CATALOG).replace("/UseOutlines", "/Use#4futlines")));
        honest(
                APPROVED,
                "numbers with a sign and zeros",
                (pdf, update) -> update.object(PAGES, pdf.text(PAGES).replace("/Count 2", "/Count +002")));
        honest(
                APPROVED,
                "the version of today",
                (pdf, update) -> update.object(CATALOG, pdf.with(CATALOG, "Version", "/2.0")));
        altered(
                APPROVED,
                "a version that nobody knows",
                (pdf, update) -> update.object(CATALOG, pdf.with(CATALOG, "Version", "/9.9")));
        altered(
                APPROVED,
                "an object where a day belongs",
                (pdf, update) -> update.object(
                        INFO,
                        pdf.with(
                                INFO,
                                "ModDate",
                                "(D:2026\n6 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n)")));
        altered(
                APPROVED,
                "information that is something else",
                (pdf, update) -> update.object(CATALOG, pdf.text(CATALOG)).trailer("Info", FORM + " 0 R"));
    }
}
