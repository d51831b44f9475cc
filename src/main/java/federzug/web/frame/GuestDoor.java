package federzug.web.frame;

import federzug.access.AccountDesk;
import federzug.access.PageActs;
import federzug.access.PersonalLink;
import federzug.access.PersonalLink.Kind;
import federzug.access.PersonalLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets persons in with their links. The session keeps a link's digest only, and the link is looked up again at every
 * request: revoking it works at once.
 */
@Component
@ConditionalOnWebApplication
public class GuestDoor {
    private static final String KEY = GuestDoor.class.getName();

    private final PersonalLinks links;
    private final AccountDesk desk;
    private final PageActs acts;
    private final Clock clock;

    GuestDoor(PersonalLinks links, AccountDesk desk, PageActs acts, Clock clock) {
        this.links = links;
        this.desk = desk;
        this.acts = acts;
        this.clock = clock;
    }

    /** Answers to a link that is unknown, used up or has ended: which of these, nobody learns. */
    public static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "zugang-abgelaufen";
    }

    /** Looks a link up; one that was guessed counts against the address it came from. */
    public Optional<PersonalLink> link(Kind kind, String secret, HttpServletRequest request) {
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

    /**
     * Goes in: from now on the session opens what the link opens, under a new name, and the address needs no secret.
     *
     * @param act for the journal
     */
    public boolean enter(Kind kind, String secret, String act, HttpServletRequest request) {
        Optional<PersonalLink> link = link(kind, secret, request);
        link.ifPresent(found -> {
            request.getSession();
            request.changeSessionId();
            request.getSession().setAttribute(KEY + kind, found.digest());
            act(found, act, null);
        });
        return link.isPresent();
    }

    /** Whose link opened this session, if it still counts. */
    public Optional<PersonalLink> inside(Kind kind, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(KEY + kind) instanceof String digest
                ? links.known(kind, digest, clock.instant())
                : Optional.empty();
    }

    /** Writes into the journal what a person did. */
    public void act(PersonalLink link, String act, @Nullable String digest) {
        acts.add(new PageActs.PageAct(clock.instant(), link.person(), act, link.matter(), digest));
    }
}
