package federzug.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
}
