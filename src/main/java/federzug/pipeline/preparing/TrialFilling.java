package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.drafting.Consistency;
import federzug.drafting.Drafting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.rendering.Rendering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tries out the documents of a matter before it is accepted. */
@Component
class TrialFilling {
    private final Drafting drafting;
    private final Consistency consistency;
    private final Rendering rendering;

    TrialFilling(Drafting drafting, Consistency consistency, Rendering rendering) {
        this.drafting = drafting;
        this.consistency = consistency;
        this.rendering = rendering;
    }

    /**
     * Fills every template once, so that a missing field is reported now and not after half of the work, and compares
     * what the documents say with the data.
     */
    CheckedDrafts fill(Matter matter, boolean rehearsal, DraftAdoption.Chosen chosen, List<Notice> problems) {
        Map<String, FilledDraft> agreements = new LinkedHashMap<>();
        for (Agreement agreement : matter.agreements()) {
            collect(() -> chosen.draft(agreement), problems).ifPresent(draft -> agreements.put(agreement.key(), draft));
        }
        // Annexes come from anywhere: what cannot be set or embedded is reported now.
        agreements.values().stream().filter(draft -> !draft.annexes().isEmpty()).forEach(draft -> {
            collect(() -> rendering.render(draft, Marks.rehearsal(rehearsal)), problems)
                    .ifPresent(pdf -> problems.addAll(rendering.remarks(draft)));
        });
        Optional<FilledDraft> release =
                matter.release() == null ? Optional.empty() : collect(() -> drafting.fillRelease(matter), problems);
        if (matter.release() != null && matter.release().second() != null) {
            collect(() -> drafting.fillRelease(matter.inSecondWording()), problems)
                    .ifPresent(draft -> collect(() -> readable(draft, problems), problems));
        }
        // A character that no font has in the release must not be reported only after the agreement is out.
        Stream.concat(
                        agreements.values().stream()
                                .filter(draft -> draft.annexes().isEmpty()),
                        release.stream())
                .forEach(draft -> collect(() -> readable(draft, problems), problems));
        consistency.check(matter, rehearsal, List.copyOf(agreements.values()), release.orElse(null)).stream()
                .filter(notice -> !problems.contains(notice))
                .forEach(problems::add);
        problems.replaceAll(notice -> inMatter(matter, notice));
        Map<String, Digest> digests = new LinkedHashMap<>();
        agreements.forEach((key, draft) -> digests.put(key, draft.content().digest()));
        return new CheckedDrafts(
                digests, release.map(draft -> draft.content().digest()).orElse(null));
    }

    /** Drafts of many matters have the same name; what is found in one is named with the matter, as it is written. */
    private static Notice inMatter(Matter matter, Notice notice) {
        Place place = notice.place();
        return place.file().endsWith(".docx") && !place.file().contains("/")
                ? notice.at(new Place(matter.id() + "/" + place.file(), place.line(), place.within()))
                : notice;
    }

    private FilledDraft readable(FilledDraft draft, List<Notice> problems) {
        problems.addAll(rendering.remarks(draft));
        return draft;
    }

    private static <D extends Document> Optional<D> collect(Supplier<D> attempt, List<Notice> problems) {
        try {
            return Optional.of(attempt.get());
        } catch (NoticedException e) {
            problems.addAll(e.notices());
            return Optional.empty();
        }
    }
}
