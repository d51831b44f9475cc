package federzug.pipeline.checking;

import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The forms of one check report, kept together under one digest: a list as {@code sha256sum} writes it, with sizes. The
 * ceremony's journal names that digest, so every form is covered by it.
 */
@Component
public class ReportSets {
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

    private Map<String, Content> read(Digest list) {
        Map<String, Content> files = new LinkedHashMap<>();
        new String(store.bytes(list), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] parts = line.split(" ", 3);
            files.put(parts[2], new Content(new Digest(parts[0]), parts[2], Long.parseLong(parts[1])));
        });
        return files;
    }
}
