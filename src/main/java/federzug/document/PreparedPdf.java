package federzug.document;

import java.util.List;

/** An archival PDF whose signature fields are exactly those of the expected signatories. Only signing makes one. */
public record PreparedPdf(Content content, List<SignatureField> fields) implements Document {
    public PreparedPdf {
        fields = List.copyOf(fields);
    }
}
