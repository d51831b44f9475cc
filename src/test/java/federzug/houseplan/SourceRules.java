package federzug.houseplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must never be, as far as only the source tells. Each method gives the breaches as {@code file: words}. */
public final class SourceRules {
    private static final Map<String, String> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("account", "access"),
            Map.entry("account_role", "access"),
            Map.entry("personal_link", "access"),
            Map.entry("turn_code", "access"),
            Map.entry("page_act", "access"),
            Map.entry("access_attempt", "access"),
            Map.entry("matter", "agreement"),
            Map.entry("matter_input", "agreement"),
            Map.entry("document", "document"),
            Map.entry("document_forgotten", "document"),
            Map.entry("forgotten", "pipeline"),
            Map.entry("document_content", "document"),
            Map.entry("ceremony", "ceremony"),
            Map.entry("turn", "ceremony"),
            Map.entry("ceremony_journal", "ceremony"),
            Map.entry("signing_session", "ceremony"),
            Map.entry("parked_copy", "ceremony"),
            Map.entry("remote_login", "ceremony"),
            Map.entry("press_release", "release"),
            Map.entry("approval", "release"),
            Map.entry("send_ledger", "delivery"),
            Map.entry("send_ledger_name", "delivery"),
            Map.entry("send_doubt", "delivery"),
            Map.entry("incoming", "delivery"),
            Map.entry("incoming_run", "delivery"),
            Map.entry("address_mark", "delivery"),
            Map.entry("run_lease", "pipeline"),
            Map.entry("matter_due", "pipeline"),
            Map.entry("worker_register", "pipeline")));
    private static final Pattern WRITE =
            Pattern.compile("\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+([a-z_]+)\\b(?=[^;]*)");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"");
    private static final Pattern MESSAGE_MATCHED = Pattern.compile(
            "get(Localized)?Message\\(\\)\\s*\\.\\s*(contains|startsWith|endsWith|matches|equals\\w*|indexOf)\\b");
    private static final Pattern SECRET_RECORD = Pattern.compile(
            "\\brecord\\s+(\\w+)\\s*\\([^{]*?\\b\\w*(pin|password|passphrase|secret)\\s*[,)]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_OPTION =
            Pattern.compile("\"--(pin|password|passphrase|secret|token)\"", Pattern.CASE_INSENSITIVE);

    /** Literals, and comments, in which literals don't count. */
    private static final Pattern LITERAL_OR_COMMENT =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*.*?\\*/");

    private static final Pattern GERMAN =
            Pattern.compile("[äöüßÄÖÜ„“]|(?<![\\w.|(-])(der|die|das|den|dem|des|ein|eine|einen|einem"
                    + "|einer|und|oder|nicht|kein|keine|ist|sind|wird|werden|wurde|mit|vom|zum|zur|bei|auf|aus|bitte|Bitte|Sie"
                    + "|Ihr|Ihre|Zeile|Spalte|Blatt|Seite|Absatz|Angaben|Befehle|Optionen|Aufruf|Tabelle|Kopfzeile|Bild|Datei"
                    + "|Ordner|Feld|Vorlage|Vorgang)(?![\\w.|)-])");

    /** Words of the data and of German grammar, which code must know; none of them is a sentence for people. */
    private static final Map<String, String> GERMAN_BY_NATURE = Map.ofEntries(
            Map.entry("AnswerText", "how mail programs introduce what they quote"),
            Map.entry("Reservations", "what people write who refuse or ask for a change"),
            Map.entry("TableLayout", "names of sheets and columns"),
            Map.entry("YamlMatterReader", "names of files"),
            Map.entry("MatterReading", "names of directorates"),
            Map.entry("ReleaseReading", "names of keys"),
            Map.entry("CityRegister", "official names"),
            Map.entry("CanonicalForm", "names of keys"),
            Map.entry("PathName", "umlauts in file names"),
            Map.entry("PersonNames", "umlauts in names"),
            Map.entry("NameCheck", "umlauts in names"),
            Map.entry("Consistency", "offices"),
            Map.entry("Proposals", "offices"),
            Map.entry("WordingCheck", "words that are looked for"),
            Map.entry("Unsubscriptions", "words that are looked for"),
            Map.entry("Leftovers", "words that are looked for"),
            Map.entry("SampleText", "words that are looked for"),
            Map.entry("ReadPlaces", "names of styles in a program"),
            Map.entry("Formats", "forms of a template's fields"),
            Map.entry("SampleMatter", "sample data for templates"),
            Map.entry("XdomeaMessage", "names of elements and words of a code list"),
            Map.entry("GlyphShapes", "an alphabet"),
            Map.entry("NewSignatureField", "names that programs give to fields"),
            Map.entry("AuthorAdvice", "words that Word and others write by themselves"),
            Map.entry("FieldStack", "umlauts in names of bookmarks"),
            Map.entry("LanguageTags", "names of languages"),
            Map.entry("FileSigning", "the label of a signature field, read back"));

    private final Path root;

    /** @param root folder of the rooms, for example {@code src/main/java/federzug} */
    public SourceRules(Path root) {
        this.root = root;
    }

    public List<String> tablesWrittenByAnotherRoom() {
        return eachSource((file, source) -> {
            List<String> found = new ArrayList<>();
            for (String sql : strings(source)) {
                Matcher write = WRITE.matcher(sql);
                while (write.find()) {
                    String owner = TABLES.get(write.group(2));
                    if (owner != null && !owner.equals(room(file))) {
                        found.add(write.group(2) + " belongs to " + owner);
                    }
                }
            }
            return found;
        });
    }

    /** Documents and journal only grow, but for the one command that deletes after a period. */
    public List<String> appendOnlyTablesChanged() {
        Pattern change = Pattern.compile(
                "\\b(update|delete\\s+from|merge\\s+into)\\s+(document|document_content|ceremony_journal|page_act)\\b");
        return eachSource((file, source) -> file.toString().matches(".*(Deletion|JdbcDocumentContents)\\.java")
                ? List.of()
                : strings(source).stream()
                        .filter(sql -> change.matcher(sql).find())
                        .map(sql -> "changes an append-only table: " + sql)
                        .toList());
    }

    public List<String> textsChosenByAnExceptionsMessage() {
        return eachSource((file, source) -> matches(MESSAGE_MATCHED, source));
    }

    /** A record shows all its components in toString unless it says otherwise. */
    public List<String> recordsShowingSecrets() {
        return eachSource(
                (file, source) -> source.contains("String toString()") ? List.of() : matches(SECRET_RECORD, source));
    }

    public List<String> secretsOnTheCommandLine() {
        return eachSource((file, source) -> matches(SECRET_OPTION, source));
    }

    /** German belongs into the messages of its room, where it is read by people who know German. */
    public List<String> germanInCode() {
        return eachSource((file, source) -> {
            String name = file.getFileName().toString().replace(".java", "");
            return GERMAN_BY_NATURE.containsKey(name)
                    ? List.of()
                    : matches(LITERAL_OR_COMMENT, source).stream()
                            .filter(literal -> literal.startsWith("\""))
                            .filter(literal -> GERMAN.matcher(literal).find())
                            .toList();
        });
    }

    /** Key stores and private keys among the given files of the repository, outside the two places for test keys. */
    public static List<String> keysOutOfPlace(Stream<Path> files) {
        Pattern key = Pattern.compile(".*\\.(p12|pfx|jks|jceks|key|pem)", Pattern.CASE_INSENSITIVE);
        return files.map(file -> file.toString().replace('\\', '/'))
                .filter(file -> key.matcher(file).matches())
                .filter(file -> !file.startsWith("keystores-example/") && !file.startsWith("src/test/"))
                .toList();
    }

    private String room(Path file) {
        return root.relativize(file).getName(0).toString();
    }

    private static List<String> strings(String source) {
        // Adjacent literals joined by + are one statement.
        String joined = source.replaceAll("\"\\s*\\+\\s*\"", "");
        return matches(STRING, joined);
    }

    private static List<String> matches(Pattern pattern, String source) {
        return pattern.matcher(source).results().map(result -> result.group()).toList();
    }

    private List<String> eachSource(Check check) {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                check.breaches(file, Files.readString(file))
                        .forEach(words -> found.add(file.getFileName() + ": " + words));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Check {
        List<String> breaches(Path file, String source);
    }
}
