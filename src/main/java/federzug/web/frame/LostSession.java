package federzug.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Refuses what somebody may not do, and tells it from a form whose session has ended meanwhile: there the person does it
 * once more.
 */
final class LostSession implements AccessDeniedHandler {
    private static final String LOST = LostSession.class.getName();

    /** Opened by their address alone: they begin again where they stand. */
    private static final Pattern DOORS = Pattern.compile("/(z|zitat|erstes-konto)/[^/]+");

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (!(denied instanceof CsrfException)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String own = request.getContextPath();
        String path = request.getRequestURI().substring(own.length());
        if (path.equals("/abmelden") && PageModel.loggedIn() == null) {
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

    /** Where it goes on at once; empty: where the person finds out. */
    static String door(HttpServletRequest refused) {
        return refused.getAttribute(LOST) instanceof String door ? door : "";
    }
}
