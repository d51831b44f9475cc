package federzug.pipeline.batch;

import federzug.file.HomeInstance;
import federzug.file.ProcessSpace;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process that runs matters.
 *
 * @param space the {@link ProcessSpace} in which its number means something, and the {@link HomeInstance} it works in: no
 *     name of a machine is unique, and kernels of copied machines call themselves alike
 * @param start when it began, as the operating system reports: a number may be used again, both together are not
 */
record RunProcess(String space, long pid, String start) {
    static RunProcess self(Path home) {
        return new RunProcess(
                ProcessSpace.current() + "/" + HomeInstance.of(home),
                ProcessHandle.current().pid(),
                start(ProcessHandle.current()));
    }

    /** The machine's name, for people. */
    String host() {
        return space.substring(0, Math.max(0, space.indexOf('/')));
    }

    /** Looks the number up: only for a process of this one's space. */
    boolean isRunning() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> start(process).equals(start))
                .orElse(false);
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
