package federzug.start;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.Golden;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of settings says what is read, and manual and schema say what the table says. */
class SettingsTableTest {
    private static final List<Setting> ALL = SettingsTable.read().all();

    /** Read one by one, not by a record of settings. */
    private static final List<String> SINGLE = List.of(
            "federzug.zone",
            "federzug.app",
            "federzug.database.url",
            "federzug.database.user",
            "federzug.database.password-env",
            "federzug.database.password-file",
            "federzug.database.patience",
            "federzug.database-password",
            "federzug.database-sharing",
            "federzug.log.console",
            "federzug.warm-up");

    /** What stands in a line like {@code federzug.batch.threads}, and its value without one; null: none is written. */
    private static Map<String, List<String>> read() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, List<String>> read = new TreeMap<>();
        scanner.findCandidateComponents("federzug").forEach(found -> {
            try {
                Class<?> type =
                        Class.forName(found.getBeanClassName(), false, SettingsTableTest.class.getClassLoader());
                if (type.isRecord()) {
                    ConfigurationProperties named = type.getAnnotation(ConfigurationProperties.class);
                    collect(named.value() + named.prefix(), type, read);
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        });
        return read;
    }

    private static void collect(String prefix, Class<?> record, Map<String, List<String>> into) {
        Constructor<?> canonical = Arrays.stream(record.getDeclaredConstructors())
                .filter(one -> one.getParameterCount() == record.getRecordComponents().length)
                .findFirst()
                .orElseThrow();
        for (Parameter parameter : canonical.getParameters()) {
            String key = prefix + "." + kebab(parameter.getName());
            Type type = parameter.getParameterizedType();
            if (Map.class.isAssignableFrom(parameter.getType())) {
                collect(key + ".*", (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[1], into);
            } else if (parameter.getType().isRecord()) {
                collect(key, parameter.getType(), into);
            } else {
                DefaultValue written = parameter.getAnnotation(DefaultValue.class);
                into.put(key, written == null ? List.of() : List.of(written.value()));
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void everyKeyThatIsReadStandsInTheTableAndNoOther() {
        TreeSet<String> expected = new TreeSet<>(read().keySet());
        expected.addAll(SINGLE);
        TreeSet<String> written = ALL.stream()
                .filter(one -> one.kind() != Setting.Kind.SECRET)
                .map(Setting::key)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A reference to a secret is resolved to the two settings beside it, so both must be there. */
    @Test
    void everySecretHasTheTwoSettingsItIsResolvedTo() {
        List<String> keys = ALL.stream().map(Setting::key).toList();
        assertThat(ALL.stream().filter(one -> one.kind() == Setting.Kind.SECRET).map(Setting::key))
                .hasSizeGreaterThan(8)
                .allSatisfy(key -> assertThat(keys).contains(key + "-env", key + "-file"));
    }

    @Test
    void theValuesWithoutASettingAreThoseInTheCode() {
        Map<String, List<String>> read = read();
        assertThat(ALL.stream()
                        .filter(one -> read.containsKey(one.key()))
                        .filter(one -> !read.get(one.key()).isEmpty())
                        .filter(one -> !String.join("", read.get(one.key())).isEmpty())
                        .filter(one -> one.kind() != Setting.Kind.PATH && one.isOpen())
                        .filter(one -> !one.fallback().equals(String.join(", ", read.get(one.key()))))
                        .map(one -> one.key() + ": " + one.fallback() + " instead of " + read.get(one.key())))
                .isEmpty();
    }

    @Test
    void everySettingIsExplainedAndNoKeyStandsTwice() {
        assertThat(ALL).allSatisfy(one -> assertThat(one.text()).as(one.key()).hasSizeGreaterThan(3));
        assertThat(ALL).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(ALL).allSatisfy(one -> assertThat(one.group()).isNotEmpty());
    }

    /** A value named as the one without a setting must itself be taken. */
    @Test
    void whatHoldsWithoutASettingWouldBeTakenInTheFile() {
        assertThat(ALL.stream()
                        .filter(one -> switch (one.kind()) {
                            case FLAG, COUNT, TIME, WAIT, CHOICE, ZONE ->
                                !one.fallback().isEmpty();
                            default -> false;
                        })
                        .filter(one -> !one.list() && !one.fallback().startsWith("passend"))
                        .flatMap(one ->
                                SettingValue.fault(one, one.key(), one.fallback(), federzug.notice.Place.NOWHERE)
                                        .stream()))
                .isEmpty();
    }

    @Test
    void theSchemaSaysWhatTheTableSays() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode root = mapper.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "federzug.yaml");
        root.put("type", "object").put("additionalProperties", false);
        ObjectNode top = root.putObject("properties");
        for (Setting one : ALL) {
            if (one.isOpen()) {
                add(top, one);
            }
        }
        for (String frame : List.of("spring", "logging", "server", "management")) {
            top.putObject(frame).put("type", "object").put("description", "Spring Boot");
        }
        Golden.assertSame("../../../../docs/federzug.schema.json", mapper.writeValueAsString(root) + "\n");
    }

    private static void add(ObjectNode properties, Setting setting) {
        ObjectNode into = properties;
        List<String> steps = setting.steps();
        for (int i = 0; i < steps.size() - 1; i++) {
            boolean chosenNext = steps.get(i + 1).equals(Setting.ANY);
            ObjectNode object = into.withObject("/" + steps.get(i));
            object.put("type", "object");
            if (chosenNext) {
                ObjectNode each = object.withObject("/additionalProperties");
                each.put("type", "object").put("additionalProperties", false);
                into = each.withObject("/properties");
                i++;
            } else {
                object.put("additionalProperties", false);
                into = object.withObject("/properties");
            }
        }
        value(into.putObject(steps.get(steps.size() - 1)), setting);
    }

    private static void value(ObjectNode node, Setting setting) {
        node.put(
                "description",
                setting.text() + (setting.fallback().isEmpty() ? "" : " (sonst: " + setting.fallback() + ")"));
        ObjectNode value = node;
        if (setting.list()) {
            node.put("type", "array");
            value = node.putObject("items");
        }
        switch (setting.kind()) {
            case FLAG -> value.put("type", "boolean");
            case COUNT ->
                value.put("type", "integer")
                        .put("minimum", Long.parseLong(setting.words().get(0)))
                        .put("maximum", Long.parseLong(setting.words().get(1)));
            case CHOICE -> {
                value.put("type", "string");
                setting.words().forEach(value.withArray("/enum")::add);
            }
            case PERIOD -> value.put("type", "string").put("pattern", "^(\\d+[ymwd])+$|^P");
            case TIME, WAIT -> value.put("type", "string").put("pattern", "^\\d+(ns|us|ms|s|m|h|d)$|^P");
            case SECRET -> value.put("type", "string").put("pattern", "^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$");
            case URI -> value.put("type", "string").put("pattern", "^https?://");
            case COUNTRY -> value.put("type", "string").put("pattern", "^[A-Za-z]{2}$");
            default -> value.put("type", "string");
        }
    }

    @Test
    void theManualSaysWhatTheTableSays() {
        StringBuilder text = new StringBuilder("# Alle Einstellungen\n\n"
                + "Für die Administration. Diese Seite entsteht aus der Tabelle, nach der Federzug die Einstellungsdatei prüft.\n"
                + "Wie die Datei gefunden wird und was zusammengehört, steht in [Einstellungen](einstellungen.md).\n");
        String group = "";
        for (Setting one : ALL) {
            if (!one.isOpen()) {
                continue;
            }
            if (!one.group().equals(group)) {
                group = one.group();
                text.append("\n## ")
                        .append(group)
                        .append("\n\n| Einstellung | Wert | ohne Angabe | Bedeutung |\n|---|---|---|---|\n");
            }
            text.append("| `")
                    .append(one.key())
                    .append("` | ")
                    .append(words(one))
                    .append(" | ")
                    .append(asWritten(one.fallback()))
                    .append(" | ")
                    .append(one.text())
                    .append(" |\n");
        }
        Golden.assertSame("../../../../docs/handbuch/alle-einstellungen.md", text.toString());
    }

    /** A long word of the file is shown as code, which may break in a narrow column. */
    private static String asWritten(String fallback) {
        return fallback.matches("[^ `]{16,}") ? "`" + fallback + "`" : fallback;
    }

    private static String words(Setting setting) {
        String word = switch (setting.kind()) {
            case TEXT -> "Text";
            case PATH -> "Pfad";
            case SECRET_FILE -> "Pfad, nur für den Besitzer lesbar";
            case ENV -> "Name einer Variablen";
            case SECRET -> "`env:NAME` oder `file:PFAD`";
            case URI -> "Adresse (http, https)";
            case MAIL -> "E-Mail-Adresse";
            case DATABASE -> "jdbc:postgresql:…";
            case COUNTRY -> "zwei Buchstaben";
            case ZONE -> "Zeitzone";
            case FLAG -> "true, false";
            case COUNT -> setting.words().get(0) + " bis " + setting.words().get(1);
            case TIME -> "Dauer über null";
            case WAIT -> "Dauer";
            case PERIOD -> "Frist (10y, 6m, 90d)";
            case CHOICE -> String.join(", ", setting.words());
            case INTERNAL -> "";
        };
        return setting.list() ? "Liste: " + word : word;
    }
}
