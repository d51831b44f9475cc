package federzug.pipeline.checking;

import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forms of one check report, kept together under one digest: a list as {@code sha256sum} writes it, with sizes. The
 * ceremony's journal names that digest, so every form is covered by it.
 */
@Component
public class ReportSets {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DocumentStore store;

    ReportSets(DocumentStore store) {
        this.store = store;
    }

    public Digest keep(Map<String, Content> files) {
        StringBuilder list = new StringBuilder();
        files.forEach((name, content) -> list.append(content.digest().hex())
                .append(' ')
                .append(content.size())
                .append(' ')
                .append(name)
                .append('\n'));
        return store.put("pruefbericht.sha256", list.toString().getBytes(StandardCharsets.UTF_8))
                .digest();
    }

    /** Empty before the check. */
    public Map<String, Content> of(Ceremony ceremony) {
        if (ceremony.state() instanceof Checked checked) {
            return read(checked.verdict());
        }
        return ceremony.state() instanceof Closed closed ? read(closed.verdict()) : Map.of();
    }

    /**
     * What the check found of the signatures; claimed is only what its report says.
     *
     * @param qualified every signature is a qualified one of a person
     * @param qualifiedTimes whether every time stamp is qualified; empty if the report says nothing of it
     */
    public record Proof(boolean qualified, Optional<Boolean> qualifiedTimes) {}

    public Proof proof(Ceremony ceremony) {
        List<JsonNode> signatures = of(ceremony).values().stream()
                .filter(content -> content.name().endsWith(".json"))
                .map(content -> JSON.readTree(store.bytes(content.digest())))
                .flatMap(report -> report.path("signatures").valueStream())
                .toList();
        List<JsonNode> times = signatures.stream()
                .map(signature -> signature.path("timestampQualified"))
                .toList();
        boolean known = !times.isEmpty() && times.stream().allMatch(JsonNode::isBoolean);
        return new Proof(
                !signatures.isEmpty()
                        && signatures.stream()
                                .allMatch(signature -> signature
                                                .path("qualification")
                                                .asString("")
                                                .equals("QES")
                                        && signature.path("kind").asString("").equals("signature")),
                known ? Optional.of(times.stream().allMatch(JsonNode::booleanValue)) : Optional.empty());
    }

    private Map<String, Content> read(Digest list) {
        Map<String, Content> files = new LinkedHashMap<>();
        new String(store.bytes(list), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            files.put(parts[2], new Content(new Digest(parts[0]), parts[2], Long.parseLong(parts[1])));
        });
        return files;
    }
}
