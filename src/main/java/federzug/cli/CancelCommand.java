package federzug.cli;

import federzug.ceremony.Acting;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.CallingOff;
import federzug.start.Starter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cancels a signing; what was signed so far is kept. */
@Command(name = "cancel", description = "${bundle:cli.help.cancel}")
final class CancelCommand extends MatterCommand {
    @Option(names = "--agreement", paramLabel = "VEREINBARUNG", descriptionKey = "cli.option.agreement")
    @Nullable
    String agreement;

    @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-actor")
    String actor = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, descriptionKey = "cli.option.reason")
    String reason = "";

    @Option(names = "--yes", descriptionKey = "cli.option.yes-cancel")
    boolean yes;

    CancelCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TurnDesk desk = services.getBean(TurnDesk.class);
        CallingOff touched = desk.beforeCancel(matter, agreement);
        if (!touched.signed().isEmpty()) {
            terminal.progress(terminal.texts()
                    .text("cli.cancel.signed", touched.agreement(), String.join(", ", touched.signed())));
            if (!yes && !terminal.confirms(terminal.texts().text("cli.cancel.ask"))) {
                throw new CommandException(Notice.error("cli.cancel.not-confirmed", Place.NOWHERE));
            }
        }
        TerminalProgress progress = new TerminalProgress(terminal);
        MatterStatus status = desk.cancel(Acting.of(actor), matter, touched.agreement(), reason, progress);
        progress.clear();
        if (!touched.told().isEmpty()) {
            terminal.progress(terminal.texts().text("cli.cancel.told", String.join(", ", touched.told())));
        }
        new Printer(terminal, options.json).print(List.of(status));
        return ExitCode.DONE;
    }
}
