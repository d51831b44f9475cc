package federzug.signing.pades;

import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Numbers for the objects of an appended revision (ISO 32000-1, 7.5.6). */
final class ObjectNumbers {
    /** ISO 32000-1, Table C.1; a trailer that counts more does not count. */
    private static final long MOST = 8_388_607;

    private ObjectNumbers() {}

    /**
     * Keeps the writer from giving a number twice. PDFBox continues after the highest number it knows of an object; the
     * cross-reference stream of another program's revision has one, too, which only the trailer's /Size counts
     * (ISO 32000-1, Table 15).
     */
    static void keepFree(PDDocument pdf) {
        COSDocument document = pdf.getDocument();
        long counted = document.getTrailer().getLong(COSName.SIZE, 0) - 1;
        if (counted <= MOST) {
            document.setHighestXRefObjectNumber(Math.max(document.getHighestXRefObjectNumber(), counted));
        }
    }
}
