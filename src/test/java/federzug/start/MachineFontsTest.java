package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFontsTest {
    @TempDir
    Path folder;

    @Test
    void aMachineHasFontsWhenFontconfigIsSetUpAndAnyFileIsThere() throws IOException {
        Path configuration = Files.createFile(folder.resolve("fonts.conf"));
        Path fonts = Files.createDirectories(folder.resolve("fonts/truetype"));
        Files.createFile(fonts.resolve("any.ttf"));

        assertThat(MachineFonts.isThere(configuration, List.of(folder.resolve("none"), folder.resolve("fonts"))))
                .isTrue();
    }

    @Test
    void aMachineWithoutConfigurationOrWithEmptyFoldersHasNone() throws IOException {
        Path configuration = Files.createFile(folder.resolve("fonts.conf"));
        Path empty = Files.createDirectories(folder.resolve("fonts/truetype"));

        assertThat(MachineFonts.isThere(configuration, List.of(folder.resolve("none"), empty)))
                .isFalse();
        assertThat(MachineFonts.isThere(folder.resolve("none"), List.of(folder)))
                .isFalse();
    }
}
