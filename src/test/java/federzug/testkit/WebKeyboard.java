package federzug.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Works in a headless Chromium with keys alone, over its debugging protocol: no mouse, no script of ours clicks. */
public final class WebKeyboard implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LISTENS = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final int MOST_TABS = 120;

    private final Process chromium;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    /** Skips the calling test if there is no Chromium; fails it where skips are forbidden. */
    public WebKeyboard(Path profile) throws IOException, InterruptedException {
        Program.require("chromium", "chromium");
        chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--window-size=1280,1000",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String port = port();
        HttpResponse<String> tab = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String address = JSON.readTree(tab.body()).get("webSocketDebuggerUrl").asString();
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .buildAsync(URI.create(address), new Heard())
                .join();
    }

    /** Fills in the login that is on the screen, and waits for the first page. */
    public void logIn(String name, String password) {
        tabTo("name");
        type(name);
        tabTo("kennwort");
        type(password);
        press("Enter");
        awaitPage("/vorgaenge");
    }

    /** From the next page on none of its scripts runs. */
    public void withoutScripts() {
        ask("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", true));
    }

    /** Chooses a file, as a dialogue of the system would. */
    public void choose(String input, Path file) {
        JsonNode root =
                ask("DOM.getDocument", JSON.createObjectNode()).path("result").path("root");
        JsonNode found = ask(
                "DOM.querySelector",
                JSON.createObjectNode()
                        .put("nodeId", root.path("nodeId").asInt())
                        .put("selector", input));
        ObjectNode files = JSON.createObjectNode()
                .put("nodeId", found.path("result").path("nodeId").asInt());
        files.putArray("files").add(file.toAbsolutePath().toString());
        ask("DOM.setFileInputFiles", files);
    }

    private String port() throws IOException {
        BufferedReader told =
                new BufferedReader(new InputStreamReader(chromium.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                Thread rest = new Thread(() -> told.lines().forEach(more -> {}), "chromium");
                rest.setDaemon(true);
                rest.start();
                return listens.group(1);
            }
        }
        throw new IOException("chromium did not start");
    }

    private final class Heard implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode answer = JSON.readTree(text.toString());
                text.setLength(0);
                if (answer.has("id")) {
                    CompletableFuture<JsonNode> asked =
                            answers.remove(answer.get("id").asInt());
                    if (asked != null) {
                        asked.complete(answer);
                    }
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private JsonNode ask(String method, ObjectNode parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        ObjectNode call = JSON.createObjectNode().put("id", number).put("method", method);
        call.set("params", parameters);
        socket.sendText(call.toString(), true).join();
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method, e);
        }
    }

    /** What an expression gives, as text; looks only. */
    public String see(String expression) {
        JsonNode answer = ask(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", "String(" + expression + ")")
                        .put("returnByValue", true));
        return answer.path("result").path("result").path("value").asString("");
    }

    public void open(URI address) {
        ask("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
        awaitPage(address.getPath());
    }

    /** Waits until the page with this path is there. */
    public void awaitPage(String path) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        see("location.pathname + ' ' + document.readyState").equals(path + " complete"));
    }

    public void press(String key) {
        int code = key.equals("Tab") ? 9 : 13;
        ObjectNode down = JSON.createObjectNode()
                .put("type", key.equals("Enter") ? "keyDown" : "rawKeyDown")
                .put("key", key)
                .put("code", key)
                .put("windowsVirtualKeyCode", code);
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        ask("Input.dispatchKeyEvent", down);
        ask(
                "Input.dispatchKeyEvent",
                JSON.createObjectNode()
                        .put("type", "keyUp")
                        .put("key", key)
                        .put("code", key)
                        .put("windowsVirtualKeyCode", code));
    }

    public void type(String text) {
        ask("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /**
     * Goes on with the tabulator until something whose words or name contain this has the focus, and everybody sees that
     * it has.
     */
    public void tabTo(String words) {
        StringBuilder passed = new StringBuilder();
        for (int i = 0; i < MOST_TABS; i++) {
            press("Tab");
            String here = see("document.activeElement.id + ' ' + document.activeElement.textContent.trim()"
                    + ".replace(/\\s+/g, ' ').slice(0, 100)");
            if (here.contains(words)) {
                String seen = see("(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none')"
                        + "(getComputedStyle(document.activeElement))");
                if (!seen.equals("true")) {
                    throw new AssertionError("nobody sees that this has the focus: " + here);
                }
                return;
            }
            passed.append(here).append('\n');
        }
        throw new AssertionError("not reached with the tabulator: " + words + "\n" + passed);
    }

    @Override
    public void close() {
        socket.abort();
        chromium.descendants().forEach(ProcessHandle::destroy);
        chromium.destroy();
    }
}
