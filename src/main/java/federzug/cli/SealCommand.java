package federzug.cli;

import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Seals a fully signed matter for the long term, checks it and writes the reports. */
@Command(name = "seal", description = "${bundle:cli.help.seal}")
final class SealCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", descriptionKey = "cli.param.matter")
    String matter = "";

    SealCommand(Starter starter) {
        super(starter);
    }

    @Override
    FilesOf writesFilesOf() {
        return FilesOf.ONE;
    }

    @Override
    String storedMatter() {
        return matter;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        RunReport report = services.getBean(Jobs.class).seal(actor(), matter, progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
