package federzug.cli;

import federzug.pipeline.Board;
import federzug.pipeline.SigningDesk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a signing off; what was signed so far is kept. */
@Command(name = "cancel", description = "${bundle:cli.help.cancel}")
final class CancelCommand extends WorkingCommand {
    @Parameters(paramLabel = "MATTER", descriptionKey = "cli.param.matter")
    String matter = "";

    @Option(names = "--agreement", paramLabel = "A", descriptionKey = "cli.option.agreement")
    @Nullable
    String agreement;

    @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-actor")
    String actor = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "cli.option.reason")
    String reason = "";

    CancelCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        services.getBean(SigningDesk.class).cancel(matter, agreement, actor, reason);
        new Printer(terminal, options.json)
                .print(List.of(services.getBean(Board.class).of(matter)));
        return ExitCode.DONE;
    }
}
