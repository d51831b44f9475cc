package federzug.drafting;

import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.FilledDraft;
import federzug.notice.Notice;
import java.util.List;

/**
 * A Word file that the parties changed, checked and ready to be adopted.
 *
 * @param compared digest of the template's draft it was compared with
 * @param changes against that draft, in its order
 * @param list the changes as a text file, in the store
 * @param notices what a person should look at; no errors
 */
public record NegotiatedDraft(
        FilledDraft draft, Digest compared, List<Change> changes, Content list, List<Notice> notices) {
    public NegotiatedDraft {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }
}
