package federzug.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void writesIntoAFolderThatIsNotThereYet() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        WholeFile.writeDurably(file, NEW);
        assertThat(file).hasBinaryContent(NEW);
        assertThat(names(file.getParent())).containsExactly("c.txt");
    }

    @Test
    void replacesAFileOnlyWhenItTakesItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        try (WholeFile whole = WholeFile.beside(file)) {
            whole.fill(NEW);
            assertThat(file).hasContent("old");
            whole.takeName();
        }
        assertThat(file).hasBinaryContent(NEW);
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void leavesTheOldFileAndNothingElseWhenTheWorkBreaksOff() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatThrownBy(() -> {
                    try (WholeFile whole = WholeFile.beside(file)) {
                        whole.fill(NEW);
                        throw new IllegalStateException("broken off");
                    }
                })
                .hasMessage("broken off");
        assertThat(file).hasContent("old");
        assertThat(names(folder)).containsExactly("a.txt");
    }

    @Test
    void leavesNothingWhereTheNameCannotBeTaken() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("a.txt/inside")).getParent();
        assertThatThrownBy(() -> WholeFile.write(taken, NEW)).isInstanceOf(IOException.class);
        assertThat(names(folder)).containsExactly("a.txt");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
