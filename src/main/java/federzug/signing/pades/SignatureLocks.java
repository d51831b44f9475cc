package federzug.signing.pades;

import federzug.document.SignatureField;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Finds whether a new signature forbids those that are still missing: a certification without changes, or a lock on the
 * fields of others (ISO 32000-1, 12.8.2.2 and 12.8.2.4; ISO 32000-2, 12.7.5.5). The next signature would break it.
 */
final class SignatureLocks {
    private static final COSName REFERENCE = COSName.getPDFName("Reference");
    private static final COSName METHOD = COSName.getPDFName("TransformMethod");
    private static final COSName PARAMETERS = COSName.getPDFName("TransformParams");
    private static final COSName ACTION = COSName.getPDFName("Action");
    private static final COSName FIELDS = COSName.getPDFName("Fields");
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final int NO_CHANGES = 1;

    /** Fields that others are to sign. */
    private final Set<String> open = new HashSet<>();

    private int ownFields;

    private SignatureLocks() {}

    /**
     * @param signed name of the field that is newly signed
     * @param expected name of the field prepared for that person
     * @return how many missing signatures it forbids
     */
    static int forbidden(byte[] returned, String signed, String expected) throws IOException {
        try (PDDocument document = Loader.loadPDF(returned)) {
            List<PDSignatureField> fields = document.getSignatureFields();
            SignatureLocks locks = new SignatureLocks();
            fields.stream()
                    .filter(field -> !name(field).equals(signed) && !name(field).equals(expected))
                    .forEach(locks::read);
            // Whoever signed in a field of their own leaves the prepared one empty.
            if (locks.open.size() <= locks.ownFields) {
                return 0;
            }
            boolean forbids = fields.stream()
                    .filter(field -> name(field).equals(signed))
                    .anyMatch(field -> locks.forbids(field.getCOSObject()));
            return forbids ? locks.open.size() - locks.ownFields : 0;
        }
    }

    private void read(PDSignatureField field) {
        PDSignature signature = field.getSignature();
        boolean prepared = SignatureField.isPrepared(name(field));
        if (signature == null && prepared) {
            open.add(name(field));
        } else if (signature != null && !prepared && !isTimestamp(signature)) {
            ownFields++;
        }
    }

    private static boolean isTimestamp(PDSignature signature) {
        return COSName.getPDFName("DocTimeStamp")
                        .equals(signature.getCOSObject().getCOSName(COSName.TYPE))
                || "ETSI.RFC3161".equals(signature.getSubFilter());
    }

    private boolean forbids(COSDictionary field) {
        COSDictionary lock = field.getCOSDictionary(LOCK);
        if (lock != null && lock.getInt(COSName.P) == NO_CHANGES) {
            return true;
        }
        COSDictionary signature = field.getCOSDictionary(COSName.V);
        COSArray references = signature == null ? null : signature.getCOSArray(REFERENCE);
        if (references == null) {
            return false;
        }
        for (int i = 0; i < references.size(); i++) {
            if (references.getObject(i) instanceof COSDictionary reference && forbidsByReference(reference)) {
                return true;
            }
        }
        return false;
    }

    private boolean forbidsByReference(COSDictionary reference) {
        COSDictionary parameters = reference.getCOSDictionary(PARAMETERS);
        String method = reference.getNameAsString(METHOD);
        if (parameters == null || method == null) {
            return false;
        }
        return switch (method) {
            case "DocMDP" -> parameters.getInt(COSName.P, 2) == NO_CHANGES;
            case "FieldMDP" -> locksOthers(parameters);
            default -> false;
        };
    }

    private boolean locksOthers(COSDictionary parameters) {
        COSArray named = parameters.getCOSArray(FIELDS);
        Set<String> names = named == null
                ? Set.of()
                : named.toList().stream()
                        .filter(COSString.class::isInstance)
                        .map(one -> ((COSString) one).getString())
                        .collect(Collectors.toSet());
        String action = String.valueOf(parameters.getNameAsString(ACTION));
        return switch (action) {
            case "All" -> true;
            case "Include" -> open.stream().anyMatch(field -> isAmong(field, names));
            case "Exclude" -> open.stream().anyMatch(field -> !isAmong(field, names));
            default -> false;
        };
    }

    /** A name stands for all fields below it too. */
    private static boolean isAmong(String field, Set<String> names) {
        return names.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
    }

    private static String name(PDSignatureField field) {
        return String.valueOf(field.getFullyQualifiedName());
    }
}
