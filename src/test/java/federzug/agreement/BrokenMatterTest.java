package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Severity;
import federzug.notice.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Everything wrong at once: the golden text is what staff read. */
class BrokenMatterTest {
    private static final Path SPECIMENS = Path.of("src/test/resources/federzug/agreement");

    @Test
    void reportsAllProblemsOfAFileAtOnce() throws IOException {
        MatterReader reader = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)));
        Reading reading = reader.read(SPECIMENS.resolve("broken"));
        assertThat(reading.matters()).isEmpty();
        String told = reading.notices().stream()
                .map(notice -> (notice.severity() == Severity.WARNING ? "Hinweis: " : "")
                        + Texts.german().line(notice)
                        + "\n")
                .collect(Collectors.joining());
        Path golden = SPECIMENS.resolve("broken/notices.txt");
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
    }
}
