package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VorgangSchemaTest {
    private static final Path EXAMPLE = Path.of("examples/crimmitschau/vorgang.yaml");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document =
            JSON.readTree(Path.of("docs/vorgang.schema.json").toFile());
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(document);

    @Test
    void acceptsTheExample() throws IOException {
        assertThat(errors(Files.readString(EXAMPLE))).isEmpty();
    }

    @Test
    void acceptsTheCanonicalForm() {
        assertThat(errors(AMatter.crimmitschau().source().text())).isEmpty();
        assertThat(errors(
                        AnnexDataTest.withAnnex(AMatter.crimmitschau()).source().text()))
                .isEmpty();
    }

    @Test
    void acceptsEveryKeyAndTheirCanonicalForm() {
        assertThat(errors(Canonical.everyKey())).isEmpty();
        assertThat(errors(Canonical.complete().source().text())).isEmpty();
    }

    @Test
    void refusesAMisspelledKeyAndAnUnknownStatus() throws IOException {
        String text = Files.readString(EXAMPLE)
                .replace("anrede: Frau", "anrde: Frau")
                .replace("anrede: Herr  ", "anrde: Herr  ")
                .replace("status: grosse_kreisstadt", "status: metropole");
        assertThat(errors(text)).anyMatch(error -> error.contains("anrde")).anyMatch(error -> error.contains("status"));
    }

    @Test
    void knowsExactlyTheKeysTheReaderAsksFor() {
        Problems problems = new Problems();
        YamlDocument.read(Canonical.everyKey(), "vorgang.yaml", problems)
                .flatMap(written -> MatterReading.read(written, EXAMPLE, ReferencedFiles.NOTHING, problems));
        assertThat(problems.notices()).isEmpty();
        Set<String> asked = new TreeSet<>();
        problems.knownKeys().forEach(key -> asked.add(key.replaceAll("^aktenzeichen\\..*", "aktenzeichen.*")));
        Set<String> keys = new TreeSet<>();
        collectKeys(document, "", keys, new ArrayList<>());
        assertThat(keys).isEqualTo(asked);
    }

    @Test
    void explainsEveryKey() {
        List<String> unexplained = new ArrayList<>();
        collectKeys(document, "", new TreeSet<>(), unexplained);
        assertThat(unexplained).isEmpty();
    }

    @Test
    void offersTheWordsTheReaderTakes() {
        JsonNode keys = document.get("properties");
        assertThat(words(keys.get("form"))).isEqualTo(Set.copyOf(MatterReading.FORMS.keySet()));
        assertThat(words(keys.at("/kommunen/items/properties/status")))
                .isEqualTo(Set.copyOf(MatterReading.STATUSES.keySet()));
        assertThat(words(keys.at("/personen/items/properties/anrede")))
                .isEqualTo(Set.copyOf(MatterReading.SALUTATIONS.keySet()));
        assertThat(words(keys.at("/personen/items/properties/vertretung/properties/art")))
                .isEqualTo(Set.copyOf(MatterReading.DEPUTYSHIPS.keySet()));
        assertThat(words(keys.at("/polizei/properties/direktion"))).isEqualTo(Set.copyOf(MatterReading.DIRECTORATES));
        assertThat(words(keys.at("/empfaenger/items/properties/signierte_dateien")))
                .isEqualTo(Set.copyOf(MailboxReading.SIGNED_FILES.keySet()));
        assertThat(words(keys.at("/vereinbarungen/items/properties/anlagen/items/properties/art")))
                .containsAll(AnnexReading.KINDS.keySet())
                .hasSize(AnnexReading.KINDS.size() + 1);
    }

    @Test
    void isNamedInTheFirstLineOfTheExample() throws IOException {
        String first = Files.readAllLines(EXAMPLE).get(0);
        String named = first.substring(first.indexOf("$schema=") + 8);
        assertThat(EXAMPLE.resolveSibling(named).normalize()).isEqualTo(Path.of("docs/vorgang.schema.json"));
    }

    private List<String> errors(String yaml) {
        Object data = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.<JsonNode>valueToTree(data)).stream()
                .map(Error::toString)
                .toList();
    }

    private static Set<String> words(JsonNode node) {
        Set<String> words = new TreeSet<>();
        node.get("enum").forEach(word -> words.add(word.asString()));
        return words;
    }

    private static void collectKeys(JsonNode node, String path, Set<String> keys, List<String> unexplained) {
        JsonNode properties = node.path("properties");
        for (String name : properties.propertyNames()) {
            String key = path.isEmpty() ? name : path + "." + name;
            JsonNode property = properties.get(name);
            keys.add(key);
            if (property.path("description").asString("").isBlank()) {
                unexplained.add(key);
            }
            if (property.path("additionalProperties").isObject()) {
                keys.add(key + ".*");
            }
            collectKeys(property, key, keys, unexplained);
            collectKeys(property.path("items"), key + "[]", keys, unexplained);
            property.path("oneOf").forEach(one -> collectKeys(one.path("items"), key + "[]", keys, unexplained));
        }
    }
}
