package federzug.delivery;

import federzug.file.HomeInstance;
import federzug.file.ProcessSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Identifies the process that leased a mail, so that others can detect that it died.
 *
 * @param started distinguishes two processes that had the same number
 * @param boot distinguishes the times before and after a restart of the machine; empty where unknown
 * @param namespace distinguishes containers with the same host name; empty where unknown
 * @param home id of the home it works in, since machines may be called alike; empty where unknown
 */
public record LeaseHolder(String host, long pid, long started, String boot, String namespace, String home) {
    private static final ProcessSpace SPACE = ProcessSpace.current();
    private static final int PARTS = 6;
    /** The homes that this process has open. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    public LeaseHolder(String host, long pid, long started, String boot, String namespace) {
        this(host, pid, started, boot, namespace, "");
    }

    public static LeaseHolder current() {
        return in("");
    }

    /** This process, working in a home. */
    public static LeaseHolder in(Path home) {
        String instance = HomeInstance.of(home);
        OWN.add(instance);
        return in(instance);
    }

    private static LeaseHolder in(String instance) {
        ProcessHandle process = ProcessHandle.current();
        return new LeaseHolder(
                SPACE.host(), process.pid(), startOf(process), SPACE.boot(), SPACE.namespace(), instance);
    }

    public static LeaseHolder parse(String text) {
        String[] parts = text.split("\\|", PARTS);
        return new LeaseHolder(
                parts[2],
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                parts.length > 3 ? parts[3] : "",
                parts.length > 4 ? parts[4] : "",
                parts.length > 5 ? parts[5] : "");
    }

    /** Whether it is known to be dead; processes of other machines, containers or homes are known by their leases alone. */
    public boolean isDead() {
        return host.equals(SPACE.host())
                && (home.isEmpty() || OWN.contains(home))
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
        String text = pid + "|" + started + "|" + host + "|" + boot + "|" + namespace;
        return home.isEmpty() ? text : text + "|" + home;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
