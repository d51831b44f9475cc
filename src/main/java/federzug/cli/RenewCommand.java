package federzug.cli;

import federzug.pipeline.run.Renewal;
import federzug.start.Starter;
import java.time.Duration;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals finished agreements again before their evidence ages. */
@Command(name = "renew", description = "${bundle:cli.help.renew}")
final class RenewCommand extends MattersCommand {
    @Option(names = "--ahead", paramLabel = "TAGE", descriptionKey = "cli.option.ahead")
    int ahead = 365;

    RenewCommand(Starter starter) {
        super(starter);
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        TerminalProgress progress = new TerminalProgress(terminal);
        Renewal.Result result =
                services.getBean(Renewal.class).renew(actor(), matter, Duration.ofDays(Math.max(0, ahead)), progress);
        progress.clear();
        terminal.result(terminal.texts()
                .text(
                        "cli.renew.result",
                        result.renewed(),
                        result.lasting(),
                        result.failed(),
                        Spans.clock(result.took())));
        result.notices().forEach(terminal::trouble);
        return result.notices().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
