package federzug.agreement;

import java.util.Comparator;
import java.util.List;

/**
 * One cooperation agreement of a matter.
 *
 * @param key {@code schluessel}, unique in the matter
 * @param template {@code vorlage}, name of a folder under {@code templates}
 * @param signatories in signing order: ascending step, then as written
 * @param annexes {@code anlagen}, as written
 */
public record Agreement(
        String key,
        String template,
        List<Municipality> municipalities,
        List<Signatory> signatories,
        List<Annex> annexes) {
    public Agreement {
        annexes = List.copyOf(annexes);
        municipalities = List.copyOf(municipalities);
        signatories = signatories.stream()
                .sorted(Comparator.comparingInt(Signatory::step))
                .toList();
    }

    /** Without annexes. */
    public Agreement(String key, String template, List<Municipality> municipalities, List<Signatory> signatories) {
        this(key, template, municipalities, signatories, List.of());
    }
}
