package federzug.cli;

import federzug.pipeline.Board;
import federzug.pipeline.Jobs;
import federzug.pipeline.RunReport;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;

/** Fills and renders, opens the turns, and stops. */
@Command(name = "prepare", description = "${bundle:cli.help.prepare}")
final class PrepareCommand extends PathsCommand {
    PrepareCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        RunReport report = services.getBean(Jobs.class).prepare(order(terminal), progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
