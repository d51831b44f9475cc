package federzug.drafting;

import federzug.document.FilledDraft;
import java.util.List;

/**
 * Says what two drafts print differently. Only rendering knows what is printed, and the two rooms do not know each other:
 * the pipeline brings them together.
 */
public interface DraftComparison {
    /**
     * @param before both are in the document store
     * @return in the order of the second draft
     * @throws federzug.notice.NoticedException if one of them cannot be printed
     */
    List<Change> between(FilledDraft before, FilledDraft after);
}
