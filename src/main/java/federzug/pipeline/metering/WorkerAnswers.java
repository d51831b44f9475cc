package federzug.pipeline.metering;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import federzug.notice.Place;
import federzug.pipeline.OrderlyShutdown;
import federzug.pipeline.PipelineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Reports the state of a worker to programs on this machine, at a port of the loopback address if the settings name
 * one.
 */
@Component
public class WorkerAnswers {
    private static final int THREADS = 2;
    private static final int WAITING = 16;

    private final MeteringSettings settings;
    private final Metrics metrics;

    WorkerAnswers(MeteringSettings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Answers until it is closed. */
    public interface Answering extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins to answer: {@code /lebt}, {@code /bereit} and {@code /kennzahlen}, as the pages do.
     *
     * @throws PipelineException (INPUT) if the port cannot be had
     */
    public Answering begin() {
        if (settings.workerPort() == 0) {
            return () -> {};
        }
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.workerPort()), WAITING);
            CustomizableThreadFactory names = new CustomizableThreadFactory("federzug-answers-");
            names.setDaemon(true);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, names);
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
            return () -> {
                server.stop(0);
                OrderlyShutdown.of(threads);
            };
        } catch (IOException e) {
            throw PipelineException.refused(
                            "pipeline.metrics.port", Place.NOWHERE, String.valueOf(settings.workerPort()))
                    .causedBy(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/lebt" -> send(exchange, 200, "text/plain; charset=utf-8", "ok\n");
                case "/bereit" -> {
                    boolean good = metrics.isDatabaseThere();
                    send(exchange, good ? 200 : 503, "text/plain; charset=utf-8", good ? "ok\n" : "no\n");
                }
                case "/kennzahlen" -> send(exchange, 200, Metrics.TYPE, metrics.text());
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
