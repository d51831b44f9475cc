package federzug.web.turn;

import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.SigningRoom.Seat;
import java.time.Clock;
import java.time.Duration;

/** Says of a person's turn, for the office, how it stands and what comes next. */
final class TurnWords {
    private final Texts texts;
    private final Clock clock;
    private final Duration begunFor;

    /** @param begunFor how long a begun signature holds the document */
    TurnWords(Texts texts, Clock clock, Duration begunFor) {
        this.texts = texts;
        this.clock = clock;
        this.begunFor = begunFor;
    }

    static String state(TurnStatus turn) {
        return turn.asked() ? "OPENED" : turn.state();
    }

    static String kind(TurnStatus turn) {
        return switch (state(turn)) {
            case "OPENED", "SIGNING" -> "lauf";
            case "SIGNED" -> "gut";
            case "DEFERRED" -> "frage";
            case "DECLINED" -> "schlecht";
            default -> "ruhig";
        };
    }

    String word(TurnStatus turn) {
        return texts.text(
                switch (state(turn)) {
                    case "WAITING" -> "web.turn.state-waiting";
                    case "INVITED" -> "web.turn.state-invited";
                    case "OPENED" -> "web.turn.state-opened";
                    case "SIGNING" -> "web.turn.state-signing";
                    case "SIGNED" -> "web.turn.state-signed";
                    case "DEFERRED" -> "web.turn.state-deferred";
                    case "DECLINED" -> "web.turn.state-declined";
                    default -> "web.turn.state-replaced";
                });
    }

    /**
     * One or two sentences.
     *
     * @param before who signs next before this person, empty if nobody
     */
    String sentence(TurnStatus turn, Seat seat, String before) {
        GermanTime time = GermanTime.of(clock);
        String since = time.hour(turn.since(), clock.instant());
        return switch (state(turn)) {
            case "SIGNED" -> texts.text("web.turns.has-signed", since);
            case "OPENED" ->
                seat.until() == null
                        ? texts.text("web.turns.has-it", since)
                        : texts.text("web.turns.has-it-until", since, BoardPage.hour(seat.until(), clock));
            case "SIGNING" ->
                texts.text("web.turns.is-signing", since, time.hour(turn.since().plus(begunFor), clock.instant()));
            case "DEFERRED" ->
                seat.until() == null
                        ? texts.text("web.turns.put-off", since)
                        : texts.text("web.turns.put-off-until", since, BoardPage.hour(seat.until(), clock));
            case "DECLINED" ->
                seat.reason().isBlank()
                        ? texts.text("web.turns.refused", since)
                        : texts.text("web.turns.refused-because", since, seat.reason());
            default ->
                before.isEmpty() ? texts.text("web.turns.not-asked") : texts.text("web.turns.comes-after", before);
        };
    }
}
