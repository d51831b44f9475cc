package federzug.document;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A Word file (DOCX, ISO/IEC 29500) whose placeholders have all been filled. Only drafting makes one. Its content names
 * its annexes, so drafts with other annexes are other drafts.
 *
 * @param title the document's title as a reader shows it
 * @param boxes the signature boxes, in reading order
 * @param annexes what becomes part of the document after its last page, in that order
 */
public record FilledDraft(Content content, String title, List<SignatureBox> boxes, List<Annex> annexes)
        implements Document {
    public FilledDraft(Content content, String title, List<SignatureBox> boxes, @Nullable List<Annex> annexes) {
        this.content = content;
        this.title = title;
        this.boxes = List.copyOf(boxes);
        // Drafts kept by earlier versions have none.
        this.annexes = annexes == null ? List.of() : List.copyOf(annexes);
    }

    public FilledDraft(Content content, String title, List<SignatureBox> boxes) {
        this(content, title, boxes, List.of());
    }

    /**
     * A paragraph that becomes a signature field. It is named by its position, never by its text: a data value that
     * looks like a mark must not make a box.
     *
     * @param paragraph zero-based number among all {@code w:p} of the main document part's body, in document order,
     *     those in tables included
     */
    public record SignatureBox(SignatureField field, int paragraph) {}

    /** A Word file that is set as further pages, or a PDF that is embedded as it is. */
    public record Annex(Content content, String title) {
        public boolean embedded() {
            return content.name().toLowerCase(Locale.ROOT).endsWith(".pdf");
        }
    }
}
