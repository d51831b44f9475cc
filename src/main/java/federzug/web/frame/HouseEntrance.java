package federzug.web.frame;

import federzug.access.AccountArrivals;
import federzug.access.AccountArrivals.Arrival;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Begins the session of somebody whom a login service has identified: under a new name, and with new tokens of forms. */
@Component
@ConditionalOnWebApplication
public class HouseEntrance {
    private final AccountArrivals arrivals;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
    private final SavedRequestAwareAuthenticationSuccessHandler onwards =
            new SavedRequestAwareAuthenticationSuccessHandler();

    HouseEntrance(AccountArrivals arrivals) {
        this.arrivals = arrivals;
    }

    /**
     * Sends the browser to the page that was asked for before.
     *
     * @throws HouseLoginException if the account does not get in
     */
    public void enter(Arrival arrival, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Authentication login = AccountLogin.arrived(arrivals, arrival);
        request.getSession();
        request.changeSessionId();
        tokens.saveToken(null, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(login);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        try {
            onwards.onAuthenticationSuccess(request, response, login);
        } catch (ServletException e) {
            throw new IOException(e);
        }
    }
}
