package federzug.web.frame;

import federzug.access.Account;
import federzug.access.Accounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks the account up again at every request: a session ends at once when the password, the roles or the state of its
 * account change. Whoever got a password from somebody else chooses an own one first.
 */
final class AccountCheck extends OncePerRequestFilter {
    static final String PASSWORD_PAGE = "/konto/kennwort";

    private final Accounts accounts;

    AccountCheck(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Authentication login = SecurityContextHolder.getContext().getAuthentication();
        if (login != null && login.getPrincipal() instanceof LoggedIn one) {
            boolean same = accounts.find(one.name())
                    .filter(Account::isActive)
                    .filter(account -> account.version() == one.version())
                    .isPresent();
            if (!same) {
                SecurityContextHolder.clearContext();
                @Nullable HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
                response.sendRedirect(request.getContextPath() + "/anmelden?beendet");
                return;
            }
            String path =
                    request.getRequestURI().substring(request.getContextPath().length());
            if (one.mustChange()
                    && !path.equals(PASSWORD_PAGE)
                    && !path.equals("/abmelden")
                    && !path.startsWith("/gestalt/")) {
                response.sendRedirect(request.getContextPath() + PASSWORD_PAGE);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
