package federzug.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * A process that has taken up a mail, so that another one can tell whether it still lives.
 *
 * @param started tells apart two processes that had the same number
 */
record Holder(String host, long pid, long started) {
    static Holder current() {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(hostName(), process.pid(), startOf(process));
    }

    static Holder parse(String text) {
        String[] parts = text.split("\\|", 3);
        return new Holder(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** Surely dead; a process of another machine is only known by its lease. */
    boolean isDead() {
        return host.equals(hostName())
                && ProcessHandle.of(pid)
                        .filter(process -> process.isAlive() && startOf(process) == started)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return pid + "|" + started + "|" + host;
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
}
