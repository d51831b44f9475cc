package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.signing.SignFile;
import federzug.pipeline.signing.SignFile.Done;
import federzug.pipeline.signing.SignFile.Shown;
import federzug.pipeline.signing.SignFile.Unlocked;
import federzug.start.SignFileApplication;
import federzug.start.Starter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs one file on a signatory's own machine; starts no database and makes no folder. */
@Command(name = "sign-file", description = "${bundle:cli.help.sign-file}")
final class SignFileCommand extends WorkingCommand {
    @Parameters(paramLabel = "DATEI.pdf", descriptionKey = "cli.param.file")
    Path file = Path.of("");

    @Option(names = "--device", paramLabel = "NAME", required = true, descriptionKey = "cli.option.device-file")
    String device = "";

    @Option(names = "--field", paramLabel = "FELD", descriptionKey = "cli.option.field")
    @Nullable
    String field;

    @Option(names = "--yes", descriptionKey = "cli.option.yes-sign")
    boolean yes;

    SignFileCommand(Starter starter) {
        super(SignFileApplication::start);
    }

    @Override
    boolean worksInHome() {
        return false;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        SignFile signing = services.getBean(SignFile.class);
        Shown shown = signing.show(file, field);
        terminal.progress(terminal.texts()
                .text(
                        "cli.sign-file.shown",
                        shown.file(),
                        shown.pages(),
                        terminal.paint(shown.digest().hex(), Colour.BOLD),
                        shown.label().isEmpty() ? shown.field() : shown.label(),
                        shown.signed().size()));
        if (!yes && !terminal.confirms(terminal.texts().text("cli.sign.ask"))) {
            throw new CommandException(Notice.error("cli.sign.not-confirmed", Place.NOWHERE));
        }
        @Nullable
        Path folder = options.out == null ? null : Path.of(options.out).toAbsolutePath();
        Done done;
        try (Unlocked unlocked = signing.unlock(shown, device, folder, new TerminalPrompt(terminal))) {
            if (shown.field().isEmpty()) {
                terminal.progress(terminal.texts().text("cli.sign-file.chosen", unlocked.holder(), unlocked.label()));
            }
            if (unlocked.isForeign()) {
                terminal.trouble(
                        Notice.warning("cli.sign-file.foreign", Place.NOWHERE, unlocked.label(), unlocked.holder()));
                if (!yes && !terminal.confirms(terminal.texts().text("cli.sign.ask"))) {
                    throw new CommandException(Notice.error("cli.sign.not-confirmed", Place.NOWHERE));
                }
            }
            done = unlocked.sign();
        }
        terminal.result(terminal.texts().text("cli.sign-file.done", done.holder(), done.file()));
        if (!done.stamped()) {
            terminal.progress(terminal.texts().text("cli.sign-file.unstamped"));
        }
        if (done.example()) {
            terminal.progress(terminal.texts().text("cli.sign-file.example"));
        }
        return ExitCode.DONE;
    }
}
