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
import federzug.drafting.Drafting;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.pipeline.JobRunner.Claims;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
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
    private final Devices devices;

    Intake(MatterReader reader, Matters matters, Ceremonies ceremonies, Drafting drafting, Devices devices) {
        this.reader = reader;
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.drafting = drafting;
        this.devices = devices;
    }

    /** Takes one matter after the other; nothing of a matter stays in memory but its id. */
    void take(Order order, Claims claims, Consumer<Notice> told) {
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
                    exampleKeys(matter, notices);
                    tryFilling(matter, notices);
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
        boolean known = !begun.isEmpty() && differences.isEmpty();
        if (!known && !order.strict()) {
            tryFilling(matter, problems);
        }
        if (problems.stream().anyMatch(Notice::isError)) {
            return false;
        }
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

    /** Fills every template once, so that a missing field is told now and not after half of the work. */
    private void tryFilling(Matter matter, List<Notice> problems) {
        for (Agreement agreement : matter.agreements()) {
            collect(() -> drafting.fill(matter, agreement), problems);
        }
        if (matter.release() != null) {
            collect(() -> drafting.fillRelease(matter), problems);
        }
    }

    private static void collect(Runnable attempt, List<Notice> problems) {
        try {
            attempt.run();
        } catch (NoticedException e) {
            problems.addAll(e.notices());
        }
    }
}
