package federzug.cli;

import federzug.agreement.Matters.Difference;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.RunRequest;
import federzug.pipeline.folder.UsableFolder;
import federzug.start.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that reads data: {@code PATH…}, {@code --out} and the confirmation of changes. */
abstract class PathsCommand extends WorkingCommand {
    @Parameters(paramLabel = "PATH", arity = "1..*", descriptionKey = "cli.param.paths")
    List<Path> paths = List.of();

    @Option(names = "--yes", descriptionKey = "cli.option.yes")
    boolean yes;

    @Option(names = "--strict", descriptionKey = "cli.option.strict")
    boolean strict;

    @Option(names = "--strict-fonts", descriptionKey = "cli.option.strict-fonts")
    boolean strictFonts;

    private @Nullable Path out;

    PathsCommand(Starter starter) {
        super(starter);
    }

    @Override
    void prepareFolders() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandException(Notice.error("cli.path.missing", Place.file(path.toString())));
            }
        }
        if (options.out != null) {
            out = UsableFolder.requireLocalAndWritable(UsableFolder.named(options.out));
        }
    }

    @Override
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(super.properties());
        properties.put(Starter.WARM_UP, makesDocuments());
        if (strictFonts) {
            properties.put(Starter.STRICT_FONTS, true);
        }
        return properties;
    }

    /** Whether it is worth while to load what makes documents while the application starts. */
    boolean makesDocuments() {
        return false;
    }

    RunRequest order(Terminal terminal) {
        return new RunRequest(paths, out, strict, (matter, differences) -> yes || asks(terminal, matter, differences));
    }

    private static boolean asks(Terminal terminal, String matter, List<Difference> differences) {
        terminal.redrawEnd();
        terminal.progress(terminal.texts().text("cli.change.head", matter));
        for (Difference difference : differences) {
            terminal.progress(terminal.texts()
                    .text("cli.change.line", difference.path(), difference.before(), difference.after()));
        }
        return terminal.confirms(terminal.texts().text("cli.change.ask"));
    }
}
