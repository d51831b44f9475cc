package federzug.web;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.FederzugProcess;
import federzug.testkit.LocalPort;
import federzug.testkit.PostgresCluster;
import federzug.testkit.WebVisitor;
import federzug.testkit.WebVisitor.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What serving pages costs, over loopback, in a process of 512 MB: {@code -Pbench}. {@code -Dbench.viewers=20
 * -Dbench.checks=4} for a small form, which only shows that it works; {@code -Dbench.launcher=true} starts by
 * {@code ./federzug}, with its class archive.
 */
class ServeBench {
    private static final int VIEWERS = Integer.getInteger("bench.viewers", 200);
    private static final int CHECKS = Integer.getInteger("bench.checks", 50);
    private static final int COMMITS = Integer.getInteger("bench.commits", 10);
    private static final int ROUNDS = Integer.getInteger("bench.pages", 40);
    private static final boolean SMALL = VIEWERS < 200 || CHECKS < 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String MATTER = "crimmitschau-2021";

    private final SoftAssertions promises = new SoftAssertions();

    @Test
    void isReadySoonAndServesViewersAndChecksAtOnceWithTheEmbeddedDatabase(@TempDir Path folder) throws Exception {
        try (Served fresh = Served.start(folder, Boolean.getBoolean("bench.launcher"), "neu")) {
            judge("serve ready, s CPU", fresh.cpu().toMillis() / 1000.0, 5);
        }
        try (Served served = Served.start(folder, false, "home", "--demo");
                Connection beside = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("home/federzug").toAbsolutePath()
                                + ";WRITE_DELAY=0;AUTO_SERVER=TRUE",
                        "federzug",
                        embeddedPassword(folder.resolve("home")))) {
            measure(served, beside, 1.0);
        }
    }

    @Test
    void notifiesViewersSoonWithPostgresql(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.start()) {
            cluster.configuration(folder);
            try (Served served = Served.start(folder, false, "home", "--demo");
                    Connection beside = cluster.connection()) {
                measure(served, beside, 0.5);
            }
        }
    }

    private void measure(Served served, Connection beside, double soon) throws Exception {
        WebVisitor clerk = served.visitor("demo-vorgang");
        pages(served, clerk);
        String board = clerk.submit("/vorgaenge/" + MATTER + "/unterzeichnung", "/tafel/" + MATTER + "/zugang")
                .body()
                .replaceAll("(?s).*(/anzeige/[A-Za-z0-9_-]{43}).*", "$1");
        Viewers viewers = new Viewers(served.address.resolve(board + "/strom"));
        Duration before = served.cpu();
        viewers.watch();
        System.out.printf(Locale.ROOT, "%d viewers watch, %.2f s CPU for it%n", VIEWERS, seconds(before, served.cpu()));
        List<Double> alone = viewers.told(beside);
        System.out.printf(Locale.ROOT, "commit elsewhere to the last viewer, s: %s%n", alone);
        checks(served);
        List<Double> after = viewers.told(beside);
        System.out.printf(Locale.ROOT, "the same after %d checks, s: %s%n", CHECKS, after);
        judge("commit elsewhere to the first viewer, s", viewers.slowestFirst, soon);
        System.out.printf(Locale.ROOT, "viewers that stayed: %d of %d%n", viewers.open(), VIEWERS);
        assertThat(viewers.open()).isEqualTo(VIEWERS);
        System.out.printf("memory: %s%n", served.memory());
    }

    /** CPU of each page once it is warm. */
    private void pages(Served served, WebVisitor clerk) {
        for (String page : List.of(
                "/vorgaenge",
                "/vorgaenge/" + MATTER,
                "/vorgaenge/" + MATTER + "/daten",
                "/vorgaenge/" + MATTER + "/unterzeichnung",
                "/tafel/" + MATTER,
                "/postausgang",
                "/pruefen")) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(clerk.get(page).status()).as(page).isEqualTo(200);
            }
            Duration before = served.cpu();
            for (int i = 0; i < ROUNDS; i++) {
                clerk.get(page);
            }
            judge("page " + page + ", ms CPU", seconds(before, served.cpu()) * 1000 / ROUNDS, 50);
        }
    }

    private static void checks(Served served) throws Exception {
        WebVisitor lawyer = served.visitor("demo-pruefung");
        byte[] file = Files.readAllBytes(Path.of("src/test/resources/federzug/verification/cases/v-base-t.pdf"));
        ExecutorService all = Executors.newFixedThreadPool(CHECKS);
        try {
            Duration before = served.cpu();
            long start = System.nanoTime();
            List<Future<Double>> answers = new ArrayList<>();
            for (int i = 0; i < CHECKS; i++) {
                String name = "datei-" + i + ".pdf";
                answers.add(all.submit(() -> {
                    Answer line = lawyer.upload("/pruefen", "/pruefen", "datei", Map.of(name, file));
                    assertThat(line.target()).as(line.body()).startsWith("/pruefen/");
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(500))
                            .until(() -> !lawyer.get(line.target()).body().contains("data-looks-again"));
                    return (System.nanoTime() - start) / 1e9;
                }));
            }
            List<Double> times = new ArrayList<>();
            for (Future<Double> answer : answers) {
                times.add(answer.get());
            }
            Collections.sort(times);
            System.out.printf(
                    Locale.ROOT,
                    "%d checks at once: all after %.1f s, median %.1f s, %.2f s CPU each%n",
                    CHECKS,
                    times.get(times.size() - 1),
                    times.get(times.size() / 2),
                    seconds(before, served.cpu()) / CHECKS);
        } finally {
            all.shutdownNow();
        }
    }

    /** Prints what was measured beside what is promised; {@link #holdsWhatIsPromised} asks at the end. */
    private void judge(String what, double measured, double most) {
        System.out.printf(Locale.ROOT, "%s: %.2f (at most %.2f)%n", what, measured, most);
        promises.assertThat(measured).as(what).isLessThanOrEqualTo(most);
    }

    /** On a small run nothing is held to it. */
    @AfterEach
    void holdsWhatIsPromised() {
        if (!SMALL) {
            promises.assertAll();
        }
    }

    private static double seconds(Duration before, Duration after) {
        return after.minus(before).toMillis() / 1000.0;
    }

    private static String embeddedPassword(Path home) throws IOException {
        return Files.readString(home.resolve("database.key")).strip();
    }

    /** Who watches the board: each on a connection of their own, told by its stream. */
    private static final class Viewers {
        private final URI stream;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Map<Integer, String> marks = new ConcurrentHashMap<>();
        private final Map<Integer, Long> moments = new ConcurrentHashMap<>();
        private final Map<Integer, Boolean> gone = new ConcurrentHashMap<>();
        private double slowestFirst;

        Viewers(URI stream) {
            this.stream = stream;
        }

        void watch() {
            for (int i = 0; i < VIEWERS; i++) {
                int number = i;
                client.sendAsync(
                                HttpRequest.newBuilder(stream)
                                        .header("Accept", "text/event-stream")
                                        .build(),
                                info -> BodySubscribers.fromLineSubscriber(new Lines(number)))
                        .whenComplete((response, trouble) -> gone.put(number, true));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> marks.size() == VIEWERS);
        }

        int open() {
            return VIEWERS - gone.size();
        }

        /** Seconds from each commit of another process to the last viewer who hears of it. */
        List<Double> told(Connection beside) throws Exception {
            List<Double> last = new ArrayList<>();
            for (int i = 0; i < COMMITS; i++) {
                Map<Integer, String> known = Map.copyOf(marks);
                moments.clear();
                String hash;
                try (PreparedStatement read =
                        beside.prepareStatement("select journal_hash from ceremony where matter = ?")) {
                    read.setString(1, MATTER);
                    try (var row = read.executeQuery()) {
                        row.next();
                        hash = row.getString(1);
                    }
                }
                long committed = set(beside, "0".repeat(63) + (i % 10));
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> moments.size() == VIEWERS
                                && marks.entrySet().stream()
                                        .noneMatch(one -> one.getValue().equals(known.get(one.getKey()))));
                long first = Collections.min(moments.values());
                slowestFirst = Math.max(slowestFirst, (first - committed) / 1e9);
                last.add(Math.round((Collections.max(moments.values()) - committed) / 1e6) / 1000.0);
                Map<Integer, String> changed = Map.copyOf(marks);
                set(beside, hash);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> marks.entrySet().stream()
                                .noneMatch(one -> one.getValue().equals(changed.get(one.getKey()))));
            }
            return last;
        }

        private static long set(Connection beside, String hash) throws Exception {
            try (PreparedStatement write =
                    beside.prepareStatement("update ceremony set journal_hash = ? where matter = ?")) {
                write.setString(1, hash);
                write.setString(2, MATTER);
                write.executeUpdate();
            }
            return System.nanoTime();
        }

        private final class Lines implements Flow.Subscriber<String> {
            private final int number;

            Lines(int number) {
                this.number = number;
            }

            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                if (line.startsWith("data:")) {
                    moments.put(number, System.nanoTime());
                    marks.put(number, line);
                }
            }

            @Override
            public void onError(Throwable trouble) {
                gone.put(number, true);
            }

            @Override
            public void onComplete() {
                gone.put(number, true);
            }
        }
    }

    /** {@code federzug serve} in a process of its own. */
    private static final class Served implements AutoCloseable {
        private final Process process;
        private final Path said;
        private final URI address;

        private Served(Process process, Path said, URI address) {
            this.process = process;
            this.said = said;
            this.address = address;
        }

        static Served start(Path folder, boolean launcher, String home, String... more) throws Exception {
            int port = LocalPort.free();
            Path said = folder.resolve(home + ".out");
            List<String> command = new ArrayList<>();
            if (launcher) {
                command.add(Path.of("federzug").toAbsolutePath().toString());
            } else {
                command.addAll(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.stdout.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dfederzug.app=" + Path.of("").toAbsolutePath(),
                        "-cp",
                        FederzugProcess.classPath(),
                        "federzug.Federzug"));
            }
            command.addAll(List.of("serve", "--plain", "--port", String.valueOf(port), "--home", home));
            command.addAll(List.of(more));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            Served served = new Served(process, said, URI.create("http://127.0.0.1:" + port + "/"));
            served.said("Federzug läuft: (\\S+)");
            return served;
        }

        WebVisitor visitor(String account) {
            WebVisitor visitor = new WebVisitor(address);
            assertThat(visitor.logIn(account, said("(?m)^ *" + account + ": (\\S+)"))
                            .target())
                    .isEqualTo("/");
            return visitor;
        }

        private String said(String line) {
            Pattern pattern = Pattern.compile(line);
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                String all = Files.readString(said);
                                assertThat(process.isAlive()).as(all).isTrue();
                                Matcher found = pattern.matcher(all);
                                return found.find() ? found.group(1) : null;
                            },
                            Objects::nonNull);
        }

        Duration cpu() {
            return process.info().totalCpuDuration().orElseThrow();
        }

        String memory() throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
                return lines.filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList()
                        .toString();
            }
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }
}
