package federzug.cli;

import federzug.pipeline.run.Worker;
import federzug.start.Starter;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Processes due matters in parallel with workers on this and other machines, until it is stopped. */
@Command(name = "worker", description = "${bundle:cli.help.worker}")
final class WorkerCommand extends WorkingCommand {
    private static final long PAUSE_NANOS = 60_000_000_000L;

    @Option(names = "--once", descriptionKey = "cli.option.worker-once")
    boolean once;

    private long saidAt = System.nanoTime() - PAUSE_NANOS;

    WorkerCommand(Starter starter) {
        super(starter);
    }

    @Override
    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(super.properties());
        properties.put(Starter.WARM_UP, true);
        properties.put(Starter.WORKER, true);
        return properties;
    }

    @Override
    int work(BeanFactory services, Terminal terminal) {
        Worker.Stop stop = new Worker.Stop();
        TerminalProgress progress = new TerminalProgress(terminal);
        Worker.Tally tally;
        try (StopSignals signals = StopSignals.to(stop::raise)) {
            terminal.progress(terminal.texts().text(once ? "cli.worker.once" : "cli.worker.begun"));
            tally = services.getBean(Worker.class)
                    .work(
                            actor(),
                            once,
                            stop,
                            progress,
                            notice -> {
                                progress.clear();
                                terminal.trouble(notice);
                            },
                            sum -> say(sum, terminal, progress));
        }
        progress.clear();
        terminal.result(line("cli.worker.ended", tally, terminal));
        if (!once) {
            return ExitCode.DONE;
        }
        if (tally.failed()) {
            return ExitCode.FAILED;
        }
        if (tally.stopped() > 0) {
            return ExitCode.INPUT;
        }
        return tally.attention() > 0 ? ExitCode.ATTENTION : ExitCode.DONE;
    }

    /** Once a minute in a log; on a terminal each time, on the line that is redrawn. */
    private void say(Worker.Tally sum, Terminal terminal, TerminalProgress progress) {
        String line = line("cli.worker.sum", sum, terminal);
        if (!terminal.isPlain()) {
            progress.clear();
            terminal.redraw(line);
        } else if (System.nanoTime() - saidAt >= PAUSE_NANOS) {
            saidAt = System.nanoTime();
            terminal.progress(line);
        }
    }

    private static String line(String key, Worker.Tally sum, Terminal terminal) {
        return terminal.texts().text(key, sum.looks(), sum.stopped(), sum.attention());
    }
}
