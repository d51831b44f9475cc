package federzug.cli;

import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.preparing.Templates;
import federzug.pipeline.preparing.Templates.TemplateField;
import federzug.start.Starter;
import federzug.start.TemplateApplication;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the fields of a template: name, meaning, sample, and place. */
@Command(name = "fields", description = "${bundle:cli.help.template-fields}")
final class TemplateFieldsCommand extends WorkingCommand {
    @Parameters(paramLabel = "DATEI.docx", descriptionKey = "cli.param.template")
    Path file = Path.of("");

    TemplateFieldsCommand(Starter starter) {
        super(TemplateApplication::start);
    }

    @Override
    boolean worksInHome() {
        return false;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        List<TemplateField> fields = services.getBean(Templates.class).fields(file);
        if (options.json) {
            terminal.result(TemplateJson.of(file, fields));
        } else {
            fields.forEach(field -> print(field, terminal));
        }
        return ExitCode.DONE;
    }

    private static void print(TemplateField field, Terminal terminal) {
        Texts texts = terminal.texts();
        terminal.result("${" + field.name() + "} "
                + texts.text(field.required() ? "cli.template.required" : "cli.template.optional"));
        line(field.meaning().isEmpty() ? texts.text("cli.template.no-meaning") : field.meaning(), terminal);
        if (!field.sample().isEmpty()) {
            line(texts.text("cli.template.sample", field.sample()), terminal);
        }
        for (Place place : field.places()) {
            line("· " + place.within(), terminal);
        }
    }

    private static void line(String text, Terminal terminal) {
        terminal.result("    " + text);
    }
}
