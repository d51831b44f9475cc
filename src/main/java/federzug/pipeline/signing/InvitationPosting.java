package federzug.pipeline.signing;

import federzug.agreement.Agreement;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.Delivery;
import federzug.delivery.InvitationLetters;
import federzug.delivery.InvitationLetters.Request;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.ReminderSettings;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.mailing.Sending;
import federzug.signing.Devices;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Mails invitations and reminders to those who are asked to sign. The mail has its own ledger, so that a repeated call
 * finishes what a kill has left and no one is asked twice.
 */
@Component
class InvitationPosting {
    private final Ceremonies ceremonies;
    private final Devices devices;
    private final InvitationLetters letters;
    private final Postbox postbox;
    private final OutFolder out;
    private final ReminderSettings reminders;
    private final Clock clock;
    private final ObjectProvider<SigningLinks> links;

    InvitationPosting(
            Ceremonies ceremonies,
            Devices devices,
            InvitationLetters letters,
            Postbox postbox,
            OutFolder out,
            ReminderSettings reminders,
            Clock clock,
            ObjectProvider<SigningLinks> links) {
        this.links = links;
        this.ceremonies = ceremonies;
        this.devices = devices;
        this.letters = letters;
        this.postbox = postbox;
        this.out = out;
        this.reminders = reminders;
        this.clock = clock;
    }

    Sending sending(StoredMatter stored, Progress progress) {
        return new Sending(postbox, Place.file(stored.matter().id()), progress);
    }

    /**
     * Reminds those who were asked and have not signed.
     *
     * @param now true: at once; false: only those for whom an interval has passed since
     * @param who key of the only person to be reminded; empty: everybody
     */
    void remind(StoredMatter stored, boolean now, String who, Progress progress) {
        Sending sending = sending(stored, progress);
        for (Ceremony ceremony : ceremonies.ofMatter(stored.matter().id())) {
            Optional<Agreement> agreement = stored.matter().agreement(ceremony.agreement());
            for (Turn turn : agreement.isPresent() ? ceremony.due() : List.<Turn>of()) {
                int round = round(turn) + (now ? 1 : 0);
                boolean meant = who.isEmpty() || who.equals(turn.person());
                if (meant && round > 0 && isAsked(turn)) {
                    tell(stored, agreement.orElseThrow(), ceremony, turn, round, sending);
                }
            }
        }
        sending.finish();
    }

    /** Sends what was written to those who are asked and has not gone yet; no one is asked again. */
    void sendOpen(StoredMatter stored, Sending sending) {
        String id = stored.matter().id();
        if (!sending.isWaitedFor(id, Message.Kind.INVITATION) && !sending.isWaitedFor(id, Message.Kind.REMINDER)) {
            return;
        }
        for (Ceremony ceremony : ceremonies.ofMatter(id)) {
            Optional<Agreement> agreement = stored.matter().agreement(ceremony.agreement());
            for (Turn turn : agreement.isPresent() ? ceremony.due() : List.<Turn>of()) {
                Person person = stored.matter().person(turn.person()).orElseThrow();
                if (isAsked(turn) && !person.mail().isEmpty()) {
                    List<Supplier<Message>> rounds = new ArrayList<>();
                    for (int round = 0; round <= reminders.most() + 1; round++) {
                        Request request = request(stored, ceremony, turn, person, round);
                        rounds.add(() -> letters.mail(stored.matter(), agreement.get(), request, stored.rehearsal()));
                    }
                    sending.sendOpen(rounds, delivery(stored));
                }
            }
        }
    }

    boolean isAsked(Turn turn) {
        return turn.state() == TurnState.OPENED && returns(turn) || turn.state() == TurnState.INVITED && !returns(turn);
    }

    boolean returns(Turn turn) {
        return devices.facts(turn.device()).returned();
    }

    /** How many intervals have passed: of those missed only the last is caught up on. */
    private int round(Turn turn) {
        Duration waited = Duration.between(turn.since(), clock.instant());
        return waited.isNegative() ? 0 : (int) Math.min(reminders.most(), waited.dividedBy(reminders.every()));
    }

    void tell(StoredMatter stored, Agreement agreement, Ceremony ceremony, Turn turn, int round, Sending sending) {
        Progress progress = sending.progress();
        Place place = Place.file(stored.matter().id());
        Person person = stored.matter().person(turn.person()).orElseThrow();
        String name = ResultNames.current(stored.matter(), ceremony);
        Content paper = ceremony.paper().content();
        out.write(stored, name, paper, progress);
        if (person.mail().isEmpty()) {
            progress.changed(Notice.warning("pipeline.turn.no-address", place, turn.name(), name));
            return;
        }
        Request request = request(stored, ceremony, turn, person, round);
        sending.send(List.of(() -> letter(stored, agreement, turn, request)), delivery(stored), Set.of());
    }

    /** With an address of the person's own turn, as long as the mail has not gone. */
    private Message letter(StoredMatter stored, Agreement agreement, Turn turn, Request request) {
        Message plain = letters.mail(stored.matter(), agreement, request, stored.rehearsal());
        @Nullable SigningLinks pages = links.getIfAvailable();
        if (pages == null || !postbox.isOwed(plain, delivery(stored))) {
            return plain;
        }
        boolean endsOlder = request.round() > 0 || request.replaces();
        String address = pages.fresh(stored.matter().id(), agreement.key(), turn.person(), turn.deadline(), endsOlder);
        return letters.mail(stored.matter(), agreement, request.withAccess(address), stored.rehearsal());
    }

    private Request request(StoredMatter stored, Ceremony ceremony, Turn turn, Person person, int round) {
        Content paper = ceremony.paper().content();
        String name = ResultNames.current(stored.matter(), ceremony);
        return new Request(
                person,
                new Content(paper.digest(), name, paper.size()),
                ceremony.basis().pages(),
                signed(ceremony),
                devices.kind(turn.device()),
                turn.deadline(),
                round,
                round == 0 && wasInvitedToAnother(stored, ceremony, person),
                "");
    }

    private Delivery delivery(StoredMatter stored) {
        return new Delivery(
                stored.rehearsal(),
                out.folder(stored).resolve("mail"),
                stored.matter().mailboxes());
    }

    /** The document was prepared again after this person had been asked: what they have is void. */
    private boolean wasInvitedToAnother(StoredMatter stored, Ceremony ceremony, Person person) {
        boolean again = ceremonies.journal(ceremony.matter(), ceremony.agreement()).stream()
                .anyMatch(entry -> entry.event().equals("PreparedAgain"));
        return again
                && postbox.mails(stored.matter().id()).stream()
                        .anyMatch(mail -> mail.kind() == Message.Kind.INVITATION
                                && mail.recipient().equals(person.mail()));
    }

    private static List<String> signed(Ceremony ceremony) {
        return ceremony.turns().stream()
                .filter(turn -> turn.state() == TurnState.SIGNED)
                .map(Turn::name)
                .toList();
    }
}
