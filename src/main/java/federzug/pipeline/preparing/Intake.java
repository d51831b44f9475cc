package federzug.pipeline.preparing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.agreement.Reading;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Digest;
import federzug.document.Document;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.drafting.Consistency;
import federzug.drafting.Drafting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.JobRunner.Claims;
import federzug.pipeline.OrderedParallel;
import federzug.pipeline.RunRequest;
import federzug.pipeline.folder.UsableFolder;
import federzug.rendering.Rendering;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads data and accepts matters: all problems are reported before anything is done. Also keeps the change
 * rule: after the first signature nothing changes; before it only what a person has confirmed.
 */
@Component
public class Intake {
    private static final Path DEFAULT_OUT = Path.of("federzug-out");

    /** When the release goes out stands on no paper: a person may still decide about it when everybody has signed. */
    private static final Set<String> AFTER_SIGNING =
            Set.of("medieninformation.versand_ab", "medieninformation.spaetestens");

    private final MatterReader reader;
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Drafting drafting;
    private final DraftAdoption wordings;
    private final Consistency consistency;
    private final Rendering rendering;
    private final Devices devices;
    private final RehearsalDevices rehearsal;

    Intake(
            MatterReader reader,
            Matters matters,
            Ceremonies ceremonies,
            Drafting drafting,
            DraftAdoption wordings,
            Consistency consistency,
            Rendering rendering,
            Devices devices,
            RehearsalDevices rehearsal) {
        this.reader = reader;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.drafting = drafting;
        this.wordings = wordings;
        this.consistency = consistency;
        this.rendering = rendering;
        this.devices = devices;
        this.rehearsal = rehearsal;
    }

    /**
     * Reads one matter after the other and takes a few at a time, telling in the order of the data; nothing of a matter
     * stays in memory but its id.
     *
     * @param together how many at the same time
     */
    public void take(RunRequest order, Claims claims, int together, Consumer<Notice> told) {
        List<Notice> strangers = strangers(order);
        if (!strangers.isEmpty()) {
            strangers.forEach(told);
            return;
        }
        if (order.strict() && !isFlawless(order, together, told)) {
            told.accept(Notice.error("pipeline.intake.strict", Place.NOWHERE));
            return;
        }
        each(order, together, notices -> notices.forEach(told), (reading, good) -> {
            List<Notice> notices = new ArrayList<>(reading.notices());
            good.forEach(matter -> claimAndAccept(matter, order, claims, notices));
            // With --strict the reader's own remarks were reported by the first reading.
            notices.removeIf(notice -> order.strict() && reading.notices().contains(notice));
            return notices;
        });
    }

    /** Reads in order, works in parallel, reports in order. */
    private void each(
            RunRequest order,
            int together,
            Consumer<List<Notice>> told,
            BiFunction<Reading, List<Matter>, List<Notice>> work) {
        Set<String> seen = new HashSet<>();
        try (OrderedParallel<List<Notice>> abreast = new OrderedParallel<>(together, told)) {
            for (Path path : order.paths()) {
                reader.each(path, reading -> {
                    List<Matter> good = new ArrayList<>();
                    List<Notice> twice = new ArrayList<>();
                    for (Matter matter : reading.matters()) {
                        if (seen.add(matter.id())) {
                            good.add(matter);
                        } else {
                            twice.add(twice(matter));
                        }
                    }
                    abreast.add(() -> {
                        List<Notice> notices = new ArrayList<>(work.apply(reading, good));
                        notices.addAll(twice);
                        return notices;
                    });
                });
            }
            abreast.end();
        }
    }

    /** Drafts for matters that are not among the data; with drafts named there are few matters. */
    private List<Notice> strangers(RunRequest order) {
        if (order.wordings().isEmpty()) {
            return List.of();
        }
        List<Matter> read = new ArrayList<>();
        order.paths().forEach(path -> read.addAll(reader.read(path).matters()));
        return DraftAdoption.strangers(order.wordings(), read);
    }

    private static List<RunRequest.Wording> asked(RunRequest order, Matter matter) {
        return order.wordings().stream()
                .filter(wording -> wording.matter().equals(matter.id()))
                .toList();
    }

    /** Reads and checks everything without accepting anything. */
    private boolean isFlawless(RunRequest order, int together, Consumer<Notice> told) {
        boolean[] flawless = {true};
        Consumer<List<Notice>> judged = notices -> {
            flawless[0] &= notices.stream().noneMatch(Notice::isError);
            notices.forEach(told);
        };
        each(order, together, judged, (reading, good) -> {
            List<Notice> notices = new ArrayList<>(reading.notices());
            for (Matter matter : good) {
                boolean rehearsal = matter.rehearsal() || exampleKeys(matter, notices);
                DraftAdoption.Chosen chosen =
                        wordings.choose(matter, asked(order, matter), ceremonies.ofMatter(matter.id()), notices);
                tryFilling(matter, rehearsal, chosen, notices);
            }
            return notices;
        });
        return flawless[0];
    }

    private static Notice twice(Matter matter) {
        return Notice.error("pipeline.intake.twice", matter.source().place("kennung"), matter.id());
    }

    /** Claimed first: while another run works on a matter its data must not change. */
    private void claimAndAccept(Matter matter, RunRequest order, Claims claims, List<Notice> notices) {
        if (!claims.claim(matter.id())) {
            return;
        }
        boolean accepted = false;
        try {
            List<Notice> problems = new ArrayList<>();
            Optional<CheckedDrafts> drafts = accept(matter, order, problems);
            notices.addAll(problems);
            accepted = drafts.isPresent();
            drafts.map(CheckedDrafts::text)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> claims.note(matter.id(), text));
        } finally {
            if (!accepted) {
                claims.giveBack(matter.id());
            }
        }
    }

    /** @return the drafts it was checked by; empty if it was not accepted */
    private Optional<CheckedDrafts> accept(Matter matter, RunRequest order, List<Notice> problems) {
        List<Ceremony> begun = ceremonies.ofMatter(matter.id());
        List<Difference> differences = matters.differences(matter);
        if (!differences.isEmpty() && !begun.isEmpty() && !mayChange(matter, begun, differences, order, problems)) {
            return Optional.empty();
        }
        boolean exampleKeys = exampleKeys(matter, problems);
        List<RunRequest.Wording> asked = asked(order, matter);
        boolean known = !begun.isEmpty() && differences.isEmpty() && asked.isEmpty();
        DraftAdoption.Chosen chosen = wordings.choose(matter, asked, begun, problems);
        CheckedDrafts drafts = known || order.strict()
                ? CheckedDrafts.NONE
                : tryFilling(matter, matter.rehearsal() || exampleKeys, chosen, problems);
        if (problems.stream().anyMatch(Notice::isError)) {
            return Optional.empty();
        }
        // First the wording: a kill in between must not bring back the template's.
        chosen.adopt();
        Path out = UsableFolder.requireLocalAndWritable(outFolder(matter.id(), order.out()));
        matters.accept(matter, matter.rehearsal() || exampleKeys, out);
        return Optional.of(drafts);
    }

    private Path outFolder(String matter, @Nullable Path asked) {
        if (asked != null) {
            return asked;
        }
        return matters.find(matter).map(StoredMatter::out).orElse(DEFAULT_OUT);
    }

    private boolean mayChange(
            Matter matter,
            List<Ceremony> begun,
            List<Difference> differences,
            RunRequest order,
            List<Notice> problems) {
        String changes = differences.stream()
                .map(each -> Texts.german().text("pipeline.change.one", each.path(), each.before(), each.after()))
                .collect(Collectors.joining("; "));
        Place place = Place.file(String.valueOf(matter.source().file().getFileName()));
        boolean papers = differences.stream().anyMatch(each -> !AFTER_SIGNING.contains(each.path()));
        if (papers && begun.stream().anyMatch(Ceremony::anybodySigned)) {
            problems.add(Notice.error("pipeline.change.signed", place, matter.id(), changes));
            return false;
        }
        if (!confirmed(matter, differences, order)) {
            problems.add(Notice.error("pipeline.change.unconfirmed", place, matter.id(), changes));
            return false;
        }
        return true;
    }

    /** A person answers one question at a time. */
    private synchronized boolean confirmed(Matter matter, List<Difference> differences, RunRequest order) {
        return order.confirmation().confirms(matter.id(), differences);
    }

    /** Whether a device's chain ends at the demo root; devices that are unknown or unreadable are problems. */
    private boolean exampleKeys(Matter matter, List<Notice> problems) {
        boolean example = false;
        try {
            rehearsal.require(matter);
        } catch (NoticedException e) {
            problems.addAll(e.notices());
        }
        for (int a = 0; a < matter.agreements().size(); a++) {
            List<Signatory> signatories = matter.agreements().get(a).signatories();
            for (Signatory signatory : signatories) {
                String key = "vereinbarungen[" + a + "].unterzeichnende";
                example |= example(signatory.device(), matter.source().place(key), problems);
                if (!signatory.fallback().isEmpty()) {
                    example |= example(signatory.fallback(), matter.source().place(key), problems);
                }
            }
        }
        return example;
    }

    private boolean example(String device, Place place, List<Notice> problems) {
        try {
            DeviceFacts facts = devices.facts(device);
            return facts.example();
        } catch (NoticedException e) {
            e.notices().stream()
                    .map(notice -> notice.placedAt(place))
                    .filter(notice -> !problems.contains(notice))
                    .forEach(problems::add);
            return false;
        }
    }

    /**
     * Fills every template once, so that a missing field is reported now and not after half of the work, and compares
     * what
     * the documents say with the data.
     */
    private CheckedDrafts tryFilling(
            Matter matter, boolean rehearsal, DraftAdoption.Chosen chosen, List<Notice> problems) {
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
        // A character that no font has in the release must not be reported only after the agreement is out.
        Stream.concat(
                        agreements.values().stream()
                                .filter(draft -> draft.annexes().isEmpty()),
                        release.stream())
                .forEach(draft -> collect(() -> readable(draft, problems), problems));
        consistency.check(matter, rehearsal, List.copyOf(agreements.values()), release.orElse(null)).stream()
                .filter(notice -> !problems.contains(notice))
                .forEach(problems::add);
        Map<String, Digest> digests = new LinkedHashMap<>();
        agreements.forEach((key, draft) -> digests.put(key, draft.content().digest()));
        return new CheckedDrafts(
                digests, release.map(draft -> draft.content().digest()).orElse(null));
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
