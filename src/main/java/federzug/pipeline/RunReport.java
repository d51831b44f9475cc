package federzug.pipeline;

import federzug.notice.Notice;
import federzug.pipeline.board.Board;
import java.util.List;

/**
 * What a call has done.
 *
 * @param matters the ids of the matters; where each stands now is asked of the {@link Board}, one at a time
 * @param notices everything to be reported, matter by matter
 * @param failed something failed that the user did not cause (exit 3)
 * @param remarkable ids of the matters that have stopped or need a person
 */
public record RunReport(
        List<String> matters, List<Notice> notices, boolean failed, List<String> remarkable, RunTotals tally) {
    public RunReport {
        matters = List.copyOf(matters);
        notices = List.copyOf(notices);
        remarkable = List.copyOf(remarkable);
    }

    /** Bad input somewhere (exit 2). */
    public boolean hasErrors() {
        return notices.stream().anyMatch(Notice::isError);
    }

    /** An item needs a person: a document not valid, a mail of unknown fate (exit 1). */
    public boolean attention() {
        return tally.attention() > 0;
    }
}
