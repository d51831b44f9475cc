package federzug.cli;

import federzug.ceremony.Acting;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.Progress;
import federzug.pipeline.signing.TurnDesk;
import federzug.pipeline.signing.TurnDesk.Whose;
import federzug.start.Starter;
import picocli.CommandLine.Command;

/** Switches a person to the other way of signing named in the data; a begun signature is abandoned. */
@Command(name = "switch", description = "${bundle:cli.help.switch}")
final class SwitchCommand extends TurnCommand {
    SwitchCommand(Starter starter) {
        super(starter);
    }

    @Override
    MatterStatus decide(Acting acting, TurnDesk desk, Whose whose, Progress progress) {
        return desk.switchOver(acting, whose, reason, progress).matter();
    }
}
