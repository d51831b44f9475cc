package federzug.signing.pades;

import federzug.notice.Place;
import federzug.signing.SigningException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Appends a signature field without a place on the page to a PDF, with room for the value (ISO 32000-1, 12.7.4.5: a
 * rectangle of no width and height). It needs no appearance (PDF/A-2, 6.3.3) and no place in the structure tree
 * (PDF/UA-1, 7.18.1), since nothing of it is seen.
 */
public final class InvisibleField {
    /** Printed and locked (ISO 32000-1, Table 165); PDF/A-2, 6.3.2 demands the first. */
    private static final int FLAGS = 4 | 128;

    private InvisibleField() {}

    /**
     * @param name of the field; a screen reader says the same
     * @param signer as the signature dictionary names it
     * @param time by this computer's clock, for the signature dictionary
     * @return the whole PDF with a reserved, still empty /Contents
     * @throws SigningException if the PDF has a field of that name
     */
    public static byte[] write(
            byte[] base, String file, String name, String signer, String reason, ZonedDateTime time) {
        try (PDDocument pdf = Loader.loadPDF(base);
                ByteArrayOutputStream out =
                        new ByteArrayOutputStream(base.length + 3 * SignatureRevision.RESERVED_BYTES)) {
            COSDictionary field = field(pdf, file, name);
            PDSignature signature = SignatureRevision.dictionary(signer, reason, time);
            field.setItem(COSName.V, signature);
            SignatureRevision.repeatLock(pdf, field, signature);
            ObjectNumbers.keepFree(pdf);
            pdf.saveIncrementalForExternalSigning(out).setSignature(new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static COSDictionary field(PDDocument pdf, String file, String name) throws IOException {
        PDAcroForm form = pdf.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            form = new PDAcroForm(pdf);
            pdf.getDocumentCatalog().setAcroForm(form);
        } else if (form.getField(name) != null) {
            throw SigningException.refused("signing.field.signed", Place.file(file), name);
        }
        PDPage page = pdf.getPage(0);
        PDSignatureField field = new PDSignatureField(form);
        COSDictionary widget = field.getCOSObject();
        widget.setItem(COSName.TYPE, COSName.ANNOT);
        widget.setItem(COSName.SUBTYPE, COSName.WIDGET);
        widget.setString(COSName.T, name);
        widget.setString(COSName.TU, name);
        widget.setInt(COSName.F, FLAGS);
        widget.setItem(COSName.RECT, nowhere());
        widget.setItem(COSName.P, page);
        widget.setItem(COSName.getPDFName("Lock"), lock(name));
        form.getFields().add(field);
        form.setSignaturesExist(true);
        form.setAppendOnly(true);
        COSDictionary on = page.getCOSObject();
        COSArray annotations = on.getCOSArray(COSName.ANNOTS);
        if (annotations == null) {
            annotations = new COSArray();
            on.setItem(COSName.ANNOTS, annotations);
        }
        annotations.add(widget);
        return widget;
    }

    private static COSArray nowhere() {
        COSArray rectangle = new COSArray();
        for (int i = 0; i < 4; i++) {
            rectangle.add(COSInteger.ZERO);
        }
        return rectangle;
    }

    /** Of itself alone, as with the fields of signatories. */
    private static COSDictionary lock(String name) {
        COSArray fields = new COSArray();
        fields.add(new COSString(name));
        COSDictionary lock = new COSDictionary();
        lock.setItem(COSName.TYPE, COSName.getPDFName("SigFieldLock"));
        lock.setItem(COSName.getPDFName("Action"), COSName.getPDFName("Include"));
        lock.setItem(COSName.FIELDS, fields);
        return lock;
    }
}
