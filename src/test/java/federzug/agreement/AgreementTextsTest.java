package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.OnlyIn;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgreementTextsTest {
    /** Codes that are put together: a value's kind, and the variant that suggests something. */
    private static final Set<String> WITH_SUGGESTION = Set.of(
            "agreement.value.not-one-of",
            "agreement.municipality.unknown",
            "agreement.person.unknown",
            "agreement.person.acts-for");

    @Test
    void everyTextIsUsedAndEveryCodeHasAText() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern code = Pattern.compile("\"(agreement\\.[a-z-]+\\.[a-z0-9-]+)\"");
        try (Stream<Path> files = Files.list(Path.of("src/main/java/federzug/agreement"))) {
            for (Path file : files.toList()) {
                Matcher matcher = code.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!matcher.group(1).endsWith("-")) {
                        used.add(matcher.group(1));
                    }
                }
            }
        }
        WITH_SUGGESTION.forEach(base -> used.add(base + "-near"));
        for (String kind : Set.of("date", "time", "date-time")) {
            used.add("agreement.value.not-" + kind);
            used.add("agreement.value.not-" + kind + "-near");
        }
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/federzug/agreement/messages.properties"))) {
            texts.load(reader);
        }
        Set<String> written = texts.stringPropertyNames();
        assertThat(OnlyIn.first(used, written)).as("used, but without a text").isEmpty();
        assertThat(OnlyIn.first(written, used)).as("texts that are not used").isEmpty();
    }
}
