package federzug.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A program of the machine's, such as pdfsig or qpdf. Where it is absent a test is skipped with a clear word. */
public final class Program {
    private Program() {}

    public record Ended(int exit, String output) {}

    /** Skips the calling test if the program is not installed; fails it where skips are forbidden. */
    public static void require(String name, String debianPackage) {
        boolean present = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!present && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError(name + " is missing and skips are forbidden: install " + debianPackage);
        }
        assumeTrue(present, () -> "skipped: " + name + " (Debian package " + debianPackage + ") is not installed");
    }

    /** Skips the calling test if the machine has no such font; fails it where skips are forbidden. */
    public static void requireFont(String family, String debianPackage) {
        require("fc-list", "fontconfig");
        boolean present = !run("fc-list", family, "family").output().isBlank();
        if (!present && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError(family + " is missing and skips are forbidden: install " + debianPackage);
        }
        assumeTrue(present, () -> "skipped: the font " + family + " (Debian package " + debianPackage + ") is missing");
    }

    /** Skips the calling test unless it runs as root, which the server needs; fails it where skips are forbidden. */
    public static void requireRoot(String server) {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root && Boolean.getBoolean("federzug.forbid.skips")) {
            throw new AssertionError(server + " can be started by root only, and skips are forbidden");
        }
        assumeTrue(root, () -> "skipped: " + server + " can be started by root only");
    }

    public static Ended run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
