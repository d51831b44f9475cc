package federzug.pipeline.signing;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.CeremonyState.Cancelled;
import federzug.delivery.Delivery;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.SigningNewsLetters;
import federzug.delivery.SigningNewsLetters.Event;
import federzug.delivery.SigningNewsLetters.Standing;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.mailing.Sending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Mails to those who have signed, were asked or no longer sign when somebody declines or signs after all, a deputy takes over or the
 * signing is cancelled. Which mails these are is derived from the journal, and the ledger sends each once: a call after a
 * kill finishes.
 */
@Component
public class SigningNews {
    private final Ceremonies ceremonies;
    private final SigningNewsLetters letters;
    private final Postbox postbox;
    private final OutFolder out;

    SigningNews(Ceremonies ceremonies, SigningNewsLetters letters, Postbox postbox, OutFolder out) {
        this.ceremonies = ceremonies;
        this.letters = letters;
        this.postbox = postbox;
        this.out = out;
    }

    /** Sends the news of a decision that was just recorded; persons without an address are reported. */
    public void tell(StoredMatter stored, Progress progress) {
        Sending sending = new Sending(postbox, place(stored), progress);
        List<NewsAddressee> all = addressees(stored, false);
        int latest = all.stream().mapToInt(one -> one.event().entry()).max().orElse(0);
        all.stream()
                .filter(one -> one.event().entry() == latest)
                .filter(one -> one.person().mail().isEmpty())
                .forEach(one -> progress.changed(Notice.warning(
                        "pipeline.turn.news-no-address",
                        place(stored),
                        one.person().nameWithTitle())));
        send(stored, all, sending);
        sending.finish();
    }

    /** Sends what has not gone yet, and takes back what is out of date and has not gone. */
    public void send(StoredMatter stored, Sending sending) {
        boolean waiting = sending.isWaitedFor(stored.matter().id(), Message.Kind.SIGNING_NEWS);
        send(stored, addressees(stored, waiting), sending);
    }

    /** Reports whether mails about a decision are still unsent: a kill may have come between decision and mails. */
    public boolean isOwed(StoredMatter stored) {
        Delivery delivery = delivery(stored);
        return mails(stored, addressees(stored, false)).stream().anyMatch(mail -> postbox.isOwed(mail.get(), delivery));
    }

    private void send(StoredMatter stored, List<NewsAddressee> all, Sending sending) {
        List<Supplier<Message>> mails = mails(stored, all);
        Delivery delivery = delivery(stored);
        sending.withdrawOthers(stored.matter().id(), Message.Kind.SIGNING_NEWS, mails, delivery);
        if (!mails.isEmpty()) {
            sending.send(mails, delivery, Set.of());
        }
    }

    private List<Supplier<Message>> mails(StoredMatter stored, List<NewsAddressee> all) {
        List<Supplier<Message>> mails = new ArrayList<>();
        for (NewsAddressee one : all) {
            if (!one.person().mail().isEmpty()) {
                mails.add(() -> letters.mail(
                        stored.matter(),
                        one.agreement(),
                        one.event(),
                        one.person(),
                        one.standing(),
                        stored.rehearsal()));
            }
        }
        return mails;
    }

    private Delivery delivery(StoredMatter stored) {
        return new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes());
    }

    /** One person to be informed of one event. */
    private record NewsAddressee(Agreement agreement, Event event, Person person, Standing standing) {}

    /** @param all also of agreements that are signed by now: something of theirs is still to go */
    private List<NewsAddressee> addressees(StoredMatter stored, boolean all) {
        Matter matter = stored.matter();
        List<NewsAddressee> addressees = new ArrayList<>();
        for (Ceremony ceremony : ceremonies.ofMatter(matter.id())) {
            Optional<Agreement> agreement = matter.agreement(ceremony.agreement());
            boolean current = ceremony.isOpen() || ceremony.state() instanceof Cancelled;
            if (agreement.isEmpty() || !(all || current)) {
                continue;
            }
            SigningHistory history =
                    SigningHistory.of(ceremonies.journal(ceremony.matter(), ceremony.agreement()), ceremony);
            for (SigningHistory.Happening happening : history.current()) {
                Event event = new Event(
                        happening.news(),
                        happening.entry(),
                        matter.person(happening.about()).orElse(null),
                        matter.person(happening.deputy()).orElse(null));
                happening
                        .standings()
                        .forEach((key, standing) -> matter.person(key)
                                .ifPresent(person ->
                                        addressees.add(new NewsAddressee(agreement.get(), event, person, standing))));
            }
        }
        return addressees;
    }

    private static Place place(StoredMatter stored) {
        return Place.file(stored.matter().id());
    }
}
