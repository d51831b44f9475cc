package federzug.pipeline.signing;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.JournalEntry;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.signing.TurnDesk.Whose;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds a matter and its signing by what people name; refuses what does not exist or is ambiguous. */
@Component
class TurnLookup {
    private final Matters matters;
    private final Ceremonies ceremonies;

    TurnLookup(Matters matters, Ceremonies ceremonies) {
        this.matters = matters;
        this.ceremonies = ceremonies;
    }

    StoredMatter stored(String matter) {
        return matters.find(matter)
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }

    /** @param agreement null: the only one */
    Ceremony ceremony(String matter, @Nullable String agreement) {
        List<Ceremony> all = ceremonies.ofMatter(stored(matter).matter().id());
        if (agreement == null && all.size() == 1) {
            return all.get(0);
        }
        List<String> keys = all.stream().map(Ceremony::agreement).toList();
        return all.stream()
                .filter(one -> one.agreement().equals(agreement))
                .findFirst()
                .orElseThrow(() -> PipelineException.refused(
                        "pipeline.agreement.which", Place.NOWHERE, matter, String.join(", ", keys)));
    }

    /** Why the person has refused, if they have said it themselves and it was not deleted on schedule. */
    String ownReason(Ceremony ceremony, String person) {
        return ceremonies.journal(ceremony.matter(), ceremony.agreement()).stream()
                .filter(entry -> entry.event().equals("TurnDeclined"))
                .filter(entry -> entry.person().equals(person))
                .reduce((earlier, later) -> later)
                .filter(entry -> entry.actor().equals(person))
                .map(JournalEntry::reason)
                .orElse("");
    }

    Ceremony ceremony(Whose whose) {
        if (whose.agreement() != null) {
            return ceremony(whose.matter(), whose.agreement());
        }
        List<Ceremony> signs = ceremonies
                .ofMatter(stored(whose.matter()).matter().id())
                .stream()
                .filter(one ->
                        one.turns().stream().anyMatch(turn -> turn.person().equals(whose.person())))
                .toList();
        return signs.size() == 1 ? signs.get(0) : ceremony(whose.matter(), null);
    }
}
