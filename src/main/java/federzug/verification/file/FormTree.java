package federzug.verification.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** The form of one revision: every field by its full name, read defensively (ISO 32000-1, 12.7.3). */
public final class FormTree {
    private static final COSName DOC_TIME_STAMP = COSName.getPDFName("DocTimeStamp");
    private static final String TIME_STAMP_FILTER = "ETSI.RFC3161";
    private static final int DEEPEST = 64;

    private final COSDictionary form;
    private final Map<String, COSDictionary> fields = new LinkedHashMap<>();
    private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FormTree(COSDictionary form) {
        this.form = form;
        collect(form.getCOSArray(COSName.FIELDS), "", 0);
    }

    public static FormTree of(PDDocument pdf) {
        COSDictionary form = pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        return new FormTree(form == null ? new COSDictionary() : form);
    }

    private void collect(@Nullable COSArray items, String parent, int depth) {
        for (int i = 0; items != null && depth < DEEPEST && i < items.size(); i++) {
            if (ObjectPairs.resolve(items.get(i)) instanceof COSDictionary field && seen.add(field)) {
                String own = field.getString(COSName.T);
                if (own == null && !parent.isEmpty()) {
                    continue;
                }
                String name = parent.isEmpty() ? String.valueOf(own) : parent + "." + own;
                String unique = name;
                for (int n = 2; fields.containsKey(unique); n++) {
                    unique = name + "#" + n;
                }
                fields.put(unique, field);
                collect(field.getCOSArray(COSName.KIDS), unique, depth + 1);
            }
        }
    }

    public COSDictionary form() {
        return form;
    }

    public Map<String, COSDictionary> fields() {
        return Collections.unmodifiableMap(fields);
    }

    public static boolean isSignatureField(COSDictionary field) {
        COSDictionary at = field;
        for (int i = 0; i < DEEPEST && at != null; i++) {
            COSName type = at.getCOSName(COSName.FT);
            if (type != null) {
                return COSName.SIG.equals(type);
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return false;
    }

    /** The signature dictionary, or null if the field is not signed. */
    public static @Nullable COSDictionary signature(COSDictionary field) {
        return isSignatureField(field) ? field.getCOSDictionary(COSName.V) : null;
    }

    public static boolean isTimeStamp(COSDictionary signature) {
        return DOC_TIME_STAMP.equals(signature.getCOSName(COSName.TYPE))
                || TIME_STAMP_FILTER.equals(signature.getNameAsString(COSName.getPDFName("SubFilter")));
    }

    /** Whether everything below it is a field of its own, and judged as one. */
    public static boolean isNode(COSDictionary field) {
        COSArray kids = field.getCOSArray(COSName.KIDS);
        for (int i = 0; kids != null && i < kids.size(); i++) {
            if (!(ObjectPairs.resolve(kids.get(i)) instanceof COSDictionary kid) || !kid.containsKey(COSName.T)) {
                return false;
            }
        }
        return kids != null && kids.size() > 0;
    }

    /** The widgets of a field: itself, if merged, and its nameless kids. */
    public static List<COSDictionary> widgets(COSDictionary field) {
        List<COSDictionary> widgets = new ArrayList<>();
        widgets.add(field);
        COSArray kids = field.getCOSArray(COSName.KIDS);
        for (int i = 0; kids != null && i < kids.size(); i++) {
            COSBase kid = ObjectPairs.resolve(kids.get(i));
            if (kid instanceof COSDictionary widget && !widget.containsKey(COSName.T)) {
                widgets.add(widget);
            }
        }
        return widgets;
    }
}
