package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.delivery.Delivery;
import federzug.delivery.DeliveryException;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.Posted;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Posts the mails of a matter and reports the outcome of each; one bad address never delays the rest. */
public final class Sending {
    /** So many mails go before it is asked again whether to go on. */
    private static final int PART = 48;

    private final Postbox postbox;
    private final Place place;
    private final Progress progress;
    private final List<Notice> troubles = new ArrayList<>();
    private final Set<String> toldOfServer = new HashSet<>();
    private Tally tally = Tally.NONE;
    private boolean filesOnly;
    private int held;
    private boolean failure;

    public Sending(Postbox postbox, Place place, Progress progress) {
        this.postbox = postbox;
        this.place = place;
        this.progress = progress;
    }

    /**
     * How the mails of the last {@link #send} stand, those sent before included.
     *
     * @param listed how many there are to be
     * @param all how many have been dealt with
     */
    record Tally(int listed, int all, int accepted, int rejected, int byHand, int unknown) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        private static Tally of(List<MailState> states, int listed) {
            return new Tally(
                    listed,
                    states.size(),
                    count(states, MailState.ACCEPTED),
                    count(states, MailState.REJECTED) + count(states, MailState.BOUNCED),
                    count(states, MailState.BY_HAND),
                    count(states, MailState.UNKNOWN));
        }

        private static int count(List<MailState> states, MailState counted) {
            return (int) states.stream().filter(state -> state == counted).count();
        }
    }

    boolean filesOnly() {
        return filesOnly;
    }

    Tally tally() {
        return tally;
    }

    public Progress progress() {
        return progress;
    }

    /**
     * @param letters write the mails; one that cannot be written is reported at the end
     * @param settled states that no further call changes
     * @return whether all of them are
     */
    public boolean send(List<Supplier<Message>> letters, Delivery delivery, Set<MailState> settled) {
        return send(letters, delivery, settled, soFar -> true);
    }

    /**
     * As {@link #send(List, Delivery, Set)}, part by part.
     *
     * @param goesOn asked between two parts
     */
    boolean send(List<Supplier<Message>> letters, Delivery delivery, Set<MailState> settled, Predicate<Tally> goesOn) {
        return settledOf(letters, delivery, settled, goesOn).size() == letters.size();
    }

    /** As {@link #send}, with the mails that no further call changes, in their order. */
    List<Message> settledOf(
            List<? extends Supplier<? extends Message>> letters, Delivery delivery, Set<MailState> settled) {
        return settledOf(letters, delivery, settled, soFar -> true);
    }

    private List<Message> settledOf(
            List<? extends Supplier<? extends Message>> letters,
            Delivery delivery,
            Set<MailState> settled,
            Predicate<Tally> goesOn) {
        List<MailState> states = new ArrayList<>();
        List<MailState> open = new ArrayList<>();
        List<Message> done = new ArrayList<>();
        for (int from = 0; from == 0 || from < letters.size(); from += PART) {
            if (from > 0 && !goesOn.test(Tally.of(states, letters.size()))) {
                break;
            }
            List<Message> part = written(letters.subList(from, Math.min(letters.size(), from + PART)));
            Iterator<Message> order = part.iterator();
            filesOnly = !postbox.sends(delivery);
            postbox.postAll(part, delivery, new Postbox.Results() {
                @Override
                public void posted(Posted posted) {
                    Message message = order.next();
                    tell(posted);
                    states.add(posted.mail().state());
                    if (posted.waitsForHand()) {
                        open.add(posted.mail().state());
                    } else if (settled.contains(posted.mail().state())) {
                        done.add(message);
                    }
                }

                @Override
                public void failed(Message message, DeliveryException trouble) {
                    order.next();
                    trouble(trouble);
                }
            });
        }
        if (!open.isEmpty()) {
            progress.changed(Notice.warning("pipeline.send.by-hand", place, open.size()));
        }
        if (held > 0) {
            progress.changed(Notice.warning("pipeline.send.held", place, held));
            held = 0;
        }
        tally = Tally.of(states, letters.size());
        return done;
    }

    private List<Message> written(List<? extends Supplier<? extends Message>> letters) {
        List<Message> messages = new ArrayList<>();
        for (Supplier<? extends Message> letter : letters) {
            try {
                messages.add(letter.get());
            } catch (DeliveryException e) {
                trouble(e);
            }
        }
        if (!messages.isEmpty()) {
            postbox.warnings().forEach(progress::changed);
        }
        return messages;
    }

    /** Mails that wait for somebody who was taken off the list, or say what no longer holds, wait no longer. */
    public void withdrawOthers(String matter, Message.Kind kind, List<Supplier<Message>> letters, Delivery delivery) {
        if (isWaitedFor(matter, kind)) {
            List<Message> kept = letters.stream().map(Supplier::get).toList();
            postbox.withdrawOthers(matter, kind, kept, delivery)
                    .forEach(mail -> progress.changed(Notice.note(
                            kind == Message.Kind.PRESS ? "pipeline.send.withdrawn" : "pipeline.send.outdated",
                            place,
                            mail.recipient())));
        }
    }

    /** Whether mails of that kind are still to go. To look is cheaper than to write them all once more. */
    public boolean isWaitedFor(String matter, Message.Kind kind) {
        return postbox.mails(matter).stream()
                .anyMatch(mail -> mail.kind() == kind
                        && (mail.state() == MailState.PENDING || mail.state() == MailState.DEFERRED));
    }

    /** Whether an address has no such mail yet, or one that has not gone. */
    boolean isOwedTo(String matter, Message.Kind kind, String about, String address) {
        return postbox.mails(matter).stream()
                .filter(mail -> mail.kind() == kind
                        && mail.about().equals(about)
                        && Address.normal(mail.recipient()).equals(Address.normal(address)))
                .allMatch(mail -> mail.state().isOpen());
    }

    /**
     * Ends the waiting for mails that came back once one of their kind was written to the address in its place, in the same
     * wording or a corrected one.
     *
     * @param now the address in the place of another; the same where there is none
     */
    void replaceReturned(String matter, Message.Kind kind, UnaryOperator<String> now) {
        List<MailStatus> mails = postbox.mails(matter).stream()
                .filter(mail -> mail.kind() == kind)
                .toList();
        List<String> replaced = new ArrayList<>();
        for (MailStatus mail : mails) {
            String instead = Address.normal(now.apply(mail.recipient()));
            boolean written = !instead.equals(Address.normal(mail.recipient()))
                    && mails.stream()
                            .anyMatch(other -> Address.normal(other.recipient()).equals(instead));
            if (written) {
                replaced.add(mail.id());
            }
        }
        postbox.replaceReturned(replaced);
    }

    /** Of these mails only those that were written before and are still to go; none is written again. */
    public void sendOpen(List<Supplier<Message>> letters, Delivery delivery) {
        send(only(letters, message -> postbox.isOpen(message, delivery)), delivery, Set.of());
    }

    /** Of these mails only those that a person wants to go (again), whatever else would hold them back. */
    void sendAgain(List<Supplier<Message>> letters, Delivery delivery) {
        send(
                only(
                        letters,
                        message -> postbox.isToGoAgain(message, delivery) || postbox.isReaddressed(message, delivery)),
                delivery,
                Set.of());
    }

    private static List<Supplier<Message>> only(List<Supplier<Message>> letters, Predicate<Message> wanted) {
        List<Supplier<Message>> some = new ArrayList<>();
        for (Supplier<Message> letter : letters) {
            Message message = letter.get();
            if (wanted.test(message)) {
                some.add(() -> message);
            }
        }
        return some;
    }

    /**
     * To be called when everything that can go has gone.
     *
     * @throws DeliveryException with all that was wrong, if anything was
     */
    public void finish() {
        if (!troubles.isEmpty()) {
            throw new DeliveryException(failure ? Kind.FAILURE : Kind.INPUT, troubles);
        }
    }

    private void trouble(DeliveryException e) {
        failure |= e.kind() == Kind.FAILURE;
        e.notices().stream()
                .map(notice -> notice.placedAt(place))
                .filter(notice -> !troubles.contains(notice))
                .forEach(troubles::add);
    }

    private void tell(Posted posted) {
        if (posted.waitsForServer()) {
            held++;
            // One sentence about the server, however many mails wait for it.
            posted.notices().stream()
                    .filter(notice -> toldOfServer.add(notice.code()))
                    .forEach(progress::changed);
            return;
        }
        if (posted.waitsForHand()) {
            return; // said once for all of them
        }
        posted.notices().forEach(progress::changed);
        if (posted.changed() && posted.mail().state() == MailState.ACCEPTED) {
            progress.changed(Notice.note(
                    filesOnly ? "pipeline.send.filed" : "pipeline.send.done",
                    place,
                    posted.mail().recipient(),
                    posted.mail().file()));
        }
    }
}
