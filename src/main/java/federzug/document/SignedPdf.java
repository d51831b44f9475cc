package federzug.document;

import java.util.List;

/**
 * A PDF with one signature more than the document it was made from. Only signing makes one.
 *
 * @param base digest of the document before this signature
 * @param signed names of the fields that carry a signature, in signing order
 */
public record SignedPdf(Content content, Digest base, List<String> signed) implements Document {
    public SignedPdf {
        signed = List.copyOf(signed);
    }
}
