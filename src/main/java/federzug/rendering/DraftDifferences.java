package federzug.rendering;

import federzug.notice.Notice;
import java.util.List;

/**
 * What one draft prints differently from another.
 *
 * @param changes in the order of the second draft
 * @param remarks on the second draft: what it shows in Word and does not print, as far as the first one does not do so too
 */
public record DraftDifferences(List<PrintedChange> changes, List<Notice> remarks) {
    public DraftDifferences {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }
}
