package federzug.pipeline.batch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * A process that runs matters.
 *
 * @param start when it began, as the operating system reports: a number may be used again, both together are not
 */
record RunProcess(String host, long pid, String start) {
    static RunProcess self() {
        return new RunProcess(hostName(), ProcessHandle.current().pid(), start(ProcessHandle.current()));
    }

    boolean isRunning() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> start(process).equals(start))
                .orElse(false);
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
