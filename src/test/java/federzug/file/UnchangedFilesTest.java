package federzug.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnchangedFilesTest {
    private final UnchangedFiles<String> texts = new UnchangedFiles<>();
    private int computed;

    @Test
    void seesAChangeOfTheSameSizeInTheSameMoment(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a");
        for (int i = 0; i < 50; i++) {
            Files.writeString(file, "erst");
            assertThat(text(file)).isEqualTo("erst");
            assertThat(text(file)).isEqualTo("erst");
            Files.writeString(file, "dann");
            assertThat(text(file)).isEqualTo("dann");
        }
    }

    @Test
    void readsAFileThatDoesNotChangeTwice(@TempDir Path folder) throws Exception {
        remembered(Files.writeString(folder.resolve("a"), "erst"));
    }

    /** The time of change that programs can set says nothing. */
    @Test
    void seesAChangeThatHidesItsTime(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "erst");
        FileTime time = Files.getLastModifiedTime(file);
        remembered(file);
        Files.writeString(file, "dann");
        Files.setLastModifiedTime(file, time);
        assertThat(text(file)).isEqualTo("dann");
    }

    @Test
    void seesAnotherFileUnderTheName(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "erst");
        Path other = Files.writeString(folder.resolve("b"), "dann");
        remembered(file);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(text(file)).isEqualTo("dann");
    }

    private void remembered(Path file) throws Exception {
        text(file);
        Thread.sleep(80); // longer than a tick of the file system's clock: only then anything is remembered
        text(file);
        int before = computed;
        assertThat(text(file)).isEqualTo("erst");
        boolean possible =
                FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
        assertThat(computed - before).isEqualTo(possible ? 0 : 1);
    }

    private String text(Path file) throws IOException {
        return texts.value(file, path -> {
            computed++;
            return Files.readString(path);
        });
    }
}
