package federzug.testkit;

import federzug.cli.Door;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Federzug as its own process, so that it can be killed. */
public final class FederzugProcess {
    private static final long LONGEST_SECONDS = Long.getLong("federzug.process.seconds", 180);

    /** In the environment: 4 for long runs, where the second compiler pays off. */
    public static final String TIER = "FEDERZUG_TEST_TIER";

    /** In the environment: the most memory that Java's heap may take, such as 192m. */
    public static final String HEAP = "FEDERZUG_TEST_HEAP";

    private static final String PRODUCT = "federzug.Federzug";

    /** Whether there is a jar of the classes under test: the launcher's way of starting costs half. */
    private static final boolean PACKED = Boolean.getBoolean("federzug.test.packed");

    private static List<String> launched = List.of();

    private FederzugProcess() {}

    /** How the product is started: as its launcher does where it is packed, else from the classes. */
    private static synchronized List<String> product() {
        if (!PACKED || System.getProperty("os.name").startsWith("Windows")) {
            return unpacked();
        }
        if (launched.isEmpty()) {
            launched = launched(Path.of("").toAbsolutePath());
        }
        return launched.isEmpty() ? unpacked() : launched;
    }

    /** From the classes, with those of the tests. */
    static List<String> unpacked() {
        return List.of("-cp", classPath(), PRODUCT);
    }

    /**
     * The launcher unpacks the jar and makes its class archive, which takes more than a minute.
     *
     * @return empty if the tests of another JVM have it made at this moment: it is not waited for
     */
    private static List<String> launched(Path project) {
        try (FileChannel channel = FileChannel.open(
                        project.resolve("target/.test-launcher-lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            if (mine == null) {
                return List.of();
            }
            Program.Ended ready = Program.run(project.resolve("federzug").toString(), "--version");
            if (ready.exit() != 0) {
                throw new AssertionError(ready.output());
            }
            Path apps = project.resolve("target/app");
            Path app = apps.resolve(Files.readString(apps.resolve("current")).strip());
            List<String> way = new ArrayList<>();
            try (Stream<Path> files = Files.list(app)) {
                for (Path archive : files.filter(file -> file.toString().endsWith(".jsa"))
                        .filter(file -> file.toFile().length() > 0)
                        .toList()) {
                    way.addAll(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive));
                }
            }
            way.addAll(List.of("-jar", app.resolve("federzug.jar").toString()));
            return way;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public record Ended(int exit, List<String> out, List<String> err) {
        public String output() {
            return String.join("\n", out);
        }

        public String trouble() {
            return String.join("\n", err);
        }
    }

    public static Ended run(Path folder, String... arguments) {
        return run(folder, Map.of(), line -> false, arguments);
    }

    /** Kills the process (SIGKILL) as soon as it says a line on stderr that the predicate knows. */
    public static Ended killedAt(Path folder, Predicate<String> moment, String... arguments) {
        return run(folder, Map.of(), moment, arguments);
    }

    /** Kills the process as soon as something has happened outside it. */
    public static Ended killedWhen(Path folder, BooleanSupplier moment, String... arguments) {
        return run(PRODUCT, folder, Map.of(), line -> false, moment, List.of(arguments));
    }

    public static Ended run(
            Path folder, Map<String, String> environment, Predicate<String> moment, String... arguments) {
        return run(PRODUCT, folder, environment, moment, List.of(arguments));
    }

    /** {@code template check} for one file after the other; each answer ends with a line {@code exit N}. */
    public static Ended checked(Path folder, Map<String, String> environment, List<String> files) {
        return run(Checks.class.getName(), folder, environment, line -> false, files);
    }

    /** The process of {@link #checked}. */
    public static final class Checks {
        private Checks() {}

        public static void main(String[] files) {
            for (String file : files) {
                int exit = Door.enter(new String[] {"template", "check", file, "--plain"}, properties -> {
                    throw new AssertionError("the application with its database was started");
                });
                System.out.println("exit " + exit);
            }
        }
    }

    private static Ended run(
            String main,
            Path folder,
            Map<String, String> environment,
            Predicate<String> moment,
            List<String> arguments) {
        return run(main, folder, environment, moment, () -> false, arguments);
    }

    private static Ended run(
            String main,
            Path folder,
            Map<String, String> environment,
            Predicate<String> moment,
            BooleanSupplier event,
            List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=" + environment.getOrDefault(TIER, "1"),
                "-XX:+UseSerialGC"));
        if (environment.containsKey(HEAP)) {
            command.add("-Xmx" + environment.get(HEAP));
        }
        DatabaseForTests.settings(folder, arguments).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dfederzug.app=" + Path.of("").toAbsolutePath());
        command.addAll(main.equals(PRODUCT) ? product() : List.of("-cp", classPath(), main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Thread watcher = new Thread(() -> killWhen(event, process));
            watcher.setDaemon(true);
            watcher.start();
            CompletableFuture<List<String>> out =
                    CompletableFuture.supplyAsync(() -> lines(process.inputReader(StandardCharsets.UTF_8), line -> {}));
            List<String> err = lines(
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)),
                    line -> {
                        if (moment.test(line)) {
                            process.destroyForcibly();
                        }
                    });
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LONGEST_SECONDS + " s");
            }
            return new Ended(process.exitValue(), out.join(), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void killWhen(BooleanSupplier event, Process process) {
        while (process.isAlive()) {
            if (event.getAsBoolean()) {
                process.destroyForcibly();
                return;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The process works in another folder. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> lines(BufferedReader reader, java.util.function.Consumer<String> each) {
        List<String> lines = new ArrayList<>();
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                each.accept(line);
            }
        } catch (IOException e) {
            // A killed process closes its streams in the middle of a line.
        }
        return lines;
    }
}
