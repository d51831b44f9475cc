package federzug.web.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how many requests of one address are worked on at the same time: a visitor who sends bodies drop by drop holds
 * a thread with each of them. Streams hold none. This machine itself is not limited: a proxy on it speaks for everybody.
 */
public final class CrowdedAddress extends OncePerRequestFilter {
    private static final String A_MOMENT = "10";

    private final int most;
    private final String sentence;
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();

    public CrowdedAddress(int most, String sentence) {
        this.most = most;
        this.sentence = sentence;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        int now = busy.merge(address, 1, Integer::sum);
        try {
            if (now > most && !isLoopback(address)) {
                response.setHeader(HttpHeaders.RETRY_AFTER, A_MOMENT);
                PlainAnswer.write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, sentence);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            busy.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** @param address in figures */
    public static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
