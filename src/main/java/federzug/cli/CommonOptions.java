package federzug.cli;

import federzug.start.StartOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command understands. */
final class CommonOptions {
    @Option(names = "--home", paramLabel = "ORDNER", descriptionKey = "cli.option.home")
    String home = "federzug-home";

    @Option(names = "--out", paramLabel = "ORDNER", descriptionKey = "cli.option.out")
    @Nullable
    String out;

    @Option(names = "--config", paramLabel = "DATEI", descriptionKey = "cli.option.config")
    @Nullable
    Path config;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    boolean json;

    @Option(names = "--plain", descriptionKey = "cli.option.plain")
    boolean plain;

    @Option(names = "--quiet", descriptionKey = "cli.option.quiet")
    boolean quiet;

    @Option(names = "--verbose", descriptionKey = "cli.option.verbose")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.option.help")
    boolean help;

    StartOptions start() {
        return new StartOptions(home, config, verbose);
    }
}
