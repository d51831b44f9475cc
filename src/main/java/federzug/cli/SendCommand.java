package federzug.cli;

import federzug.pipeline.Board;
import federzug.pipeline.Jobs;
import federzug.pipeline.RunReport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends what is due: signed documents to the signatories, the release to the press list. */
@Command(name = "send", description = "${bundle:cli.help.send}")
final class SendCommand extends WorkingCommand {
    @Parameters(paramLabel = "MATTER", arity = "0..1", descriptionKey = "cli.param.matter")
    @Nullable
    String matter;

    SendCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        RunReport report = services.getBean(Jobs.class).send(matter, progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
