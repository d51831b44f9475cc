package federzug.verification.change;

import federzug.verification.file.FormTree;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.jspecify.annotations.Nullable;

/** Whether a changed field of a foreign document is a form that was filled in, as the signatures before allow. */
final class FieldFilling {
    private static final Set<COSName> OF_FILLING = Set.of(
            COSName.V,
            COSName.AS,
            COSName.AP,
            COSName.I,
            COSName.M,
            COSName.getPDFName("RV"),
            COSName.getPDFName("Opt"));
    private static final Set<COSName> FILLABLE = Set.of(COSName.TX, COSName.CH, COSName.BTN);
    private static final int READ_ONLY = 1;
    private static final int LONGEST = 120;

    private final Permissions permissions;

    FieldFilling(Permissions permissions) {
        this.permissions = permissions;
    }

    enum Outcome {
        /** An empty field was filled in. */
        FILLED,
        /** What was filled in when somebody signed was filled in anew. */
        OVERWRITTEN,
        /** The field shows something else than its value. */
        CONTRADICTING,
        FORBIDDEN
    }

    Outcome judge(String name, COSDictionary then, COSDictionary now, List<COSName> differing) {
        COSBase type = Permissions.inherited(then, COSName.FT);
        COSBase flags = Permissions.inherited(then, COSName.FF);
        boolean readOnly = flags instanceof COSNumber number && (number.intValue() & READ_ONLY) != 0;
        if (!permissions.mayFill(name)
                || type == null
                || !FILLABLE.contains(type)
                || readOnly
                || differing.contains(COSName.getPDFName("Opt"))
                || !OF_FILLING.containsAll(differing)) {
            return Outcome.FORBIDDEN;
        }
        String was = value(then);
        String is = value(now);
        // Its look may change only with its value: else it shows what nobody filled in.
        if (was.equals(is)) {
            return Outcome.FORBIDDEN;
        }
        if (COSName.TX.equals(type) && contradicts(now, is)) {
            return Outcome.CONTRADICTING;
        }
        if (was.isEmpty()) {
            return Outcome.FILLED;
        }
        return permissions.formsExpressly() ? Outcome.OVERWRITTEN : Outcome.FORBIDDEN;
    }

    static String value(COSDictionary field) {
        COSBase value = Permissions.inherited(field, COSName.V);
        if (value instanceof COSString text) {
            return text.getString();
        }
        if (value instanceof COSName name) {
            return "Off".equals(name.getName()) ? "" : name.getName();
        }
        if (value instanceof COSArray several) {
            return several.toList().stream()
                    .map(ObjectPairs::resolve)
                    .map(one -> one instanceof COSString text ? text.getString() : String.valueOf(one))
                    .collect(Collectors.joining(", "));
        }
        return value == null ? "" : "…";
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Formats such as "1.000,00 €" for 1000 are no contradiction: the one must only begin with the other. */
    private static boolean contradicts(COSDictionary field, String value) {
        for (COSDictionary widget : FormTree.widgets(field)) {
            COSDictionary looks = widget.getCOSDictionary(COSName.AP);
            COSBase normal = looks == null ? null : ObjectPairs.resolve(looks.getItem(COSName.N));
            if (normal instanceof COSStream look) {
                String shown = letters(textOf(look));
                String meant = letters(value);
                if (!shown.isEmpty() && !shown.startsWith(meant) && !meant.startsWith(shown)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String letters(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String textOf(COSStream look) {
        COSBase type = look.getItem(COSName.TYPE);
        try (PDDocument sheet = new PDDocument()) {
            PDPage page = new PDPage();
            sheet.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(sheet, page)) {
                content.drawForm(new PDFormXObject(look));
            }
            return PageText.stripper().getText(sheet);
        } catch (IOException | RuntimeException e) {
            // Fonts that cannot be read tell nothing.
            return "";
        } finally {
            // Reading it names its type; the next comparison must find it as it is in the file.
            look.setItem(COSName.TYPE, type);
        }
    }
}
