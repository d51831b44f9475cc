package federzug.pipeline.signing;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.board.Board;
import org.springframework.stereotype.Component;

/** Hands the document to the next person and returns where the matter stands then: the end of every desk's work. */
@Component
public class NextTurn {
    private final TurnLookup lookup;
    private final Invitations invitations;
    private final SigningNews news;
    private final Board board;

    NextTurn(TurnLookup lookup, Invitations invitations, SigningNews news, Board board) {
        this.lookup = lookup;
        this.invitations = invitations;
        this.news = news;
        this.board = board;
    }

    public MatterStatus handOut(Acting acting, String matter, Progress progress) {
        invitations.handOut(acting, lookup.stored(matter), progress);
        return board.of(matter);
    }

    /** For a decision of which others have to be informed. */
    MatterStatus tellAndHandOut(Acting acting, String matter, Progress progress) {
        news.tell(lookup.stored(matter), progress);
        return handOut(acting, matter, progress);
    }

    /** For a signing that has ended early. */
    MatterStatus tellOfTheEnd(String matter, Progress progress) {
        news.tell(lookup.stored(matter), progress);
        return stays(matter);
    }

    /** For a decision after which nobody gets the document at once. */
    MatterStatus stays(String matter) {
        return board.of(matter);
    }
}
