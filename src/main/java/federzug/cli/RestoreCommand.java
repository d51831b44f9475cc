package federzug.cli;

import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.run.BackupDesk;
import federzug.start.Starter;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Restores a backup into an empty home. */
@Command(name = "restore", description = "${bundle:cli.help.restore}")
final class RestoreCommand extends WorkingCommand {
    @Parameters(paramLabel = "ORDNER", descriptionKey = "cli.param.restore")
    Path folder = Path.of("");

    RestoreCommand(Starter starter) {
        super(starter);
    }

    @Override
    void prepareFolders() {
        BackupDesk.requireRestorable(folder.toAbsolutePath(), UsableFolder.named(options.home));
    }

    @Override
    boolean beginsEmpty() {
        return true;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        BackupDesk.Result result = services.getBean(BackupDesk.class).restore(folder.toAbsolutePath());
        terminal.result(terminal.texts().line(result.summary()));
        result.notices().forEach(terminal::trouble);
        return result.notices().isEmpty() ? ExitCode.DONE : ExitCode.ATTENTION;
    }
}
