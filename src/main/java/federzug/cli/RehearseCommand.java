package federzug.cli;

import federzug.cli.Terminal.Colour;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.pipeline.signing.Rehearsing;
import federzug.pipeline.signing.Rehearsing.Rehearsed;
import federzug.start.Starter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the sheet that everyone signs days before, and reports what the returned ones showed. */
@Command(name = "rehearse", description = "${bundle:cli.help.rehearse}")
final class RehearseCommand extends MatterCommand {
    @Option(names = "--confirm", paramLabel = "PERSON", descriptionKey = "cli.option.confirm")
    @Nullable
    String confirm;

    RehearseCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Rehearsing rehearsing = services.getBean(Rehearsing.class);
        TerminalProgress progress = new TerminalProgress(terminal);
        if (confirm != null) {
            rehearsing.confirm(actor(), matter, confirm, progress);
        }
        Rehearsed rehearsed = rehearsing.rehearse(matter, progress);
        progress.clear();
        terminal.result(terminal.texts().text("cli.rehearse.file", rehearsed.file()));
        for (Notice lesson : rehearsed.lessons()) {
            boolean good = lesson.severity() == Severity.NOTE;
            String mark = good ? terminal.paint("✓", Colour.GREEN) : terminal.paint("!", Colour.YELLOW);
            terminal.result("  " + mark + " " + terminal.texts().line(lesson));
        }
        return ExitCode.DONE;
    }
}
