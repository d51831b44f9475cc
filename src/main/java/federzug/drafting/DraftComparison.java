package federzug.drafting;

import federzug.document.FilledDraft;
import federzug.notice.Notice;
import java.util.List;

/**
 * Says what two drafts print differently. Only rendering knows what is printed, and the two rooms do not know each other:
 * the pipeline brings them together.
 */
public interface DraftComparison {
    /**
     * @param before both are in the document store
     * @throws federzug.notice.NoticedException if one of them cannot be printed
     */
    Compared between(FilledDraft before, FilledDraft after);

    /**
     * @param changes in the order of the second draft
     * @param notices what Word shows in the second draft and is not printed, if the first one has none of it
     */
    record Compared(List<Change> changes, List<Notice> notices) {
        public Compared {
            changes = List.copyOf(changes);
            notices = List.copyOf(notices);
        }
    }
}
