package federzug.delivery;

import federzug.file.ProcessSpace;
import java.time.Instant;

/**
 * Identifies the process that leased a mail, so that others can detect that it died.
 *
 * @param started distinguishes two processes that had the same number
 * @param boot distinguishes the times before and after a restart of the machine; empty where unknown
 * @param namespace distinguishes containers with the same host name; empty where unknown
 */
public record LeaseHolder(String host, long pid, long started, String boot, String namespace) {
    private static final ProcessSpace SPACE = ProcessSpace.current();

    public static LeaseHolder current() {
        ProcessHandle process = ProcessHandle.current();
        return new LeaseHolder(SPACE.host(), process.pid(), startOf(process), SPACE.boot(), SPACE.namespace());
    }

    public static LeaseHolder parse(String text) {
        String[] parts = text.split("\\|", 5);
        return new LeaseHolder(
                parts[2],
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                parts.length > 3 ? parts[3] : "",
                parts.length > 4 ? parts[4] : "");
    }

    /** Surely dead; a process of another machine or container is only known by its lease. */
    public boolean isDead() {
        return host.equals(SPACE.host())
                && (namespace.isEmpty() || namespace.equals(SPACE.namespace()))
                && (isOfAnotherBoot()
                        || ProcessHandle.of(pid)
                                .filter(process -> process.isAlive() && startOf(process) == started)
                                .isEmpty());
    }

    /** The machine was restarted since: what had been written but not flushed may be gone. */
    public boolean isOfAnotherBoot() {
        return !boot.isEmpty() && !boot.equals(SPACE.boot());
    }

    @Override
    public String toString() {
        return pid + "|" + started + "|" + host + "|" + boot + "|" + namespace;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
