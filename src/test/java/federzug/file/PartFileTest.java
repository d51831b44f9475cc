package federzug.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    /** No system gives such a number to a process. */
    private static final String NOBODY = "999999999999";

    private static final long WE = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessHasLeftIsRemovedByTheNext() throws IOException {
        Files.writeString(folder.resolve(".01-raphael.eml." + NOBODY + "-1.part"), "half of i");
        Files.writeString(folder.resolve("02-rodig.eml"), "a mail");
        Files.writeString(folder.resolve(".somebodys.part"), "not ours");
        PartFile.clear(folder);
        assertThat(names()).containsExactlyInAnyOrder("02-rodig.eml", ".somebodys.part");
    }

    @Test
    void whatAProcessOfTheSameNumberHasLeftIsRemovedToo() throws IOException {
        Path left = Files.writeString(folder.resolve(".01-raphael.eml." + WE + "-1.part"), "half of i");
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2021-11-30T10:00:00Z")));
        PartFile.clear(folder);
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsBeingWrittenStays() throws IOException {
        Path part = PartFile.begin(folder.resolve("01-raphael.eml"));
        PartFile.clearAgain(folder);
        assertThat(part).isEmptyFile();
    }

    @Test
    void severalMayWriteTheSameFile() throws IOException {
        Path file = folder.resolve("01-raphael.eml");
        assertThat(PartFile.begin(file)).isNotEqualTo(PartFile.begin(file));
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws IOException {
        PartFile.clear(folder.resolve("none"));
        assertThat(names()).isEmpty();
    }

    @Test
    void isReadableByItsOwnerOnlyWhileItIsWritten() throws IOException {
        Path part = PartFile.begin(folder.resolve("mail"));
        assertThatThrownBy(() -> Files.createFile(part)).isInstanceOf(FileAlreadyExistsException.class);
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
