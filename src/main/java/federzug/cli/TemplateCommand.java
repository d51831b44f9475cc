package federzug.cli;

import picocli.CommandLine.Command;

/** {@code template check}, {@code fields} for those who own the templates; {@code fill} for those who use them. */
@Command(
        name = "template",
        description = "${bundle:cli.help.template}",
        subcommands = {TemplateCheckCommand.class, TemplateFieldsCommand.class, TemplateFillCommand.class})
final class TemplateCommand extends CommandGroup {}
