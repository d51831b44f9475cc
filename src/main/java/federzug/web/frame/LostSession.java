package federzug.web.frame;

import federzug.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Refuses what somebody may not do, and tells it from a page that there is not, and from a form whose session has ended
 * meanwhile: there the person does it once more.
 */
final class LostSession implements AccessDeniedHandler {
    private static final String LOST = LostSession.class.getName();
    private static final String NEEDED = LOST + ".needed";

    /** Opened by their address alone: they begin again where they stand. */
    private static final Pattern DOORS = Pattern.compile("/(z|zitat|erstes-konto)/[^/]+");

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        String own = request.getContextPath();
        String path = request.getRequestURI().substring(own.length());
        if (!(denied instanceof CsrfException)) {
            Set<Role> roles = PageRights.roles(path);
            request.setAttribute(NEEDED, roles);
            response.sendError(roles.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
        } else if (path.equals("/abmelden") && PageModel.loggedIn() == null) {
            response.sendRedirect(own + "/anmelden?abgemeldet");
        } else if (path.equals("/anmelden")) {
            response.sendRedirect(own + "/anmelden?abgelaufen");
        } else {
            request.setAttribute(LOST, DOORS.matcher(path).matches() ? own + path : "");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    static boolean isReasonOf(HttpServletRequest refused) {
        return refused.getAttribute(LOST) != null;
    }

    /** Roles of which one is needed for what was refused; empty if that was not the reason. */
    static Set<Role> needed(HttpServletRequest refused) {
        return refused.getAttribute(NEEDED) instanceof Set<?> roles
                ? roles.stream().map(Role.class::cast).collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** Where it goes on at once; empty: where the person finds out. */
    static String door(HttpServletRequest refused) {
        return refused.getAttribute(LOST) instanceof String door ? door : "";
    }
}
