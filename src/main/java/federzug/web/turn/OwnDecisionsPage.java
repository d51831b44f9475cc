package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.OwnTurn;
import federzug.pipeline.signing.OwnTurn.Stage;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What signatories decide about their own turn besides signing: later, not at all, after all. */
@Page
class OwnDecisionsPage {
    private static final String DECLINED = "declined";

    private final OwnTurn turn;
    private final GuestSession guests;
    private final OwnTurnView view;
    private final Texts texts = Shown.texts();

    OwnDecisionsPage(OwnTurn turn, GuestSession guests, OwnTurnView view) {
        this.turn = turn;
        this.guests = guests;
        this.view = view;
    }

    @PostMapping(OwnTurnPage.OWN + "/spaeter")
    String later(
            @RequestParam(name = "bis", defaultValue = "") String until,
            @RequestParam(name = "nachricht", defaultValue = "") String message,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return decided("deferred", model, request, response, guest -> {
            turn.defer(
                    guest.acting(),
                    guest.whose(),
                    LocalDateTime.parse(until),
                    TurnMoves.bounded(message),
                    Progress.SILENT);
            return true;
        });
    }

    @PostMapping(OwnTurnPage.OWN + "/ablehnen")
    String decline(
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return decided(DECLINED, model, request, response, guest -> {
            turn.decline(guest.acting(), guest.whose(), TurnMoves.bounded(reason), Progress.SILENT);
            return true;
        });
    }

    @PostMapping(OwnTurnPage.OWN + "/doch")
    String reconsider(Model model, HttpServletRequest request, HttpServletResponse response) {
        return decided(
                "reconsidered",
                model,
                request,
                response,
                guest -> turn.reconsider(guest.acting(), guest.whose(), Progress.SILENT));
    }

    /** @param decision says whether it has changed anything */
    private String decided(
            String act,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Predicate<Guest> decision) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return GuestDoor.gone(response);
        }
        try {
            if (decision.test(guest.get())) {
                guests.act(guest.get(), act, null);
            }
        } catch (DateTimeParseException e) {
            typed(model, request);
            return view.again(model, guest.get(), response, List.of(texts.text("web.turn.no-time")));
        } catch (NoticedException e) {
            if (act.equals(DECLINED) && view.stands(guest.get(), Stage.DECLINED)) {
                return "redirect:" + OwnTurnPage.OWN;
            }
            typed(model, request);
            return view.refused(model, guest.get(), response, e);
        }
        return "redirect:" + OwnTurnPage.OWN;
    }

    /** Nobody writes a reason twice. */
    private static void typed(Model model, HttpServletRequest request) {
        model.addAttribute("typedUntil", request.getParameter("bis"));
        model.addAttribute("typedMessage", request.getParameter("nachricht"));
        model.addAttribute("typedReason", request.getParameter("grund"));
    }
}
