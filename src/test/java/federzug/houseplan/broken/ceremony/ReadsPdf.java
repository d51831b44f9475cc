package federzug.houseplan.broken.ceremony;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.NullMarked;

@NullMarked
final class ReadsPdf {
    PDDocument thing;
}
