package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.signing.Successors;
import federzug.pipeline.signing.Successors.Succeeded;
import federzug.start.Starter;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a new matter from the data of another one and cancels that one, where the signed text has to change. */
@Command(name = "successor", description = "${bundle:cli.help.successor}")
final class SuccessorCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", index = "0", descriptionKey = "cli.param.matter")
    String matter = "";

    @Parameters(paramLabel = "NEU", index = "1", descriptionKey = "cli.param.successor")
    String successor = "";

    @Option(names = "--to", paramLabel = "ORDNER", descriptionKey = "cli.option.successor-to")
    Path folder = Path.of("");

    @Option(names = "--yes", descriptionKey = "cli.option.yes-successor")
    boolean yes;

    SuccessorCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Successors successors = services.getBean(Successors.class);
        List<String> signed = successors.signed(matter);
        if (!signed.isEmpty()) {
            terminal.progress(terminal.texts().text("cli.successor.signed", String.join(", ", signed)));
            if (!yes && !terminal.confirms(terminal.texts().text("cli.successor.ask"))) {
                throw new CommandException(Notice.error("cli.successor.not-confirmed", Place.NOWHERE));
            }
        }
        TerminalProgress progress = new TerminalProgress(terminal);
        Path target = folder.toString().isEmpty() ? Path.of(successor) : folder;
        Succeeded succeeded = successors.begin(actor(), matter, successor, target, progress);
        progress.clear();
        if (!options.json) {
            terminal.result(terminal.texts().text("cli.successor.data", succeeded.data()));
        }
        new Printer(terminal, options.json).print(List.of(succeeded.matter()));
        return ExitCode.DONE;
    }
}
