package federzug.pipeline.preparing;

import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.Matters;
import federzug.agreement.Reading;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyException;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.CheckedDrafts;
import federzug.pipeline.DataChange;
import federzug.pipeline.JobRunner.Claims;
import federzug.pipeline.OrderedParallel;
import federzug.pipeline.RunRequest;
import federzug.pipeline.Unreadable;
import federzug.pipeline.folder.UsableFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads data and accepts matters: all problems are reported before anything is done. Also keeps the change
 * rule: after the first signature nothing changes; before it only what a person has confirmed.
 */
@Component
public class Intake {
    private static final Path DEFAULT_OUT = Path.of("federzug-out");

    private final MatterReader reader;
    private final Matters matters;
    private final ChangeRule changeRule;
    private final DraftAdoption wordings;
    private final TrialFilling trial;
    private final DeviceKeys keys;
    private final DataRecording recording;

    Intake(
            MatterReader reader,
            Matters matters,
            ChangeRule changeRule,
            DraftAdoption wordings,
            TrialFilling trial,
            DeviceKeys keys,
            DataRecording recording) {
        this.recording = recording;
        this.reader = reader;
        this.matters = matters;
        this.changeRule = changeRule;
        this.wordings = wordings;
        this.trial = trial;
        this.keys = keys;
    }

    /**
     * What data would do to matters that are prepared already.
     *
     * @param changes that a person has to confirm, in the order of the data
     * @param notices of reading, and changes that are not possible any more
     */
    public record CheckedIntake(List<DataChange> changes, List<Notice> notices) {
        public CheckedIntake {
            changes = List.copyOf(changes);
            notices = List.copyOf(notices);
        }
    }

    /** Compares data with what is prepared; nothing is accepted, changed or claimed. */
    public CheckedIntake check(RunRequest request) {
        List<DataChange> changes = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        Set<String> known = new HashSet<>(matters.ids());
        if (known.isEmpty()) {
            return new CheckedIntake(changes, notices);
        }
        for (Path path : request.paths()) {
            reader.each(path, reading -> {
                notices.addAll(reading.notices());
                for (Matter matter : reading.matters()) {
                    if (known.remove(matter.id())) {
                        changeRule.change(matter, notices).ifPresent(changes::add);
                    }
                }
            });
        }
        return new CheckedIntake(changes, notices);
    }

    /**
     * Reads one matter after the other and takes a few at a time, reporting in the order of the data; nothing of a
     * matter stays in memory but its id.
     *
     * @param together how many at the same time
     */
    public Taken take(Acting acting, RunRequest request, Claims claims, int together, Consumer<Notice> report) {
        List<Notice> strangers = strangers(request);
        if (!strangers.isEmpty()) {
            strangers.forEach(report);
            return Taken.NOTHING;
        }
        if (request.strict() && !isFlawless(request, together, report)) {
            report.accept(Notice.error("pipeline.intake.strict", Place.NOWHERE));
            return Taken.NOTHING;
        }
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger elsewhere = new AtomicInteger();
        each(request, together, notices -> notices.forEach(report), (reading, good) -> {
            List<Notice> notices = new ArrayList<>(reading.notices());
            refused.addAndGet(reading.refused() + reading.matters().size() - good.size());
            for (Matter matter : good) {
                if (!claims.claim(matter.id())) {
                    elsewhere.incrementAndGet();
                } else if (!isAccepted(acting, matter, request, claims, notices)) {
                    refused.incrementAndGet();
                }
            }
            // With --strict the reader's own remarks were reported by the first reading.
            notices.removeIf(notice -> request.strict() && reading.notices().contains(notice));
            return notices;
        });
        return new Taken(refused.get(), elsewhere.get());
    }

    /**
     * What became of the matters that are not worked on.
     *
     * @param refused because of their data
     * @param elsewhere in the hands of another call
     */
    public record Taken(int refused, int elsewhere) {
        public static final Taken NOTHING = new Taken(0, 0);
    }

    /** Reads in order, works in parallel, reports in order. */
    private void each(
            RunRequest request,
            int together,
            Consumer<List<Notice>> report,
            BiFunction<Reading, List<Matter>, List<Notice>> work) {
        Set<String> seen = new HashSet<>();
        try (OrderedParallel<List<Notice>> abreast = new OrderedParallel<>(together, report)) {
            for (Path path : request.paths()) {
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
    private List<Notice> strangers(RunRequest request) {
        if (request.wordings().isEmpty()) {
            return List.of();
        }
        List<Matter> read = new ArrayList<>();
        request.paths().forEach(path -> read.addAll(reader.read(path).matters()));
        return DraftAdoption.strangers(request.wordings(), read);
    }

    private static List<RunRequest.Wording> asked(RunRequest request, Matter matter) {
        return request.wordings().stream()
                .filter(wording -> wording.matter().equals(matter.id()))
                .toList();
    }

    /** Reads and checks everything without accepting anything. */
    private boolean isFlawless(RunRequest request, int together, Consumer<Notice> report) {
        boolean[] flawless = {true};
        Consumer<List<Notice>> judged = notices -> {
            flawless[0] &= notices.stream().noneMatch(Notice::isError);
            notices.forEach(report);
        };
        each(request, together, judged, (reading, good) -> {
            List<Notice> notices = new ArrayList<>(reading.notices());
            for (Matter matter : good) {
                boolean rehearsal = matter.rehearsal() || keys.areExamples(matter, notices);
                List<Ceremony> begun = changeRule.begun(matter, notices).orElse(List.of());
                DraftAdoption.Chosen chosen = wordings.choose(matter, asked(request, matter), begun, notices);
                trial.fill(matter, rehearsal, chosen, notices);
            }
            return notices;
        });
        return flawless[0];
    }

    private static Notice twice(Matter matter) {
        return Notice.error("pipeline.intake.twice", matter.source().place("kennung"), matter.id());
    }

    /** Claimed first: while another run works on a matter its data must not change. */
    private boolean isAccepted(Acting acting, Matter matter, RunRequest request, Claims claims, List<Notice> notices) {
        boolean accepted = false;
        try {
            List<Notice> problems = new ArrayList<>();
            Optional<CheckedDrafts> drafts = accept(acting, matter, request, problems);
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
        return accepted;
    }

    /** @return the drafts it was checked by; empty if it was not accepted */
    private Optional<CheckedDrafts> accept(Acting acting, Matter matter, RunRequest request, List<Notice> problems) {
        Optional<List<Ceremony>> readable = changeRule.begun(matter, problems);
        if (readable.isEmpty() || !changeRule.allows(matter, request.consent(), problems)) {
            return Optional.empty();
        }
        List<Ceremony> begun = readable.get();
        boolean exampleKeys = keys.areExamples(matter, problems);
        if (!changeRule.keepsRehearsal(matter, matter.rehearsal() || exampleKeys, problems)) {
            return Optional.empty();
        }
        List<RunRequest.Wording> asked = asked(request, matter);
        boolean known = !begun.isEmpty() && matters.differences(matter).isEmpty() && asked.isEmpty();
        DraftAdoption.Chosen chosen = wordings.choose(matter, asked, begun, problems);
        CheckedDrafts drafts = known || request.strict()
                ? CheckedDrafts.NONE
                : trial.fill(matter, matter.rehearsal() || exampleKeys, chosen, problems);
        if (problems.stream().anyMatch(Notice::isError)) {
            return Optional.empty();
        }
        Path out = UsableFolder.requireLocalAndWritable(outFolder(matter.id(), request.out()));
        List<Ceremony> outdated = known ? List.of() : changeRule.outdated(matter, begun, !asked.isEmpty());
        try {
            recording.record(matter, matter.rehearsal() || exampleKeys, out, acting.by(), chosen, outdated);
        } catch (CeremonyException e) {
            // Filling has taken its time: somebody has begun to sign meanwhile.
            problems.addAll(e.notices());
            return Optional.empty();
        }
        return Optional.of(drafts);
    }

    private Path outFolder(String matter, @Nullable Path asked) {
        if (asked != null) {
            return asked;
        }
        return Unreadable.passingOver(matter, () -> matters.find(matter))
                .flatMap(known -> known)
                .map(StoredMatter::out)
                .orElse(DEFAULT_OUT);
    }
}
