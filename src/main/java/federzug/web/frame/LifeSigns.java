package federzug.web.frame;

import federzug.access.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells the service manager and the proxy whether the pages live and are ready; nobody else. */
@Page
class LifeSigns {
    private final PagesHere pages;
    private final Accounts accounts;
    private final WebSettings settings;

    LifeSigns(PagesHere pages, Accounts accounts, WebSettings settings) {
        this.pages = pages;
        this.accounts = accounts;
        this.settings = settings;
    }

    @GetMapping("/lebt")
    ResponseEntity<String> lives(HttpServletRequest request) {
        return answer(request, true);
    }

    @GetMapping("/bereit")
    ResponseEntity<String> isReady(HttpServletRequest request) {
        return answer(request, pages.isReady() && isDatabaseThere());
    }

    private boolean isDatabaseThere() {
        try {
            accounts.find("nobody");
            return true;
        } catch (DataAccessException e) {
            return false;
        }
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
