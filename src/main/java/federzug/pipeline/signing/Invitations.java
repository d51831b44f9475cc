package federzug.pipeline.signing;

import federzug.agreement.Agreement;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Moved;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.mailing.Sending;
import federzug.signing.Devices;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Hands the document to the person whose turn it is, one at a time, and notifies them. The mail has its own
 * ledger, so that a repeated call finishes what a kill has left and no one is asked twice.
 */
@Component
public class Invitations {
    private final Ceremonies ceremonies;
    private final BegunSignatures begun;
    private final Devices devices;
    private final InvitationPosting posting;
    private final SigningNews news;
    private final Clock clock;

    Invitations(
            Ceremonies ceremonies,
            BegunSignatures begun,
            Devices devices,
            InvitationPosting posting,
            SigningNews news,
            Clock clock) {
        this.ceremonies = ceremonies;
        this.begun = begun;
        this.devices = devices;
        this.posting = posting;
        this.news = news;
        this.clock = clock;
    }

    /** Opens the next turn of every agreement and invites those who may sign now. */
    public void handOut(Acting acting, StoredMatter stored, Progress progress) {
        Sending sending = posting.sending(stored, progress);
        for (Ceremony opened : ceremonies.ofMatter(stored.matter().id())) {
            Optional<Agreement> agreement = stored.matter().agreement(opened.agreement());
            if (!opened.isOpen() || agreement.isEmpty()) {
                continue;
            }
            Ceremony free = begun.withoutExpired(acting, opened, progress);
            Ceremony ceremony = handOutTo(acting, next(free), free, progress);
            ceremony = inviteAtDevices(acting, ceremony);
            for (Turn turn : ceremony.due()) {
                if (posting.isAsked(turn)) {
                    posting.tell(stored, agreement.get(), ceremony, turn, 0, sending);
                }
            }
        }
        sending.finish();
    }

    /**
     * Reminds those who were asked and have not signed.
     *
     * @param now true: at once; false: only those for whom an interval has passed since
     * @param who key of the only person to be reminded; empty: everybody
     */
    public void remind(StoredMatter stored, boolean now, String who, Progress progress) {
        posting.remind(stored, now, who, progress);
    }

    /** Sends the mails about the signing that have not gone yet; no one is asked again. */
    public void sendOpen(StoredMatter stored, Sending sending) {
        posting.sendOpen(stored, sending);
        news.send(stored, sending);
    }

    private Optional<Turn> next(Ceremony ceremony) {
        if (ceremony.holder().isPresent()) {
            return Optional.empty();
        }
        List<Turn> returning = ceremony.due().stream()
                .filter(turn -> turn.state() == TurnState.WAITING || turn.state() == TurnState.INVITED)
                .filter(posting::returns)
                .toList();
        return returning.stream()
                .filter(turn -> turn.state() == TurnState.WAITING)
                .findFirst()
                .or(() -> returning.stream().findFirst());
    }

    private Ceremony handOutTo(Acting acting, Optional<Turn> turn, Ceremony ceremony, Progress progress) {
        if (turn.isEmpty()) {
            return ceremony;
        }
        Ceremony next = save(acting, ceremony.openTurn(turn.get().person()));
        progress.changed(Notice.note(
                "pipeline.turn.handed-out",
                Place.file(ceremony.matter()),
                turn.get().name(),
                turn.get().office()));
        return next;
    }

    /** A person who signs on our device gets the document there; the mail says so. An example key needs no person. */
    private Ceremony inviteAtDevices(Acting acting, Ceremony opened) {
        Ceremony ceremony = opened;
        for (Turn turn : opened.due()) {
            boolean byItself =
                    opened.rehearsal() && devices.facts(turn.device()).example();
            if (turn.state() == TurnState.WAITING && !posting.returns(turn) && !byItself) {
                ceremony = save(acting, ceremony.invite(turn.person()));
            }
        }
        return ceremony;
    }

    private Ceremony save(Acting acting, Moved moved) {
        return ceremonies.save(moved, acting, clock.instant());
    }
}
