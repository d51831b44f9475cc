package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledHereTest {
    @TempDir
    Path folder;

    @Test
    void anArchiveThatIsOpenIsUsed() throws IOException {
        Path archive = Files.writeString(folder.resolve("classes-17.jsa"), "x");
        Path maps = Files.writeString(
                folder.resolve("maps"),
                "7f00-7f10 r--p 00000000 fe:00 99   /usr/lib/libc.so\n8000-8010 r--p 0 fe:00 1 " + archive + "\n");

        assertThat(InstalledHere.archive(archive.toString(), maps).code()).isEqualTo("start.archive.used");
    }

    @Test
    void anArchiveThatJavaHasPassedOverIsNamed() throws IOException {
        Path archive = Files.writeString(folder.resolve("classes-17.jsa"), "x");
        Path maps = Files.writeString(folder.resolve("maps"), "7f00-7f10 r--p 00000000 fe:00 99   /usr/lib/libc.so\n");

        assertThat(InstalledHere.archive(archive.toString(), maps).code()).isEqualTo("start.archive.refused");
        assertThat(InstalledHere.archive(archive.toString(), folder.resolve("nowhere"))
                        .code())
                .isEqualTo("start.archive.used");
    }

    @Test
    void noneOrAnEmptyOneIsNoArchive() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jsa"));

        assertThat(InstalledHere.archive(null, folder.resolve("maps")).code()).isEqualTo("start.archive.none");
        assertThat(InstalledHere.archive(empty.toString(), folder.resolve("maps"))
                        .code())
                .isEqualTo("start.archive.none");
    }
}
