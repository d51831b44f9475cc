package federzug.pipeline.doctor;

import static federzug.pipeline.doctor.Doctor.look;
import static federzug.pipeline.doctor.Doctor.note;

import federzug.agreement.Agreement;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.ArchivalPdf;
import federzug.document.Digest;
import federzug.document.DocumentStore;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.Place;
import federzug.notice.Texts;
import federzug.pipeline.folder.UsableFolder;
import federzug.pipeline.mailing.BouncedAddresses;
import federzug.pipeline.mailing.PressDesk;
import federzug.signing.DeviceFacts;
import federzug.signing.Devices;
import federzug.signing.Signing;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Examines one matter for the doctor: its folder, its documents, each person's signing device, and what is missing. */
@Component
class MatterCheck {
    private final Ceremonies ceremonies;
    private final Devices devices;
    private final Signing signing;
    private final DocumentStore store;
    private final PressDesk pressDesk;
    private final CertificateCheck certificates;
    private final BouncedAddresses bounced;
    private final Clock clock;

    MatterCheck(
            Ceremonies ceremonies,
            Devices devices,
            Signing signing,
            DocumentStore store,
            PressDesk pressDesk,
            CertificateCheck certificates,
            BouncedAddresses bounced,
            Clock clock) {
        this.ceremonies = ceremonies;
        this.devices = devices;
        this.signing = signing;
        this.store = store;
        this.pressDesk = pressDesk;
        this.certificates = certificates;
        this.bounced = bounced;
        this.clock = clock;
    }

    /** @param stored null: of every matter */
    List<Notice> addresses(@Nullable StoredMatter stored) {
        return stored == null ? bounced.all() : bounced.of(stored, Set.of());
    }

    List<Ceremony> signings(String matter) {
        return ceremonies.ofMatter(matter);
    }

    Notice folder(StoredMatter stored) {
        return note("pipeline.doctor.folder", UsableFolder.requireLocalAndWritable(stored.out()));
    }

    /** The bytes are those the journal names, the fields are in place, and the journal is untouched. */
    List<Notice> document(Ceremony ceremony) {
        List<Notice> findings = new ArrayList<>(ceremonies.auditJournal(ceremony.matter(), ceremony.agreement()));
        findings.addAll(look(() -> {
            Digest prepared = ceremony.prepared().content().digest();
            store.bytes(prepared);
            store.bytes(ceremony.paper().content().digest());
            ArchivalPdf pdf = store.find(prepared, ArchivalPdf.class).orElseThrow();
            signing.prepare(pdf, ceremony.prepared().fields());
            return note(
                    "pipeline.doctor.document",
                    ceremony.agreement(),
                    ceremony.paper().content().digest().hex(),
                    ceremony.prepared().fields().size());
        }));
        return findings;
    }

    /** One result for each person who has yet to sign. */
    List<Lamp> devices(StoredMatter stored, Ceremony ceremony) {
        List<Lamp> lamps = new ArrayList<>();
        for (Turn turn : ceremony.isOpen() ? ceremony.turns() : List.<Turn>of()) {
            List<Notice> findings = new ArrayList<>();
            Stream.of(turn.device(), turn.fallback())
                    .filter(name -> !name.isEmpty() && !turn.state().isFinished())
                    .forEach(name -> findings.addAll(device(stored, ceremony, turn, name)));
            if (!findings.isEmpty()) {
                lamps.add(new Lamp(Lamp.Kind.DEVICE, turn.name(), findings));
            }
        }
        return lamps;
    }

    private List<Notice> device(StoredMatter stored, Ceremony ceremony, Turn turn, String name) {
        DeviceFacts facts;
        try {
            facts = devices.facts(name);
        } catch (NoticedException e) {
            return List.of(e.notices().get(0));
        }
        Optional<Person> person = stored.matter().person(turn.person());
        if (facts.returned()) {
            boolean reachable = person.isPresent() && !person.get().mail().isEmpty();
            List<Notice> findings = new ArrayList<>();
            findings.add(
                    reachable
                            ? note("pipeline.doctor.device-returned", turn.name())
                            : warning("pipeline.doctor.device-no-mail", turn.name()));
            findings.addAll(certificates.rehearsed(stored, ceremony, turn, name));
            return findings;
        }
        if (facts.example() && !stored.rehearsal()) {
            return List.of(warning("pipeline.turn.example-fallback", name));
        }
        if (facts.holder().isEmpty()) {
            List<Notice> known = certificates.rehearsed(stored, ceremony, turn, name);
            return known.isEmpty() ? List.of(note("pipeline.doctor.device-locked", turn.name(), name)) : known;
        }
        return certificates.judge(stored, ceremony, turn, name, facts.chain());
    }

    /** "Was fehlt noch?": each with the person and the deadline. */
    List<Notice> missing(StoredMatter stored, List<Ceremony> all) {
        List<Notice> missing = new ArrayList<>();
        if (all.isEmpty()) {
            missing.add(note("pipeline.doctor.missing-prepared"));
        }
        for (Agreement agreement : stored.matter().agreements()) {
            agreement.municipalities().stream()
                    .filter(one -> one.councilDecision() == null)
                    .map(Municipality::label)
                    .forEach(name -> missing.add(note("pipeline.doctor.missing-decision", name)));
        }
        for (Ceremony ceremony : all) {
            for (Turn turn : ceremony.isOpen() ? ceremony.turns() : List.<Turn>of()) {
                if (turn.state() != TurnState.SIGNED) {
                    missing.add(signature(turn));
                    missing.addAll(certificates.missing(stored, turn));
                }
            }
        }
        missing.addAll(pressDesk.obstacles(stored));
        return missing;
    }

    private Notice signature(Turn turn) {
        LocalDateTime deadline = turn.deadline();
        String state = Texts.german().text(turn.state().code());
        if (deadline == null) {
            return note("pipeline.doctor.missing-signature", turn.name(), turn.office(), state);
        }
        String until = GermanTime.minute(deadline);
        return deadline.isBefore(LocalDateTime.now(clock))
                ? warning("pipeline.doctor.missing-signature-late", turn.name(), turn.office(), state, until)
                : note("pipeline.doctor.missing-signature-until", turn.name(), turn.office(), state, until);
    }

    private static Notice warning(String code, Object... arguments) {
        return Notice.warning(code, Place.NOWHERE, arguments);
    }
}
