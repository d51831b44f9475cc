package federzug.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code template check}, {@code fields} for those who own the templates; {@code fill} for those who use them. */
@Command(
        name = "template",
        description = "${bundle:cli.help.template}",
        subcommands = {TemplateCheckCommand.class, TemplateFieldsCommand.class, TemplateFillCommand.class})
final class TemplateCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.option.help")
    boolean help;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }
}
