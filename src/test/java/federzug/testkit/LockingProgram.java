package federzug.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** A program whose user certifies, or ticks "lock the document after signing" (ISO 32000-1, 12.8.2). */
public final class LockingProgram {
    private LockingProgram() {}

    /** Signs in the prepared field. @param permissions 1 to 3, as DocMDP has them */
    public static byte[] certify(byte[] file, String person, int permissions) throws IOException {
        COSDictionary parameters = parameters();
        parameters.setInt(COSName.P, permissions);
        return sign(file, person, "DocMDP", parameters);
    }

    /**
     * Signs in the prepared field.
     *
     * @param action {@code All}, {@code Include} or {@code Exclude}
     */
    public static byte[] lock(byte[] file, String person, String action, String... fields) throws IOException {
        COSDictionary parameters = parameters();
        parameters.setName("Action", action);
        COSArray names = new COSArray();
        for (String field : fields) {
            names.add(new COSString(field));
        }
        parameters.setItem("Fields", names);
        return sign(file, person, "FieldMDP", parameters);
    }

    private static COSDictionary parameters() {
        COSDictionary parameters = new COSDictionary();
        parameters.setName(COSName.TYPE, "TransformParams");
        parameters.setName(COSName.V, "1.2");
        return parameters;
    }

    private static byte[] sign(byte[] file, String person, String method, COSDictionary parameters) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDSignature signature = OwnField.detached();
            COSDictionary reference = new COSDictionary();
            reference.setName(COSName.TYPE, "SigRef");
            reference.setName("TransformMethod", method);
            reference.setItem("TransformParams", parameters);
            COSArray references = new COSArray();
            references.add(reference);
            signature.getCOSObject().setItem("Reference", references);
            if (method.equals("DocMDP")) {
                COSDictionary permissions = new COSDictionary();
                permissions.setItem(method, signature.getCOSObject());
                pdf.getDocumentCatalog().getCOSObject().setItem("Perms", permissions);
                pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            }
            PDSignatureField field = pdf.getSignatureFields().stream()
                    .filter(one -> one.getPartialName().equals(person + "_Unterschrift"))
                    .findFirst()
                    .orElseThrow();
            COSDictionary widget = field.getWidgets().get(0).getCOSObject();
            COSBase box = widget.getDictionaryObject(COSName.RECT);
            COSBase look = widget.getDictionaryObject(COSName.AP);
            field.setValue(signature);
            pdf.addSignature(signature, content -> OwnField.cms(content.readAllBytes(), person));
            // The library would make the field invisible.
            widget.setItem(COSName.RECT, box);
            widget.setItem(COSName.AP, look);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }
}
