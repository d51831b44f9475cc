package federzug.verification;

import static federzug.verification.RichDocument.*;

import federzug.verification.RawUpdate.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What programs write anew in a signed {@link RichDocument} so that nothing is shown or said that was not before. */
final class LaterHonest {
    private final Map<String, Function<RawPdf, byte[]>> all = new LinkedHashMap<>();

    private LaterHonest() {}

    static Map<String, Function<RawPdf, byte[]>> all() {
        LaterHonest honest = new LaterHonest();
        honest.orders();
        honest.spellings();
        return honest.all;
    }

    private void put(String name, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        put(name, Form.values()[all.size() % Form.values().length], change);
    }

    private void put(String name, Form form, BiFunction<RawPdf, RawUpdate, RawUpdate> change) {
        all.put(name, pdf -> change.apply(pdf, pdf.update(form)).bytes());
    }

    private void orders() {
        put(
                "annotations that do not overlap in another order",
                (pdf, update) ->
                        update.object(FIRST, pdf.with(FIRST, "Annots", "[15 0 R 12 0 R 13 0 R 16 0 R 35 0 R 11 0 R]")));
        put("annotations in another order in a list of their own", (pdf, update) -> {
            int list = update.fresh();
            return update.object(list, "[16 0 R 11 0 R 12 0 R 13 0 R 35 0 R 15 0 R]")
                    .object(FIRST, pdf.with(FIRST, "Annots", list + " 0 R"));
        });
        put(
                "fields in another order",
                (pdf, update) -> update.object(FORM, pdf.with(FORM, "Fields", "[16 0 R 35 0 R 15 0 R]")));
        put("pages below a node of their own", (pdf, update) -> {
            int node = update.fresh();
            return update.object(node, "<</Type/Pages/Parent 2 0 R/Count 2/Kids[3 0 R 4 0 R]>>")
                    .object(FIRST, pdf.with(FIRST, "Parent", node + " 0 R"))
                    .object(SECOND, pdf.with(SECOND, "Parent", node + " 0 R"))
                    .object(PAGES, pdf.with(PAGES, "Kids", "[" + node + " 0 R]"));
        });
        put(
                "layers listed in another order",
                (pdf, update) -> update.object(
                        CATALOG,
                        pdf.with(
                                CATALOG,
                                "OCProperties",
                                "<</OCGs[32 0 R 9 0 R]/D<</Order[9 0 R 32 0 R]/ON[9 0 R]/OFF[32 0 R]>>>>")));
        put("names in leaves", (pdf, update) -> {
            int leaf = update.fresh();
            return update.object(leaf, "<</Limits[(eins)(zwei)]/Names[(eins)[3 0 R/Fit](zwei)[4 0 R/Fit]]>>")
                    .object(
                            CATALOG,
                            pdf.with(
                                    CATALOG,
                                    "Names",
                                    "<</EmbeddedFiles<</Names[(anlage.txt) 18 0 R]>>/Dests<</Kids[" + leaf
                                            + " 0 R]>>>>"));
        });
    }

    private void spellings() {
        put(
                "the same in an object stream",
                Form.STREAM,
                (pdf, update) -> update.packed(FIRST, pdf.text(FIRST))
                        .packed(SECOND, pdf.text(SECOND))
                        .packed(CATALOG, pdf.text(CATALOG)));
        put(
                "numbers with a fraction",
                (pdf, update) -> update.object(PAGES, pdf.with(PAGES, "MediaBox", "[0.0 0.00 595.0 842.000]")));
        put(
                "a name with escapes",
                (pdf, update) -> update.object(SECOND, pdf.text(SECOND).replace("/Contents", "/Conten#74s")));
        put(
                "an inherited entry at the page",
                (pdf, update) -> update.object(SECOND, pdf.with(SECOND, "MediaBox", "[0 0 595 842]")));
        put("resources at the page", (pdf, update) -> update.object(SECOND, pdf.with(SECOND, "Resources", "10 0 R")));
        put("values behind numbers of their own", (pdf, update) -> {
            int box = update.fresh();
            return update.object(box, "[70 560 320 580]").object(NAME, pdf.with(NAME, "Rect", box + " 0 R"));
        });
        put("an entry that is null", (pdf, update) -> update.object(SECOND, pdf.with(SECOND, "Thumb", "null")));
        put(
                "day of the change",
                (pdf, update) -> update.object(INFO, pdf.with(INFO, "ModDate", "(D:20261124120000Z)")));
        put(
                "day of the change of the page",
                (pdf, update) -> update.object(FIRST, pdf.with(FIRST, "LastModified", "(D:20261124120000Z)")));
        put(
                "metadata in other words of XML",
                (pdf, update) -> update.stream(
                        METADATA,
                        "/Type/Metadata/Subtype/XML",
                        RichDocument.packet("Bescheid")
                                .replace("x:", "y:")
                                .replace("xmlns:x", "xmlns:y")
                                .replace('\'', '"')));
        put(
                "identifier of the file",
                (pdf, update) -> update.object(pdf.root(), pdf.text(pdf.root())).trailer("ID", "[<aa><bb>]"));
        put(
                "a version of the format below that of the file",
                (pdf, update) -> update.object(CATALOG, pdf.with(CATALOG, "Version", "/1.2")));
        put("a line to write on", (pdf, update) -> {
            int look = update.fresh();
            return update.stream(
                            look,
                            "/Type/XObject/Subtype/Form/BBox[0 0 250 20]",
                            "0.9 0.95 1 rg 0 0 250 20 re f 0 0 250 1 re f")
                    .object(NAME, pdf.with(NAME, "AP", "<</N " + look + " 0 R>>"));
        });
        put("a profile for the colours", (pdf, update) -> {
            int profile = update.fresh();
            String icc = RawUpdate.text(java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB)
                    .getData());
            return update.stream(profile, "/N 3", icc)
                    .object(
                            CATALOG,
                            pdf.with(
                                    CATALOG,
                                    "OutputIntents",
                                    "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile "
                                            + profile + " 0 R>>]"));
        });
        put("the type of what needs none", (pdf, update) -> update.object(LINK, pdf.with(LINK, "Type", "/Annot")));
    }
}
