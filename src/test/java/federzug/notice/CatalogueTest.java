package federzug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All German that the product shows follows the glossary and one register: fact, consequence, "Bitte …". */
class CatalogueTest {
    private static final Path RESOURCES = Path.of("src/main/resources/federzug");
    private static final Path SOURCES = Path.of("src/main/java/federzug");

    /** What the glossary has another word for, or nobody can know. */
    private static final Map<String, String> FORBIDDEN = forbidden();

    private static final Pattern ERROR = Pattern.compile(
            "(?:\\berror|\\brefused|\\bfailed|\\btrouble)\\(\\s*(?:Kind\\.\\w+,\\s*)?\"([a-z]+(?:\\.[a-z0-9-]+){2,})\"");
    private static final Pattern ADVICE =
            Pattern.compile("[Bb]itte|einten Sie|[Zz]u tun ist nichts|nichts (?:mehr )?zu tun");

    /** Rooms whose messages refuse something, unless they only warn or tell. */
    private static final Pattern REFUSES = Pattern.compile(
            "(?:access|agreement|backup|drafting|rendering\\.(?:draft|pdf|annex|rule)|signing|start\\.settings|trust)\\..*");

    private static final Pattern TELLS = Pattern.compile("\\b(?:warning|note|remark|remarkOnce|text|result)"
            + "\\(\\s*(?:[\\w.()]+,\\s*){0,3}\"([a-z]+(?:\\.[a-z0-9-]+){2,})\"");

    private static final Map<String, String> TEXTS = texts();

    private static Map<String, String> forbidden() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("(?<!E-)\\bMails?\\b(?!\\w)", "E-Mail");
        words.put("Mailadresse", "E-Mail-Adresse");
        words.put("\\bdie Technik\\b", "die Administration");
        words.put("Konfiguration", "Einstellungen");
        words.put("Besitzer|Eigentümer", "Besitzer steht nur im Handbuch");
        words.put("versendet", "versandt");
        words.put("Zeichnungsschritt", "Schritt");
        words.put("nachgereicht", "unterzeichnet später / wird erneut versucht");
        words.put("Testschlüssel|Beispielschlüssel|Wegwerfschlüssel", "Übungsschlüssel");
        words.put("[Vv]ersiegel", "Langzeitsicherung");
        words.put("haltbar", "langzeitgesichert");
        words.put("Signaturgerät", "Signaturmittel");
        words.put("\\bgit ", "no command of developers");
        words.put("ichts ist verloren|geht verloren", "Gespeichertes bleibt erhalten");
        // "Dokument nach dem Unterschreiben sperren" is what another program writes on a button.
        words.put("(?<!nach dem )[Uu]nterschr(?:ie|ei)b", "Personen unterzeichnen, Dateien sind signiert");
        words.put("Prüfvermerk", "Prüfbericht");
        words.put("(?:Zertifikat|Aussteller)[^.]*\\bgesperrt(?!, abgelaufen)", "widerrufen");
        words.put("[Bb]leibt stehen", "wartet weiter");
        words.put("statt dessen", "stattdessen");
        words.put("den Befehl .*(?:wiederholen|aufrufen)", "den Aufruf wiederholen");
        words.put("genau einmal", "von selbst höchstens einmal");
        words.put("rechtssicher", "nobody can promise that");
        words.put("(?<!Linux: )chmod", "what the administration shall do");
        words.put("geglaubt", "wird verwendet");
        words.put("\\w\\(e?n\\)", "choice format");
        return words;
    }

    @Test
    void saysNoWordForWhichTheGlossaryHasAnother() {
        List<String> found = new ArrayList<>();
        TEXTS.forEach((key, text) -> FORBIDDEN.forEach((word, instead) -> {
            Matcher matcher = Pattern.compile(word).matcher(text);
            if (matcher.find()) {
                found.add(key + ": " + matcher.group() + " → " + instead);
            }
        }));
        assertThat(found).isEmpty();
    }

    @Test
    void quotesInOneStyle() {
        assertThat(TEXTS.entrySet().stream()
                        // Two messages speak of guillemets.
                        .filter(text -> !text.getKey().startsWith("drafting.consistency.quote-"))
                        .filter(text -> text.getValue().matches("(?s).*[»«\"].*"))
                        .map(Map.Entry::getKey))
                .isEmpty();
        assertThat(TEXTS.entrySet().stream()
                        .filter(text -> count(text.getValue(), '„') != count(text.getValue(), '“'))
                        .map(Map.Entry::getKey))
                .as("opened and not closed")
                .isEmpty();
    }

    @Test
    void advisesInEveryError() throws IOException {
        TreeSet<String> silent = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher error = ERROR.matcher(Files.readString(file));
                while (error.find()) {
                    String text = TEXTS.get(error.group(1));
                    if (text != null && !ADVICE.matcher(text).find()) {
                        silent.add(error.group(1));
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void advisesWhereverSomethingIsRefused() throws IOException {
        Set<String> tells = new TreeSet<>(NO_REFUSAL);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher told = TELLS.matcher(Files.readString(file));
                while (told.find()) {
                    tells.add(told.group(1));
                }
            }
        }
        assertThat(TEXTS.entrySet().stream()
                        .filter(text -> REFUSES.matcher(text.getKey()).matches())
                        .filter(text -> text.getValue().strip().matches("(?s).*[.:]"))
                        .filter(text -> !ADVICE.matcher(text.getValue()).find())
                        .map(Map.Entry::getKey)
                        .filter(key -> !tells.contains(key)))
                .isEmpty();
    }

    /** Whose weight is chosen elsewhere: it only tells. */
    private static final Set<String> NO_REFUSAL = Set.of("agreement.press-list.twice-skipped");

    @Test
    void breaksNoLineBetweenANumberAndWhatItCounts() {
        assertThat(Texts.german().text("agreement.annex.too-large", "a.pdf", 20))
                .contains("20\u00a0MB");
        assertThat(Texts.german().text("pipeline.turn.past", "1.12.2021, 12:00"))
                .contains("12:00\u00a0Uhr");
        for (String key : TEXTS.keySet()) {
            assertThat(Texts.german().text(key, 1, 1, 1, 1, 1, 1, 1, 1))
                    .as(key)
                    .doesNotContainPattern("§ |\\bNr\\. | Uhr\\b| MB\\b");
        }
    }

    @Test
    void namesTheArgumentsOfCommandsInGerman() throws IOException {
        Pattern label = Pattern.compile("paramLabel = \"([^\"]*)\"");
        List<String> english = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve("cli"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = label.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (matcher.group(1).matches(".*\\b(?:MATTER|FILE|PATH|DIR|WHEN|SOURCE|DAYS|ID)\\b.*")) {
                        english.add(file.getFileName() + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(english).isEmpty();
    }

    private static long count(String text, char letter) {
        return text.chars().filter(c -> c == letter).count();
    }

    private static Map<String, String> texts() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> rooms = Files.list(RESOURCES)) {
            for (Path room : rooms.toList()) {
                Path file = room.resolve("messages.properties");
                if (Files.exists(file)) {
                    Properties texts = new Properties();
                    try (Reader in = Files.newBufferedReader(file)) {
                        texts.load(in);
                    }
                    texts.stringPropertyNames().forEach(key -> all.put(key, texts.getProperty(key)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
