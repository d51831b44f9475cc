package federzug.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Somebody with a browser of their own: keeps cookies, follows no redirect by itself, sends forms as a page has them. */
public final class WebVisitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final URI home;

    /** @param home where the pages are served */
    public WebVisitor(URI home) {
        this.home = home;
    }

    /** What came back. */
    public record Answer(int status, String body, byte[] bytes, Map<String, List<String>> headers) {
        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
        }

        /** Where a redirect goes to. */
        public String target() {
            return header("location");
        }
    }

    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(path))
                .header("Accept", "text/html,*/*;q=0.8")
                .timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.GET().build());
    }

    /** Follows redirects to the end. */
    public Answer follow(String path) {
        Answer answer = get(path);
        for (int i = 0; i < 10 && answer.status() / 100 == 3; i++) {
            answer = get(answer.target());
        }
        return answer;
    }

    /** The page as soon as nothing is under way beside it any more. */
    public Answer settled(String page) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> follow(page), answer -> !answer.body().contains("data-looks-again=\"2\""));
    }

    /** The body of a page as soon as it no longer loads itself again: what it has begun is through. */
    public String quiet(String page) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> get(page), answer -> !answer.body().contains("data-looks-again"))
                .body();
    }

    /** Sends a form that stands on a page, with its token. */
    public Answer submit(String page, String action, String... fields) {
        return post(action, token(page), fields);
    }

    /** @param token empty: without one */
    public Answer post(String action, String token, String... fields) {
        StringBuilder body = new StringBuilder();
        if (!token.isEmpty()) {
            body.append("_csrf=").append(URLEncoder.encode(token, StandardCharsets.UTF_8));
        }
        for (int i = 0; i < fields.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(home.resolve(action))
                .timeout(Duration.ofSeconds(120))
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /**
     * Hands files in.
     *
     * @param files name → content
     */
    public Answer upload(String page, String action, String field, Map<String, byte[]> files, String... fields) {
        String border = "----federzug";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("_csrf", token(page));
        for (int i = 0; i < fields.length; i += 2) {
            texts.put(fields[i], fields[i + 1]);
        }
        texts.forEach((name, text) -> body.writeBytes(
                ("--" + border + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        files.forEach((name, content) -> append(body, border, field, name, content));
        return send(action, body, border);
    }

    private static void append(ByteArrayOutputStream body, String border, String field, String name, byte[] content) {
        body.writeBytes(("--" + border + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + name + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(String action, ByteArrayOutputStream body, String border) {
        body.writeBytes(("--" + border + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(home.resolve(action))
                .timeout(Duration.ofSeconds(180))
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Content-Type", "multipart/form-data; boundary=" + border)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /**
     * Hands files in, each by a field of its own.
     *
     * @param files field → name and content
     */
    public Answer uploadEach(String page, String action, Map<String, Map.Entry<String, byte[]>> files) {
        String border = "----federzug";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + border + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token(page) + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        files.forEach((field, file) -> append(body, border, field, file.getKey(), file.getValue()));
        return send(action, body, border);
    }

    public Answer logIn(String name, String password) {
        return submit("/anmelden", "/anmelden", "name", name, "kennwort", password);
    }

    public String token(String page) {
        Answer answer = follow(page);
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new AssertionError("no form on " + page + ": " + answer.status() + " " + answer.body());
        }
        return token.group(1);
    }

    /** The value of the session's cookie, empty without one. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("federzug"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Another browser with the same cookies, as it stands now. */
    public String cookieHeader() {
        List<String> all = new ArrayList<>();
        cookies.getCookieStore().getCookies().forEach(cookie -> all.add(cookie.getName() + "=" + cookie.getValue()));
        return String.join("; ", all);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    new String(response.body(), StandardCharsets.UTF_8),
                    response.body(),
                    response.headers().map());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
