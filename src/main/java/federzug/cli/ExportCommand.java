package federzug.cli;

import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.run.Exporting;
import federzug.start.Starter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the files of a matter on this machine, whichever has worked on it. */
@Command(name = "export", description = "${bundle:cli.help.export}")
final class ExportCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", descriptionKey = "cli.param.matter")
    String matter = "";

    ExportCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        @Nullable
        Path folder =
                options.out == null ? null : UsableFolder.requireLocalAndWritable(UsableFolder.named(options.out));
        TerminalProgress progress = new TerminalProgress(terminal);
        Path written = services.getBean(Exporting.class).export(matter, folder, progress);
        progress.clear();
        terminal.result(terminal.texts().text("cli.export.done", written));
        return ExitCode.DONE;
    }
}
