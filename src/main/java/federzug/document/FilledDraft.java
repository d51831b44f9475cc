package federzug.document;

import java.util.List;

/**
 * A Word file (DOCX, ISO/IEC 29500) whose placeholders have all been filled. Only drafting makes one.
 *
 * @param title the document's title as a reader shows it
 * @param boxes the signature boxes, in reading order
 */
public record FilledDraft(Content content, String title, List<SignatureBox> boxes) implements Document {
    public FilledDraft {
        boxes = List.copyOf(boxes);
    }

    /**
     * A paragraph that becomes a signature field. It is named by its position, never by its text: a data value that
     * looks like a mark must not make a box.
     *
     * @param paragraph zero-based number among all {@code w:p} of the main document part's body, in document order,
     *     those in tables included
     */
    public record SignatureBox(SignatureField field, int paragraph) {}
}
