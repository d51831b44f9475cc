package federzug.cli;

import federzug.start.Starter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command about one stored matter, or all of them if none is named; writes their files. */
abstract class MattersCommand extends WorkingCommand {
    @Parameters(paramLabel = "VORGANG", arity = "0..1", descriptionKey = "cli.param.matter")
    @Nullable
    String matter;

    MattersCommand(Starter starter) {
        super(starter);
    }

    @Override
    FilesOf writesFilesOf() {
        return matter == null ? FilesOf.ALL : FilesOf.ONE;
    }

    @Override
    final String storedMatter() {
        return Objects.requireNonNull(matter);
    }
}
