package federzug.web.frame;

import federzug.pipeline.metering.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Reports to programs on this machine and to proxies whether the pages are alive and ready; metrics to programs on this
 * machine alone, not to those that come through a proxy.
 */
@Page
class LifeSigns {
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final PagesHere pages;
    private final Metrics metrics;
    private final WebSettings settings;

    LifeSigns(PagesHere pages, Metrics metrics, WebSettings settings) {
        this.pages = pages;
        this.metrics = metrics;
        this.settings = settings;
    }

    @GetMapping("/lebt")
    ResponseEntity<String> lives(HttpServletRequest request) {
        return answer(request, true);
    }

    @GetMapping("/bereit")
    ResponseEntity<String> isReady(HttpServletRequest request) {
        return answer(request, pages.isReady() && metrics.isDatabaseThere());
    }

    @GetMapping("/kennzahlen")
    ResponseEntity<String> figures(HttpServletRequest request) {
        boolean passedOn = FORWARDED.stream().anyMatch(header -> request.getHeader(header) != null);
        if (passedOn || !mayAsk(request.getRemoteAddr(), List.of())) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Metrics.TYPE))
                .body(metrics.text());
    }

    private ResponseEntity<String> answer(HttpServletRequest request, boolean good) {
        if (!mayAsk(request.getRemoteAddr(), settings.proxies())) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.TEXT_PLAIN)
                .body(good ? "ok\n" : "no\n");
    }

    private static boolean mayAsk(String address, List<String> proxies) {
        try {
            return proxies.contains(address) || InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
