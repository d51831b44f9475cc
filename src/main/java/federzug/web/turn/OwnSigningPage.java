package federzug.web.turn;

import federzug.notice.NoticedException;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.BrowserSigningDesk.Arrival;
import federzug.pipeline.signing.BrowserSigningDesk.Departure;
import federzug.pipeline.signing.BrowserSigningDesk.Refused;
import federzug.pipeline.signing.BrowserSigningDesk.Signed;
import federzug.pipeline.signing.OwnTurn;
import federzug.start.ServedPages;
import federzug.web.frame.Errands;
import federzug.web.frame.Errands.Standing;
import federzug.web.frame.GuestDoor;
import federzug.web.frame.Page;
import federzug.web.frame.Shown;
import federzug.web.turn.GuestSession.Guest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sends a signatory's browser to their signing service, and takes what it brings back. */
@Page
class OwnSigningPage {
    /** State of the request with which the browser set out. */
    private static final String STATE = OwnSigningPage.class.getName();
    /** Name of the errand that takes what the browser brought; known to this browser session only. */
    private static final String WORK = STATE + ".work";
    /** Whoever is through sooner sees no page in between. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final OwnTurn turn;
    private final GuestSession guests;
    private final OwnTurnView view;
    private final Errands errands;
    private final ServedPages pages;
    private final Texts texts = Shown.texts();

    OwnSigningPage(OwnTurn turn, GuestSession guests, OwnTurnView view, Errands errands, ServedPages pages) {
        this.turn = turn;
        this.guests = guests;
        this.view = view;
        this.errands = errands;
        this.pages = pages;
    }

    /** Sends the browser to the person's signing service. */
    @PostMapping(OwnTurnPage.OWN + "/jetzt")
    String sign(Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        if (guest.isEmpty()) {
            return GuestDoor.gone(response);
        }
        if (isUnderWay(guest.get(), request)) {
            return "redirect:" + OwnTurnPage.OWN;
        }
        try {
            Arrival arrival =
                    turn.begin(guest.get().acting(), guest.get().whose(), URI.create(pages.address() + "/rueckkehr"));
            recorded(guest.get(), arrival);
            return arrived(arrival, model, guest.get(), request, response).orElse("redirect:" + OwnTurnPage.OWN);
        } catch (NoticedException e) {
            return view.refused(model, guest.get(), response, e);
        }
    }

    @GetMapping("/rueckkehr")
    String comeBack(
            @RequestParam(name = "state", defaultValue = "") String state,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Guest> guest = guests.guest(request);
        @Nullable HttpSession session = request.getSession(false);
        // An answer counts in the session that asked for it, and there once.
        boolean asked =
                session != null && guest.isPresent() && own(guest.get(), state).equals(session.getAttribute(STATE));
        if (guest.isEmpty()) {
            // The program was started again meanwhile, or the link has ended: nobody is lost, and nothing was signed.
            model.addAttribute("back", true);
            return GuestDoor.gone(response);
        }
        if (!asked || session == null) {
            return view.again(model, guest.get(), response, List.of(texts.text("web.turn.return-unknown")));
        }
        session.removeAttribute(STATE);
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String work = "own-signature/" + UUID.randomUUID();
        errands.beginAtOnce(work, progress -> taken(guest.get(), query, progress));
        session.setAttribute(WORK, own(guest.get(), work));
        if (!errands.isThroughWithin(work, AT_ONCE)) {
            return "redirect:" + OwnTurnPage.OWN;
        }
        return shown(guest.get(), model, request, response).orElse("redirect:" + OwnTurnPage.OWN);
    }

    /** Whoever closes the page meanwhile has signed nevertheless. */
    private Arrival taken(Guest guest, String query, Progress progress) {
        Arrival arrival = turn.comeBack(query, progress);
        recorded(guest, arrival);
        return arrival;
    }

    private void recorded(Guest guest, Arrival arrival) {
        if (arrival instanceof Signed) {
            guests.act(guest, "signed-remotely", null);
        }
    }

    private boolean isUnderWay(Guest guest, HttpServletRequest request) {
        return work(guest, request)
                .flatMap(errands::look)
                .map(Standing::running)
                .orElse(false);
    }

    /** What is kept for this person: somebody else may open their own link in the same browser meanwhile. */
    private static String own(Guest guest, String kept) {
        return kept + " " + guest.whose();
    }

    private static Optional<String> work(Guest guest, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(WORK) instanceof String kept && kept.endsWith(own(guest, ""))
                ? Optional.of(kept.substring(0, kept.indexOf(' ')))
                : Optional.empty();
    }

    /**
     * What this session sees of what its browser brought back: that a signature is being made of it, or once what came of
     * it.
     *
     * @return name of the page; empty if there is nothing but the turn as it is
     */
    Optional<String> shown(Guest guest, Model model, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> work = work(guest, request);
        Optional<Standing> standing = work.flatMap(errands::look);
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        if (standing.get().running()) {
            view.frame(model, guest);
            model.addAttribute("renews", 3);
            return Optional.of("zugang-laeuft");
        }
        // A page that only asks whether there is something new takes nothing away.
        if (request.getHeader("X-Looks-Again") == null) {
            request.getSession().removeAttribute(WORK);
            errands.forget(work.orElseThrow());
        }
        Optional<Arrival> arrival = standing.get().result(Arrival.class);
        return arrival.isPresent()
                ? arrived(arrival.get(), model, guest, request, response)
                : Optional.of(view.again(
                        model, guest, response, view.words(standing.get().trouble())));
    }

    private Optional<String> arrived(
            Arrival arrival, Model model, Guest guest, HttpServletRequest request, HttpServletResponse response) {
        if (arrival instanceof Departure departure) {
            request.getSession().setAttribute(STATE, own(guest, departure.state()));
            model.addAttribute("address", departure.address().toString());
            view.frame(model, guest);
            return Optional.of("zugang-weiter");
        }
        return arrival instanceof Refused refused
                ? Optional.of(view.again(model, guest, response, view.words(refused.notices())))
                : Optional.empty();
    }
}
