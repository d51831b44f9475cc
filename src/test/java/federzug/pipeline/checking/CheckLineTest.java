package federzug.pipeline.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import federzug.pipeline.Upload;
import federzug.pipeline.checking.CheckLine.Result;
import federzug.testkit.MovedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line before the check: bounded, each only for its owner, forgotten after an hour. */
class CheckLineTest {
    private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    private final Checking checking = mock(Checking.class);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final MovedClock clock = new MovedClock(NOON);
    private final CheckLine line = new CheckLine(checking, clock);

    @AfterEach
    void open() {
        gate.countDown();
        line.destroy();
    }

    private void closeTheGate() {
        when(checking.check(any(List.class), any(), any(), any())).thenAnswer(call -> {
            gate.await(1, TimeUnit.MINUTES);
            throw new IllegalStateException("broken on purpose");
        });
    }

    private static List<Upload> pdfs(int count) {
        List<Upload> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Upload("datei-" + i + ".pdf", "%PDF-1.7 …".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return all;
    }

    private String enter(String owner, int files) {
        return line.enter(owner, pdfs(files), null, Locale.GERMAN);
    }

    @Test
    void takesNoMoreThanTheLineHoldsAndSaysHowManyAreBefore() {
        closeTheGate();
        int cores = Runtime.getRuntime().availableProcessors();
        String first = enter("a", 1);
        int room = 60 + cores - 1;
        String last = first;
        for (int left = room; left > 0; left -= Math.min(left, 20)) {
            last = enter("a", Math.min(left, 20));
        }
        assertThatThrownBy(() -> enter("b", 1)).hasMessage("pipeline.check.line-full");
        assertThat(line.look("a", first).before()).isZero();
        assertThat(line.look("a", last).before()).isPositive();

        gate.countDown();
        String id = last;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> line.look("a", id).isDone());
        assertThat(enter("b", 1)).isNotEmpty();
    }

    @Test
    void reportsOwnErrorsNotAsAVerdict() {
        closeTheGate();
        gate.countDown();
        String id = enter("a", 2);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> line.look("a", id).isDone());
        assertThat(line.look("a", id).outcomes()).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.result()).isEqualTo(Result.FAILED);
            assertThat(outcome.sentence()).contains("Das sagt nichts über die Datei");
            assertThat(outcome.forms()).isEmpty();
        });
        assertThat(line.report("a", id, 0, ReportForm.HTML)).isEmpty();
        assertThat(line.report("a", id, 7, ReportForm.HTML)).isEmpty();
        assertThat(line.report("a", id, -1, ReportForm.HTML)).isEmpty();
    }

    @Test
    void showsACheckToItsOwnerForAnHour() {
        closeTheGate();
        String id = enter("a", 1);
        assertThatThrownBy(() -> line.look("b", id)).hasMessage("pipeline.check.line-unknown");
        assertThatThrownBy(() -> line.drop("b", id)).hasMessage("pipeline.check.line-unknown");
        clock.set(NOON.plus(Duration.ofMinutes(59)));
        assertThat(line.look("a", id).isDone()).isFalse();
        clock.set(NOON.plus(Duration.ofMinutes(61)));
        assertThatThrownBy(() -> line.look("a", id)).hasMessage("pipeline.check.line-unknown");
    }

    @Test
    void refusesWhatIsNoPdfAllAtOnce() {
        List<Upload> uploads = new ArrayList<>(pdfs(1));
        uploads.add(new Upload("vertrag.docx", new byte[] {'P', 'K', 3, 4}));
        uploads.add(new Upload("bild.svg", "<svg onload=alert(1)>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> line.enter("a", uploads, null, Locale.GERMAN))
                .isInstanceOfSatisfying(
                        federzug.pipeline.PipelineException.class,
                        refused -> assertThat(refused.notices())
                                .extracting(notice -> notice.arguments().get(0))
                                .containsExactly("vertrag.docx", "bild.svg"));
        assertThatThrownBy(() -> line.enter("a", List.of(), null, Locale.GERMAN))
                .hasMessage("pipeline.check.no-upload");
        assertThatThrownBy(() -> enter("a", 21)).hasMessage("pipeline.check.upload-too-many");
    }
}
