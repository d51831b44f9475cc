package federzug.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the served pages in a headless Chromium, with the real headers: takes pictures, and lets axe examine them. A
 * small proxy gives the browser the cookies of a visitor, and adds two scripts to the page that is examined.
 */
public final class WebInBrowser implements AutoCloseable {
    private static final String WATCH = """
            window.refusedByPolicy = [];
            addEventListener("securitypolicyviolation", (event) => {
              refusedByPolicy.push(event.violatedDirective + " " + event.blockedURI);
            });
            """;
    private static final String RUN = """
            addEventListener("load", () => axe.run(document, {iframes: false}).then((r) => {
              const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
              const text = JSON.stringify({
                passes: r.passes.length,
                violations: r.violations.map((v) => v.id + ": " + v.help + " " + v.nodes.map((n) => n.html).join(" | "))
                  .concat(!wide ? [] : [...document.querySelectorAll("main *")]
                    .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .slice(0, 2).map((e) => "too wide: " + e.outerHTML.slice(0, 300))),
                policy: refusedByPolicy,
                wide: wide,
                width: document.documentElement.clientWidth,
                dark: matchMedia("(prefers-color-scheme: dark)").matches,
                forced: matchMedia("(forced-colors: active)").matches,
              });
              if (parent !== window) {
                parent.examined(text);
                return;
              }
              const result = document.createElement("pre");
              result.id = "axe";
              result.textContent = text;
              document.body.appendChild(result);
            }));
            """;
    /** Shows the pages one after the other in a frame of the wanted width, and collects what was found. */
    private static final String ONE_BY_ONE = """
            <!DOCTYPE html><html lang="de"><head><title>x</title></head><body><script>
            const found = [];
            const next = (addresses, width) => {
              if (addresses.length === 0) {
                const result = document.createElement("pre");
                result.id = "axe";
                result.textContent = JSON.stringify(found);
                document.body.appendChild(result);
                return;
              }
              const frame = document.createElement("iframe");
              frame.width = width;
              frame.height = 1400;
              frame.style.border = "0";
              const late = setTimeout(() => window.examined(JSON.stringify({late: true})), 600000);
              window.examined = (text) => {
                clearTimeout(late);
                found.push(JSON.parse(text));
                frame.remove();
                next(addresses.slice(1), width);
              };
              frame.src = addresses[0];
              document.body.appendChild(frame);
            };
            next(ADDRESSES, WIDTH);
            </script></body></html>
            """;

    /** Rules that any page meets. */
    private static final int LEAST = 5;

    private static final Pattern AS = Pattern.compile("/as-([0-9]+)(/.*)");
    private static final Pattern RESULT = Pattern.compile("<pre id=\"axe\">([^<]*)</pre>");
    private static final Set<String> NOT_PASSED_ON =
            Set.of("transfer-encoding", "content-length", "connection", "date", "content-encoding", ":status");

    private final URI home;
    private final Path folder;
    private final HttpServer proxy;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private volatile String cookies = "";
    private volatile boolean examining;

    /** Skips the calling test if there is no Chromium; fails it where skips are forbidden. */
    public WebInBrowser(URI home, Path folder) {
        Program.require("chromium", "chromium");
        this.home = home;
        this.folder = folder;
        try {
            proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        proxy.createContext("/", this::pass);
        proxy.setExecutor(threads);
        proxy.start();
    }

    /**
     * What axe and the policy say.
     *
     * @param passes rules that were met
     * @param violations rules that were broken, with the elements
     * @param policy what the page's own policy refused
     * @param wide whether the page scrolls sideways
     */
    public record Examined(int passes, List<String> violations, List<String> policy, boolean wide) {}

    public Examined examine(WebVisitor visitor, String path, int width) {
        cookies = visitor.cookieHeader();
        examining = true;
        String dom = chromium(width, "--virtual-time-budget=30000", "--dump-dom", address(path));
        Matcher found = RESULT.matcher(dom);
        if (!found.find()) {
            throw new AssertionError(
                    "axe did not end on " + path + ": " + dom.substring(Math.max(0, dom.length() - 3000)));
        }
        return examined(JsonMapper.builder().build().readTree(text(found.group(1))));
    }

    /** How a page is looked at. */
    public enum Look {
        WIDE(1280),
        /** A small telephone; also a wide screen at 400 percent. */
        NARROW(320),
        /** A wide screen at 200 percent, in the dark. */
        ZOOMED_AND_DARK(640, "--force-dark-mode"),
        /** The system's own colours for everything. */
        FORCED_COLOURS(1280, "--force-high-contrast");

        private final int width;
        private final String[] flags;

        Look(int width, String... flags) {
            this.width = width;
            this.flags = flags;
        }
    }

    /** A page and who looks at it. */
    public record Seen(WebVisitor visitor, String path) {}

    /** A page that came as the answer to a form, to be looked at like one that has an address. */
    public Seen seen(WebVisitor visitor, WebVisitor.Answer answer) {
        String path = "/kept-" + kept.size();
        kept.put(path, answer);
        return new Seen(visitor, path);
    }

    /** Examines many pages by one start of the browser. What they show in frames is left out. */
    public Map<String, Examined> examine(Map<String, Seen> pages, Look look) {
        examining = true;
        visitors = pages.values().stream()
                .map(seen -> seen.visitor().cookieHeader())
                .toList();
        List<String> addresses = new ArrayList<>();
        pages.values().forEach(seen -> addresses.add("\"/as-" + addresses.size() + seen.path() + "\""));
        framed = ONE_BY_ONE.replace("ADDRESSES", addresses.toString()).replace("WIDTH", String.valueOf(look.width));
        List<String> arguments = new ArrayList<>(List.of(look.flags));
        arguments.addAll(List.of("--virtual-time-budget=30000000", "--dump-dom", address("/in-a-frame")));
        String dom = chromium(Math.max(look.width, 1300), arguments.toArray(String[]::new));
        Matcher found = RESULT.matcher(dom);
        if (!found.find()) {
            throw new AssertionError("no end: " + dom.substring(Math.max(0, dom.length() - 3000)));
        }
        JsonNode all = JsonMapper.builder().build().readTree(text(found.group(1)));
        Map<String, Examined> examined = new LinkedHashMap<>();
        int at = 0;
        for (String name : pages.keySet()) {
            JsonNode json = all.get(at++);
            if (json.has("late")) {
                throw new AssertionError("axe did not end on " + name);
            }
            if (json.get("width").asInt() != look.width
                    || json.get("dark").asBoolean() != (look == Look.ZOOMED_AND_DARK)
                    || json.get("forced").asBoolean() != (look == Look.FORCED_COLOURS)) {
                throw new AssertionError(look + " was not in force on " + name + ": " + json);
            }
            examined.put(name, examined(json));
        }
        return examined;
    }

    /** As in each build, or in every look. */
    private static final boolean EVERY = Boolean.getBoolean("federzug.every.situation");

    /**
     * Examines pages in these looks. In each build a page is looked at in every second one, beginning with another for
     * each page; in all of them with {@code federzug.every.situation}.
     *
     * @return what is wrong, by look and page
     */
    public Map<String, String> findings(Map<String, Seen> pages, Look... looks) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> names = List.copyOf(pages.keySet());
        for (int look = 0; look < looks.length; look++) {
            Map<String, Seen> some = new LinkedHashMap<>();
            for (int page = 0; page < names.size(); page++) {
                if (EVERY || looks.length == 1 || (page + look) % 2 == 0) {
                    some.put(names.get(page), pages.get(names.get(page)));
                }
            }
            for (Map.Entry<String, Examined> each : examine(some, looks[look]).entrySet()) {
                Examined examined = each.getValue();
                if (examined.passes() <= LEAST
                        || !examined.violations().isEmpty()
                        || !examined.policy().isEmpty()
                        || examined.wide()) {
                    found.put(looks[look] + " " + each.getKey(), examined.toString());
                }
            }
        }
        return found;
    }

    private static String text(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static Examined examined(JsonNode json) {
        List<String> violations = new ArrayList<>();
        json.get("violations").valueStream().forEach(one -> violations.add(one.asString()));
        List<String> policy = new ArrayList<>();
        json.get("policy").valueStream().forEach(one -> policy.add(one.asString()));
        return new Examined(
                json.get("passes").asInt(), violations, policy, json.get("wide").asBoolean());
    }

    /** @return the picture, a PNG */
    public Path picture(WebVisitor visitor, String path, int width, int height, String name) {
        cookies = visitor.cookieHeader();
        examining = false;
        Path target = folder.resolve(name + "-" + width + ".png");
        // A headless window is never narrower than 500 pixels: a narrow page is shown in a frame.
        boolean narrow = width < 500;
        framed = narrow
                ? "<iframe src=\"" + path + "\" width=\"" + width + "\" height=\"" + height + "\"></iframe>"
                : "";
        chromium(
                Math.max(width, 500),
                height,
                "--virtual-time-budget=8000",
                "--screenshot=" + target,
                address(narrow ? "/in-a-frame" : path));
        return target;
    }

    private final Map<String, WebVisitor.Answer> kept = new ConcurrentHashMap<>();
    private volatile String framed = "";
    private volatile List<String> visitors = List.of();

    private String address(String path) {
        return "http://127.0.0.1:" + proxy.getAddress().getPort() + path;
    }

    private String chromium(int width, String... arguments) {
        return chromium(width, 1600, arguments);
    }

    private String chromium(int width, int height, String... arguments) {
        List<String> command = BrowserAxe.chromium();
        command.addAll(List.of(
                "--hide-scrollbars",
                "--window-size=" + width + "," + height,
                "--user-data-dir=" + folder.resolve("chromium")));
        command.addAll(List.of(arguments));
        return Program.run(command.toArray(String[]::new)).output();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        try (exchange) {
            if (path.equals("/examination-watch.js")) {
                answer(exchange, "text/javascript", WATCH.getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (path.equals("/examination-run.js")) {
                answer(exchange, "text/javascript", (axe() + "\n" + RUN).getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (path.equals("/in-a-frame")) {
                answer(exchange, "text/html", framed.getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (path.endsWith("/strom")) {
                // Time stands still for a browser that waits for an answer without end: the page polls instead.
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            forward(exchange);
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        String cookies = this.cookies;
        Matcher as = AS.matcher(target);
        if (as.matches()) {
            // What stands in a frame of that page comes without the number.
            cookies = this.cookies = visitors.get(Integer.parseInt(as.group(1)));
            target = as.group(2);
        }
        WebVisitor.Answer response = kept.containsKey(target) ? kept.get(target) : asked(target, cookies);
        response.headers().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))
                    && !name.equalsIgnoreCase("set-cookie")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        byte[] body = response.bytes();
        boolean page = response.header("content-type").startsWith("text/html")
                && response.header("content-security-policy").contains("script-src");
        if (page && examining) {
            body = new String(body, StandardCharsets.UTF_8)
                    // A frame within the frame would hold up the others' time.
                    .replaceAll(as.matches() ? "(<iframe[^>]*) src=" : "(?!)", "$1 data-src=")
                    .replace("<head>", "<head><script src=\"/examination-watch.js\"></script>")
                    .replace("</body>", "<script src=\"/examination-run.js\"></script></body>")
                    .getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private WebVisitor.Answer asked(String target, String cookies) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(home.resolve(target))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html,*/*")
                .header("Cookie", cookies.isEmpty() ? "none=none" : cookies)
                .GET()
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new WebVisitor.Answer(
                    response.statusCode(),
                    "",
                    response.body(),
                    response.headers().map());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String axe() throws IOException {
        try (InputStream in = WebInBrowser.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new AssertionError("axe.min.js is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdown();
    }
}
