package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manual lists every form with what the example matter makes of it; rewritten with {@code -Dgolden=update}. */
class ManualFormatsTest {
    private static final Path MANUAL = Path.of("docs/handbuch/vorlagen.md");
    private static final String BEGIN = "<!-- Formen: aus dem Beispiel erzeugt -->\n";
    private static final String END = "<!-- Ende der Formen -->\n";

    @Test
    void theManualListsEveryFormatWithItsResult() throws IOException {
        String manual = Files.readString(MANUAL);
        int begin = manual.indexOf(BEGIN) + BEGIN.length();
        int end = manual.indexOf(END);
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(MANUAL, manual.substring(0, begin) + tables() + manual.substring(end));
        }
        assertThat(Files.readString(MANUAL)).contains(BEGIN + tables() + END);
    }

    private static String tables() {
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .persons(AMatter.RAPHAEL, AMatter.DEPUTY, AMatter.FORKERT)
                .build();
        Scope scope = Scope.of(MatterValues.of(matter, matter.agreements().get(0)));
        Value.Items people = (Value.Items) found(scope, "personen");
        Map<String, List<String>> topics = new LinkedHashMap<>();
        topics.put("Tage", List.of("datum"));
        topics.put("Uhrzeiten und Zeitpunkte", List.of("beginn", "medieninformation.versand_ab"));
        topics.put("Zahlen", List.of("zahlen.beraten", "unterzeichnende_anzahl"));
        topics.put("Kommunen, Gremien, Häuser", List.of("kommune", "kommune.gremium", "polizei"));
        topics.put("Listen", List.of("kommunen"));
        StringBuilder text = new StringBuilder();
        topics.forEach((topic, paths) -> {
            head(text, topic);
            paths.forEach(path -> rows(text, path, found(scope, path)));
        });
        head(text, "Häuser, für die jemand unterzeichnet");
        for (Value person : people.values()) {
            Value.Group party = (Value.Group) ((Value.Group) person).members().get("partei");
            if (((Value.Text) party.members().get("rolle")).text().equals("LPR")) {
                rows(text, "person.partei", party);
            }
        }
        head(text, "Personen");
        rows(text, "person", people.values().get(0));
        head(text, "Personen, die jemanden vertreten");
        for (String format :
                List.of("amt_vertretung", "amt_name_vertretung", "amt_name_vertretung_dativ", "briefanrede")) {
            row(text, "person", people.values().get(1), format);
        }
        return text.append('\n').toString();
    }

    private static Value found(Scope scope, String path) {
        return ((Scope.Found) scope.find(path)).value();
    }

    private static void head(StringBuilder text, String topic) {
        text.append("\n### ").append(topic).append("\n\n| in der Vorlage | wird zu |\n|---|---|\n");
    }

    private static void rows(StringBuilder text, String path, Value value) {
        List<String> formats = new ArrayList<>(Formats.of(value));
        formats.forEach(format -> row(text, path, value, format));
    }

    private static void row(StringBuilder text, String path, Value value, String format) {
        text.append("| `${")
                .append(path)
                .append(format.isEmpty() ? "" : " \\| " + format)
                .append("}` | ")
                .append(Formats.write(value, format).replace('\u00a0', ' '))
                .append(" |\n");
    }
}
