package federzug.cli;

import federzug.pipeline.run.BackupDesk;
import federzug.start.Starter;
import java.nio.file.Path;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Saves database and documents into a folder, also while others work. */
@Command(name = "backup", description = "${bundle:cli.help.backup}")
final class BackupCommand extends WorkingCommand {
    @Parameters(paramLabel = "ORDNER", descriptionKey = "cli.param.backup")
    Path folder = Path.of("");

    BackupCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        BackupDesk.Result result = services.getBean(BackupDesk.class).save(folder.toAbsolutePath());
        terminal.result(terminal.texts().line(result.summary()));
        result.notices().forEach(terminal::trouble);
        return result.notices().isEmpty() ? ExitCode.DONE : ExitCode.ATTENTION;
    }
}
