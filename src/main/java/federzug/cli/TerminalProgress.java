package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.Progress;

/** Progress for people: what is being done now on one line, what has changed as lines that stay. */
final class TerminalProgress implements Progress {
    private final Terminal terminal;
    private boolean anything;

    TerminalProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void working(Notice notice) {
        if (!terminal.isPlain()) {
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
