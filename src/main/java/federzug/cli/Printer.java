package federzug.cli;

import federzug.notice.Notice;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.StatusJson;
import java.util.List;

/** Prints the state of matters, as text or JSON. */
final class Printer {
    private final Terminal terminal;
    private final boolean json;

    Printer(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    void print(List<MatterStatus> matters) {
        print(matters, List.of());
    }

    /**
     * @param notices already shown to people
     */
    void print(List<MatterStatus> matters, List<Notice> notices) {
        if (json) {
            terminal.result(StatusJson.of(matters, notices, terminal.texts(), terminal.time()));
        } else {
            Summary summary = new Summary(terminal);
            matters.forEach(summary::print);
        }
    }
}
