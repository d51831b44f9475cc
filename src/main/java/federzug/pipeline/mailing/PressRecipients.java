package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.PressRelease;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.Message;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.PressSettings;
import federzug.pipeline.Progress;
import federzug.release.Clearance;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.MendedAddresses;
import federzug.release.Release;
import federzug.release.Releases;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Freezes the list of a sending, and stops it when a person or too many refusals say so. */
@Component
class PressRecipients {
    /** A single wrong address is no sign that something is wrong with the list. */
    private static final int FEW = 3;

    private final Releases releases;
    private final Dispatches dispatches;
    private final Consents consents;
    private final PressStanding standing;
    private final PressSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PressRecipients(
            Releases releases,
            Dispatches dispatches,
            Consents consents,
            PressStanding standing,
            PressSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.releases = releases;
        this.dispatches = dispatches;
        this.consents = consents;
        this.standing = standing;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The list as it is now is the list of this sending from its first mail on: both in one commit. */
    Dispatch begin(Acting acting, StoredMatter stored, PressRelease data, Release release) {
        Dispatch frozen = new Dispatch(
                stored.matter().id(),
                0,
                Dispatch.State.BEGUN,
                release.state().papers(),
                "",
                standing.clearance(stored, data).release().map(Consent::by).orElse(acting.by()),
                clock.instant(),
                data.addressed(LocalDate.now(clock)));
        Dispatch kept = transaction.execute(status -> {
            releases.keep(release.dispatching(clock.instant()));
            return dispatches.keep(frozen);
        });
        if (kept == null) {
            throw new IllegalStateException("transaction without a result");
        }
        return kept;
    }

    void end(Dispatch dispatch) {
        dispatches.keep(dispatch.in(Dispatch.State.ENDED));
    }

    /** What people have said about addresses since a list was frozen. */
    MendedAddresses mended(String matter) {
        return MendedAddresses.of(consents.of(matter));
    }

    /**
     * As it was frozen, with the addresses that were mended since; what was begun before lists were frozen has the list of the
     * data.
     */
    Dispatch begun(StoredMatter stored, PressRelease data, Release release) {
        Dispatch frozen = dispatches
                .find(stored.matter().id(), 0)
                .orElseGet(() -> new Dispatch(
                        stored.matter().id(),
                        0,
                        Dispatch.State.BEGUN,
                        release.state().papers(),
                        "",
                        "-",
                        clock.instant(),
                        data.addressed(LocalDate.now(clock))));
        return to(frozen, mended(stored.matter().id()).in(frozen.recipients()));
    }

    /** Leaves out addresses that unsubscribed since; adds none but those that take the place of another. */
    Dispatch without(StoredMatter stored, PressRelease data, Dispatch dispatch) {
        MendedAddresses mended = mended(stored.matter().id());
        Set<String> still = new HashSet<>();
        for (PressRelease.Recipient one : data.addressed(LocalDate.now(clock))) {
            still.add(Address.normal(one.address()));
            still.add(Address.normal(mended.now(one.address())));
        }
        return to(
                dispatch,
                mended.in(dispatch.recipients()).stream()
                        .filter(one -> still.contains(Address.normal(one.address())))
                        .toList());
    }

    static Dispatch to(Dispatch dispatch, List<PressRelease.Recipient> recipients) {
        return new Dispatch(
                dispatch.matter(),
                dispatch.number(),
                dispatch.state(),
                dispatch.papers(),
                dispatch.says(),
                dispatch.by(),
                dispatch.at(),
                recipients);
    }

    /** Of a sending that is through: those whose address was mended since, and who have not got it yet. */
    List<PressRelease.Recipient> owed(Dispatch dispatch, Sending sending, String about) {
        MendedAddresses mended = mended(dispatch.matter());
        return dispatch.recipients().stream()
                .filter(one -> mended.isNew(one.address())
                        && sending.isOwedTo(dispatch.matter(), Message.Kind.PRESS, about, one.address()))
                .toList();
    }

    /** Mails that came back wait for nobody any more once they were written to the mended address. */
    void replaceReturned(String matter, Sending sending) {
        MendedAddresses mended = mended(matter);
        if (!mended.isEmpty()) {
            sending.replaceReturned(matter, Message.Kind.PRESS, mended::now);
        }
    }

    /** Asked between two parts of a list. */
    boolean mayGoOn(StoredMatter stored, PressRelease data, Dispatch dispatch, Sending.Tally tally, Progress progress) {
        String matter = stored.matter().id();
        if (dispatches.of(matter).stream().anyMatch(other -> other.number() > dispatch.number())) {
            progress.changed(Notice.warning("pipeline.press.corrected-meanwhile", Place.file(matter), tally.all()));
            return false;
        }
        Clearance said = new Clearance(null, consents.of(matter), settings.grace());
        if (said.stop().isPresent()) {
            progress.changed(Notice.warning("pipeline.press.stopped-halfway", Place.file(matter), tally.all()));
            return false;
        }
        boolean many = tally.rejected() >= FEW && tally.rejected() * 100 > settings.refusalsPercent() * tally.listed();
        if (many && !stored.rehearsal() && !said.goesOnDespiteRefusals()) {
            consents.add(
                    matter,
                    new Consent(
                            Consent.Kind.STOP,
                            Consent.REFUSALS,
                            "Federzug",
                            clock.instant(),
                            standing.asked(stored, data).wholeDigest(),
                            "",
                            Consent.Through.COMMAND_LINE,
                            ""));
            progress.changed(
                    Notice.warning("pipeline.press.refusals", Place.file(matter), tally.rejected(), tally.listed()));
            return false;
        }
        return true;
    }
}
