package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.TurnStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedBoardTest {
    private static final Instant TEN = Instant.parse("2021-12-01T09:14:00Z");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void saysWithWhomTheDocumentLiesAndSinceWhen() {
        watch(true, matter("IN_SIGNING", "OPENED", TEN), matter("CLOSED", "SIGNED", TEN));
        assertThat(shown())
                .contains("Lutz Rodig, Polizeipräsident: Das Dokument liegt hier seit 10:14\u00a0Uhr")
                .contains("Lutz Rodig, Polizeipräsident: unterzeichnet (seit 10:14\u00a0Uhr)");
    }

    @Test
    void namesTheDayIfItIsNotToday() {
        watch(true, matter("CLOSED", "SIGNED", TEN.minus(Duration.ofDays(2))));
        assertThat(shown()).contains("seit 29.11., 10:14\u00a0Uhr");
    }

    @Test
    void callsAFailureHandedInLater() {
        for (String state : List.of("DECLINED", "DEFERRED")) {
            screen.reset();
            watch(true, matter("CANCELLED", state, TEN));
            assertThat(shown()).contains("unterzeichnet später").doesNotContain("abgelehnt", "abgebrochen");
        }
    }

    @Test
    void showsNothingConfidential() {
        watch(false, matter("CLOSED", "SIGNED", TEN));
        assertThat(shown())
                .contains("Lutz Rodig", "PROBE")
                .doesNotContain("@", "/geheim", "demo-rodig", "pipeline.", "message-id");
    }

    @Test
    void drawsOnlyWhenSomethingHasChanged() {
        MatterStatus same = matter("IN_SIGNING", "OPENED", TEN);
        watch(false, same, same, same, matter("CLOSED", "SIGNED", TEN));
        assertThat(shown().split("\u001b\\[2J", -1)).hasSize(3);
    }

    private void watch(boolean plain, MatterStatus... moments) {
        Deque<MatterStatus> left = new ArrayDeque<>(List.of(moments));
        PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, Texts.german(), plain, false);
        Clock clock = Clock.fixed(TEN.plusSeconds(60), ZoneId.of("Europe/Berlin"));
        new WatchedBoard(terminal, clock).watch(() -> List.of(left.pop()), Duration.ZERO);
        assertThat(left).isEmpty();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static MatterStatus matter(String state, String turn, Instant since) {
        return new MatterStatus(
                "crimmitschau-2021",
                true,
                state,
                List.of(new AgreementStatus(
                        "crimmitschau",
                        state,
                        Path.of("/geheim/vertrag.pdf"),
                        List.of(new TurnStatus("rodig", "Lutz Rodig", "Polizeipräsident", turn, since, "demo-rodig")))),
                null,
                List.of(new MailLine("rodig@pd.example", "REJECTED", "<message-id@x>", "INVITATION", true)),
                List.of(Notice.warning("pipeline.send.no-address", Place.NOWHERE, "x@y.example")),
                Path.of("/geheim"));
    }
}
