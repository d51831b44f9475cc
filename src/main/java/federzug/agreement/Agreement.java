package federzug.agreement;

import java.util.Comparator;
import java.util.List;

/**
 * One cooperation agreement of a matter.
 *
 * @param key {@code schluessel}, unique in the matter
 * @param template {@code vorlage}, name of a folder under {@code templates}
 * @param signatories in signing order: ascending step, then as written
 */
public record Agreement(String key, String template, List<Municipality> municipalities, List<Signatory> signatories) {
    public Agreement {
        municipalities = List.copyOf(municipalities);
        signatories = signatories.stream()
                .sorted(Comparator.comparingInt(Signatory::step))
                .toList();
    }
}
