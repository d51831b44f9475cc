package federzug.pipeline.run;

import federzug.agreement.Address;
import federzug.agreement.PressRelease;
import federzug.ceremony.Acting;
import federzug.delivery.Inbox;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.mailing.OutgoingMails.Item;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.MendedAddresses;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Mends addresses of a press list that has begun: mail that came back from one goes once to another. The list of the data
 * stays as it is; nobody else is added.
 */
@Component
class PressAddresses {
    private final Dispatches dispatches;
    private final Consents consents;
    private final Postbox postbox;
    private final Inbox inbox;
    private final Clock clock;

    PressAddresses(Dispatches dispatches, Consents consents, Postbox postbox, Inbox inbox, Clock clock) {
        this.dispatches = dispatches;
        this.consents = consents;
        this.postbox = postbox;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Whether this mail came back from an address of a list that has begun. */
    boolean mayMend(Item item) {
        return !item.matter().isEmpty()
                && item.kind().equals(Message.Kind.PRESS.name())
                && item.cameBack()
                && listed(item.matter()).contains(Address.normal(item.recipient()));
    }

    /**
     * Records that this mail goes to another address; it is sent by the next sending. Said again with the same address, it
     * changes nothing.
     *
     * @param fresh as typed
     * @throws PipelineException if it is no address, the list has it already, or it has unsubscribed
     */
    void mend(Acting acting, Item item, String fresh) {
        String matter = item.matter();
        String address = Address.normal(fresh);
        MendedAddresses mended = MendedAddresses.of(consents.of(matter));
        String now = mended.now(item.recipient());
        if (Address.normal(now).equals(address) && !address.equals(Address.normal(item.recipient()))) {
            return;
        }
        if (Address.parse(fresh).isEmpty() || address.equals(Address.normal(item.recipient()))) {
            throw refused("pipeline.mail.no-address");
        }
        if (listed(matter).contains(address)) {
            throw refused("pipeline.mail.already-listed");
        }
        if (inbox.isUnsubscribed(fresh)) {
            throw refused("pipeline.mail.unsubscribed");
        }
        boolean goneToAnother = !now.equals(item.recipient())
                && postbox.mails(matter).stream()
                        .anyMatch(mail -> Address.normal(mail.recipient()).equals(Address.normal(now)));
        if (goneToAnother) {
            throw refused("pipeline.mail.changed-meanwhile");
        }
        consents.add(
                matter,
                MendedAddresses.said(
                        acting.by(),
                        clock.instant(),
                        Consent.Through.valueOf(acting.through().name()),
                        item.recipient(),
                        fresh));
    }

    /** Every address that a sending of this matter was begun with, or that took the place of one. */
    private List<String> listed(String matter) {
        MendedAddresses mended = MendedAddresses.of(consents.of(matter));
        return dispatches.of(matter).stream()
                .filter(one -> one.state() != Dispatch.State.OPEN)
                .flatMap(one -> one.recipients().stream())
                .map(PressRelease.Recipient::address)
                .flatMap(address -> Stream.of(address, mended.now(address)))
                .map(Address::normal)
                .toList();
    }

    private static PipelineException refused(String code) {
        return PipelineException.refused(code, Place.NOWHERE);
    }
}
