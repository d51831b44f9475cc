package federzug.cli;

import picocli.CommandLine;

/** All commands with their texts, for what is made of them at build time; nothing can be run. */
public final class CommandModel {
    private CommandModel() {}

    public static CommandLine line() {
        return CommandTree.whole(properties -> {
            throw new IllegalStateException("Only the model is wanted.");
        });
    }
}
