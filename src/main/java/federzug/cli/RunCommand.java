package federzug.cli;

import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;

/** The main job: prepare, sign (rehearsals only), seal, check, send; safe to repeat. */
@Command(name = "run", description = "${bundle:cli.help.run}")
final class RunCommand extends PathsCommand {
    RunCommand(Starter starter) {
        super(starter);
    }

    @Override
    boolean makesDocuments() {
        return true;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        Jobs jobs = services.getBean(Jobs.class);
        RunReport report = jobs.run(actor(), confirmed(jobs, terminal, progress), progress);
        progress.clear();
        if (!progress.hasChanged() && !report.hasErrors() && !report.failed()) {
            terminal.progress(terminal.texts().text("cli.run.nothing-new"));
        }
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }
}
