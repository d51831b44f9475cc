package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that code asks for exists, and every text that exists is asked for. */
class TextsGuardTest {
    private static final Path SOURCES = Path.of("src/main/java/federzug");
    private static final Path RESOURCES = Path.of("src/main/resources/federzug");

    /** Keys put together in code: these beginnings, and nothing else. */
    private static final Set<String> PREFIXES =
            Set.of("ceremony.refused.", "ceremony.state.", "ceremony.turn-refused.", "ceremony.turn-state.");

    /** Literals that look like a key but are none. */
    private static final Set<String> NO_KEYS = Set.of();

    private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*)\"");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<!')'(?!')");

    private final Set<String> literals = literals(SOURCES);

    @Test
    void everyTextAskedForExists() throws IOException {
        Set<String> keys = keys();
        assertThat(literals.stream()
                        .filter(TextsGuardTest::looksLikeAKey)
                        .filter(literal -> !NO_KEYS.contains(literal)))
                .isSubsetOf(keys);
    }

    @Test
    void everyTextIsAskedFor() throws IOException {
        assertThat(keys().stream()
                        .filter(key -> !literals.contains(key))
                        .filter(key -> PREFIXES.stream().noneMatch(key::startsWith)))
                .isEmpty();
    }

    @Test
    void everyKeyBeginsWithItsRoom() throws IOException {
        for (Path file : messages()) {
            String room = RESOURCES.relativize(file).getName(0).toString();
            assertThat(read(file).stringPropertyNames()).allMatch(key -> key.matches(room + "(\\.[a-z0-9-]+){2,}"));
        }
    }

    @Test
    void keysPutTogetherBeginAsListed() throws IOException {
        Set<String> found = literals.stream()
                .filter(literal -> literal.matches(rooms() + "(\\.[a-z0-9-]+)*[.-]"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).isEqualTo(new TreeSet<>(PREFIXES));
        Set<String> keys = keys();
        assertThat(PREFIXES).allMatch(prefix -> keys.stream().anyMatch(key -> key.startsWith(prefix)));
    }

    @Test
    void everyTextIsAMessageFormat() throws IOException {
        for (Path file : messages()) {
            Properties texts = read(file);
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                MessageFormat format = new MessageFormat(text);
                int arguments = format.getFormatsByArgumentIndex().length;
                for (int i = 0; i < arguments; i++) {
                    assertThat(text)
                            .as("%s uses {%d}, so {%d} too", key, arguments - 1, i)
                            .contains("{" + i);
                }
                assertThat(LONE_QUOTE.matcher(text).find())
                        .as("%s: a literal ' is written ''", key)
                        .isFalse();
                assertThat(text).as(key).isNotBlank().isEqualTo(text.strip());
            }
        }
    }

    @Test
    void noKeyIsThereTwice() throws IOException {
        for (Path file : messages()) {
            List<String> keys = Files.readAllLines(file).stream()
                    .filter(line -> line.matches("[a-z]+\\.[a-z0-9.-]+\\s*=.*"))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .toList();
            assertThat(keys).as("%s", file).doesNotHaveDuplicates();
        }
    }

    private static boolean looksLikeAKey(String literal) {
        return literal.matches(rooms() + "(\\.[a-z0-9-]+){2,}");
    }

    /** An expression for the rooms that have texts. */
    private static String rooms() {
        try (Stream<Path> rooms = Files.list(SOURCES).filter(Files::isDirectory)) {
            return rooms.map(room -> room.getFileName().toString()).collect(Collectors.joining("|", "(", ")"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path file : messages()) {
            keys.addAll(read(file).stringPropertyNames());
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().matches("messages(_[a-z]+)?\\.properties"))
                    .sorted()
                    .toList();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Set<String> literals(Path folder) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : new ArrayList<>(
                    files.filter(path -> path.toString().endsWith(".java")).toList())) {
                STRING.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }
}
