package federzug.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Federzug on a machine of its own, as far as one kernel can play several: a PID namespace of its own, in which it is
 * process 1, and the same host name as all the others. Where namespaces are not permitted it is an ordinary process.
 */
public final class MachineInNamespace implements AutoCloseable {
    private static final List<String> NAMESPACES =
            List.of("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--uts", "--mount-proc");

    private static final boolean PERMITTED = permitted();

    private final Process process;
    private final Path said;

    private MachineInNamespace(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Whether the machines really have namespaces of their own. */
    public static boolean isPermitted() {
        return PERMITTED;
    }

    /** @param properties of the JVM, such as {@code -Dname=value} */
    public static MachineInNamespace start(Path folder, String name, List<String> properties, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (PERMITTED) {
            command.addAll(NAMESPACES);
            command.addAll(List.of("sh", "-c", "hostname rechner; exec \"$0\" \"$@\""));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m"));
        command.addAll(properties);
        command.add("-Dfederzug.app=" + Path.of("").toAbsolutePath());
        // Properties may name classes of the tests, which the packed product does not hold.
        command.addAll(FederzugProcess.unpacked());
        command.addAll(List.of(arguments));
        Path said = folder.resolve(name + ".said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new MachineInNamespace(process, said);
    }

    /** Pulls the plug. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as systemd does, and waits for that. */
    public int terminate(long seconds) throws InterruptedException {
        java().destroy();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("did not end in " + seconds + " s: " + said());
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private ProcessHandle java() {
        return process.descendants().findFirst().orElseGet(process::toHandle);
    }

    private static boolean permitted() {
        try {
            List<String> command = new ArrayList<>(NAMESPACES);
            command.addAll(List.of("hostname", "rechner"));
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
