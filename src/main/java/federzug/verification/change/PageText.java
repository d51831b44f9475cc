package federzug.verification.change;

import federzug.verification.field.Annotations;
import federzug.verification.field.FieldValue;
import federzug.verification.file.DeadlineRunner;
import federzug.verification.file.Permissions;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;

/** The words on a page, those in form fields and annotations included. */
final class PageText {
    private PageText() {}

    /** All pages, one after the other. */
    static String of(PDDocument pdf) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            text.append(of(pdf, page)).append('\n');
        }
        return text.toString();
    }

    /**
     * @param page from 1; beyond the last one there are no words
     */
    static String of(PDDocument pdf, int page) throws IOException {
        if (page > pdf.getNumberOfPages()) {
            return "";
        }
        PDFTextStripper stripper = stripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        StringBuilder text = new StringBuilder(stripper.getText(pdf));
        for (PDAnnotation annotation : pdf.getPage(page - 1).getAnnotations()) {
            COSDictionary entry = annotation.getCOSObject();
            text.append('\n').append(Annotations.words(entry));
            if (!COSName.SIG.equals(Permissions.inherited(entry, COSName.FT))) {
                text.append(' ').append(FieldValue.of(entry).words());
            }
        }
        return text.toString();
    }

    /** Reads until the time is over. */
    static PDFTextStripper stripper() {
        return new PDFTextStripper() {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                DeadlineRunner.checkDeadline();
                super.processOperator(operator, operands);
            }
        };
    }
}
