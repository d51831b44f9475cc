package federzug.document;

import java.util.List;

/**
 * An accessible archival PDF (PDF/A-2a and PDF/UA-1). Only rendering makes one.
 *
 * @param fields unsigned signature fields in page order
 */
public record ArchivalPdf(Content content, String title, int pages, List<SignatureField> fields) implements Document {
    public ArchivalPdf {
        fields = List.copyOf(fields);
    }
}
