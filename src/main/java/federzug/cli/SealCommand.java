package federzug.cli;

import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;

/** Seals a fully signed matter for the long term, checks it and writes the reports. */
@Command(name = "seal", description = "${bundle:cli.help.seal}")
final class SealCommand extends MatterCommand {
    SealCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        RunReport report = services.getBean(Jobs.class).seal(actor(), matter, progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
