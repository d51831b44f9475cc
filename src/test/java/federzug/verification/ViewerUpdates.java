package federzug.verification;

import static federzug.verification.RichDocument.*;

import federzug.verification.FurtherUpdates.Update;
import federzug.verification.RawUpdate.Form;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Updates of what viewers draw, read out or carry out by themselves: each kind with the honest ones beside it. */
final class ViewerUpdates {
    /** Values that every viewer draws as it likes, since they have no look. */
    static final String WITHOUT_LOOKS = "without looks";
    /** A value with its look. */
    static final String WITH_A_LOOK = "with a look";
    /** A form that is described a second time, in XML. */
    static final String DESCRIBED_TWICE = "described twice";
    /** Marks in the content, and no structure that refers to them. */
    static final String MARKED = "marked";
    /** Rights granted to a program of old. */
    static final String WITH_RIGHTS = "with rights";

    private static final String HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    private static final String NINE =
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[49/nine]>>>>";

    private final List<Update> all = new ArrayList<>();

    private ViewerUpdates() {}

    static List<Update> all() {
        ViewerUpdates updates = new ViewerUpdates();
        updates.values();
        updates.looks();
        updates.remarks();
        updates.descriptions();
        updates.marks();
        updates.rights();
        updates.colours();
        updates.statements();
        updates.layers();
        return updates.all;
    }

    static Map<Integer, String> objects(String base) {
        Map<Integer, String> others = new HashMap<>();
        String widget = "<</Type/Annot/Subtype/Widget/F 4/P 3 0 R/FT/Tx";
        String form = "<</Fields[15 0 R 35 0 R 16 0 R]/DA(/Helv 11 Tf 0 g)/DR<</Font<</Helv 36 0 R/Symb 37 0 R>>>>";
        switch (base) {
            case WITHOUT_LOOKS, WITH_A_LOOK -> {
                String look = base.equals(WITH_A_LOOK) ? "/AP<</N 38 0 R>>" : "";
                others.put(
                        NAME, widget + "/T(Name)/DA(/Helv 11 Tf 0 g)/V(1000 Euro)/Rect[70 560 320 580]" + look + ">>");
                others.put(
                        AMOUNT,
                        widget + "/T(Ort)/V(Musterstadt 1)/RV(<body><p>Musterstadt 1</p></body>)/Rect[70 520 320 540]"
                                + look.replace("8 0", "9 0") + ">>");
                others.put(36, HELVETICA);
                others.put(37, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>");
                others.put(38, drawn("1000 Euro"));
                others.put(39, drawn("Musterstadt 1"));
                others.put(FORM, form + ">>");
            }
            case DESCRIBED_TWICE -> {
                others.put(36, HELVETICA);
                others.put(37, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>");
                others.put(38, RawUpdate.streamBody("", template("Name")));
                others.put(39, RawUpdate.streamBody("", data("", "")));
                others.put(FORM, form + "/XFA[(template)38 0 R(datasets)39 0 R]>>");
            }
            case MARKED ->
                others.put(CATALOG, "<</Type/Catalog/Pages 2 0 R/AcroForm 17 0 R/Outlines 20 0 R/Metadata 26 0 R>>");
            case WITH_RIGHTS -> {
                others.put(
                        36,
                        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 30]"
                                + "/Contents<3003020101>/Reference[<</Type/SigRef/TransformMethod/UR3/TransformParams"
                                + "<</Type/TransformParams/V/2.2/Document[/FullSave]/Form[/FillIn]/Annots[/Create]>>>>]>>");
                others.put(
                        CATALOG,
                        "<</Type/Catalog/Pages 2 0 R/AcroForm 17 0 R/Outlines 20 0 R/Metadata 26 0 R/Perms<</UR3 36 0 R>>>>");
            }
            default -> {}
        }
        return others;
    }

    private static String drawn(String text) {
        return RawUpdate.streamBody(
                FurtherUpdates.LOOK, "/Tx BMC q BT /Helv 11 Tf 0 g 2 6 Td (" + text + ") Tj ET Q EMC");
    }

    private static String template(String field) {
        return "<template xmlns='http://www.xfa.org/schema/xfa-template/2.8/'><subform name='form1'><field name='"
                + field + "' x='10mm' y='10mm' w='50mm' h='8mm'><ui><textEdit/></ui></field></subform></template>";
    }

    private static String data(String name, String place) {
        return "<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><form1><Name>" + name
                + "</Name><Ort>" + place + "</Ort></form1></xfa:data></xfa:datasets>";
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

    private void entry(boolean honest, String base, String name, int number, String key, String value) {
        all.add(new Update(
                base, name, honest, form(), (pdf, update) -> update.object(number, pdf.with(number, key, value))));
    }

    private void values() {
        String base = WITHOUT_LOOKS;
        entry(false, base, "values in white", NAME, "DA", "(/Helv 11 Tf 1 g)");
        entry(false, base, "values without colour", NAME, "DA", "(/Helv 11 Tf 3 Tr 0 g)");
        entry(false, base, "values too small to read", NAME, "DA", "(/Helv 0.1 Tf 0 g)");
        entry(false, base, "values pressed flat", NAME, "DA", "(/Helv 11 Tf 0 Tz 0 g)");
        entry(false, base, "values raised out of sight", NAME, "DA", "(/Helv 11 Tf 999 Ts 0 g)");
        entry(false, base, "values moved out of sight", NAME, "DA", "(/Helv 11 Tf 1 0 0 1 2000 0 Tm 0 g)");
        entry(false, base, "values in signs", NAME, "DA", "(/Symb 11 Tf 0 g)");
        entry(false, base, "values of the form in white", FORM, "DA", "(/Helv 11 Tf 1 1 1 rg)");
        entry(false, base, "values of the form in signs", FORM, "DA", "(/Symb 11 Tf 0 g)");
        entry(false, base, "a colour of a field in the form's stead", AMOUNT, "DA", "(/Helv 11 Tf 0 0 0 0 k)");
        altered(base, "letters of the form's font", (pdf, update) -> update.object(36, NINE));
        altered(base, "another font of the form", (pdf, update) -> {
            int font = update.fresh();
            return update.object(font, NINE)
                    .object(FORM, pdf.text(FORM).replace("/Helv 36 0 R", "/Helv " + font + " 0 R"));
        });
        entry(false, base, "resources of the form gone", FORM, "DR", null);
        honest(base, "one more font of the form", (pdf, update) -> {
            int font = update.fresh();
            return update.object(font, HELVETICA)
                    .object(FORM, pdf.text(FORM).replace("/Helv 36 0 R", "/Helv 36 0 R/F9 " + font + " 0 R"));
        });
        entry(true, base, "a size by itself", NAME, "DA", "(/Helv 0 Tf 0 g)");
        entry(true, base, "dark blue", NAME, "DA", "(/Helv 11 Tf 0 0 0.4 rg)");
        entry(true, base, "a default look written out", AMOUNT, "DA", "(/Helv 11 Tf 0 g)");
        entry(true, base, "in the middle", NAME, "Q", "1");
        altered(base, "another value drawn", (pdf, update) -> {
            int look = update.fresh();
            return update.object(look, drawn("9000 Euro"))
                    .object(NAME, pdf.with(NAME, "AP", "<</N " + look + " 0 R>>"));
        });
        entry(false, base, "a rich value", NAME, "RV", "(<body><p>9000 Euro</p></body>)");
        entry(false, base, "a rich value in white", AMOUNT, "DS", "(color:#ffffff)");
    }

    private void looks() {
        entry(false, WITH_A_LOOK, "values in white", NAME, "DA", "(/Helv 11 Tf 1 g)");
        entry(false, WITH_A_LOOK, "values without colour", NAME, "DA", "(/Helv 11 Tf 3 Tr)");
        entry(false, WITH_A_LOOK, "values of the form in white", FORM, "DA", "(/Helv 11 Tf 1 1 1 rg)");
        entry(false, WITH_A_LOOK, "the look gone", NAME, "AP", null);
        entry(true, WITH_A_LOOK, "a size by itself", NAME, "DA", "(/Helv 0 Tf 0 g)");
        honest(WITH_A_LOOK, "the same drawn again", (pdf, update) -> {
            int look = update.fresh();
            return update.object(look, drawn("1000 Euro"))
                    .object(NAME, pdf.with(NAME, "AP", "<</N " + look + " 0 R>>"));
        });
    }

    private void remarks() {
        String[] kinds = {
            "Redact",
            "Watermark",
            "RichMedia",
            "3D",
            "FileAttachment",
            "PrinterMark",
            "TrapNet",
            "Projection",
            "Screen",
            "Movie",
            "Sound",
            "FreeText",
            "Stamp",
            "Link",
            "Widget",
            "Unknown"
        };
        for (String kind : kinds) {
            remark(false, "of kind " + kind, kind, "/Rect[70 720 320 740]/Contents(9000 Euro)");
        }
        remark(
                false,
                "with other rich words",
                "Text",
                "/Rect[400 400 420 420]/Contents(gut)/RC(<body><p>9000 Euro</p></body>)");
        remark(false, "with rich words alone", "Text", "/Rect[400 400 420 420]/RC(<body><p>9000 Euro</p></body>)");
        remark(
                true,
                "with the same rich words",
                "Text",
                "/Rect[400 400 420 420]/Contents(gut)/RC(<?xml version=\"1.0\"?><body xmlns=\"http://www.w3.org/1999/xhtml\"><p>gut</p></body>)");
        String over = "/QuadPoints[60 775 400 775 60 755 400 755]/Rect[60 755 400 775]/Contents(gut)";
        remark(false, "black over words", "Highlight", over + "/C[0 0 0]");
        remark(true, "yellow over words", "Highlight", over + "/C[1 1 0]");
        remark(false, "of a thick line", "StrikeOut", over + "/C[1 1 1]/BS<</W 20>>");
        remark(false, "of a thick line below", "Underline", over + "/C[1 1 1]/BS<</W 40>>/Border[0 0 40]");
        remark(false, "through what was signed, in white", "StrikeOut", over + "/C[1 1 1]");
        remark(true, "through words", "StrikeOut", over + "/C[1 0 0]");
        remark(
                false,
                "of a line with words",
                "Line",
                "/Rect[60 300 400 340]/L[60 320 400 320]/Cap true/Contents(9000 Euro)");
        remark(true, "that answers another", "Text", "/Rect[400 400 420 420]/Contents(ja)/IRT 12 0 R/RT/R");
        remark(true, "with an icon of the standard", "Text", "/Rect[400 400 420 420]/Contents(ja)/Name/Note");
        remark(true, "with a window", "Popup", "/Rect[400 400 420 420]/Parent 12 0 R");
        remark(false, "with words in its window", "Popup", "/Rect[400 400 420 420]/Parent 12 0 R/Contents(9000 Euro)");
        remark(false, "that opens by itself over words", "Popup", "/Rect[60 755 400 775]/Open true/Contents(9000)");
    }

    private void remark(boolean honest, String how, String kind, String more) {
        all.add(new Update(
                FurtherUpdates.FOR_REMARKS,
                "a remark " + how + " (" + kind + ")",
                honest,
                form(),
                (pdf, update) ->
                        FurtherUpdates.onPage(pdf, update, "<</Type/Annot/Subtype/" + kind + "/F 4" + more + ">>")));
    }

    private void descriptions() {
        BiFunction<RawPdf, String[], String> field =
                (pdf, how) -> FurtherUpdates.with(pdf, NAME, "/AP<</N " + how[0] + " 0 R>>/V(" + how[1] + ")");
        honest(DESCRIBED_TWICE, "filled in both times", (pdf, update) -> {
            int look = update.fresh();
            return update
                    .object(look, drawn("Erika Muster"))
                    .object(NAME, field.apply(pdf, new String[] {String.valueOf(look), "Erika Muster"}))
                    .stream(39, "", data("Erika Muster", ""));
        });
        honest(DESCRIBED_TWICE, "filled in", (pdf, update) -> {
            int look = update.fresh();
            return update.object(look, drawn("Erika Muster")).object(NAME, field.apply(pdf, new String[] {
                String.valueOf(look), "Erika Muster"
            }));
        });
        altered(DESCRIBED_TWICE, "filled in twice, and not the same", (pdf, update) -> {
            int look = update.fresh();
            return update
                    .object(look, drawn("Erika Muster"))
                    .object(NAME, field.apply(pdf, new String[] {String.valueOf(look), "Erika Muster"}))
                    .stream(39, "", data("9000 Euro", ""));
        });
        altered(DESCRIBED_TWICE, "filled in, and another field in its data", (pdf, update) -> {
            int look = update.fresh();
            return update
                    .object(look, drawn("Erika Muster"))
                    .object(NAME, field.apply(pdf, new String[] {String.valueOf(look), "Erika Muster"}))
                    .stream(39, "", data("Erika Muster", "9000 Euro"));
        });
        altered(DESCRIBED_TWICE, "data alone", (pdf, update) -> update.stream(39, "", data("9000 Euro", "")));
        altered(DESCRIBED_TWICE, "the description alone", (pdf, update) -> update.stream(38, "", template("Betrag")));
        entry(false, DESCRIBED_TWICE, "the second description gone", FORM, "XFA", null);
        altered(DESCRIBED_TWICE, "a part more", (pdf, update) -> {
            int part = update.fresh();
            return update.stream(part, "", "<config/>")
                    .object(FORM, pdf.with(FORM, "XFA", "[(config) " + part + " 0 R(template)38 0 R(datasets)39 0 R]"));
        });
        altered(DESCRIBED_TWICE, "filled in twice, at a place that no field has", (pdf, update) -> {
            int look = update.fresh();
            return update
                    .object(look, drawn("Erika Muster"))
                    .object(NAME, field.apply(pdf, new String[] {String.valueOf(look), "Erika Muster"}))
                    .stream(39, "", data("", "").replace("</form1>", "<Betrag>Erika Muster</Betrag></form1>"));
        });
        honest(DESCRIBED_TWICE, "filled in both times, written by another program", (pdf, update) -> {
            int look = update.fresh();
            return update
                    .object(look, drawn("Erika Muster"))
                    .object(NAME, field.apply(pdf, new String[] {String.valueOf(look), "Erika Muster"}))
                    .stream(
                            39,
                            "",
                            "<?xml version=\"1.0\"?>\n"
                                    + data("Erika Muster", "")
                                            .replace("xfa:", "d:")
                                            .replace("xmlns:xfa", "xmlns:d")
                                            .replace("<Ort></Ort>", "<Ort\n/>")
                                            .replace("<form1>", "<form1 d:dataNode='dataGroup'>\n"));
        });
        altered(
                DESCRIBED_TWICE,
                "data for a field, with a script",
                (pdf, update) -> update.stream(39, "", data("<script>x</script>", "")));
    }

    private void marks() {
        altered(MARKED, "a structure that speaks otherwise", (pdf, update) -> {
            int root = update.fresh();
            int paragraph = update.fresh();
            int parents = update.fresh();
            return update.object(
                            root, "<</Type/StructTreeRoot/K " + paragraph + " 0 R/ParentTree " + parents + " 0 R>>")
                    .object(paragraph, "<</Type/StructElem/S/P/P " + root + " 0 R/Pg 3 0 R/K 0/ActualText(9000 Euro)>>")
                    .object(parents, "<</Nums[0[" + paragraph + " 0 R]]>>")
                    .object(CATALOG, pdf.with(CATALOG, "StructTreeRoot", root + " 0 R"));
        });
        entry(false, MARKED, "marked now", CATALOG, "MarkInfo", "<</Marked true>>");
        entry(false, MARKED, "layers now", CATALOG, "OCProperties", "<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>");
        entry(false, MARKED, "usual viewers do not know it", CATALOG, "Requirements", "[<</S/OCInteract>>]");
        altered(
                MARKED,
                "a profile",
                (pdf, update) -> update.object(CATALOG, pdf.with(CATALOG, "SpiderInfo", "<</V 1>>")));
    }

    private void rights() {
        honest(WITH_RIGHTS, "filled in", (pdf, update) -> {
            int look = update.fresh();
            return update.object(look, drawn("Erika Muster"))
                    .object(NAME, FurtherUpdates.with(pdf, NAME, "/AP<</N " + look + " 0 R>>/V(Erika Muster)"));
        });
        honest(WITH_RIGHTS, "saved again", (pdf, update) -> update.object(CATALOG, pdf.text(CATALOG)));
        altered(WITH_RIGHTS, "rights gone", (pdf, update) -> update.object(CATALOG, pdf.with(CATALOG, "Perms", null)));
        altered(
                WITH_RIGHTS,
                "other rights",
                (pdf, update) -> update.object(36, pdf.text(36).replace("/FullSave", "/FullSave /Sign")));
        altered(WITH_RIGHTS, "another page", (pdf, update) -> update.object(SECOND, pdf.with(SECOND, "Rotate", "90")));
    }

    private void colours() {
        colour("that makes grey white", profile(i -> i < 8 ? 0 : 65_535));
        colour("that makes white black", profile(i -> i < 200 ? 0 : 1_000));
        honest(FurtherUpdates.APPROVED, "a profile for the colours", (pdf, update) -> intent(pdf, update, standard()));
    }

    private void colour(String name, byte[] profile) {
        altered(FurtherUpdates.APPROVED, "a profile " + name, (pdf, update) -> intent(pdf, update, profile));
    }

    private static RawUpdate intent(RawPdf pdf, RawUpdate update, byte[] profile) {
        int number = update.fresh();
        return update.stream(number, "/N 3", RawUpdate.text(profile))
                .object(
                        CATALOG,
                        pdf.with(
                                CATALOG,
                                "OutputIntents",
                                "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(x)/DestOutputProfile "
                                        + number + " 0 R>>]"));
    }

    private static byte[] standard() {
        return ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    private interface Curve {
        int at(int place);
    }

    /** The standard colours with another curve of 256 places for each of red, green and blue. */
    private static byte[] profile(Curve curve) {
        ICC_Profile profile = ICC_Profile.getInstance(standard());
        java.nio.ByteBuffer data = java.nio.ByteBuffer.allocate(12 + 512);
        data.put("curv".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(256);
        for (int i = 0; i < 256; i++) {
            data.putShort((short) curve.at(i));
        }
        for (int tag :
                new int[] {ICC_Profile.icSigRedTRCTag, ICC_Profile.icSigGreenTRCTag, ICC_Profile.icSigBlueTRCTag}) {
            profile.setData(tag, data.array());
        }
        return profile.getData();
    }

    private void statements() {
        for (String[] one : new String[][] {
            {"a thumbnail", "http://ns.adobe.com/xap/1.0/", "Thumbnails", "<rdf:Alt><rdf:li>AAAA</rdf:li></rdf:Alt>"},
            {"a standard", "http://www.aiim.org/pdfa/ns/id/", "part", "1"},
            {"an origin", "http://ns.adobe.com/xap/1.0/mm/", "DerivedFrom", "anders"},
            {"a right", "http://ns.adobe.com/xap/1.0/rights/", "UsageTerms", "gemeinfrei"},
            {"a reading of its own", "http://example.org/", "betrag", "9000 Euro"}
        }) {
            altered(
                    FurtherUpdates.APPROVED,
                    "metadata with " + one[0],
                    (pdf, update) -> update.stream(
                            METADATA,
                            "/Type/Metadata/Subtype/XML",
                            RichDocument.packet("Bescheid")
                                    .replace(
                                            "</rdf:Description>",
                                            "<z:" + one[2] + " xmlns:z='" + one[1] + "'>" + one[3] + "</z:" + one[2]
                                                    + "></rdf:Description>")));
        }
    }

    private void layers() {
        String groups = "<</OCGs[9 0 R 32 0 R]";
        String usual = "/Order[9 0 R 32 0 R]/ON[9 0 R]/OFF[32 0 R]";
        String[][] others = {
            {"for printing", groups + "/D<<" + usual + "/AS[<</Event/Print/Category[/Print]/OCGs[9 0 R 32 0 R]>>]>>>>"},
            {"for saving", groups + "/D<<" + usual + "/AS[<</Event/Export/Category[/Export]/OCGs[9 0 R]>>]>>>>"},
            {"with another beginning", groups + "/D<<" + usual + "/BaseState/OFF>>>>"},
            {"unchanged at the beginning", groups + "/D<<" + usual + "/BaseState/Unchanged>>>>"},
            {"of another purpose", groups + "/D<<" + usual + "/Intent/Design>>>>"},
            {"one at a time", groups + "/D<<" + usual + "/RBGroups[[9 0 R 32 0 R]]>>>>"},
            {"with a choice", groups + "/D<<" + usual + ">>/Configs[<</Name(anders)/OFF[9 0 R]>>]>>"},
            {"one of them unknown", "<</OCGs[9 0 R]/D<<" + usual + ">>>>"},
            {"on and off", groups + "/D<</Order[9 0 R 32 0 R]/ON[9 0 R 32 0 R]/OFF[32 0 R]>>>>"},
            {"without a state", groups + "/D<</Order[9 0 R 32 0 R]>>>>"},
            {"closed", groups + "/D<<" + usual + "/Locked[9 0 R 32 0 R]>>>>"},
            {"of one page", groups + "/D<<" + usual + "/ListMode/VisiblePages>>>>"},
            {"in a list with a title", groups + "/D<</Order[(Betrag 9000)[9 0 R 32 0 R]]/ON[9 0 R]/OFF[32 0 R]>>>>"}
        };
        for (String[] other : others) {
            entry(false, FurtherUpdates.APPROVED, "layers " + other[0], CATALOG, "OCProperties", other[1]);
        }
        entry(
                false,
                FurtherUpdates.APPROVED,
                "a layer for the screen only",
                LAYER,
                "Usage",
                "<</Print<</PrintState/OFF>>/View<</ViewState/ON>>>>");
        entry(
                false,
                FurtherUpdates.APPROVED,
                "a layer of another language",
                GROUP,
                "Usage",
                "<</Language<</Lang(de)/Preferred/ON>>>>");
        entry(false, FurtherUpdates.APPROVED, "a layer of a purpose", LAYER, "Intent", "/Design");
    }
}
