package federzug.signing.pades;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.pades.validation.PdfRevision;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.nativedrawer.PdfBoxNativeSignatureDrawerFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.jspecify.annotations.Nullable;

/**
 * Has DSS append the revisions of the seal as other validators want them: a time stamp's field is invisible and has no
 * appearance, since its empty one counts as something drawn after the signatures; and no object number is given twice.
 */
public final class SealRevisions extends PdfBoxNativeObjectFactory {
    private static final COSName REFERENCE = COSName.getPDFName("Reference");
    private static final COSName DATA = COSName.getPDFName("Data");
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
        /** Whether signatures are only being looked for: nothing that is read meanwhile is written again. */
        private boolean looking;

        Appending(PDFServiceMode mode) {
            super(mode, new PdfBoxNativeSignatureDrawerFactory());
        }

        @Override
        public List<PdfRevision> getRevisions(DSSDocument document, char @Nullable [] password) {
            looking = true;
            try {
                return super.getRevisions(document, password);
            } finally {
                looking = false;
            }
        }

        @Override
        protected PdfDocumentReader loadPdfDocumentReader(DSSDocument document, char @Nullable [] password)
                throws IOException {
            PdfDocumentReader reader = super.loadPdfDocumentReader(document, password);
            if (looking && reader instanceof PdfBoxDocumentReader read) {
                withoutLockedData(read.getPDDocument());
            }
            return reader;
        }

        /**
         * Leaves out what a lock refers to (/Reference, /Data: the catalog). DSS would compare the whole document once a
         * signature through it, for a statement in reports that sealing does not make.
         */
        private static void withoutLockedData(PDDocument pdf) throws IOException {
            for (PDSignature signature : pdf.getSignatureDictionaries()) {
                COSArray references = signature.getCOSObject().getCOSArray(REFERENCE);
                for (int i = 0; references != null && i < references.size(); i++) {
                    if (references.getObject(i) instanceof COSDictionary reference) {
                        reference.removeItem(DATA);
                    }
                }
            }
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
