package federzug.pipeline;

import federzug.notice.Notice;
import java.util.List;

/**
 * What a call has done.
 *
 * @param matters where each matter stands now
 * @param notices everything that needs telling, matter by matter
 * @param failed something failed that nobody at the keyboard did (exit 3)
 * @param attention an item needs a person: a document not valid, a mail of unknown fate (exit 1)
 */
public record RunReport(List<MatterStatus> matters, List<Notice> notices, boolean failed, boolean attention) {
    public RunReport {
        matters = List.copyOf(matters);
        notices = List.copyOf(notices);
    }

    /** Bad input somewhere (exit 2). */
    public boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }
}
