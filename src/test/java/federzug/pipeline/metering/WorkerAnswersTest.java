package federzug.pipeline.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.pipeline.PipelineException;
import federzug.pipeline.Stage;
import federzug.pipeline.Standings;
import federzug.pipeline.Standings.Standing;
import federzug.pipeline.folder.FreeSpace;
import federzug.testkit.LocalPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;

class WorkerAnswersTest {
    private static final List<Standing> SOME = List.of(
            new Standing("mails", "state", "accepted", 5),
            new Standing("mails", "state", "unknown", 0),
            new Standing("matters", "", "", 3));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Meters meters = new Meters();

    @Test
    void reportsTheStateOfAWorkerToProgramsOnThisMachine() throws Exception {
        int port = LocalPort.free();
        meters.took(Stage.CLOSE, Duration.ofMillis(1500), true);
        meters.took(Stage.CLOSE, Duration.ofMillis(500), true);
        meters.took(Stage.CLOSE, Duration.ofSeconds(4), false);
        WorkerAnswers answers = answers(port, () -> SOME);
        try (WorkerAnswers.Answering answering = answers.begin()) {
            assertThat(get(port, "/lebt").statusCode()).isEqualTo(200);
            assertThat(get(port, "/bereit").statusCode()).isEqualTo(200);
            HttpResponse<String> figures = get(port, "/kennzahlen");
            assertThat(figures.headers().firstValue("Content-Type")).hasValue(Metrics.TYPE);
            assertThat(figures.body())
                    .contains(
                            "# TYPE federzug_mails gauge\nfederzug_mails{state=\"accepted\"} 5\nfederzug_mails{state=\"unknown\"} 0\n",
                            "# TYPE federzug_matters gauge\nfederzug_matters 3\n",
                            "# TYPE federzug_stage_seconds_count counter\n",
                            "federzug_stage_seconds_count{outcome=\"good\",stage=\"close\"} 2\n",
                            "federzug_stage_seconds_sum{outcome=\"good\",stage=\"close\"} 2\n",
                            "federzug_stage_seconds_max{outcome=\"stopped\",stage=\"close\"} 4\n",
                            "federzug_database_up 1\n")
                    .matches(
                            "(?s)(# TYPE [a-z_]+ (gauge|counter)\n([a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})?"
                                    + " [-0-9.E]+\n)+)+");
            assertThat(get(port, "/kennzahlen/mehr").statusCode()).isEqualTo(404);
            assertThat(get(port, "/").statusCode()).isEqualTo(404);
            assertThat(client.send(
                                    HttpRequest.newBuilder(at(port, "/kennzahlen"))
                                            .POST(BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
            assertThatThrownBy(answers::begin)
                    .isInstanceOfSatisfying(
                            PipelineException.class,
                            refused ->
                                    assertThat(refused.notices().get(0).code()).isEqualTo("pipeline.metrics.port"));
        }
        assertThatThrownBy(() -> get(port, "/lebt")).isInstanceOf(IOException.class);
    }

    @Test
    void opensNoPortIfNoneIsConfigured() {
        Standings never = () -> {
            throw new AssertionError("asked");
        };
        answers(0, never).begin().close();
    }

    @Test
    void saysThatTheDatabaseIsGoneAndDoesNotWaitForIt() throws Exception {
        CountDownLatch back = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Standings slow = () -> {
            asked.incrementAndGet();
            await(back);
            return SOME;
        };
        Metrics metrics =
                new Metrics(slow, meters, Mockito.mock(FreeSpace.class, call -> java.util.OptionalLong.empty()));
        assertThat(metrics.isDatabaseThere()).isFalse();
        assertThat(metrics.text()).contains("federzug_database_up 0\n").doesNotContain("federzug_mails");
        assertThat(asked).as("one at a time").hasValue(1);
        back.countDown();
        org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(1)).until(metrics::isDatabaseThere);
        assertThat(metrics.text()).contains("federzug_database_up 1\n", "federzug_mails{state=\"accepted\"} 5\n");
    }

    @Test
    void saysThatTheDatabaseIsGoneIfItFails() {
        Standings broken = () -> {
            throw new DataAccessResourceFailureException("gone");
        };
        assertThat(new Metrics(broken, meters, Mockito.mock(FreeSpace.class, call -> java.util.OptionalLong.of(7)))
                        .text())
                .contains("federzug_database_up 0\n", "federzug_disk_free_bytes 7\n");
    }

    private WorkerAnswers answers(int port, Standings standings) {
        return new WorkerAnswers(
                new MeteringSettings(port),
                new Metrics(standings, meters, Mockito.mock(FreeSpace.class, call -> java.util.OptionalLong.of(7))));
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(port, path)).build(), BodyHandlers.ofString());
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
