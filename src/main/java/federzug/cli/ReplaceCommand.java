package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.signing.Replacing;
import federzug.pipeline.signing.Replacing.Effect;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replaces a person by a deputy: first shows what that affects and who must sign again. */
@Command(name = "replace", description = "${bundle:cli.help.replace}")
final class ReplaceCommand extends MatterCommand {
    @Option(names = "--agreement", paramLabel = "VEREINBARUNG", descriptionKey = "cli.option.agreement")
    @Nullable
    String agreement;

    @Option(names = "--as", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.as-turn")
    String person = "";

    @Option(names = "--by", paramLabel = "PERSON", required = true, descriptionKey = "cli.option.by")
    String by = "";

    @Option(names = "--device", paramLabel = "NAME", descriptionKey = "cli.option.by-device")
    @Nullable
    String device;

    @Option(names = "--reason", paramLabel = "TEXT", descriptionKey = "cli.option.reason")
    String reason = "";

    @Option(names = "--draft", paramLabel = "DATEI.docx", descriptionKey = "cli.option.replace-draft")
    @Nullable
    Path draft;

    @Option(names = "--yes", descriptionKey = "cli.option.yes-replace")
    boolean yes;

    ReplaceCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Replacing replacing = services.getBean(Replacing.class);
        Effect effect = replacing.show(new Whose(matter, agreement, person), by, device, draft);
        tell(effect, terminal);
        if (!yes && !terminal.confirms(terminal.texts().text("cli.replace.ask"))) {
            throw new CommandException(Notice.error("cli.replace.not-confirmed", Place.NOWHERE));
        }
        TerminalProgress progress = new TerminalProgress(terminal);
        MatterStatus status = replacing.replace(actor(), effect, by, reason, progress);
        progress.clear();
        new Printer(terminal, options.json).print(List.of(status));
        return ExitCode.DONE;
    }

    private static void tell(Effect effect, Terminal terminal) {
        terminal.progress(terminal.texts()
                .text("cli.replace.shown", effect.deputy(), effect.office(), effect.leaving(), effect.device()));
        if (!effect.signAgain().isEmpty()) {
            terminal.progress(terminal.texts().text("cli.replace.sign-again", String.join(", ", effect.signAgain())));
        }
        if (!effect.inviteAgain().isEmpty()) {
            terminal.progress(
                    terminal.texts().text("cli.replace.invite-again", String.join(", ", effect.inviteAgain())));
        }
    }
}
