package federzug.signing.pades;

import federzug.notice.Place;
import federzug.signing.SignatureRequest;
import federzug.signing.SigningException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/**
 * Appends the revision of one signature to a PDF (ISO 32000-1, 7.5.6 and 12.7.4.5): signature dictionary with room for
 * the value, the appearance in the field that is already there, and the field's own lock repeated. Nothing else is touched, or a validator asks what it was.
 */
public final class SignatureRevision {
    /** Room for the DER of /Contents: chain, time stamp with its chain, and some to spare. */
    static final int RESERVED_BYTES = 32 * 1024;

    private static final int[] RANGE_TO_COME = {0, 1_000_000_000, 1_000_000_000, 1_000_000_000};
    private static final COSName LOCK = COSName.getPDFName("Lock");
    private static final COSName ACTION = COSName.getPDFName("Action");

    private final PDDocument pdf;
    private final PDSignatureField field;
    private final SignatureRequest request;

    private SignatureRevision(PDDocument pdf, PDSignatureField field, SignatureRequest request) {
        this.pdf = pdf;
        this.field = field;
        this.request = request;
    }

    /**
     * @param time by this computer's clock, for the signature dictionary
     * @param facts what the box may claim
     * @return the whole PDF with a reserved, still empty /Contents
     * @throws SigningException if the field is missing or already signed, or the text does not fit its box
     */
    public static byte[] write(
            byte[] base,
            String file,
            SignatureRequest request,
            BoxFacts facts,
            byte @Nullable [] image,
            ZonedDateTime time) {
        try (PDDocument pdf = Loader.loadPDF(base);
                ByteArrayOutputStream out = new ByteArrayOutputStream(base.length + 3 * RESERVED_BYTES)) {
            new SignatureRevision(pdf, open(pdf, file, request), request).append(facts, image, time);
            ObjectNumbers.keepFree(pdf);
            pdf.saveIncrementalForExternalSigning(out).setSignature(new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDSignatureField open(PDDocument pdf, String file, SignatureRequest request) {
        String name = request.field().name();
        PDAcroForm form = pdf.getDocumentCatalog().getAcroForm(null);
        if (form == null || !(form.getField(name) instanceof PDSignatureField field)) {
            throw refused("signing.field.missing", file, request.field().person(), name);
        }
        if (field.getCOSObject().containsKey(COSName.V)) {
            throw refused("signing.field.signed", file, name);
        }
        return field;
    }

    private void append(BoxFacts facts, byte @Nullable [] image, ZonedDateTime time) throws IOException {
        COSDictionary widget = field.getCOSObject();
        PDRectangle box = field.getWidgets().get(0).getRectangle();
        SignatureAppearance look = SignatureAppearance.of(
                request, facts, box.getWidth(), box.getHeight(), image == null ? null : SignatureImage.of(image));
        COSDictionary appearance = new COSDictionary();
        appearance.setDirect(true);
        appearance.setItem(COSName.N, look.draw(pdf));
        widget.setItem(COSName.AP, appearance);
        PDSignature signature = dictionary(look.signerName(), look.reason(), time);
        widget.setItem(COSName.V, signature);
        repeatLock(pdf, widget, signature);
    }

    static PDSignature dictionary(String name, String reason, ZonedDateTime time) throws IOException {
        PDSignature signature = new PDSignature();
        signature.setType(COSName.SIG);
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
        signature.setName(name);
        signature.setReason(reason);
        signature.setSignDate(GregorianCalendar.from(time));
        signature.setContents(new byte[RESERVED_BYTES]); // before the range: the writer stops looking there
        signature.setByteRange(RANGE_TO_COME);
        return signature;
    }

    /**
     * Repeats the lock that the field has had from the start (ISO 32000-1, 12.7.4.5 and 12.8.2.4). With /Data, which
     * Table 253 demands, a validator meets the values of later signatures through the fields and knows them for what
     * they are. There is no certification and nothing more is locked at the last signature: by some validators' reading
     * both would forbid what the next signature or the seal adds.
     */
    static void repeatLock(PDDocument pdf, COSDictionary field, PDSignature signature) {
        COSDictionary lock = field.getCOSDictionary(LOCK);
        if (lock == null) {
            return; // made before fields had one, or by another program
        }
        COSDictionary transform = direct("TransformParams");
        transform.setItem(COSName.V, COSName.getPDFName("1.2"));
        for (COSName key : List.of(ACTION, COSName.FIELDS)) {
            COSBase value = lock.getDictionaryObject(key);
            if (value != null) {
                transform.setItem(key, directCopy(value));
            }
        }
        COSDictionary reference = direct("SigRef");
        reference.setItem(COSName.getPDFName("TransformMethod"), COSName.getPDFName("FieldMDP"));
        reference.setItem(COSName.getPDFName("TransformParams"), transform);
        reference.setItem(COSName.getPDFName("Data"), pdf.getDocumentCatalog());
        COSArray references = new COSArray();
        references.setDirect(true);
        references.add(reference);
        signature.getCOSObject().setItem(COSName.getPDFName("Reference"), references);
    }

    private static COSBase directCopy(COSBase value) {
        if (value instanceof COSArray names) {
            COSArray copy = new COSArray();
            copy.setDirect(true);
            for (int i = 0; i < names.size(); i++) {
                if (names.getObject(i) instanceof COSString name) {
                    copy.add(new COSString(name.getBytes()));
                }
            }
            return copy;
        }
        return value;
    }

    private static COSDictionary direct(String type) {
        COSDictionary dictionary = new COSDictionary();
        dictionary.setDirect(true);
        dictionary.setItem(COSName.TYPE, COSName.getPDFName(type));
        return dictionary;
    }

    private static SigningException refused(String code, String file, Object... arguments) {
        return SigningException.refused(code, Place.file(file), arguments);
    }
}
