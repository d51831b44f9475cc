package federzug.pipeline.mailing;

import federzug.agreement.Agreement;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Checked;
import federzug.ceremony.CeremonyState.Closed;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Sends each signatory the sealed agreement with its check report, once; then the ceremony is closed. */
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
     * Sends the agreements that are checked and not yet closed. Of those that are closed only what a person wants to go
     * again; the others are left as they are.
     */
    public void send(Acting acting, StoredMatter stored, Sending sending) {
        postbox.settle(stored.matter().id());
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            Optional<Agreement> agreement = stored.matter().agreement(ceremony.agreement());
            if (ceremony.state() instanceof Checked && agreement.isPresent()) {
                boolean settled =
                        sending.send(letters(stored, agreement.get(), ceremony, sending), delivery(stored), SETTLED);
                if (settled) {
                    ceremonies.save(ceremony.close(), acting, clock.instant());
                    sending.progress().changed(Notice.note("pipeline.send.closed", place(stored)));
                }
            } else if (ceremony.state() instanceof Closed
                    && agreement.isPresent()
                    && sending.isWaitedFor(stored.matter().id(), Message.Kind.AGREEMENT)) {
                sending.sendAgain(letters(stored, agreement.get(), ceremony, sending), delivery(stored));
            }
        }
    }

    private List<Supplier<Message>> letters(
            StoredMatter stored, Agreement agreement, Ceremony ceremony, Sending sending) {
        Content signed = named(ceremony.paper().content(), ResultNames.signed(stored.matter(), agreement.key()));
        Map<String, Content> reports = reportSets.of(ceremony);
        Content report = reports.get(ResultNames.report(stored.matter(), agreement.key()) + ".pdf");
        if (report == null) {
            throw new IllegalStateException("no report among " + reports.keySet());
        }
        List<Supplier<Message>> mails = new ArrayList<>();
        for (Signatory signatory : agreement.signatories()) {
            Person person = signatory.person();
            if (person.mail().isEmpty()) {
                sending.progress()
                        .changed(Notice.warning("pipeline.send.no-address", place(stored), person.nameWithTitle()));
                continue;
            }
            mails.add(() -> letters.agreementMail(
                    stored.matter(), agreement, person, stored.rehearsal(), signedOn(ceremony), signed, report));
        }
        return mails;
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
