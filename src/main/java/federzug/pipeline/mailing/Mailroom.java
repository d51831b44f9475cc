package federzug.pipeline.mailing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.AgreementMail;
import federzug.delivery.AgreementMail.Concluded;
import federzug.delivery.AgreementMail.Times;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.checking.ReportSets;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.mailing.SignedCopies.Bundle;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Sends each signatory the sealed agreements with their check reports, once; then the ceremonies are closed. */
@Component
public class Mailroom {
    private static final Set<MailState> SETTLED = Set.of(MailState.ACCEPTED, MailState.BY_HAND);

    private final Ceremonies ceremonies;
    private final Letters letters;
    private final Postbox postbox;
    private final ReportSets reportSets;
    private final OutFolder out;
    private final Clock clock;

    Mailroom(
            Ceremonies ceremonies,
            Letters letters,
            Postbox postbox,
            ReportSets reportSets,
            OutFolder out,
            Clock clock) {
        this.ceremonies = ceremonies;
        this.letters = letters;
        this.postbox = postbox;
        this.reportSets = reportSets;
        this.out = out;
        this.clock = clock;
    }

    public Sending sending(StoredMatter stored, Progress progress) {
        return new Sending(postbox, place(stored), progress);
    }

    /**
     * Sends the agreements that are checked and not yet closed: to each person in one mail all that concern the person. Of
     * those that are closed only what a person wants to go again; the others are left as they are.
     */
    public void send(Acting acting, StoredMatter stored, Sending sending) {
        postbox.settle(stored.matter().id());
        Delivery delivery = delivery(stored);
        List<Ceremony> all = stored.matter().agreements().stream()
                .flatMap(agreement -> ceremonies.find(stored.matter().id(), agreement.key()).stream())
                .toList();
        boolean closing = all.stream().anyMatch(one -> one.state() instanceof Checked);
        boolean again = sending.isWaitedFor(stored.matter().id(), Message.Kind.AGREEMENT)
                || postbox.hasComeBack(stored.matter().id(), Message.Kind.AGREEMENT);
        if (!closing && !again) {
            return;
        }
        SignedCopies copies = new SignedCopies(stored, all, postbox, delivery);
        copies.notices(place(stored)).forEach(sending.progress()::changed);
        if (closing) {
            Set<Bundle> settled = settled(stored, copies, delivery, sending);
            all.stream()
                    .filter(one -> one.state() instanceof Checked && copies.isThrough(one, settled))
                    .forEach(one -> {
                        ceremonies.save(one.close(), acting, clock.instant());
                        sending.progress().changed(Notice.note("pipeline.send.closed", place(stored)));
                    });
        }
        List<Bundle> closed = copies.bundles().stream()
                .filter(bundle -> bundle.agreements().stream().allMatch(copies::isClosed))
                .toList();
        if (!closed.isEmpty() && again) {
            sending.sendAgain(letters(stored, closed, all), delivery);
        }
    }

    /** Posts what concerns an agreement that is to be closed. */
    private Set<Bundle> settled(StoredMatter stored, SignedCopies copies, Delivery delivery, Sending sending) {
        List<Bundle> due = copies.bundles().stream()
                .filter(bundle -> !bundle.agreements().stream().allMatch(copies::isClosed))
                .toList();
        List<Message> sent = sending.settledOf(letters(stored, due, copies.ceremonies()), delivery, SETTLED);
        return due.stream()
                .filter(bundle ->
                        sent.stream().anyMatch(message -> message instanceof AgreementMail mail && bundle.isOf(mail)))
                .collect(Collectors.toSet());
    }

    private List<Supplier<Message>> letters(StoredMatter stored, List<Bundle> bundles, List<Ceremony> all) {
        List<Supplier<Message>> mails = new ArrayList<>();
        for (Bundle bundle : bundles) {
            mails.add(() -> letters.agreementMail(
                    stored.matter(),
                    bundle.agreements().stream()
                            .map(key -> concluded(stored, ceremony(all, key)))
                            .toList(),
                    bundle.person(),
                    stored.rehearsal()));
        }
        return mails;
    }

    private static Ceremony ceremony(List<Ceremony> all, String agreement) {
        return all.stream()
                .filter(one -> one.agreement().equals(agreement))
                .findFirst()
                .orElseThrow();
    }

    private Concluded concluded(StoredMatter stored, Ceremony ceremony) {
        String key = ceremony.agreement();
        Map<String, Content> reports = reportSets.of(ceremony);
        Content report = reports.get(ResultNames.report(stored.matter(), key) + ".pdf");
        if (report == null) {
            throw new IllegalStateException("no report among " + reports.keySet());
        }
        ReportSets.Proof proof = reportSets.proof(ceremony);
        return new Concluded(
                stored.matter().agreement(key).orElseThrow(),
                signedOn(ceremony),
                proof.qualified(),
                proof.qualifiedTimes()
                        .map(yes -> yes ? Times.QUALIFIED : Times.NOT_QUALIFIED)
                        .orElse(Times.UNKNOWN),
                named(ceremony.paper().content(), ResultNames.signed(stored.matter(), key)),
                report);
    }

    /** The day of the last signature, where people live. */
    private LocalDate signedOn(Ceremony ceremony) {
        return ceremony.turns().stream()
                .filter(turn -> turn.state() == TurnState.SIGNED)
                .map(Turn::since)
                .max(Comparator.naturalOrder())
                .map(last -> LocalDate.ofInstant(last, clock.getZone()))
                .orElseThrow();
    }

    private Delivery delivery(StoredMatter stored) {
        return new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes());
    }

    private static Content named(Content content, String name) {
        return new Content(content.digest(), name, content.size());
    }

    private static Place place(StoredMatter stored) {
        return Place.file(stored.matter().id());
    }
}
