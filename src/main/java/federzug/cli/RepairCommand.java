package federzug.cli;

import federzug.pipeline.MatterStatus;
import federzug.pipeline.run.Repairing;
import federzug.start.Starter;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings back a matter whose stored state cannot be read any more. */
@Command(name = "repair", description = "${bundle:cli.help.repair}")
final class RepairCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", descriptionKey = "cli.param.matter")
    String matter = "";

    RepairCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        MatterStatus status = services.getBean(Repairing.class).repair(actor(), matter, progress);
        progress.clear();
        new Printer(terminal, options.json).print(List.of(status));
        return status.isReadable() ? ExitCode.DONE : ExitCode.ATTENTION;
    }
}
