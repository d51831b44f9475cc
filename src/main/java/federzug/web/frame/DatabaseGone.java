package federzug.web.frame;

import federzug.pipeline.DatabaseOutage;
import federzug.pipeline.DatabaseOutage.Hurry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers at once when the database cannot be reached: whoever sits at a page is told so, and waits for nothing. */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseGone extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGone.class);
    private static final String A_MINUTE = "60";

    private final DatabaseOutage outage;

    DatabaseGone(DatabaseOutage outage) {
        this.outage = outage;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Hurry hurry = outage.hurry()) {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (response.isCommitted() || !outage.isCauseOf(e)) {
                throw e;
            }
            LOG.warn("The database cannot be reached", e);
            response.resetBuffer();
            response.setHeader(HttpHeaders.RETRY_AFTER, A_MINUTE);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
