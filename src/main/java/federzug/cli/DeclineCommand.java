package federzug.cli;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records that a person refuses to sign, or signs after all. */
@Command(name = "decline", description = "${bundle:cli.help.decline}")
final class DeclineCommand extends TurnCommand {
    DeclineCommand(Starter starter) {
        super(starter);
    }

    @Option(names = "--withdraw", descriptionKey = "cli.option.withdraw")
    boolean withdraw;

    @Override
    MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress) {
        return withdraw
                ? desk.reconsider(acting, whose, reason, progress)
                : desk.decline(acting, whose, reason, progress);
    }
}
