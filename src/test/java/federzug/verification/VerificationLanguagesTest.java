package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Texts;
import federzug.testkit.OnlyIn;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The second language is whole: a lawyer elsewhere reads no half-translated report. */
class VerificationLanguagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/federzug");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        Set<String> english = keys("verification/messages_en.properties");
        Set<String> german = keys("verification/messages.properties");
        assertThat(OnlyIn.first(german, english)).as("without English").isEmpty();
        assertThat(OnlyIn.first(english, german)).as("without German").isEmpty();
    }

    @Test
    void theOtherRoomsTranslateOnlyWhatThereIs() throws IOException {
        for (String room : new String[] {"cli", "pipeline"}) {
            assertThat(OnlyIn.first(keys(room + "/messages_en.properties"), keys(room + "/messages.properties")))
                    .as("English without German in %s", room)
                    .isEmpty();
        }
        Set<String> german = keys("cli/messages.properties").stream()
                .filter(key -> key.matches("cli\\.(check|verdict|qualification)\\..*"))
                .collect(Collectors.toSet());
        assertThat(OnlyIn.first(german, keys("cli/messages_en.properties")))
                .as("without English")
                .isEmpty();
    }

    @Test
    void bothLanguagesTakeTheSameArguments() throws IOException {
        Properties german = read("verification/messages.properties");
        Properties english = read("verification/messages_en.properties");
        for (String key : german.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key))).as(key).isEqualTo(arguments(german.getProperty(key)));
        }
    }

    @Test
    void anEnglishReportHasNoGermanWordOfFederzug() {
        Texts english = Texts.in(Locale.ENGLISH);
        Report report = new Report(VerificationExaminations.valid(true), "", "");
        String html = report.html(english, ZoneId.of("Europe/Berlin"));
        assertThat(html)
                .contains(
                        "<html lang=\"en\">",
                        "Rehearsal: technically in order",
                        "Not checked: power of representation");
        assertThat(html).doesNotContain("Prüf", "Ergebnis", "gültig");
    }

    private static long arguments(String text) {
        return Arrays.stream(new MessageFormat(text).getFormatsByArgumentIndex())
                .count();
    }

    private static Set<String> keys(String file) throws IOException {
        return read(file).stringPropertyNames();
    }

    private static Properties read(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
