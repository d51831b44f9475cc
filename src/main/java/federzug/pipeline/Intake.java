package federzug.pipeline;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.MatterReader;
import federzug.agreement.Matters;
import federzug.agreement.Matters.Difference;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.document.Document;
import federzug.document.FilledDraft;
import federzug.document.Marks;
import federzug.drafting.Consistency;
import federzug.drafting.Drafting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Claims;
import federzug.rendering.Rendering;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads data and accepts matters: everything that can be wrong is told before anything is done. Also keeps the change
 * rule: after the first signature nothing changes; before it only what a person has confirmed.
 */
@Component
class Intake {
    private static final Path DEFAULT_OUT = Path.of("federzug-out");

    private final MatterReader reader;
    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Drafting drafting;
    private final Wordings wordings;
    private final Consistency consistency;
    private final Rendering rendering;
    private final Devices devices;

    Intake(
            MatterReader reader,
            Matters matters,
            Ceremonies ceremonies,
            Drafting drafting,
            Wordings wordings,
            Consistency consistency,
            Rendering rendering,
            Devices devices) {
        this.reader = reader;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.drafting = drafting;
        this.wordings = wordings;
        this.consistency = consistency;
        this.rendering = rendering;
        this.devices = devices;
    }

    /** Takes one matter after the other; nothing of a matter stays in memory but its id. */
    void take(Order order, Claims claims, Consumer<Notice> told) {
        List<Notice> strangers = strangers(order);
        if (!strangers.isEmpty()) {
            strangers.forEach(told);
            return;
        }
        if (order.strict() && !isFlawless(order, told)) {
            told.accept(Notice.error("pipeline.intake.strict", Place.NOWHERE));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Path path : order.paths()) {
            reader.each(path, reading -> {
                List<Notice> notices = new ArrayList<>(reading.notices());
                for (Matter matter : reading.matters()) {
                    if (seen.add(matter.id())) {
                        claimAndAccept(matter, order, claims, notices);
                    } else {
                        notices.add(twice(matter));
                    }
                }
                // With --strict the reader's own remarks were told by the first reading.
                notices.stream()
                        .filter(notice -> !order.strict() || !reading.notices().contains(notice))
                        .forEach(told);
            });
        }
    }

    /** Drafts for matters that are not among the data; whoever names drafts has few matters. */
    private List<Notice> strangers(Order order) {
        if (order.wordings().isEmpty()) {
            return List.of();
        }
        List<Matter> read = new ArrayList<>();
        order.paths().forEach(path -> read.addAll(reader.read(path).matters()));
        return Wordings.strangers(order.wordings(), read);
    }

    private static List<Order.Wording> asked(Order order, Matter matter) {
        return order.wordings().stream()
                .filter(wording -> wording.matter().equals(matter.id()))
                .toList();
    }

    /** Reads and checks everything without accepting anything. */
    private boolean isFlawless(Order order, Consumer<Notice> told) {
        boolean[] flawless = {true};
        Set<String> seen = new HashSet<>();
        for (Path path : order.paths()) {
            reader.each(path, reading -> {
                List<Notice> notices = new ArrayList<>(reading.notices());
                for (Matter matter : reading.matters()) {
                    if (!seen.add(matter.id())) {
                        notices.add(twice(matter));
                    }
                    boolean rehearsal = matter.rehearsal() || exampleKeys(matter, notices);
                    Wordings.Chosen chosen =
                            wordings.choose(matter, asked(order, matter), ceremonies.ofMatter(matter.id()), notices);
                    tryFilling(matter, rehearsal, chosen, notices);
                }
                flawless[0] &= notices.stream().noneMatch(Notice::isError);
                notices.forEach(told);
            });
        }
        return flawless[0];
    }

    private static Notice twice(Matter matter) {
        return Notice.error("pipeline.intake.twice", matter.source().place("kennung"), matter.id());
    }

    /** Claimed first: while another run works on a matter its data must not change. */
    private void claimAndAccept(Matter matter, Order order, Claims claims, List<Notice> notices) {
        if (!claims.claim(matter.id())) {
            return;
        }
        boolean accepted = false;
        try {
            List<Notice> problems = new ArrayList<>();
            accepted = accept(matter, order, problems);
            notices.addAll(problems);
        } finally {
            if (!accepted) {
                claims.giveBack(matter.id());
            }
        }
    }

    private boolean accept(Matter matter, Order order, List<Notice> problems) {
        List<Ceremony> begun = ceremonies.ofMatter(matter.id());
        List<Difference> differences = matters.differences(matter);
        if (!differences.isEmpty() && !begun.isEmpty() && !mayChange(matter, begun, differences, order, problems)) {
            return false;
        }
        boolean exampleKeys = exampleKeys(matter, problems);
        List<Order.Wording> asked = asked(order, matter);
        boolean known = !begun.isEmpty() && differences.isEmpty() && asked.isEmpty();
        Wordings.Chosen chosen = wordings.choose(matter, asked, begun, problems);
        if (!known && !order.strict()) {
            tryFilling(matter, matter.rehearsal() || exampleKeys, chosen, problems);
        }
        if (problems.stream().anyMatch(Notice::isError)) {
            return false;
        }
        // First the wording: a kill in between must not bring back the template's.
        chosen.adopt();
        Path out = Folders.requireLocalAndWritable(outFolder(matter.id(), order.out()));
        matters.accept(matter, matter.rehearsal() || exampleKeys, out);
        return true;
    }

    private Path outFolder(String matter, @Nullable Path asked) {
        if (asked != null) {
            return asked;
        }
        return matters.find(matter).map(StoredMatter::out).orElse(DEFAULT_OUT);
    }

    private static boolean mayChange(
            Matter matter, List<Ceremony> begun, List<Difference> differences, Order order, List<Notice> problems) {
        String changes = differences.stream()
                .map(each -> each.path() + ": „" + each.before() + "“ → „" + each.after() + "“")
                .collect(Collectors.joining("; "));
        Place place = Place.file(String.valueOf(matter.source().file().getFileName()));
        if (begun.stream().anyMatch(Ceremony::anybodySigned)) {
            problems.add(Notice.error("pipeline.change.signed", place, matter.id(), changes));
            return false;
        }
        if (!order.confirmation().confirms(matter.id(), differences)) {
            problems.add(Notice.error("pipeline.change.unconfirmed", place, matter.id(), changes));
            return false;
        }
        return true;
    }

    /** Whether a device's chain ends at the demo root; devices that are unknown or unreadable are problems. */
    private boolean exampleKeys(Matter matter, List<Notice> problems) {
        boolean example = false;
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
                    .map(notice -> new Notice(
                            notice.code(),
                            notice.severity(),
                            notice.place().equals(Place.NOWHERE) ? place : notice.place(),
                            notice.arguments()))
                    .filter(notice -> !problems.contains(notice))
                    .forEach(problems::add);
            return false;
        }
    }

    /**
     * Fills every template once, so that a missing field is told now and not after half of the work, and compares what
     * the documents say with the data.
     */
    private void tryFilling(Matter matter, boolean rehearsal, Wordings.Chosen chosen, List<Notice> problems) {
        List<FilledDraft> agreements = new ArrayList<>();
        for (Agreement agreement : matter.agreements()) {
            collect(() -> chosen.draft(agreement), problems).ifPresent(agreements::add);
        }
        // Annexes come from anywhere: what cannot be set or embedded is told now.
        agreements.stream()
                .filter(draft -> !draft.annexes().isEmpty())
                .forEach(draft -> collect(() -> rendering.render(draft, Marks.rehearsal(rehearsal)), problems));
        Optional<FilledDraft> release =
                matter.release() == null ? Optional.empty() : collect(() -> drafting.fillRelease(matter), problems);
        consistency.check(matter, rehearsal, agreements, release.orElse(null)).stream()
                .filter(notice -> !problems.contains(notice))
                .forEach(problems::add);
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
