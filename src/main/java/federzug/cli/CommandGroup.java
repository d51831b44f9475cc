package federzug.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: without one of its subcommands it prints its help. */
abstract class CommandGroup implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "cli.option.help")
    boolean help;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public final void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }
}
