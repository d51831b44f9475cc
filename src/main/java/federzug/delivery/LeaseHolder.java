package federzug.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Identifies the process that leased a mail, so that others can detect that it died.
 *
 * @param started distinguishes two processes that had the same number
 * @param boot distinguishes the times before and after a restart of the machine; empty where unknown
 */
public record LeaseHolder(String host, long pid, long started, String boot) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String BOOT = boot(BOOT_ID);

    public static LeaseHolder current() {
        ProcessHandle process = ProcessHandle.current();
        return new LeaseHolder(hostName(), process.pid(), startOf(process), BOOT);
    }

    public static LeaseHolder parse(String text) {
        String[] parts = text.split("\\|", 4);
        return new LeaseHolder(
                parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts.length > 3 ? parts[3] : "");
    }

    /** Surely dead; a process of another machine is only known by its lease. */
    public boolean isDead() {
        return host.equals(hostName())
                && (isOfAnotherBoot()
                        || ProcessHandle.of(pid)
                                .filter(process -> process.isAlive() && startOf(process) == started)
                                .isEmpty());
    }

    /** The machine was restarted since: what had been written but not flushed may be gone. */
    boolean isOfAnotherBoot() {
        return !boot.isEmpty() && !boot.equals(BOOT);
    }

    @Override
    public String toString() {
        return pid + "|" + started + "|" + host + "|" + boot;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Known on Linux; elsewhere reading it needs administrator rights. */
    private static String boot(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
