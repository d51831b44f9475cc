package federzug.cli;

import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.run.BackupDesk;
import federzug.start.Starter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the documents of a home into the database, for several machines; repeated as often as wanted. */
@Command(name = "import", description = "${bundle:cli.help.import}")
final class ImportCommand extends WorkingCommand {
    private static final int TOGETHER = 500;

    @Parameters(paramLabel = "DATENORDNER", arity = "0..1", descriptionKey = "cli.param.import")
    @Nullable
    Path from;

    ImportCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Path home = from == null ? UsableFolder.named(options.home) : from;
        BackupDesk.Result result = services.getBean(BackupDesk.class).moveDocuments(home.toAbsolutePath(), count -> {
            if (count % TOGETHER == 0) {
                terminal.progress(terminal.texts().text("cli.import.count", count));
            }
        });
        terminal.result(terminal.texts().line(result.summary()));
        result.notices().forEach(terminal::trouble);
        return result.notices().isEmpty() ? ExitCode.DONE : ExitCode.ATTENTION;
    }
}
