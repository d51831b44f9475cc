package federzug.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bill of materials (CycloneDX) of a build: each library with version and licences. */
record BillOfMaterials(List<Library> libraries) {
    record Library(String group, String name, String version, List<String> licences) implements Comparable<Library> {
        String id() {
            return group + ":" + name;
        }

        @Override
        public int compareTo(Library other) {
            return (id() + ":" + version).compareTo(other.id() + ":" + other.version);
        }
    }

    static BillOfMaterials read(Path file) throws IOException {
        TreeSet<Library> libraries = new TreeSet<>();
        JsonNode root = new JsonMapper().readTree(Files.readAllBytes(file));
        for (JsonNode component : root.path("components")) {
            List<String> licences = StreamSupport.stream(
                            component.path("licenses").spliterator(), false)
                    .map(BillOfMaterials::licence)
                    .distinct()
                    .toList();
            if (licences.isEmpty() || licences.contains("")) {
                throw new IllegalArgumentException(
                        "Without a licence: " + component.path("purl").asString(""));
            }
            libraries.add(new Library(
                    component.path("group").asString(""),
                    component.path("name").asString(""),
                    component.path("version").asString(""),
                    licences));
        }
        return new BillOfMaterials(List.copyOf(libraries));
    }

    private static String licence(JsonNode entry) {
        if (entry.has("expression")) {
            return entry.path("expression").asString();
        }
        JsonNode licence = entry.path("license");
        return licence.has("id")
                ? licence.path("id").asString()
                : licence.path("name").asString("");
    }

    /** What is shipped, and under which licences it is received. */
    String notice(String choices) {
        return "Federzug enthält die folgenden Bibliotheken, unverändert. Wo mehrere Lizenzen stehen, hat ihr Urheber die Wahl gelassen.\n"
                + "\n"
                + choices
                + "\n"
                + libraries.stream()
                        .map(library -> "%s %s: %s"
                                .formatted(library.id(), library.version(), String.join(" oder ", library.licences())))
                        .collect(Collectors.joining("\n", "", "\n"));
    }
}
