package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.OwnTurn;
import federzug.web.frame.Page;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What signatories decide about their own turn besides signing: later, not at all, after all. */
@Page
class OwnDecisionsPage {
    private final OwnTurn turn;
    private final GuestSession guests;
    private final OwnTurnView view;
    private final Texts texts = Texts.german();

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
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return OwnTurnView.gone(response);
        }
        try {
            LocalDateTime when = LocalDateTime.parse(until);
            turn.defer(guest.get().acting(), guest.get().whose(), when, OwnTurnView.bounded(message), Progress.SILENT);
            guests.act(guest.get(), "deferred", null);
        } catch (DateTimeParseException e) {
            return view.again(model, guest.get(), response, List.of(texts.text("web.turn.no-time")));
        } catch (NoticedException e) {
            return view.refused(model, guest.get(), response, e);
        }
        return "redirect:" + OwnTurnPage.OWN;
    }

    @PostMapping(OwnTurnPage.OWN + "/ablehnen")
    String decline(
            @RequestParam(name = "grund", defaultValue = "") String reason,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return OwnTurnView.gone(response);
        }
        try {
            turn.decline(guest.get().acting(), guest.get().whose(), OwnTurnView.bounded(reason), Progress.SILENT);
            guests.act(guest.get(), "declined", null);
        } catch (NoticedException e) {
            return view.refused(model, guest.get(), response, e);
        }
        return "redirect:" + OwnTurnPage.OWN;
    }

    @PostMapping(OwnTurnPage.OWN + "/doch")
    String reconsider(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return OwnTurnView.gone(response);
        }
        try {
            if (turn.reconsider(guest.get().acting(), guest.get().whose(), Progress.SILENT)) {
                guests.act(guest.get(), "reconsidered", null);
            }
        } catch (NoticedException e) {
            return view.refused(model, guest.get(), response, e);
        }
        return "redirect:" + OwnTurnPage.OWN;
    }
}
