package federzug.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names the space in which a process number means something: host, boot and, on Linux, the PID namespace. Containers
 * may share a host name and even a kernel, and none of them sees the processes of another.
 *
 * @param host the machine's name for itself
 * @param boot distinguishes the times before and after a restart of the machine; empty where unknown
 * @param namespace identifies the PID namespace on Linux (pid_namespaces(7)); empty elsewhere
 */
public record ProcessSpace(String host, String boot, String namespace) {
    // Known on Linux; elsewhere reading a boot's id needs administrator rights.
    private static final ProcessSpace CURRENT = new ProcessSpace(
            hostName(), text(Path.of("/proc/sys/kernel/random/boot_id")), link(Path.of("/proc/self/ns/pid")));

    /** The space of this process. */
    public static ProcessSpace current() {
        return CURRENT;
    }

    /** Stable text of at most 200 characters, to compare with that of another process. */
    @Override
    public String toString() {
        return host.substring(0, Math.min(host.length(), 100)) + '/' + boot + '/' + namespace;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
