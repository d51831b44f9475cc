package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartScriptsTest {
    private static final Pattern SETTING = Pattern.compile("FEDERZUG_[A-Z]\\w*");

    /** Each such variable is checked as a setting, so that a name of a script's own stops every command. */
    @Test
    void noScriptUsesAVariableThatWouldBeReadAsASetting() throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.walk(Path.of("src/dist"))) {
            scripts = Stream.concat(
                            files.filter(Files::isRegularFile), Stream.of(Path.of("federzug"), Path.of("federzug.cmd")))
                    .toList();
        }
        assertThat(scripts).hasSizeGreaterThan(20);
        for (Path script : scripts) {
            assertThat(SETTING.matcher(Files.readString(script)).find())
                    .as("%s", script)
                    .isFalse();
        }
    }

    @Test
    void onlyWorkThatTakesLongGetsTheSecondCompiler(@TempDir Path folder) throws Exception {
        Path launcher = layOut(folder.resolve("app"));
        Path few = files(folder.resolve("few"), 5);
        Path many = files(folder.resolve("many"), 120);
        Path table = Files.write(folder.resolve("table.csv"), new byte[70_000]);

        String first = "-XX:TieredStopAtLevel=1";
        assertThat(started(launcher, "run", few.toString()))
                .contains(first, "-XX:ReservedCodeCacheSize=128m -Xms160m -Xmn80m")
                .endsWith("run " + few);
        assertThat(started(launcher, "status")).contains(first).endsWith("status");
        assertThat(started(launcher, "run", many.toString())).doesNotContain(first);
        assertThat(started(launcher, "run", few.toString(), table.toString())).doesNotContain(first);
        assertThat(started(launcher, "serve"))
                .doesNotContain(first)
                .contains("-Xmx1g", "-XX:Tier4InvocationThreshold=");
        assertThat(started(launcher, "worker")).contains("-Xmx1g").doesNotContain("-XX:Tier");
    }

    @Test
    void eachJavaGetsTheArchiveOfItsKind(@TempDir Path folder) throws Exception {
        Path launcher = layOut(folder.resolve("app"));
        Path app = folder.resolve("app");
        executable(app.resolve("lib/make-archive"), "#!/bin/sh\nmkdir -p \"$(dirname \"$2\")\" && echo x >\"$2\"\n");

        String fixed = "-XX:ArchiveRelocationMode=0";
        assertThat(started(launcher, "status")).contains("-XX:SharedArchiveFile=", ".jsa", fixed);
        for (String exposed : List.of("serve", "check", "return")) {
            assertThat(started(launcher, exposed))
                    .as(exposed)
                    .contains("-XX:SharedArchiveFile=")
                    .doesNotContain(fixed);
        }
        assertThat(started(launcher, "--help")).contains("-XX:SharedArchiveFile=");

        Files.writeString(app.resolve("runtime/release"), "JAVA_VERSION=\"25.0.3\"\n");
        assertThat(started(launcher, "status"))
                .contains("-XX:AOTCache=", ".aot", "-Xlog:aot*=off:stderr")
                .doesNotContain(".jsa");
        assertThat(started(launcher, "run", "--help")).contains("-XX:AOTCache=");
        assertThat(started(launcher, "--help")).doesNotContain("-XX:AOTCache=");
        assertThat(started(launcher)).doesNotContain("-XX:AOTCache=");
    }

    /** A package whose Java says what it was asked to do. */
    private static Path layOut(Path app) throws IOException {
        Files.createDirectories(app.resolve("lib"));
        Files.createDirectories(app.resolve("runtime/bin"));
        Files.write(app.resolve("lib/federzug.jar"), new byte[0]);
        Files.writeString(app.resolve("runtime/release"), "JAVA_VERSION=\"17.0.1\"\n");
        executable(app.resolve("lib/make-archive"), "#!/bin/sh\n");
        executable(app.resolve("runtime/bin/java"), "#!/bin/sh\necho \"$*\"\n");
        Files.createDirectories(app.resolve("bin"));
        return executable(app.resolve("bin/federzug"), Files.readString(Path.of("src/dist/bin/federzug")));
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Path files(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("f" + i), new byte[1]);
        }
        return folder;
    }

    private static String started(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TMPDIR", launcher.getParent().toString());
        builder.environment()
                .put("XDG_CACHE_HOME", launcher.resolveSibling("cache").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
