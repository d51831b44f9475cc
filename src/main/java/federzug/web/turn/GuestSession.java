package federzug.web.turn;

import federzug.access.AccountDesk;
import federzug.access.PageActs;
import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import federzug.ceremony.Acting;
import federzug.pipeline.signing.TurnDesk.Whose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Lets a signatory in with their link. The session keeps the link's digest only, and the link is looked up again at
 * every request: revoking it works at once.
 */
@Component
@ConditionalOnWebApplication
class GuestSession {
    private static final String KEY = GuestSession.class.getName();

    private final PersonalLinks links;
    private final AccountDesk desk;
    private final PageActs acts;
    private final Clock clock;

    GuestSession(PersonalLinks links, AccountDesk desk, PageActs acts, Clock clock) {
        this.links = links;
        this.desk = desk;
        this.acts = acts;
        this.clock = clock;
    }

    /** Whose turn it is, and in whose name they act. */
    record Guest(Whose whose, Acting acting) {}

    /** Looks a link up; one that was guessed counts against the address it came from. */
    Optional<Guest> look(Kind kind, String secret, HttpServletRequest request) {
        return link(kind, secret, request).map(GuestSession::guest);
    }

    Optional<PersonalLink> link(Kind kind, String secret, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (desk.guessesLinks(address)) {
            return Optional.empty();
        }
        Optional<PersonalLink> link = links.find(kind, secret, clock.instant());
        if (link.isEmpty()) {
            desk.unknownLink(address);
        }
        return link;
    }

    /** Goes in: from now on the session opens the turn, under a new name, and the address needs no secret. */
    boolean enter(String secret, HttpServletRequest request) {
        Optional<PersonalLink> link = link(Kind.SIGNATORY, secret, request);
        link.ifPresent(found -> {
            request.getSession();
            request.changeSessionId();
            request.getSession().setAttribute(KEY, found.digest());
            act(guest(found), "link-opened", null);
        });
        return link.isPresent();
    }

    /** Who is in this session, if their link still counts. */
    Optional<Guest> guest(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(KEY) instanceof String digest
                ? links.known(Kind.SIGNATORY, digest, clock.instant()).map(GuestSession::guest)
                : Optional.empty();
    }

    void act(Guest guest, String act, @Nullable String digest) {
        acts.add(new PageActs.PageAct(
                clock.instant(), guest.whose().person(), act, guest.whose().matter(), digest));
    }

    private static Guest guest(PersonalLink link) {
        return new Guest(new Whose(link.matter(), link.agreement(), link.person()), Acting.onPage(link.person()));
    }
}
