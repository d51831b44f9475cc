package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.Delivery;
import federzug.delivery.Letters;
import federzug.delivery.Letters.Correction;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.document.FilledDraft;
import federzug.document.MailText;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.Papers;
import federzug.release.Release;
import federzug.release.ReleaseState.Dispatching;
import federzug.release.Releases;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Corrects a release that was sent to all or part of its list. Recipients of the first version get the correction with a
 * reference to the first mail, the others the corrected text alone; the old version is sent no more.
 */
@Component
class PressCorrections {
    /** Addresses that never got the first version, or refused it, get no correction. */
    private static final Set<MailState> HAS_IT = Set.of(MailState.ACCEPTED, MailState.UNKNOWN, MailState.BY_HAND);

    private static final Set<MailState> ON_ITS_WAY = Set.of(MailState.LEASED, MailState.HANDING_OVER);

    private static final Set<MailState> REFUSED_IT = Set.of(MailState.REJECTED, MailState.BOUNCED);

    private final PressPapers papers;
    private final PressRecipients lists;
    private final Dispatches dispatches;
    private final Releases releases;
    private final Letters letters;
    private final Postbox postbox;
    private final Clock clock;

    PressCorrections(
            PressPapers papers,
            PressRecipients lists,
            Dispatches dispatches,
            Releases releases,
            Letters letters,
            Postbox postbox,
            Clock clock) {
        this.papers = papers;
        this.lists = lists;
        this.dispatches = dispatches;
        this.releases = releases;
        this.letters = letters;
        this.postbox = postbox;
        this.clock = clock;
    }

    /**
     * Makes a correction from the data as they are now; it waits to be approved and released. As long as it waits it
     * may be made again.
     */
    Dispatch open(Acting acting, StoredMatter stored, PressRelease data, Release release, String says) {
        String matter = stored.matter().id();
        List<Dispatch> before = dispatches.of(matter);
        Optional<Dispatch> last = before.stream().filter(Dispatch::isCorrection).reduce((first, second) -> second);
        if (last.filter(one -> one.state() == Dispatch.State.BEGUN).isPresent()) {
            throw PipelineException.refused("pipeline.press.correction-begun", Place.file(matter));
        }
        FilledDraft draft = papers.filled(stored, Optional.empty());
        Papers sent = last.filter(one -> one.state() == Dispatch.State.ENDED)
                .map(Dispatch::papers)
                .orElse(release.state().papers());
        if (draft.content().digest().equals(sent.draft())) {
            throw PipelineException.refused("pipeline.press.correction-same", Place.file(matter));
        }
        int number = last.map(one -> one.state() == Dispatch.State.OPEN ? one.number() : one.number() + 1)
                .orElse(1);
        return dispatches.keep(new Dispatch(
                matter,
                number,
                Dispatch.State.OPEN,
                papers.rendered(stored, data, draft, Progress.SILENT),
                says,
                acting.by(),
                clock.instant(),
                List.of()));
    }

    /** The data still give what was released. */
    boolean isSame(StoredMatter stored, Dispatch correction) {
        return papers.isSame(stored, correction.papers());
    }

    /** Sends it to exactly those of the first list; repeated calls finish what was interrupted. */
    void send(
            StoredMatter stored,
            PressRelease data,
            Release release,
            Dispatch correction,
            Delivery way,
            Sending sending) {
        String matter = stored.matter().id();
        postbox.settle(matter);
        if (isEarlierOnItsWay(matter, correction)) {
            sending.progress().changed(Notice.warning("pipeline.press.correction-waits", Place.file(matter)));
            return;
        }
        Dispatch begun = correction.state() == Dispatch.State.OPEN
                ? dispatches.keep(new Dispatch(
                        matter,
                        correction.number(),
                        Dispatch.State.BEGUN,
                        correction.papers(),
                        correction.says(),
                        correction.by(),
                        correction.at(),
                        lists.begun(stored, data, release).recipients()))
                : correction;
        List<Supplier<Message>> mails = mails(stored, lists.without(stored, data, begun));
        // What has not gone in the old wording never goes: before the first mail in the new one.
        sending.withdrawOthers(matter, Message.Kind.PRESS, mails, way);
        if (begun.state() == Dispatch.State.ENDED) {
            sending.sendAgain(mails, way);
            Dispatch now = lists.without(stored, data, begun);
            List<PressRelease.Recipient> owed = lists.owed(now, sending, version(begun.number()));
            if (!owed.isEmpty()) {
                sending.send(mails(stored, PressRecipients.to(now, owed)), way, PressDesk.SETTLED);
                lists.replaceReturned(matter, sending);
            }
            return;
        }
        boolean through = sending.send(
                mails, way, PressDesk.SETTLED, tally -> lists.mayGoOn(stored, data, begun, tally, sending.progress()));
        lists.replaceReturned(matter, sending);
        if (through) {
            dispatches.keep(begun.in(Dispatch.State.ENDED));
            if (release.state() instanceof Dispatching) {
                releases.keep(release.dispatched(clock.instant()));
            }
            Sending.Tally tally = sending.tally();
            sending.progress()
                    .changed(
                            Notice.note("pipeline.press.corrected", Place.file(matter), tally.accepted(), tally.all()));
        }
    }

    /** A process that has leased a mail in the old wording may still send it: the correction waits for that. */
    private boolean isEarlierOnItsWay(String matter, Dispatch correction) {
        String own = version(correction.number());
        return postbox.mails(matter).stream()
                .anyMatch(mail -> mail.kind() == Message.Kind.PRESS
                        && !mail.about().equals(own)
                        && ON_ITS_WAY.contains(mail.state()));
    }

    private List<Supplier<Message>> mails(StoredMatter stored, Dispatch correction) {
        Map<String, MailStatus> earlier = new HashMap<>();
        String own = version(correction.number());
        for (MailStatus mail : postbox.mails(stored.matter().id())) {
            if (mail.kind() == Message.Kind.PRESS && !mail.about().equals(own)) {
                // The newest version that a recipient has is the one that is corrected.
                earlier.merge(
                        Address.normal(mail.recipient()),
                        mail,
                        (first, second) -> HAS_IT.contains(second.state()) ? second : first);
            }
        }
        Content pdf = papers.pdf(stored, correction.papers());
        MailText text = papers.text(correction.papers());
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressRelease.Recipient recipient : correction.recipients()) {
            @Nullable MailStatus before = earlier.get(Address.normal(recipient.address()));
            if (before != null && REFUSED_IT.contains(before.state())) {
                continue;
            }
            @Nullable String answers = before != null && HAS_IT.contains(before.state()) ? before.messageId() : null;
            mails.add(() -> letters.pressMail(
                    stored.matter(),
                    recipient,
                    stored.rehearsal(),
                    text,
                    pdf,
                    new Correction(own, correction.says(), answers)));
        }
        return mails;
    }

    static String version(int number) {
        return "berichtigung-" + number;
    }
}
