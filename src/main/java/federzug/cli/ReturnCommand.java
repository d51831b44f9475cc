package federzug.cli;

import federzug.notice.Notice;
import federzug.pipeline.Upload;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Returned;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.start.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back copies signed elsewhere; they are matched by content. */
@Command(name = "return", description = "${bundle:cli.help.return}")
final class ReturnCommand extends WorkingCommand {
    @Parameters(paramLabel = "[VORGANG] DATEI", arity = "1..*", descriptionKey = "cli.param.returned")
    List<String> given = List.of();

    ReturnCommand(Starter starter) {
        super(starter);
    }

    /** Which matter a copy without one belongs to is known only when it was read: then all of them. */
    @Override
    FilesOf writesFilesOf() {
        return isMatter(given.get(0)) ? FilesOf.ONE : FilesOf.ALL;
    }

    @Override
    String storedMatter() {
        return given.get(0);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        @Nullable String matter = isMatter(given.get(0)) ? given.get(0) : null;
        List<Path> files =
                given.stream().skip(matter == null ? 0 : 1).map(Path::of).toList();
        TerminalProgress progress = new TerminalProgress(terminal);
        Returned returned = services.getBean(ReturnDesk.class)
                .take(actor(), matter, Upload.each(files, ReturnDesk.LARGEST), progress);
        List<Taken> all = returned.files();
        progress.clear();
        List<Notice> refused = new ArrayList<>();
        all.stream().filter(taken -> !taken.accepted()).forEach(taken -> refused.addAll(taken.notices()));
        all.stream()
                .filter(Taken::accepted)
                .flatMap(taken -> taken.notices().stream())
                .filter(notice -> notice.code().equals("pipeline.return.known"))
                .forEach(notice -> terminal.progress(terminal.texts().line(notice)));
        refused.forEach(terminal::trouble);
        new Printer(terminal, options.json).print(returned.matters(), refused);
        if (all.stream().allMatch(Taken::accepted)) {
            return ExitCode.DONE;
        }
        return all.stream().allMatch(taken -> taken.accepted() || taken.isParked())
                ? ExitCode.ATTENTION
                : ExitCode.INPUT;
    }

    /** The first word is a matter if it cannot be a file: matters have neither dot nor slash. */
    private boolean isMatter(String word) {
        return given.size() > 1 && word.matches("[a-z0-9-]+") && !Files.isRegularFile(Path.of(word));
    }
}
