package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.signing.SigningDesk;
import federzug.pipeline.signing.SigningDesk.Reading;
import federzug.pipeline.signing.TurnDesk.Switched;
import federzug.start.Starter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Signs as one person, who sees what is signed and confirms before a PIN is asked for. */
@Command(name = "sign", description = "${bundle:cli.help.sign}")
final class SignCommand extends MatterCommand {
    @Option(names = "--agreement", paramLabel = "VEREINBARUNG", descriptionKey = "cli.option.agreement")
    @Nullable
    String agreement;

    @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as")
    String person = "";

    @Option(names = "--device", paramLabel = "NAME", descriptionKey = "cli.option.device")
    @Nullable
    String device;

    @Option(names = "--fallback", descriptionKey = "cli.option.fallback")
    boolean fallback;

    @Option(names = "--yes", descriptionKey = "cli.option.yes-sign")
    boolean yes;

    SignCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        SigningDesk desk = services.getBean(SigningDesk.class);
        if (fallback) {
            TerminalProgress switching = new TerminalProgress(terminal);
            Switched switched = desk.takeFallback(actor(), matter, agreement, person, switching);
            switching.clear();
            if (switched.elsewhere()) {
                new Printer(terminal, options.json).print(List.of(switched.matter()));
                return ExitCode.DONE;
            }
        }
        Reading reading = desk.show(matter, agreement, person, device);
        terminal.progress(terminal.texts()
                .text(
                        "cli.sign.shown",
                        reading.signatory(),
                        reading.file(),
                        reading.pages(),
                        terminal.paint(reading.digest().hex(), Colour.BOLD),
                        reading.device()));
        if (!yes && !terminal.confirms(terminal.texts().text("cli.sign.ask"))) {
            throw new CommandException(Notice.error("cli.sign.not-confirmed", Place.NOWHERE));
        }
        TerminalProgress progress = new TerminalProgress(terminal);
        MatterStatus status = desk.sign(actor(), reading, new TerminalPrompt(terminal), progress);
        progress.clear();
        new Printer(terminal, options.json).print(List.of(status));
        return ExitCode.DONE;
    }
}
