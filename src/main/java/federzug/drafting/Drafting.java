package federzug.drafting;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.document.DocumentStore;
import federzug.document.FilledDraft;
import org.springframework.stereotype.Component;

/** Fills Word templates with the data of a matter. */
@Component
public class Drafting {
    private final TemplateCatalogue templates;
    private final DocumentStore store;

    Drafting(TemplateCatalogue templates, DocumentStore store) {
        this.templates = templates;
        this.store = store;
    }

    /**
     * Fills the agreement's template; the DOCX is in the store afterwards. The same matter gives the same bytes.
     *
     * @throws DraftingException with every problem of the template and its data
     */
    public FilledDraft fill(Matter matter, Agreement agreement) {
        throw new UnsupportedOperationException();
    }

    /**
     * Fills the press release's template.
     *
     * @throws DraftingException with every problem of the template and its data
     */
    public FilledDraft fillRelease(Matter matter) {
        throw new UnsupportedOperationException();
    }
}
