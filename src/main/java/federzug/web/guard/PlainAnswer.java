package federzug.web.guard;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes one sentence where no page can be shown: the request itself cannot be read. */
public final class PlainAnswer {
    private PlainAnswer() {}

    public static void write(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setHeader("Content-Security-Policy", "default-src 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(sentence);
    }
}
