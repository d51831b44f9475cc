package federzug.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessHasLeftIsTakenUpByTheNext() throws IOException {
        Path file = folder.resolve("01-raphael.eml");
        Files.writeString(PartFile.begin(file), "half of i");
        Path part = PartFile.begin(file);
        assertThat(part).isEmptyFile();
        Files.writeString(part, "all of it");
        Files.move(part, file);
        assertThat(names()).containsExactly("01-raphael.eml");
        assertThat(file).hasContent("all of it");
    }

    @Test
    void whatIsNoLongerNeededIsCleared() throws IOException {
        Path file = folder.resolve("01-raphael.eml");
        Files.writeString(PartFile.begin(file), "half of i");
        PartFile.clear(file);
        PartFile.clear(file);
        assertThat(names()).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(folder.resolve(".mail.part"), elsewhere);
        Path part = PartFile.begin(folder.resolve("mail"));
        assertThat(part).isRegularFile().isEmptyFile();
        assertThat(Files.isSymbolicLink(part)).isFalse();
        assertThat(elsewhere).hasContent("untouched");
    }

    @Test
    void isReadByNobodyElseWhileItIsWritten() throws IOException {
        Path part = PartFile.begin(folder.resolve("mail"));
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                    .isEqualTo("rw-------");
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
