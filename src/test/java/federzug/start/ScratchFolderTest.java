package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.Federzug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    /** No system gives out such numbers. */
    private static final long NOBODY = 99_999_999_999L;

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatDeadProcessesLeftIsRemovedAndNothingElse() throws IOException {
        Path own = scratch(ProcessHandle.current().pid() + ".abc");
        Path dead = scratch(NOBODY + ".abc");
        Path outside = Files.writeString(folder.resolve("bleibt.txt"), "bleibt");
        Files.createSymbolicLink(dead.resolve("link"), outside);
        Files.createSymbolicLink(dead.resolve("folder"), own);
        Path linked = Files.createSymbolicLink(folder.resolve("federzug-" + NOBODY + ".link"), own);
        Path other = scratch("rueckgabe.abc");
        Path young = scratch(NOBODY + ".jung");
        Path file = Files.writeString(folder.resolve("federzug-" + NOBODY + ".txt"), "bleibt");

        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        ScratchFolder.removeLeftovers(own);

        assertThat(dead).doesNotExist();
        assertThat(List.of(own.resolve("tiefer/blatt.pdf"), outside, linked, other, young, file))
                .allMatch(Files::exists);
    }

    @Test
    void theOwnOneIsRemovedAtTheEnd() throws Exception {
        Path own = scratch("1.abc");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + own,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Federzug.class.getName(),
                        "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(own).doesNotExist();
    }

    private Path scratch(String name) throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("federzug-" + name));
        Files.writeString(Files.createDirectory(scratch.resolve("tiefer")).resolve("blatt.pdf"), "Blatt");
        return scratch;
    }
}
