package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.OnlyIn;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
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
    private static final Set<String> PREFIXES = Set.of(
            "agreement.value.not-",
            "ceremony.refused.",
            "ceremony.state.",
            "ceremony.turn-refused.",
            "ceremony.turn-state.",
            "cli.kind.",
            "cli.press-said.",
            "cli.press-stage.",
            "cli.press-through.",
            "cli.qualification.",
            "cli.severity.",
            "cli.stage.",
            "cli.state.",
            "cli.trust.source-",
            "cli.verdict.",
            "delivery.attachment.",
            "delivery.letter.",
            "delivery.letter.invite-route-",
            "delivery.letter.invite-steps-",
            "delivery.letter.news-intro-",
            "delivery.letter.news-subject-",
            "delivery.letter.news-then-",
            "pipeline.doctor.lamp-",
            "pipeline.doctor.working-",
            "pipeline.filing.",
            "pipeline.forget.kind-",
            "pipeline.portal.",
            "pipeline.filing.event-",
            "pipeline.filing.house-",
            "pipeline.filing.kind-",
            "pipeline.filing.mail-",
            "pipeline.filing.state-",
            "release.obstacle.",
            "release.obstacle.clock-",
            "rendering.unset.",
            "trust.timestamp.",
            "access.role.",
            "web.act.",
            "web.login.house.",
            "web.data.label.",
            "web.data.list.",
            "web.data.part.",
            "web.data.word.",
            "web.say.",
            "web.step.",
            "verification.allowed.",
            "verification.change.",
            "verification.compare.",
            "verification.container.",
            "verification.doubtful.",
            "verification.expected.",
            "verification.overview.",
            "verification.report.",
            "verification.report.annex-",
            "verification.report.reason-",
            "verification.report.stamp-",
            "verification.report.indication-",
            "verification.report.quality-",
            "verification.report.rule-",
            "verification.report.severity-",
            "verification.report.status-",
            "verification.report.trust-source-",
            "verification.report.use-",
            "verification.rule.",
            "verification.subindication.");

    /** Of these, any end may come: the words of a library, the names of events, the fields of the data format. */
    private static final Set<String> OPEN_PREFIXES = Set.of(
            "pipeline.filing.house-",
            "pipeline.filing.event-",
            "web.data.label.",
            "web.data.list.",
            "web.data.part.",
            "web.data.word.",
            "web.say.",
            "verification.report.indication-",
            "verification.report.reason-",
            "verification.report.status-",
            "verification.rule.",
            "verification.subindication.");

    /** Ends added in code: the text that also names the nearest known word. */
    private static final Set<String> SUFFIXES = Set.of("-near");

    /** Literals that look like a key but are none. */
    private static final Set<String> NO_KEYS = Set.of();

    /** Texts of pages in the place of others. */
    private static final String INSTEAD = "web.say.";

    private static final Pattern COMMAND = Pattern.compile("federzug [a-z]+|--[a-z]|\\bresume\\b|\\bsend --"
            + "|„(run|seal|send|resume|check|return|switch|sign|status)\\b"
            + "|\\((press|replace|cancel|decline|defer|sign|send)\\b|„press |mit return\\b");

    /** Of these no page ever shows one: what only commands do, and reports. */
    private static final List<String> AT_COMMANDS = List.of(
            "backup.restore.",
            "ceremony.repair.",
            "delivery.resolve.",
            "pipeline.agreement.which",
            "pipeline.file.",
            "pipeline.filing.proof-steps",
            "pipeline.intake.strict",
            "pipeline.repair.",
            "pipeline.successor.",
            "signing.service.asks-here",
            "trust.bundle.",
            "trust.example.",
            "verification.report.");

    private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*)\"");
    private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z][A-Z0-9_]*)\\b");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<!')'(?!')");

    /** A text that a page shows: {@code #{web.thing.what}}. */
    private static final Pattern SHOWN = Pattern.compile("#\\{([a-z0-9.-]+)");

    private final Set<String> literals = literals();
    private final Set<String> words = found(CONSTANT);

    @Test
    void everyTextAskedForExists() throws IOException {
        Set<String> keys = keys();
        assertThat(OnlyIn.first(
                        literals.stream()
                                .map(literal -> literal.replaceFirst("^\\$\\{bundle:(.*)}$", "$1"))
                                .filter(TextsGuardTest::looksLikeAKey)
                                .filter(literal -> !NO_KEYS.contains(literal)),
                        keys))
                .as("asked for in code, but there is no text")
                .isEmpty();
    }

    @Test
    void everyTextIsAskedFor() throws IOException {
        assertThat(keys().stream()
                        .filter(key -> !isAskedFor(key))
                        .filter(key -> SUFFIXES.stream()
                                .filter(key::endsWith)
                                .noneMatch(suffix -> isAskedFor(key.substring(0, key.length() - suffix.length())))))
                .as("texts that no code asks for")
                .isEmpty();
    }

    @Test
    void everyKeyBeginsWithItsRoom() throws IOException {
        for (Path file : messages()) {
            String room = RESOURCES.relativize(file).getName(0).toString();
            assertThat(read(file).stringPropertyNames().stream()
                            .filter(key -> !key.matches(room + "(\\.[a-z0-9-]+){2,}")))
                    .as("keys of %s that are not %s.thing.what", file, room)
                    .isEmpty();
        }
    }

    @Test
    void keysPutTogetherBeginAsListed() throws IOException {
        Set<String> found = literals.stream()
                .filter(literal -> literal.matches(rooms() + "(\\.[a-z0-9-]+)*[.-]"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(OnlyIn.first(found, PREFIXES)).as("not listed above").isEmpty();
        assertThat(OnlyIn.first(PREFIXES, found))
                .as("listed above, but used nowhere")
                .isEmpty();
        Set<String> keys = keys();
        assertThat(PREFIXES.stream().filter(prefix -> keys.stream().noneMatch(key -> key.startsWith(prefix))))
                .as("no text begins so")
                .isEmpty();
    }

    @Test
    void everyTextIsAMessageFormat() throws IOException {
        for (Path file : messages()) {
            Properties texts = read(file);
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                new MessageFormat(text); // throws if it is none
                assertThat(LONE_QUOTE.matcher(text.replaceAll("'[{}]'", "")).find())
                        .as("%s: a literal ' is written ''", key)
                        .isFalse();
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

    /** Whoever sits at a page works on no command line: a text that names commands has another for pages. */
    @Test
    void pagesSpeakOfNoCommands() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : messages()) {
            Properties read = read(file);
            read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
        }
        Set<String> onPages = texts.keySet().stream()
                .filter(key -> key.startsWith(INSTEAD))
                .map(key -> key.substring(INSTEAD.length()))
                .collect(Collectors.toSet());
        assertThat(OnlyIn.first(onPages, texts.keySet()))
                .as("stand for no text")
                .isEmpty();
        assertThat(onPages.stream()
                        .filter(key -> COMMAND.matcher(texts.get(INSTEAD + key)).find()))
                .as("of pages, and name commands")
                .isEmpty();
        assertThat(texts.keySet().stream()
                        .filter(key -> !key.startsWith("cli.") && !key.startsWith("start.") && !key.startsWith("web."))
                        .filter(key -> AT_COMMANDS.stream().noneMatch(key::startsWith))
                        .filter(key -> COMMAND.matcher(texts.get(key)).find())
                        .filter(key -> !onPages.contains(key)))
                .as("name commands, and have no other text for pages")
                .isEmpty();
    }

    private boolean isAskedFor(String key) {
        return literals.contains(key)
                || literals.contains("${bundle:" + key + "}")
                || OPEN_PREFIXES.stream().anyMatch(key::startsWith)
                || PREFIXES.stream().filter(key::startsWith).anyMatch(prefix -> isWord(key.substring(prefix.length())));
    }

    /** The end of a key that is put together stands somewhere in the code: as a literal or as an enum's constant. */
    private boolean isWord(String end) {
        return literals.contains(end)
                || words.contains(end.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static boolean looksLikeAKey(String literal) {
        return literal.matches(rooms() + "(\\.[a-z0-9-]+){2,}") && !literal.endsWith("-");
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

    /** What stands in code and in the pages' templates. */
    private static Set<String> literals() {
        Set<String> all = found(STRING);
        all.addAll(found(SHOWN, RESOURCES, ".html"));
        return all;
    }

    private static Set<String> found(Pattern pattern) {
        return found(pattern, SOURCES, ".java");
    }

    private static Set<String> found(Pattern pattern, Path root, String ending) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : new ArrayList<>(
                    files.filter(path -> path.toString().endsWith(ending)).toList())) {
                pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }
}
