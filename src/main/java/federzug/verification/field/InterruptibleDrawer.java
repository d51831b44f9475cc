package federzug.verification.field;

import federzug.verification.file.DeadlineRunner;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws a page within a time limit: a small file can ask for an unbounded number of strokes. */
public class InterruptibleDrawer extends PageDrawer {
    public InterruptibleDrawer(PageDrawerParameters parameters) throws IOException {
        super(parameters);
    }

    public static PDFRenderer renderer(PDDocument pdf) {
        return new PDFRenderer(pdf) {
            @Override
            protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
                return new InterruptibleDrawer(parameters);
            }
        };
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        DeadlineRunner.checkDeadline();
        super.processOperator(operator, operands);
    }
}
