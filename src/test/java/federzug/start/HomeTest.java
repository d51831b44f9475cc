package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path home;

    @Test
    void aHomeThatOthersCouldReadIsItsOwnersAloneAfterwards() throws IOException {
        Path database = Files.writeString(home.resolve("federzug.mv.db"), "x");
        Path log = Files.writeString(Files.createDirectory(home.resolve("log")).resolve("federzug-2026-11.log"), "x");
        for (Path open : new Path[] {home, home.resolve("log")}) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (Path open : new Path[] {database, log}) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-r--"));
        }

        Home.protect(home);

        assertThat(rights(home)).isEqualTo("rwx------");
        assertThat(rights(database)).isEqualTo("rw-------");
        assertThat(rights(log)).isEqualTo("rw-------");
    }

    @Test
    void rightsThatAreNarrowEnoughStayAsTheyAre() throws IOException {
        Path file = Files.writeString(home.resolve("schluessel"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        Home.protect(home);
        Home.protect(home.resolve("none"));

        assertThat(rights(file)).isEqualTo("r--------");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
