package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.Progress;
import federzug.pipeline.StageProgress;
import java.util.Locale;

/** Shows progress: the current step on one line, changes as lines that stay. */
final class TerminalProgress implements Progress {
    /** Fewer matters pass by before anybody wants to know how long they take. */
    private static final int MANY = 10;

    private static final long PAUSE_NANOS = 10_000_000_000L;
    private static final long REDRAW_NANOS = 250_000_000L;

    private final Terminal terminal;
    private long toldAt = System.nanoTime();
    private boolean many;
    /** The line that stays below everything else. */
    private String pace = "";

    private boolean anything;

    TerminalProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void working(Notice notice) {
        if (!terminal.isPlain() && !many) {
            terminal.redraw(terminal.paint("… ", Colour.DIM) + terminal.texts().line(notice));
        }
    }

    @Override
    public synchronized void changed(Notice notice) {
        clear();
        anything = true;
        if (notice.severity() != Severity.NOTE) {
            terminal.trouble(notice);
        } else if (terminal.isPlain()) {
            terminal.progress(terminal.texts().line(notice));
        } else {
            terminal.progress(
                    terminal.paint("✓ ", Colour.GREEN) + terminal.texts().line(notice));
        }
        if (many && !terminal.isPlain()) {
            terminal.redraw(pace);
        }
    }

    @Override
    public synchronized void advanced(StageProgress now) {
        many = now.total() >= MANY && now.done() < now.total();
        long pause = terminal.isPlain() ? PAUSE_NANOS : REDRAW_NANOS;
        if (!many) {
            pace = "";
        }
        if (!many || System.nanoTime() - toldAt < pause) {
            return;
        }
        toldAt = System.nanoTime();
        String line = terminal.texts()
                .text(
                        "cli.progress.pace",
                        terminal.texts().text("cli.stage." + now.stage().name().toLowerCase(Locale.ROOT)),
                        now.done(),
                        now.total(),
                        String.format(Locale.GERMAN, "%.1f", now.rate()),
                        Spans.clock(now.left()));
        if (terminal.isPlain()) {
            terminal.progress(line);
        } else {
            pace = terminal.paint("… ", Colour.DIM) + line;
            terminal.redraw(pace);
        }
    }

    /** Whether something has changed since the beginning. */
    synchronized boolean hasChanged() {
        return anything;
    }

    synchronized void clear() {
        if (!terminal.isPlain()) {
            terminal.redraw("");
        }
    }
}
