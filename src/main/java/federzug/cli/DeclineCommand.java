package federzug.cli;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import picocli.CommandLine.Command;

/** Records that a person refuses to sign. */
@Command(name = "decline", description = "${bundle:cli.help.decline}")
final class DeclineCommand extends TurnCommand {
    DeclineCommand(Starter starter) {
        super(starter);
    }

    @Override
    MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress) {
        return desk.decline(acting, whose, reason, progress);
    }
}
