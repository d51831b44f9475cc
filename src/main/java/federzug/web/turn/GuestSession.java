package federzug.web.turn;

import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.ceremony.Acting;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.web.frame.GuestDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Lets a signatory in with their link. */
@Component
@ConditionalOnWebApplication
class GuestSession {
    private final GuestDoor door;

    GuestSession(GuestDoor door) {
        this.door = door;
    }

    /** Whose turn it is, in whose name they act, and what opened it. */
    record Guest(Whose whose, Acting acting, PersonalLink link) {}

    Optional<Guest> look(Kind kind, String secret, HttpServletRequest request) {
        return link(kind, secret, request).map(GuestSession::guest);
    }

    Optional<PersonalLink> link(Kind kind, String secret, HttpServletRequest request) {
        return door.link(kind, secret, request);
    }

    boolean enter(String secret, HttpServletRequest request) {
        return door.enter(Kind.SIGNATORY, secret, "link-opened", request);
    }

    /** Who is in this session, if their link still counts. */
    Optional<Guest> guest(HttpServletRequest request) {
        return door.inside(Kind.SIGNATORY, request).map(GuestSession::guest);
    }

    void act(Guest guest, String act, @Nullable String digest) {
        door.act(guest.link(), act, digest);
    }

    private static Guest guest(PersonalLink link) {
        return new Guest(new Whose(link.matter(), link.agreement(), link.person()), Acting.onPage(link.person()), link);
    }
}
