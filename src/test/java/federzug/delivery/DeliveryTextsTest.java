package federzug.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTextsTest {
    /** A code is written out in the source, or is put together by a method that knows the first part of it. */
    @ParameterizedTest
    @CsvSource({"delivery, delivery.letter.", "release, release.obstacle."})
    void everyTextIsUsedAndEveryUsedTextIsThere(String room, String prefix) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("src/main/resources/federzug", room, "messages.properties"))) {
            texts.load(in);
        }
        String source = source(room);
        TreeSet<String> used = Pattern.compile("\"(" + room + "(\\.[a-z0-9-]+){2,})\"")
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Pattern.compile("\\b(?:text|add|clock)\\(\\s*\"([a-z-]+)\"")
                .matcher(source)
                .results()
                .map(match -> prefix + match.group(1))
                .forEach(used::add);
        assertThat(texts.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(used);
    }

    private static String source(String room) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/federzug", room))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
