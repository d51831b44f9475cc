package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.pipeline.preparing.Templates;
import federzug.pipeline.preparing.Templates.TemplateFindings;
import federzug.start.Starter;
import federzug.start.TemplateApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports all problems of a template at once; exit 2 if it cannot be used as it is. */
@Command(name = "check", description = "${bundle:cli.help.template-check}")
final class TemplateCheckCommand extends WorkingCommand {
    @Parameters(paramLabel = "DATEI.docx", descriptionKey = "cli.param.template")
    Path file = Path.of("");

    @Option(names = "--strict-fonts", descriptionKey = "cli.option.strict-fonts")
    boolean strictFonts;

    TemplateCheckCommand(Starter starter) {
        super(TemplateApplication::start);
    }

    @Override
    boolean worksInHome() {
        return false;
    }

    @Override
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(super.properties());
        if (strictFonts) {
            properties.put(Starter.STRICT_FONTS, true);
        }
        return properties;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TemplateFindings findings = services.getBean(Templates.class).check(file);
        if (options.json) {
            terminal.result(TemplateJson.of(file, findings, terminal.texts()));
        } else {
            findings.notices().forEach(notice -> print(notice, terminal));
            long errors = findings.notices().stream().filter(Notice::isError).count();
            String sum = errors > 0
                    ? terminal.texts().text("cli.template.unusable", file.getFileName(), errors)
                    : terminal.texts()
                            .text(
                                    "cli.template.usable",
                                    file.getFileName(),
                                    findings.pages(),
                                    findings.notices().size());
            terminal.result(terminal.paint(sum, errors > 0 ? Colour.RED : Colour.GREEN));
        }
        return findings.hasErrors() ? ExitCode.INPUT : ExitCode.DONE;
    }

    private static void print(Notice notice, Terminal terminal) {
        String word =
                terminal.texts().text("cli.severity." + notice.severity().name().toLowerCase(java.util.Locale.ROOT));
        terminal.result(terminal.paint(word + ":", notice.isError() ? Colour.RED : Colour.YELLOW) + " "
                + terminal.texts().line(notice));
    }
}
