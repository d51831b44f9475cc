package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.Signatory;
import federzug.agreement.StoredMatter;
import federzug.delivery.Inbox;
import federzug.delivery.Inbox.CameBack;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Unreadable;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Names addresses that do not exist, known by the mails that came back from them. */
@Component
public class BouncedAddresses {
    private final Inbox inbox;
    private final Matters matters;
    private final Clock clock;

    BouncedAddresses(Inbox inbox, Matters matters, Clock clock) {
        this.inbox = inbox;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * Those that stand in the data of a matter, whichever matter's mail came back.
     *
     * @param reported addresses about which something else is reported already
     */
    public List<Notice> of(StoredMatter stored, Set<String> reported) {
        List<CameBack> all = inbox.cameBack();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> known = reported.stream().map(Address::normal).collect(Collectors.toSet());
        Set<String> ours = addresses(stored).collect(Collectors.toSet());
        return all.stream()
                .filter(one -> ours.contains(one.address()) && !known.contains(one.address()))
                .map(one -> notice(one, Place.file(stored.matter().id())))
                .toList();
    }

    /** Those that stand in the data of any matter. */
    public List<Notice> all() {
        List<CameBack> all = inbox.cameBack();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> used = matters.ids().stream()
                .flatMap(id -> Unreadable.passingOver(id, () -> matters.find(id).orElseThrow()).stream())
                .flatMap(BouncedAddresses::addresses)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(one -> used.contains(one.address()))
                .map(one -> notice(one, Place.NOWHERE))
                .toList();
    }

    private static Stream<String> addresses(StoredMatter stored) {
        PressRelease release = stored.matter().release();
        Stream<String> signatories = stored.matter().agreements().stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .map(Signatory::person)
                .map(Person::mail);
        Stream<String> list =
                release == null ? Stream.of() : release.recipients().stream().map(PressRelease.Recipient::address);
        return Stream.concat(signatories, list)
                .filter(address -> !address.isEmpty())
                .map(Address::normal);
    }

    private Notice notice(CameBack one, Place place) {
        GermanTime time = GermanTime.of(clock);
        return Notice.warning(
                "pipeline.mail.address-bounced",
                place,
                one.address(),
                GermanTime.day(time.day(one.at())),
                one.reason());
    }
}
