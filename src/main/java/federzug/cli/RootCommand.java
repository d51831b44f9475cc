package federzug.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code federzug} without a command shows the help. */
@Command(
        name = "federzug",
        header = "${bundle:cli.help.header}",
        description = "${bundle:cli.help.federzug}",
        footer = "${bundle:cli.help.footer}",
        versionProvider = Version.class)
final class RootCommand extends CommandGroup {
    @Option(names = "--version", versionHelp = true, descriptionKey = "cli.option.version")
    boolean version;
}
