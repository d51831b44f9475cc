package federzug.web.turn;

import federzug.notice.Texts;
import federzug.pipeline.CeremonySettings;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.Board;
import federzug.pipeline.board.SigningRoom;
import federzug.pipeline.board.SigningRoom.Room;
import federzug.pipeline.board.SigningRoom.Seat;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Seen;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.Errands.Told;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** All turns of a matter, for those who look after them. */
@Page
class TurnsPage {
    /** Who has this state signs before whoever stands below. */
    private static final Set<String> COMES = Set.of("WAITING", "INVITED", "OPENED", "SIGNING");

    private static final Set<String> OPEN = Set.of("WAITING", "INVITED", "OPENED", "SIGNING", "DEFERRED");

    private final Board board;
    private final SigningRoom rooms;
    private final Errands errands;
    private final Clock clock;
    private final Texts texts = Shown.texts();
    private final TurnWords words;

    TurnsPage(Board board, SigningRoom rooms, Errands errands, CeremonySettings settings, Clock clock) {
        this.board = board;
        this.rooms = rooms;
        this.errands = errands;
        this.clock = clock;
        this.words = new TurnWords(texts, clock, settings.begunFor());
    }

    /**
     * One person's turn as the page shows it.
     *
     * @param now everybody waits for the person
     * @param holds the document lies with the person
     * @param asked the person was asked to sign now, and can be reminded
     * @param open the person may still sign
     * @param declined the person refuses; somebody else may sign, or the person after all
     */
    public record Card(
            String agreement,
            String person,
            int number,
            String name,
            String office,
            String kind,
            String word,
            String sentence,
            boolean now,
            boolean holds,
            boolean asked,
            boolean open,
            boolean declined,
            String device) {}

    @GetMapping("/vorgaenge/{id}/unterzeichnung")
    String show(@PathVariable String id, Model model) {
        Optional<Standing> replacing = errands.look(ReplacingPage.name(id));
        List<String> done = new ArrayList<>(replacing
                .map(one -> one.changed().stream().map(texts::text).toList())
                .orElse(List.of()));
        Told mailing = mailing(id);
        done.addAll(mailing.done());
        List<String> trouble = new ArrayList<>(Errands.seen(texts, replacing).trouble());
        trouble.addAll(mailing.seen().trouble());
        return again(id, model, trouble, done);
    }

    private Told mailing(String id) {
        List<Standing> mailings = errands.below(InvitingPage.names(id));
        return errands.told(texts, mailings, mailings.isEmpty() ? "" : texts.text(nothing(id)));
    }

    /** Why nobody was invited: somebody has the document, or signs where it does not have to go. */
    private String nothing(String id) {
        List<TurnStatus> turns = board.of(id).agreements().stream()
                .flatMap(agreement -> agreement.turns().stream())
                .toList();
        if (turns.stream().anyMatch(TurnStatus::isNow)) {
            return "web.turn.nothing-to-do";
        }
        return turns.stream().anyMatch(turn -> turn.state().equals("WAITING"))
                ? "web.turn.signs-here"
                : "web.turns.nobody";
    }

    boolean isRehearsal(String id) {
        return board.of(id).rehearsal();
    }

    void fill(String id, Model model) {
        MatterStatus status = board.of(id);
        Room room = rooms.of(id);
        Seen seen = Errands.seen(texts, errands.look(ReplacingPage.name(id)));
        Seen mailing = mailing(id).seen();
        model.addAttribute("busy", seen.busy().isEmpty() ? mailing.busy() : seen.busy());
        model.addAttribute("mark", seen.mark() + mailing.mark());
        List<Card> cards = new ArrayList<>();
        for (AgreementStatus agreement : status.agreements()) {
            int number = 0;
            String before = "";
            for (TurnStatus turn : agreement.turns()) {
                Seat seat = room.seat(agreement.id(), turn.person());
                cards.add(card(agreement.id(), turn, ++number, seat, before));
                before = COMES.contains(turn.state()) ? turn.signatory() : before;
            }
        }
        long signed = status.agreements().stream()
                .flatMap(agreement -> agreement.turns().stream())
                .filter(turn -> turn.state().equals("SIGNED"))
                .count();
        model.addAttribute("id", id);
        model.addAttribute("about", room.title());
        model.addAttribute("when", room.matter() == null ? "" : Shown.when(room.matter(), texts));
        model.addAttribute(
                "declined",
                cards.stream()
                        .filter(Card::declined)
                        .map(Card::name)
                        .findFirst()
                        .orElse(""));
        model.addAttribute("rehearsal", status.rehearsal());
        model.addAttribute("cards", cards);
        model.addAttribute("signed", signed);
        model.addAttribute("asked", cards.stream().filter(Card::asked).count());
        model.addAttribute(
                "holder",
                cards.stream().filter(Card::now).map(Card::name).findFirst().orElse(""));
        model.addAttribute("running", Set.of("PREPARED", "IN_SIGNING").contains(status.state()));
        model.addAttribute(
                "later",
                LocalDateTime.now(clock).plusHours(1).withSecond(0).withNano(0).toString());
    }

    private Card card(String agreement, TurnStatus turn, int number, Seat seat, String before) {
        return new Card(
                agreement,
                turn.person(),
                number,
                turn.signatory(),
                BoardPage.office(turn, seat, texts),
                TurnWords.kind(turn),
                words.word(turn),
                words.sentence(turn, seat, before),
                turn.isNow(),
                Set.of("OPENED", "SIGNING").contains(turn.state()),
                TurnWords.state(turn).equals("OPENED"),
                OPEN.contains(turn.state()),
                turn.state().equals("DECLINED"),
                turn.device());
    }

    /** Again with what was wrong, or what was done. */
    String again(String id, Model model, @Nullable List<String> wrong, @Nullable List<String> done) {
        fill(id, model);
        model.addAttribute("lines", wrong == null ? List.of() : wrong);
        model.addAttribute("done", done == null ? List.of() : done);
        return "unterzeichnung";
    }
}
