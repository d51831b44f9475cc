package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.DataChange;
import federzug.pipeline.RunRequest.Consent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Decides which data may change: after the first signature nothing that is signed, before it what a person confirms. */
@Component
class ChangeRule {
    /** When the release goes out stands on no paper: a person may still decide about it when everybody has signed. */
    private static final Set<String> AFTER_SIGNING =
            Set.of("medieninformation.versand_ab", "medieninformation.spaetestens");

    private final Matters matters;
    private final Ceremonies ceremonies;

    ChangeRule(Matters matters, Ceremonies ceremonies) {
        this.matters = matters;
        this.ceremonies = ceremonies;
    }

    /**
     * What a person has to confirm before these data count; empty if nothing is prepared yet or nothing differs.
     *
     * @param notices receives why a change is not possible any more
     */
    Optional<DataChange> change(Matter matter, List<Notice> notices) {
        List<Ceremony> begun = ceremonies.ofMatter(matter.id());
        List<Difference> differences = begun.isEmpty() ? List.of() : matters.differences(matter);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        boolean papers = differences.stream().anyMatch(each -> !AFTER_SIGNING.contains(each.path()));
        if (papers && begun.stream().anyMatch(Ceremony::anybodySigned)) {
            notices.add(refusal("pipeline.change.signed", matter, differences));
            return Optional.empty();
        }
        return Optional.of(new DataChange(matter.id(), differences));
    }

    /**
     * @param problems receives why not
     */
    boolean allows(Matter matter, Consent consent, List<Notice> problems) {
        int before = problems.size();
        Optional<DataChange> change = change(matter, problems);
        if (change.isPresent() && !consent.covers(change.get())) {
            problems.add(
                    refusal("pipeline.change.unconfirmed", matter, change.get().differences()));
        }
        return problems.size() == before;
    }

    private static Notice refusal(String code, Matter matter, List<Difference> differences) {
        String changes = differences.stream()
                .map(each -> Texts.german().text("pipeline.change.one", each.path(), each.before(), each.after()))
                .collect(Collectors.joining("; "));
        Place place = Place.file(String.valueOf(matter.source().file().getFileName()));
        return Notice.error(code, place, matter.id(), changes);
    }
}
