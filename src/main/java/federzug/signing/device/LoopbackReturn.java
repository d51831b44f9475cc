package federzug.signing.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import federzug.notice.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits on the own machine for the browser to come back from a login (RFC 8252, 7.3). */
final class LoopbackReturn implements AutoCloseable {
    /** A person has to find a phone and a password in it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String device;
    private final HttpServer server;
    private final String state;
    private final CompletableFuture<@Nullable String> query = new CompletableFuture<>();

    private LoopbackReturn(String device, HttpServer server, String state) {
        this.device = device;
        this.server = server;
        this.state = state;
    }

    static LoopbackReturn at(String device, URI redirect, String state) {
        if (!RemoteClient.isOwnMachine(redirect) || redirect.getPort() <= 0) {
            throw RemoteTrouble.trouble("signing.service.redirect", device, redirect);
        }
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), redirect.getPort()), 0);
            LoopbackReturn waiting = new LoopbackReturn(device, server, state);
            String path = redirect.getPath().isEmpty() ? "/" : redirect.getPath();
            server.createContext(path, waiting::answer);
            server.start();
            return waiting;
        } catch (IOException e) {
            throw RemoteTrouble.trouble("signing.service.redirect", device, redirect)
                    .causedBy(e);
        }
    }

    /** The raw query the browser has come back with. */
    String query() {
        try {
            return String.valueOf(query.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            throw RemoteTrouble.trouble("signing.service.no-answer", device).causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteTrouble.trouble("signing.service.no-answer", device).causedBy(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String raw = exchange.getRequestURI().getRawQuery();
        boolean ours = same(state, fields(raw).getOrDefault("state", ""));
        byte[] page = Texts.german().text("signing.service.browser-done").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(ours ? 200 : 400, ours ? page.length : -1);
        if (ours) {
            exchange.getResponseBody().write(page);
        }
        exchange.close();
        if (ours) {
            // Requests without the right state are ignored, however many.
            query.complete(raw);
        }
    }

    static Map<String, String> fields(@Nullable String rawQuery) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : (rawQuery == null ? "" : rawQuery).split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                fields.putIfAbsent(
                        pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /** Compares in a time that says nothing of where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
