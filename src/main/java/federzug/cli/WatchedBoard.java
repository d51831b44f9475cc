package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Draws a board for a shared screen: who, office, state, since when. No addresses, no content. Plain: one sentence per
 * change. Ends when every matter shown has ended, or with Ctrl-C.
 */
final class WatchedBoard {
    private static final Set<String> LATER = Set.of("DECLINED", "REPLACED", "CANCELLED");
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final Terminal terminal;
    private final Texts texts;
    private final Clock clock;
    private final Map<String, String> announced = new HashMap<>();
    private String drawn = "";

    WatchedBoard(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.texts = terminal.texts();
    }

    void watch(Supplier<List<MatterStatus>> board, Duration pause) {
        while (true) {
            List<MatterStatus> matters = board.get();
            if (terminal.isPlain()) {
                matters.forEach(this::tell);
            } else {
                draw(matters);
            }
            if (!matters.isEmpty() && matters.stream().allMatch(WatchedBoard::ended)) {
                return;
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean ended(MatterStatus matter) {
        return matter.state().equals("CLOSED") || matter.state().equals("CANCELLED");
    }

    private void tell(MatterStatus matter) {
        for (AgreementStatus agreement : matter.agreements()) {
            for (TurnStatus turn : agreement.turns()) {
                String key = matter.id() + "/" + agreement.id() + "/" + turn.person();
                if (!turn.state().equals(announced.put(key, turn.state()))) {
                    terminal.result(line(turn));
                }
            }
            if (!agreement.state().equals(announced.put(matter.id() + "/" + agreement.id(), agreement.state()))) {
                terminal.result(texts.text("cli.watch.agreement", matter.id(), state(agreement.state())));
            }
        }
    }

    private void draw(List<MatterStatus> matters) {
        StringBuilder page = new StringBuilder();
        for (MatterStatus matter : matters) {
            page.append(terminal.paint(texts.text("cli.watch.head", matter.id()), Colour.BOLD))
                    .append(matter.rehearsal() ? "  " + texts.text("cli.watch.rehearsal") : "")
                    .append("\n\n");
            for (AgreementStatus agreement : matter.agreements()) {
                for (TurnStatus turn : agreement.turns()) {
                    boolean signed = turn.state().equals("SIGNED");
                    page.append("  ").append(signed ? terminal.paint("✓", Colour.GREEN) : "·");
                    page.append(' ').append(line(turn)).append("\n\n");
                }
                page.append("  ").append(state(agreement.state())).append("\n\n");
            }
        }
        if (!page.toString().equals(drawn)) {
            drawn = page.toString();
            terminal.raw(HOME_AND_CLEAR + drawn);
        }
    }

    private String line(TurnStatus turn) {
        String since = since(turn.since());
        return turn.state().equals("OPENED")
                ? texts.text("cli.watch.opened", turn.signatory(), turn.office(), since)
                : texts.text("cli.watch.turn", turn.signatory(), turn.office(), state(turn.state()), since);
    }

    /** The hour is enough on the day itself. */
    private String since(Instant since) {
        return GermanTime.of(clock).hour(since, clock.instant());
    }

    /** A shared screen: a person who did not sign, for whatever reason, is shown as deferred. */
    private String state(String state) {
        return LATER.contains(state) ? texts.text("cli.state.deferred") : word(state);
    }

    private String word(String state) {
        return texts.text("cli.state." + state.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
