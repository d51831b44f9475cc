package federzug.signing.pades;

import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.nativedrawer.PdfBoxNativeSignatureDrawerFactory;
import java.io.OutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/**
 * Has DSS append the revisions of the seal as other validators want them: a time stamp's field is invisible and has no
 * appearance, since its empty one counts as something drawn after the signatures; and no object number is given twice.
 */
public final class SealRevisions extends PdfBoxNativeObjectFactory {
    private static final COSName TIME_STAMP = COSName.getPDFName("DocTimeStamp");

    @Override
    public PDFSignatureService newPAdESSignatureService() {
        return configure(new Appending(PDFServiceMode.SIGNATURE));
    }

    @Override
    public PDFSignatureService newArchiveTimestampService() {
        return configure(new Appending(PDFServiceMode.ARCHIVE_TIMESTAMP));
    }

    @Override
    public PDFSignatureService newSignatureTimestampService() {
        return configure(new Appending(PDFServiceMode.SIGNATURE_TIMESTAMP));
    }

    @Override
    public PDFSignatureService newContentTimestampService() {
        return configure(new Appending(PDFServiceMode.CONTENT_TIMESTAMP));
    }

    private static final class Appending extends PdfBoxSignatureService {
        Appending(PDFServiceMode mode) {
            super(mode, new PdfBoxNativeSignatureDrawerFactory());
        }

        @Override
        public void saveDocumentIncrementally(PDDocument pdf, OutputStream out) {
            for (PDSignatureField field : pdf.getSignatureFields()) {
                PDSignature value = field.getSignature();
                boolean added = field.getCOSObject().getKey() == null;
                if (added
                        && value != null
                        && TIME_STAMP.equals(value.getCOSObject().getCOSName(COSName.TYPE))) {
                    field.getCOSObject().removeItem(COSName.AP);
                }
            }
            ObjectNumbers.keepFree(pdf);
            super.saveDocumentIncrementally(pdf, out);
        }
    }
}
