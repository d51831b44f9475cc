package federzug.cli;

import federzug.start.Starter;
import picocli.CommandLine.Parameters;

/** A command about one stored matter, whose files it writes. */
abstract class MatterCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", index = "0", descriptionKey = "cli.param.matter")
    String matter = "";

    MatterCommand(Starter starter) {
        super(starter);
    }

    @Override
    final FilesOf writesFilesOf() {
        return FilesOf.ONE;
    }

    @Override
    final String storedMatter() {
        return matter;
    }
}
