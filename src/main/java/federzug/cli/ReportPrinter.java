package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunTotals;
import federzug.pipeline.StatusJson;
import federzug.pipeline.board.Board;
import java.time.Duration;

/**
 * Ends a working command: the summary or the JSON document on stdout, errors on stderr, and the exit code. Of many
 * matters only those are shown that need a person.
 */
final class ReportPrinter {
    private static final int FEW = 20;

    private final Terminal terminal;
    private final boolean json;
    private final Board board;

    ReportPrinter(Terminal terminal, boolean json, Board board) {
        this.terminal = terminal;
        this.json = json;
        this.board = board;
    }

    int print(RunReport report) {
        for (Notice notice : report.notices()) {
            if (notice.severity() != Severity.NOTE || !terminal.isQuiet()) {
                terminal.trouble(notice);
            }
        }
        if (json) {
            terminal.result(out -> StatusJson.write(
                    out,
                    report.matters().stream().map(board::of),
                    report.notices(),
                    terminal.texts(),
                    terminal.time()));
        } else {
            boolean few = report.matters().size() <= FEW;
            Summary summary = new Summary(terminal);
            (few ? report.matters() : report.remarkable())
                    .stream().map(board::of).forEach(summary::print);
            if (report.tally().matters() > 1) {
                tally(report.tally(), few);
            }
        }
        return exitCode(report);
    }

    /** What, how many, how long, what needs attention. */
    private void tally(RunTotals tally, boolean few) {
        long perMatter = tally.took().toMillis() / tally.matters();
        terminal.result("");
        terminal.result(terminal.texts()
                .text(
                        "cli.tally.all",
                        tally.matters(),
                        Spans.clock(tally.took()),
                        Spans.seconds(Duration.ofMillis(perMatter))));
        terminal.result("  "
                + terminal.texts()
                        .text(
                                "cli.tally.states",
                                tally.ended(),
                                tally.waiting(),
                                tally.stopped(),
                                tally.refused(),
                                tally.elsewhere()));
        if (tally.attention() > 0) {
            terminal.result("  " + terminal.texts().text("cli.tally.attention", tally.attention()));
        }
        if (!few) {
            terminal.result("  " + terminal.texts().text("cli.tally.board"));
        }
    }

    private static int exitCode(RunReport report) {
        if (report.failed()) {
            return ExitCode.FAILED;
        }
        if (report.hasErrors()) {
            return ExitCode.INPUT;
        }
        return report.attention() ? ExitCode.ATTENTION : ExitCode.DONE;
    }
}
