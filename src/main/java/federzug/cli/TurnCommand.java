package federzug.cli;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Option;

/** A decision about one person's turn. */
abstract class TurnCommand extends MatterCommand {
    @Option(names = "--agreement", paramLabel = "VEREINBARUNG", descriptionKey = "cli.option.agreement")
    @Nullable
    String agreement;

    @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-turn")
    String person = "";

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "cli.option.reason")
    String reason = "";

    TurnCommand(Starter starter) {
        super(starter);
    }

    @Override
    final int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        MatterStatus status =
                decide(actor(), services.getBean(TurnDesk.class), new Whose(matter, agreement, person), progress);
        progress.clear();
        new Printer(terminal, options.json).print(List.of(status));
        return ExitCode.DONE;
    }

    abstract MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress);
}
