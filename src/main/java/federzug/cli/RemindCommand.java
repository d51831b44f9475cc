package federzug.cli;

import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.RunReport;
import federzug.pipeline.board.Board;
import federzug.pipeline.run.Jobs;
import federzug.start.Starter;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reminds those who were asked to sign; meant for a daily call by the system's scheduler. */
@Command(name = "remind", description = "${bundle:cli.help.remind}")
final class RemindCommand extends MattersCommand {
    @Option(names = "--now", descriptionKey = "cli.option.now")
    boolean now;

    @Option(names = "--invite", descriptionKey = "cli.option.invite")
    boolean invite;

    RemindCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        if (invite) {
            services.getBean(Jobs.class).handOut(actor(), matterToInvite(), progress);
        }
        RunReport report = services.getBean(Jobs.class).remind(actor(), matter, now, progress);
        progress.clear();
        return new ReportPrinter(terminal, options.json, services.getBean(Board.class)).print(report);
    }

    /** A prepared matter may still be under review: a call for all matters invites no one. */
    private String matterToInvite() {
        if (matter == null) {
            throw new CommandException(Notice.error("cli.remind.which", Place.NOWHERE));
        }
        return matter;
    }
}
