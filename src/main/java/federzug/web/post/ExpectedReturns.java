package federzug.web.post;

import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.SigningRoom;
import federzug.pipeline.board.SigningRoom.Room;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Lists the signed files that are still to be given back. */
@Component
@ConditionalOnWebApplication
class ExpectedReturns {
    private static final int MOST = 50;
    private static final String RETURNS = "rueckgabe";
    private static final Set<String> OPEN = Set.of("WAITING", "INVITED", "OPENED", "DEFERRED");

    private final Board board;
    private final SigningRoom rooms;
    private final Clock clock;
    private final Texts texts = Shown.texts();

    ExpectedReturns(Board board, SigningRoom rooms, Clock clock) {
        this.board = board;
        this.rooms = rooms;
        this.clock = clock;
    }

    /** One file that is expected. */
    public record Line(String name, String matter, String about, String until, String kind, String word) {}

    /** Those whose turn it is first; of very many the first ones. */
    List<Line> lines() {
        List<Line> now = new ArrayList<>();
        List<Line> later = new ArrayList<>();
        for (MatterStatus matter : board.all()) {
            Room room = null;
            for (AgreementStatus agreement : matter.agreements()) {
                if (!agreement.state().equals("IN_SIGNING")) {
                    continue;
                }
                for (TurnStatus turn : agreement.turns()) {
                    if (turn.device().equals(RETURNS) && OPEN.contains(turn.state())) {
                        room = room == null ? rooms.of(matter.id()) : room;
                        (turn.isNow() ? now : later).add(line(matter.id(), agreement.id(), turn, room));
                    }
                }
            }
        }
        now.addAll(later);
        return now.subList(0, Math.min(now.size(), MOST));
    }

    private Line line(String matter, String agreement, TurnStatus turn, Room room) {
        LocalDateTime until = room.seat(agreement, turn.person()).until();
        String state = turn.state();
        return new Line(
                turn.signatory(),
                matter,
                room.title(),
                until == null || state.equals("DEFERRED") ? texts.text("web.return.own-program") : until(until),
                state.equals("OPENED") ? "lauf" : state.equals("DEFERRED") ? "frage" : "ruhig",
                texts.text(
                        state.equals("OPENED")
                                ? "web.turn.state-opened"
                                : state.equals("DEFERRED") ? "web.turn.state-deferred" : "web.return.not-yet"));
    }

    private String until(LocalDateTime until) {
        return texts.text(
                "web.return.own-program-until",
                GermanTime.of(clock).hour(until.atZone(clock.getZone()).toInstant(), clock.instant()));
    }
}
