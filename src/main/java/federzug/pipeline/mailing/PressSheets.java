package federzug.pipeline.mailing;

import federzug.agreement.PressRelease;
import federzug.delivery.Inbox;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.document.Content;
import federzug.pipeline.folder.PortalSheet;
import federzug.release.Consent;
import federzug.release.Dispatch;
import federzug.release.Dispatches;
import federzug.release.Papers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Puts together what pages show of a release: words, list, times, who said what, what has become of its mails. */
@Component
public class PressSheets {
    private static final Set<MailState> GONE = Set.of(MailState.ACCEPTED);

    private final PressOffice office;
    private final PressPapers papers;
    private final PressStanding standing;
    private final Dispatches dispatches;
    private final Postbox postbox;
    private final Inbox inbox;
    private final Clock clock;

    PressSheets(
            PressOffice office,
            PressPapers papers,
            PressStanding standing,
            Dispatches dispatches,
            Postbox postbox,
            Inbox inbox,
            Clock clock) {
        this.office = office;
        this.papers = papers;
        this.standing = standing;
        this.dispatches = dispatches;
        this.postbox = postbox;
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * @throws federzug.pipeline.PipelineException if there is no such matter, or no release prepared
     */
    public PressSheet of(String matter) {
        PressOffice.File file = office.file(matter);
        PressView view = office.show(matter);
        Optional<Dispatch> correction = standing.correction(matter);
        Papers current =
                correction.map(Dispatch::papers).orElse(file.release().state().papers());
        return new PressSheet(
                view,
                file.stored().matter(),
                file.data(),
                papers.pdf(file.stored(), current),
                papers.pages(current),
                file.version().whole().hex(),
                file.release().state().since(),
                file.clearance().submitted().map(PressSheets::said).orElse(null),
                file.clearance().release().map(PressSheets::said).orElse(null),
                file.clearance().stop().map(PressSheets::said).orElse(null),
                file.clearance().stoppableUntil().orElse(null),
                standing.due(file.stored(), file.data(), file.release()).orElse(null),
                file.clearance().despite(Consent.Kind.TRIED),
                addresses(file.data()),
                sent(matter),
                correction
                        .map(one -> new PressSheet.Correcting(
                                one.number(),
                                one.says(),
                                one.by(),
                                one.at(),
                                one.state() != Dispatch.State.OPEN,
                                one.state() == Dispatch.State.ENDED))
                        .orElse(null));
    }

    /** The PDF of a release as it would go out, or as it went. */
    public byte[] paper(String matter) {
        return papers.bytes(of(matter).paper().digest());
    }

    /** What is copied into the media portal: {@code txt} or {@code html}. */
    public byte[] portal(String matter, boolean html) {
        PressOffice.File file = office.file(matter);
        Papers current = standing.correction(matter)
                .map(Dispatch::papers)
                .orElse(file.release().state().papers());
        PortalSheet sheet = papers.portal(file.stored(), file.data(), current);
        return (html ? sheet.html() : sheet.text()).getBytes(StandardCharsets.UTF_8);
    }

    /** The picture of a release with its name among the results; empty if there is none. */
    public Optional<Content> picture(String matter) {
        PressOffice.File file = office.file(matter);
        return papers.picture(file.stored(), file.data());
    }

    public byte[] bytes(Content content) {
        return papers.bytes(content.digest());
    }

    /** Which words are others than in the version that was sent; empty: none, or nothing was sent. */
    public List<String> changes(String matter) {
        PressOffice.File file = office.file(matter);
        Papers sent = file.release().state().papers();
        return WordChanges.between(papers.words(sent), papers.wordsNow(file.stored()));
    }

    private static PressView.Said said(Consent one) {
        return new PressView.Said(
                one.kind().name(),
                one.subject(),
                one.by(),
                one.at(),
                one.through().name(),
                one.answer());
    }

    private PressSheet.Addresses addresses(PressRelease data) {
        LocalDate today = LocalDate.now(clock);
        List<PressRelease.Recipient> addressed = data.addressed(today);
        List<PressRelease.Recipient> reached = addressed.stream()
                .filter(one -> !inbox.isUnsubscribed(one.address()))
                .toList();
        return new PressSheet.Addresses(
                reached.size(),
                addressed.size() - reached.size() + silent(data, today, PressRelease.Silence.UNSUBSCRIBED),
                silent(data, today, PressRelease.Silence.PAUSED),
                silent(data, today, PressRelease.Silence.MEDIA_SERVICE),
                reached.stream()
                        .map(PressRelease.Recipient::address)
                        .filter(address -> inbox.cameBack(address).isPresent())
                        .toList());
    }

    private static int silent(PressRelease data, LocalDate day, PressRelease.Silence why) {
        return (int) data.recipients().stream()
                .filter(one -> one.silence(day) == why)
                .count();
    }

    /** The last sending that has begun. */
    private PressSheet.Sent sent(String matter) {
        Optional<Dispatch> last = dispatches.of(matter).stream()
                .filter(one -> one.state() != Dispatch.State.OPEN)
                .reduce((first, second) -> second);
        if (last.isEmpty()) {
            return new PressSheet.Sent(0, 0, List.of(), null);
        }
        String version =
                last.get().isCorrection() ? PressCorrections.version(last.get().number()) : "";
        List<MailStatus> posted = postbox.mails(matter).stream()
                .filter(mail ->
                        mail.kind() == Message.Kind.PRESS && mail.about().equals(version))
                .toList();
        return new PressSheet.Sent(
                last.get().recipients().size(),
                (int) posted.stream()
                        .filter(mail -> GONE.contains(mail.state()))
                        .count(),
                posted.stream()
                        .filter(MailStatus::waitsForPerson)
                        .map(MailStatus::recipient)
                        .toList(),
                posted.stream()
                        .map(MailStatus::since)
                        .min(Comparator.naturalOrder())
                        .orElse(last.get().at()));
    }
}
