package federzug.web.turn;

import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.access.TurnCodeDesk;
import federzug.access.TurnCodeDesk.Tried;
import federzug.access.TurnCodes.TurnCode;
import federzug.ceremony.Acting;
import federzug.pipeline.signing.OwnTurn;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.web.frame.GuestDoor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Lets a signatory in with their link. */
@Component
@ConditionalOnWebApplication
class GuestSession {
    /** When the code was made by which somebody came in; a newer one ends the session. */
    private static final String CODE = GuestSession.class.getName();

    private final GuestDoor door;
    private final TurnCodeDesk codes;
    private final OwnTurn turns;
    private final PasswordEncoder encoder;

    GuestSession(GuestDoor door, TurnCodeDesk codes, OwnTurn turns, PasswordEncoder encoder) {
        this.door = door;
        this.codes = codes;
        this.turns = turns;
        this.encoder = encoder;
    }

    /** Whose turn it is, in whose name they act, and what opened it. */
    record Guest(Whose whose, Acting acting, PersonalLink link) {}

    Optional<Guest> look(Kind kind, String secret, HttpServletRequest request) {
        return link(kind, secret, request).map(GuestSession::guest).filter(this::takesPart);
    }

    Optional<PersonalLink> link(Kind kind, String secret, HttpServletRequest request) {
        return door.link(kind, secret, request);
    }

    /** Whether a code is asked for beside the link. */
    boolean needsCode(Guest guest) {
        return codes.of(guest.whose().matter(), guest.whose().person()).isPresent();
    }

    /** How going in ended. */
    enum Entered {
        IN,
        NO_LINK,
        WRONG_CODE,
        TOO_OFTEN
    }

    /** @param typed the code that the person was told, if one is asked for */
    Entered enter(String secret, String typed, HttpServletRequest request) {
        Optional<PersonalLink> link = link(Kind.SIGNATORY, secret, request);
        if (link.isEmpty()) {
            return Entered.NO_LINK;
        }
        PersonalLink found = link.get();
        Optional<TurnCode> code = codes.of(found.matter(), found.person());
        if (code.isPresent()) {
            Tried tried = codes.tried(found.matter(), found.person(), code.get(), typed, encoder::matches);
            if (tried != Tried.RIGHT) {
                return tried == Tried.WRONG ? Entered.WRONG_CODE : Entered.TOO_OFTEN;
            }
        }
        if (!door.enter(Kind.SIGNATORY, secret, "link-opened", request)) {
            return Entered.NO_LINK;
        }
        request.getSession().setAttribute(CODE, stamp(code));
        return Entered.IN;
    }

    private static String stamp(Optional<TurnCode> code) {
        return code.map(known -> known.at().toString()).orElse("");
    }

    /** Who is in this session, if their link still counts. */
    Optional<Guest> guest(HttpServletRequest request) {
        return door.inside(Kind.SIGNATORY, request)
                .filter(link -> stamp(codes.of(link.matter(), link.person()))
                        .equals(request.getSession().getAttribute(CODE)))
                .map(GuestSession::guest)
                .filter(this::takesPart);
    }

    /** Whoever is represented by somebody else has nothing to open any more. */
    private boolean takesPart(Guest guest) {
        return turns.takesPart(guest.whose());
    }

    void act(Guest guest, String act, @Nullable String digest) {
        door.act(guest.link(), act, digest);
    }

    private static Guest guest(PersonalLink link) {
        return new Guest(new Whose(link.matter(), link.agreement(), link.person()), Acting.onPage(link.person()), link);
    }
}
