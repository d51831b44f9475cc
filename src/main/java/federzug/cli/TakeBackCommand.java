package federzug.cli;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import picocli.CommandLine.Command;

/** Takes the document back from a person, giving up a begun signature. */
@Command(name = "takeback", description = "${bundle:cli.help.takeback}")
final class TakeBackCommand extends TurnCommand {
    TakeBackCommand(Starter starter) {
        super(starter);
    }

    @Override
    MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress) {
        return desk.takeBack(acting, whose, reason, progress);
    }
}
