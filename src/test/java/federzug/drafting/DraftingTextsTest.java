package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.testkit.OnlyIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftingTextsTest {
    private static final Pattern CODE = Pattern.compile("\"(drafting(?:\\.[a-z0-9-]+){2,})\"");

    @Test
    void everyTextIsUsedAndEveryTextUsedExists() throws IOException {
        TreeSet<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/federzug/drafting"))) {
            for (Path source : sources.toList()) {
                Matcher matcher = CODE.matcher(Files.readString(source));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        TreeSet<String> written = new TreeSet<>(Collections.list(
                ResourceBundle.getBundle("federzug.drafting.messages").getKeys()));
        assertThat(OnlyIn.first(used, written)).as("used, but without a text").isEmpty();
        assertThat(OnlyIn.first(written, used)).as("texts that are not used").isEmpty();
        assertThat(written)
                .allSatisfy(code ->
                        assertThat(Texts.german().text(code, "a", 2, "c")).doesNotContain("{0}"));
    }
}
