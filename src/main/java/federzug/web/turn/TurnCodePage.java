package federzug.web.turn;

import federzug.access.AccountDesk;
import federzug.access.TurnCodeDesk;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.board.Board;
import federzug.web.WebException;
import federzug.web.frame.LoggedIn;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Issues a code that a person is told by telephone: from then on the personal link alone opens nothing. */
@Page
class TurnCodePage {
    private static final String TURN = "/vorgaenge/{id}/unterzeichnung/{agreement}/{person}";

    private final TurnCodeDesk desk;
    private final Board board;
    private final AccountDesk.Encoder encoder;
    private final TurnsPage page;
    private final Texts texts = Shown.texts();

    TurnCodePage(TurnCodeDesk desk, Board board, AccountDesk.Encoder encoder, TurnsPage page) {
        this.desk = desk;
        this.board = board;
        this.encoder = encoder;
        this.page = page;
    }

    /** Shown once, and kept as a hash. */
    @PostMapping(TURN + "/code")
    String issue(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable String person, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("name", known(id, person));
        model.addAttribute("code", desk.issue(one.name(), id, person, encoder));
        return "zugang-code";
    }

    @PostMapping(TURN + "/code-aufheben")
    String lift(
            @AuthenticationPrincipal LoggedIn one, @PathVariable String id, @PathVariable String person, Model model) {
        String name = known(id, person);
        desk.lift(one.name(), id, person);
        return page.again(id, model, null, java.util.List.of(texts.text("web.code.lifted", name)));
    }

    private String known(String id, String person) {
        return board.of(id).agreements().stream()
                .flatMap(agreement -> agreement.turns().stream())
                .filter(turn -> turn.person().equals(person))
                .map(TurnStatus::signatory)
                .findFirst()
                .orElseThrow(() -> WebException.refused("web.code.nobody", person));
    }
}
