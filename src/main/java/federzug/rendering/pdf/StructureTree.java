package federzug.rendering.pdf;

import federzug.rendering.fop.FopMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Completes the structure tree that FOP wrote by what PDF/UA-1 (ISO 14289-1) asks for and FOP 2.11 leaves out. */
public final class StructureTree {
    private static final String FORM = "Form";
    private static final COSName SCOPE = COSName.getPDFName("Scope");

    private StructureTree() {}

    /** FOP leaves out the Scope of header cells of columns (ISO 14289-1, 7.5) and the ID of notes (7.9). */
    static void complete(PDDocument document) {
        COSDictionary tree = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
        if (tree != null) {
            int[] notes = new int[1];
            walk(tree, element -> {
                scopes(element);
                words(element);
                atTheEnd(element);
                onlyKid(element);
                if ("Note".equals(element.getNameAsString(COSName.S)) && element.getString(COSName.ID) == null) {
                    element.setString(COSName.ID, "note" + ++notes[0]);
                }
            });
        }
    }

    private static void atTheEnd(COSDictionary element) {
        if (!(element.getDictionaryObject(COSName.K) instanceof COSArray kids)) {
            return;
        }
        List<COSBase> last = new ArrayList<>();
        for (int i = 0; i < kids.size(); i++) {
            if (kids.getObject(i) instanceof COSDictionary kid
                    && FopMarks.AT_THE_END.equals(kid.getNameAsString(COSName.S))) {
                kid.setItem(COSName.S, COSName.getPDFName("Sect"));
                last.add(kids.remove(i--));
            }
        }
        last.forEach(kids::add);
    }

    /** A field's element holds its widget directly: some validators find it in no array (ISO 32000-1, 14.7.4.3). */
    private static void onlyKid(COSDictionary element) {
        if (FORM.equals(element.getNameAsString(COSName.S))
                && element.getDictionaryObject(COSName.K) instanceof COSArray kids
                && kids.size() == 1) {
            element.setItem(COSName.K, kids.get(0));
        }
    }

    /** The structure element states a change of language (ISO 14289-1, 7.2) and what is meant where capitals are shown. */
    private static void words(COSDictionary element) {
        String mark = element.getString(COSName.E);
        if (mark == null || !mark.startsWith(FopMarks.WORDS)) {
            return;
        }
        element.removeItem(COSName.E);
        String[] parts = mark.substring(FopMarks.WORDS.length()).split("\\|", 3);
        put(element, COSName.LANG, parts[0]);
        put(element, COSName.ALT, parts[1]);
        put(element, COSName.ACTUAL_TEXT, parts[2]);
    }

    private static void put(COSDictionary element, COSName key, String value) {
        if (!value.isEmpty()) {
            element.setString(key, value);
        }
    }

    public static void walk(COSDictionary element, Consumer<COSDictionary> visitor) {
        visitor.accept(element);
        kids(element).forEach(kid -> walk(kid, visitor));
    }

    /** The structure elements inside one. */
    private static List<COSDictionary> kids(COSDictionary element) {
        COSBase kids = element.getDictionaryObject(COSName.K);
        if (kids instanceof COSDictionary kid) {
            return List.of(kid);
        }
        List<COSDictionary> found = new ArrayList<>();
        if (kids instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSDictionary kid && kid.containsKey(COSName.S)) {
                    found.add(kid);
                }
            }
        }
        return found;
    }

    /** A head beside data is that row's, one in a row of heads its column's. */
    private static void scopes(COSDictionary row) {
        if ("TR".equals(row.getNameAsString(COSName.S))) {
            boolean data = kids(row).stream().anyMatch(cell -> "TD".equals(cell.getNameAsString(COSName.S)));
            kids(row).stream()
                    .filter(cell -> "TH".equals(cell.getNameAsString(COSName.S)))
                    .forEach(cell -> scope(cell, data ? "Row" : "Column"));
        }
    }

    private static void scope(COSDictionary element, String scope) {
        COSBase attributes = element.getDictionaryObject(COSName.A);
        List<COSDictionary> all = new ArrayList<>();
        if (attributes instanceof COSDictionary one) {
            all.add(one);
        } else if (attributes instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSDictionary one) {
                    all.add(one);
                }
            }
        }
        if (all.stream().anyMatch(a -> a.containsKey(SCOPE))) {
            return;
        }
        if (all.isEmpty()) {
            COSDictionary table = new COSDictionary();
            table.setItem(COSName.O, COSName.getPDFName("Table"));
            element.setItem(COSName.A, table);
            all.add(table);
        }
        all.get(0).setItem(SCOPE, COSName.getPDFName(scope));
    }
}
