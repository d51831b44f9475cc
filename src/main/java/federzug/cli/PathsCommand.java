package federzug.cli;

import federzug.agreement.Matters.Difference;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.DataChange;
import federzug.pipeline.Progress;
import federzug.pipeline.RunRequest;
import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.run.Jobs;
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
    @Parameters(paramLabel = "PFAD", arity = "1..*", descriptionKey = "cli.param.paths")
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

    RunRequest request() {
        return RunRequest.of(paths, out, strict);
    }

    /** The request with consent to what changes in prepared matters; asked before anything begins. */
    final RunRequest confirmed(Jobs jobs, Terminal terminal, Progress progress) {
        RunRequest request = request();
        if (yes) {
            return request.confirmingAll();
        }
        List<DataChange> changes = jobs.check(request, progress).changes();
        return request.confirmed(
                changes.stream().filter(change -> asks(terminal, change)).toList());
    }

    private static boolean asks(Terminal terminal, DataChange change) {
        terminal.redrawEnd();
        terminal.progress(terminal.texts().text("cli.change.head", change.matter()));
        for (Difference difference : change.differences()) {
            terminal.progress(terminal.texts()
                    .text(
                            "cli.change.line",
                            Place.counted(difference.path()),
                            difference.before(),
                            difference.after()));
        }
        return terminal.confirms(terminal.texts().text("cli.change.ask"));
    }
}
