package federzug.cli;

import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;

/** Finishes whatever was interrupted. */
@Command(name = "resume", description = "${bundle:cli.help.resume}")
final class ResumeCommand extends WorkingCommand {
    ResumeCommand(Starter starter) {
        super(starter);
    }

    @Override
    FilesOf writesFilesOf() {
        return FilesOf.ALL;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        RunReport report = services.getBean(Jobs.class).resume(actor(), progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
