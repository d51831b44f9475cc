package federzug.cli;

import federzug.pipeline.MatterStatus;
import federzug.pipeline.board.Board;
import federzug.start.Starter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the board: whose turn it is, what is done. */
@Command(name = "status", description = "${bundle:cli.help.status}")
final class StatusCommand extends WorkingCommand {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Parameters(paramLabel = "VORGANG", arity = "0..1", descriptionKey = "cli.param.matter")
    @Nullable
    String matter;

    @Option(names = "--watch", descriptionKey = "cli.option.watch")
    boolean watch;

    StatusCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Board board = services.getBean(Board.class);
        if (watch) {
            new WatchedBoard(terminal, services.getBean(Clock.class)).watch(() -> matters(board), PAUSE);
            return ExitCode.DONE;
        }
        List<MatterStatus> matters = matters(board);
        if (matters.isEmpty() && !options.json) {
            terminal.result(terminal.texts().text("cli.status.empty"));
        }
        new Printer(terminal, options.json).print(matters);
        return matters.stream().anyMatch(MatterStatus::needsAttention) ? ExitCode.ATTENTION : ExitCode.DONE;
    }

    private List<MatterStatus> matters(Board board) {
        return matter == null ? board.all() : List.of(board.of(matter));
    }
}
