package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.RunReport;
import federzug.pipeline.RunRequest;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills and renders, opens the turns, and stops. */
@Command(name = "prepare", description = "${bundle:cli.help.prepare}")
final class PrepareCommand extends PathsCommand {
    private static final Pattern DRAFT = Pattern.compile("([a-z0-9-]+)(?:/([a-z0-9-]+))?=(.+)");

    @Option(names = "--draft", paramLabel = "VORGANG=DATEI.docx", descriptionKey = "cli.option.draft")
    List<String> drafts = List.of();

    @Option(names = "--preview", descriptionKey = "cli.option.preview")
    boolean preview;

    private final List<RunRequest.Wording> wordings = new ArrayList<>();

    PrepareCommand(Starter starter) {
        super(starter);
    }

    @Override
    boolean makesDocuments() {
        return true;
    }

    @Override
    void prepareFolders() {
        super.prepareFolders();
        drafts.forEach(draft -> wordings.add(wording(draft)));
    }

    /** {@code MATTER=FILE.docx}, {@code MATTER/AGREEMENT=FILE.docx}, or {@code vorlage} for the template. */
    private static RunRequest.Wording wording(String text) {
        Matcher parts = DRAFT.matcher(text);
        if (!parts.matches()) {
            throw new CommandException(Notice.error("cli.draft.form", Place.NOWHERE, text));
        }
        String agreement = parts.group(2) == null ? "" : parts.group(2);
        if (parts.group(3).equals("vorlage")) {
            return new RunRequest.Wording(parts.group(1), agreement, null);
        }
        Path file = Path.of(parts.group(3));
        if (!Files.isRegularFile(file)) {
            throw new CommandException(Notice.error("cli.path.missing", Place.file(file.toString())));
        }
        return new RunRequest.Wording(parts.group(1), agreement, file);
    }

    @Override
    RunRequest request() {
        return super.request().adopting(wordings).withPreviews(preview);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        Jobs jobs = services.getBean(Jobs.class);
        RunReport report = jobs.prepare(actor(), confirmed(jobs, terminal, progress), progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
