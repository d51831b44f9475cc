package federzug.signing.pades;

import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/** The form fields a PDF really has, and whether they are the expected ones and fit for signing. */
public final class FormFields {
    private final Map<String, Fitness> found;

    private FormFields(Map<String, Fitness> found) {
        this.found = found;
    }

    private enum Fitness {
        READY,
        SIGNED,
        NO_SIGNATURE_FIELD,
        UNFIT
    }

    /** Reads the AcroForm; fields come in its order, which is page order. */
    public static FormFields of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Map<String, Fitness> found = new LinkedHashMap<>();
            PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
            if (form != null) {
                for (PDField field : form.getFieldTree()) {
                    if (field.getCOSObject().containsKey(COSName.T)) {
                        found.put(field.getFullyQualifiedName(), fitness(field));
                    }
                }
            }
            return new FormFields(found);
        } catch (IOException e) {
            throw SigningException.refused("signing.pdf.unreadable", Place.NOWHERE)
                    .causedBy(e);
        }
    }

    /** All that is wrong, at once. */
    public List<Notice> differences(List<SignatureField> expected, String file) {
        Place place = Place.file(file);
        List<Notice> faults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (SignatureField field : expected) {
            Fitness fitness = found.get(field.name());
            if (!names.add(field.name())) {
                faults.add(Notice.error("signing.field.twice", place, field.person()));
            } else if (fitness == null) {
                faults.add(Notice.error("signing.field.missing", place, field.person(), field.name()));
            } else if (fitness != Fitness.READY) {
                faults.add(Notice.error(code(fitness), place, field.name()));
            }
        }
        for (String name : found.keySet()) {
            if (!names.contains(name)) {
                faults.add(Notice.error("signing.field.unexpected", place, name));
            }
        }
        faults.addAll(prefixes(names, place));
        return faults;
    }

    public List<SignatureField> inPageOrder(List<SignatureField> expected) {
        List<SignatureField> ordered = new ArrayList<>();
        for (String name : found.keySet()) {
            expected.stream().filter(field -> field.name().equals(name)).forEach(ordered::add);
        }
        return ordered;
    }

    /** A known bug of foreign validators mixes up "Sig1" and "Sig10". */
    private static List<Notice> prefixes(Set<String> names, Place place) {
        List<Notice> faults = new ArrayList<>();
        @Nullable String before = null;
        for (String name : new TreeSet<>(names)) {
            if (before != null && name.startsWith(before)) {
                faults.add(Notice.error("signing.field.prefix", place, before, name));
            }
            before = name;
        }
        return faults;
    }

    private static String code(Fitness fitness) {
        return switch (fitness) {
            case SIGNED -> "signing.field.signed";
            case NO_SIGNATURE_FIELD -> "signing.field.other-type";
            default -> "signing.field.unfit";
        };
    }

    private static Fitness fitness(PDField field) {
        COSDictionary dictionary = field.getCOSObject();
        if (!(field instanceof PDSignatureField)) {
            return Fitness.NO_SIGNATURE_FIELD;
        }
        if (dictionary.containsKey(COSName.V)) {
            return Fitness.SIGNED;
        }
        boolean merged = COSName.WIDGET.equals(dictionary.getCOSName(COSName.SUBTYPE))
                && !dictionary.containsKey(COSName.KIDS)
                && !dictionary.containsKey(COSName.PARENT);
        boolean shown = (dictionary.getInt(COSName.F, 0) & 4) != 0 && dictionary.containsKey(COSName.TU);
        return merged && shown && wholePoints(dictionary) && plainPlaceholder(dictionary) && locksItself(dictionary)
                ? Fitness.READY
                : Fitness.UNFIT;
    }

    /** Fractions leave float residue that strict checks take for a moved field. */
    private static boolean wholePoints(COSDictionary widget) {
        COSArray rectangle = widget.getCOSArray(COSName.RECT);
        if (rectangle == null || rectangle.size() != 4) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (!(rectangle.getObject(i) instanceof COSNumber number) || number.floatValue() != number.intValue()) {
                return false;
            }
        }
        return true;
    }

    /** With /P, or other names, a signature forbids what the next ones bring (ISO 32000-2, 12.7.5.5). */
    private static boolean locksItself(COSDictionary field) {
        COSDictionary lock = field.getCOSDictionary(COSName.getPDFName("Lock"));
        COSArray names = lock == null ? null : lock.getCOSArray(COSName.FIELDS);
        return names != null
                && names.size() == 1
                && names.getObject(0) instanceof COSString name
                && name.getString().equals(field.getString(COSName.T))
                && COSName.getPDFName("Include").equals(lock.getCOSName(COSName.getPDFName("Action")))
                && !lock.containsKey(COSName.P);
    }

    private static boolean plainPlaceholder(COSDictionary widget) {
        COSDictionary appearance = widget.getCOSDictionary(COSName.AP);
        return appearance != null
                && appearance.getDictionaryObject(COSName.N) instanceof COSStream stream
                && !stream.containsKey(COSName.FILTER)
                && stream.getInt(COSName.FORMTYPE) == 1;
    }
}
