package federzug.agreement;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One cooperation agreement of a matter.
 *
 * @param key {@code schluessel}, unique in the matter
 * @param template {@code vorlage}, name of a folder under {@code templates}
 * @param signatories in signing order: ascending step, then as written
 * @param annexes {@code anlagen}, as written
 * @param clauses {@code klauseln}: which optional clauses of the template are agreed
 */
public record Agreement(
        String key,
        String template,
        List<Municipality> municipalities,
        List<Signatory> signatories,
        List<Annex> annexes,
        Set<Clause> clauses) {
    public Agreement {
        clauses = clauses.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(clauses));
        annexes = List.copyOf(annexes);
        municipalities = List.copyOf(municipalities);
        signatories = signatories.stream()
                .sorted(Comparator.comparingInt(Signatory::step))
                .toList();
    }

    /** What not every agreement needs. */
    public enum Clause {
        GREMIUM,
        DATENSCHUTZ,
        KOSTEN,
        AUSWERTUNG,
        BEITRITT,
        ANSPRECHPERSONEN,
        NUTZUNGSRECHTE
    }

    public Agreement(
            String key,
            String template,
            List<Municipality> municipalities,
            List<Signatory> signatories,
            List<Annex> annexes) {
        this(key, template, municipalities, signatories, annexes, Set.of());
    }

    /** Without annexes. */
    public Agreement(String key, String template, List<Municipality> municipalities, List<Signatory> signatories) {
        this(key, template, municipalities, signatories, List.of());
    }
}
