package federzug.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets a command end in order when the system asks it to (SIGTERM) or a person presses Ctrl+C. A second signal ends the
 * process at once, as without this.
 */
final class StopSignals implements AutoCloseable {
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private StopSignals() {}

    static StopSignals to(Runnable stop) {
        StopSignals signals = new StopSignals();
        for (String name : List.of("TERM", "INT")) {
            try {
                Signal signal = new Signal(name);
                signals.before.put(signal, Signal.handle(signal, heard -> {
                    Signal.handle(signal, SignalHandler.SIG_DFL);
                    stop.run();
                }));
            } catch (IllegalArgumentException e) {
                // Not known to this system, or kept by the JVM (-Xrs): then it ends at once, and nothing is lost.
            }
        }
        return signals;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
