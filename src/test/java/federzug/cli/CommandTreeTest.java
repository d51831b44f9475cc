package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.start.Starter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a call gets of the commands looks as if it had got all of them. */
class CommandTreeTest {
    private static final Starter NONE = properties -> {
        throw new IllegalStateException("Nothing is to be run.");
    };

    private final CommandLine whole = CommandTree.whole(NONE);

    @Test
    void theHelpOfTheWholeIsTheSameWithNamesAlone() {
        String expected = whole.getUsageMessage();

        for (String[] call : new String[][] {{}, {"--help"}, {"-h"}}) {
            CommandLine listed = CommandTree.of(call, NONE);
            assertThat(listed.getUsageMessage()).isEqualTo(expected);
            assertThat(listed.getSubcommands().get("run").getCommandSpec().options())
                    .as("nothing else is looked at")
                    .isEmpty();
        }
    }

    @Test
    void aCommandThatIsNamedComesAloneAndComplete() {
        for (Map.Entry<String, CommandLine> one : whole.getSubcommands().entrySet()) {
            CommandLine alone = CommandTree.of(new String[] {one.getKey(), "--help"}, NONE);
            assertThat(alone.getSubcommands()).containsOnlyKeys(one.getKey());
            CommandLine command = alone.getSubcommands().get(one.getKey());
            assertThat(command.getUsageMessage()).isEqualTo(one.getValue().getUsageMessage());
            assertThat(command.getCommandName()).isEqualTo(one.getKey());
            assertThat(command.getSubcommands().keySet())
                    .isEqualTo(one.getValue().getSubcommands().keySet());
        }
    }

    @Test
    void whatCannotBeToldAtOnceGetsTheWhole() {
        for (String[] call : new String[][] {{"statsu"}, {"--help", "status"}, {"-x"}}) {
            assertThat(CommandTree.of(call, NONE).getSubcommands())
                    .hasSameSizeAs(whole.getSubcommands())
                    .hasSizeGreaterThan(30);
        }
    }
}
