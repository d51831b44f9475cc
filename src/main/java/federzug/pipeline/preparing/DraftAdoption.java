package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.ceremony.Ceremony;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.drafting.Change;
import federzug.drafting.NegotiatedDraft;
import federzug.drafting.NegotiatedWording;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.RunRequest;
import federzug.rendering.Rendering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adopts the wording that parties have negotiated: checks all of it first, and puts it in force only without
 * objections.
 */
@Component
class DraftAdoption {
    private static final int SHOWN = 30;

    private final NegotiatedWording wording;
    private final Rendering rendering;

    DraftAdoption(NegotiatedWording wording, Rendering rendering) {
        this.wording = wording;
        this.rendering = rendering;
    }

    /** What will be in force for a matter once it is adopted. */
    final class Chosen {
        private final Matter matter;
        private final Map<String, NegotiatedDraft> adopted = new LinkedHashMap<>();
        private final List<String> back = new ArrayList<>();

        private Chosen(Matter matter) {
            this.matter = matter;
        }

        FilledDraft draft(Agreement agreement) {
            @Nullable NegotiatedDraft negotiated = adopted.get(agreement.key());
            if (negotiated != null) {
                return negotiated.draft();
            }
            return back.contains(agreement.key())
                    ? wording.template(matter, agreement)
                    : wording.draft(matter, agreement);
        }

        /** Safe to repeat. */
        void adopt() {
            back.forEach(agreement -> wording.backToTemplate(matter.id(), agreement));
            adopted.forEach((agreement, negotiated) -> wording.adopt(matter.id(), agreement, negotiated));
        }
    }

    /** Drafts for matters that are not among the data. */
    static List<Notice> strangers(List<RunRequest.Wording> wordings, List<Matter> read) {
        String known = read.stream().map(Matter::id).sorted().collect(Collectors.joining(", "));
        return wordings.stream()
                .filter(each -> read.stream().noneMatch(matter -> matter.id().equals(each.matter())))
                .map(each -> Notice.error(
                        "pipeline.wording.no-matter", Place.NOWHERE, each.matter(), known.isEmpty() ? "–" : known))
                .toList();
    }

    Chosen choose(Matter matter, List<RunRequest.Wording> asked, List<Ceremony> begun, List<Notice> problems) {
        Chosen chosen = new Chosen(matter);
        for (RunRequest.Wording each : asked) {
            Optional<Agreement> agreement = agreement(matter, each);
            if (agreement.isEmpty()) {
                String keys = matter.agreements().stream().map(Agreement::key).collect(Collectors.joining(", "));
                problems.add(Notice.error(
                        "pipeline.wording.which", Place.NOWHERE, matter.id(), keys.isEmpty() ? "–" : keys));
            } else if (isSigned(agreement.get(), begun)) {
                problems.add(Notice.error(
                        "pipeline.wording.signed",
                        Place.file(matter.id()),
                        agreement.get().key()));
            } else {
                Optional<Notice> atWork = begun.stream()
                        .filter(one -> one.agreement().equals(agreement.get().key()))
                        .flatMap(one -> ChangeRule.signingNow(one, Place.file(matter.id())).stream())
                        .findFirst();
                atWork.ifPresentOrElse(problems::add, () -> choose(chosen, agreement.get(), each.file(), problems));
            }
        }
        return chosen;
    }

    private void choose(Chosen chosen, Agreement agreement, @Nullable Path file, List<Notice> problems) {
        Place place = Place.file(chosen.matter.id());
        if (file == null) {
            chosen.back.add(agreement.key());
            problems.add(Notice.note("pipeline.wording.template", place, agreement.key()));
            return;
        }
        try {
            NegotiatedDraft negotiated = wording.read(chosen.matter, agreement, file);
            // What rendering refuses is reported now, before anything is in force.
            rendering.render(negotiated.draft(), Marks.rehearsal(chosen.matter.rehearsal()));
            chosen.adopted.put(agreement.key(), negotiated);
            problems.addAll(negotiated.notices());
            tell(negotiated, agreement, file, place, problems);
        } catch (NoticedException e) {
            problems.addAll(e.notices());
        }
    }

    private static void tell(
            NegotiatedDraft negotiated, Agreement agreement, Path file, Place place, List<Notice> problems) {
        List<Change> changes = negotiated.changes();
        problems.add(
                Notice.note("pipeline.wording.adopted", place, file.getFileName(), agreement.key(), changes.size()));
        changes.stream()
                .limit(SHOWN)
                .forEach(change -> problems.add(Notice.note("pipeline.wording.change", Place.NOWHERE, change.text())));
        if (changes.size() > SHOWN) {
            problems.add(Notice.note("pipeline.wording.more", place, changes.size() - SHOWN));
        }
    }

    private static Optional<Agreement> agreement(Matter matter, RunRequest.Wording asked) {
        if (asked.agreement().isEmpty()) {
            return matter.agreements().size() == 1
                    ? Optional.of(matter.agreements().get(0))
                    : Optional.empty();
        }
        return matter.agreement(asked.agreement());
    }

    private static boolean isSigned(Agreement agreement, List<Ceremony> begun) {
        return begun.stream()
                .anyMatch(ceremony -> ceremony.agreement().equals(agreement.key()) && ceremony.anybodySigned());
    }
}
