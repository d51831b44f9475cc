package federzug.cli;

import federzug.pipeline.preparing.FurtherPapers;
import federzug.start.Starter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Fills the templates that surround a signing with a matter's data. */
@Command(name = "fill", description = "${bundle:cli.help.template-fill}")
final class TemplateFillCommand extends MatterCommand {
    @Parameters(paramLabel = "VORLAGE", index = "1..*", arity = "0..*", descriptionKey = "cli.param.template-name")
    List<String> templates = new ArrayList<>();

    TemplateFillCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        List<Path> files = services.getBean(FurtherPapers.class).write(matter, templates, progress);
        progress.clear();
        if (options.json) {
            terminal.result(TemplateJson.of(files));
        } else {
            files.forEach(file -> terminal.result(terminal.texts().text("cli.template.filled", file)));
        }
        return ExitCode.DONE;
    }
}
