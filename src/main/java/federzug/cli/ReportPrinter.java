package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.RunReport;

/** Ends a working command: the summary or the JSON document on stdout, trouble on stderr, and the exit code. */
final class ReportPrinter {
    private final Terminal terminal;
    private final boolean json;

    ReportPrinter(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int print(RunReport report) {
        for (Notice notice : report.notices()) {
            if (notice.severity() != Severity.NOTE || !terminal.isQuiet()) {
                terminal.trouble(notice);
            }
        }
        if (json) {
            terminal.result(StatusJson.of(report.matters(), report.notices(), terminal.texts()));
        } else {
            Summary summary = new Summary(terminal);
            for (MatterStatus matter : report.matters()) {
                summary.print(matter);
            }
        }
        return exitCode(report);
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
