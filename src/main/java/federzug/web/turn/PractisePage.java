package federzug.web.turn;

import federzug.access.PageActs;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.board.Board;
import federzug.web.WebException;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Shows staff a rehearsal as a signatory sees it. In a real signing nobody sees another's link. */
@Page
class PractisePage {
    private final Board board;
    private final TurnLinks links;
    private final PageActs acts;
    private final Clock clock;

    PractisePage(Board board, TurnLinks links, PageActs acts, Clock clock) {
        this.board = board;
        this.links = links;
        this.acts = acts;
        this.clock = clock;
    }

    @PostMapping("/vorgaenge/{id}/unterzeichnung/{agreement}/{person}/ueben")
    String practise(
            @AuthenticationPrincipal LoggedIn one,
            @PathVariable String id,
            @PathVariable String agreement,
            @PathVariable String person) {
        MatterStatus matter = board.of(id);
        if (!matter.rehearsal()) {
            throw WebException.refused("web.turns.not-in-earnest");
        }
        if (matter.agreements().stream().noneMatch(signing -> signs(signing, agreement, person))) {
            throw WebException.refused("web.turns.nobody-of-this");
        }
        acts.add(new PageActs.PageAct(clock.instant(), one.name(), "practised", id, null));
        return "redirect:" + links.path(id, agreement, person, null, false);
    }

    private static boolean signs(AgreementStatus signing, String agreement, String person) {
        return signing.id().equals(agreement)
                && signing.turns().stream().anyMatch(turn -> turn.person().equals(person));
    }
}
