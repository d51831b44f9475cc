package federzug.rendering;

import federzug.document.ArchivalPdf;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import federzug.document.MailText;
import federzug.document.Marks;
import federzug.document.Sheet;
import org.springframework.stereotype.Component;

/** Makes accessible archival PDFs (PDF/A-2a and PDF/UA-1) through one emitter of XSL-FO. */
@Component
public class Rendering {
    private final DocumentStore store;

    Rendering(DocumentStore store) {
        this.store = store;
    }

    /**
     * @return the PDF named like the draft, with an unsigned signature field for each box
     * @throws RenderingException naming the paragraph of everything that cannot be rendered faithfully
     */
    public ArchivalPdf render(FilledDraft draft, Marks marks) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param name file name of the PDF, for example {@code pruefbericht.pdf}
     */
    public ArchivalPdf render(Sheet sheet, String name, Marks marks) {
        throw new UnsupportedOperationException();
    }

    /** The draft's body as the text of a mail: headings, paragraphs, lists and tables without header and footer. */
    public MailText mailText(FilledDraft draft) {
        throw new UnsupportedOperationException();
    }
}
