package federzug.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Lets Java's drawing work on a machine without any font, for example in a container. All text of documents is set with
 * the fonts that the product brings along; but a picture in a report makes Java look for fonts of the machine, and it
 * fails with "Fontconfig head is null" where there are none.
 */
@NullMarked
public final class MachineFonts {
    private static final String SETTING = "sun.awt.fontconfig";
    private static final String NO_FONTS = "version=1\nsequence.allfonts=default\n";

    private static final Path CONFIGURATION = Path.of("/etc/fonts/fonts.conf");
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            Path.of(System.getProperty("user.home"), ".fonts"),
            Path.of(System.getProperty("user.home"), ".local", "share", "fonts"));

    private MachineFonts() {}

    /** Does nothing on a machine that has fonts, on another system than Linux, or where the setting is made already. */
    public static void begin() {
        if (System.getProperty(SETTING) == null
                && System.getProperty("os.name").startsWith("Linux")
                && !isThere(CONFIGURATION, FOLDERS)) {
            try {
                Path file = Files.createTempFile("federzug-fonts", ".properties");
                file.toFile().deleteOnExit();
                Files.writeString(file, NO_FONTS, StandardCharsets.US_ASCII);
                System.setProperty(SETTING, file.toString());
            } catch (IOException e) {
                // Without room for temporary files nothing works; that is reported elsewhere.
            }
        }
    }

    /** Whether fontconfig is set up and has at least one file to offer. */
    static boolean isThere(Path configuration, List<Path> folders) {
        return Files.isRegularFile(configuration) && folders.stream().anyMatch(MachineFonts::holdsFiles);
    }

    private static boolean holdsFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder, 6)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
