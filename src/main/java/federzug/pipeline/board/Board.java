package federzug.pipeline.board;

import federzug.agreement.Address;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.ParkedCopies;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.MatterOrder;
import federzug.pipeline.MatterStatus;
import federzug.pipeline.MatterStatus.AgreementStatus;
import federzug.pipeline.MatterStatus.MailLine;
import federzug.pipeline.MatterStatus.ReleaseStatus;
import federzug.pipeline.MatterStatus.TurnStatus;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Unreadable;
import federzug.pipeline.folder.FiledFiles;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.folder.ResultNames;
import federzug.pipeline.mailing.BouncedAddresses;
import federzug.pipeline.mailing.PressDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where matters stand. */
@Component
public class Board {
    private static final List<String> STATES =
            List.of("PREPARED", "IN_SIGNING", "ALL_SIGNED", "SEALED", "CHECKED", "CLOSED", "CANCELLED");

    /** Who signs with an own program is handed a file. */
    private static final String RETURNED = "rueckgabe";

    private final Matters matters;
    private final Ceremonies ceremonies;
    private final Postbox postbox;
    private final PressDesk pressDesk;
    private final BouncedAddresses bounced;
    private final ParkedCopies parked;
    private final OutFolder out;
    private final Clock clock;

    Board(
            Matters matters,
            Ceremonies ceremonies,
            Postbox postbox,
            PressDesk pressDesk,
            BouncedAddresses bounced,
            ParkedCopies parked,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.ceremonies = ceremonies;
        this.postbox = postbox;
        this.pressDesk = pressDesk;
        this.bounced = bounced;
        this.parked = parked;
        this.out = out;
        this.clock = clock;
    }

    /** Each matter; one that cannot be read is listed with the reason. */
    public List<MatterStatus> all() {
        return matters.ids().stream().map(this::of).toList();
    }

    /**
     * What a matter is about, for headings and choices.
     *
     * @param title the places
     * @param matter null if its data cannot be read
     */
    public record About(String title, @Nullable Matter matter) {}

    public About about(String id) {
        return Unreadable.passingOver(id, () -> matters.find(id))
                .flatMap(stored -> stored)
                .map(stored -> new About(Dossier.title(stored.matter()), stored.matter()))
                .orElse(new About(id, null));
    }

    /**
     * @return {@link MatterStatus#unreadable} if it is there and cannot be read
     * @throws PipelineException if there is no such matter
     */
    public MatterStatus of(String matter) {
        Unreadable.Read<Optional<MatterStatus>> read =
                Unreadable.read(matter, () -> matters.find(matter).map(this::of));
        if (read instanceof Unreadable.Bad<Optional<MatterStatus>> bad) {
            return MatterStatus.unreadable(matter, bad.notices());
        }
        return ((Unreadable.Good<Optional<MatterStatus>>) read)
                .value()
                .orElseThrow(() -> PipelineException.refused("pipeline.matter.unknown", Place.NOWHERE, matter));
    }

    private MatterStatus of(StoredMatter stored) {
        String id = stored.matter().id();
        List<Ceremony> signings = ceremonies.ofMatter(id);
        List<AgreementStatus> agreements = MatterOrder.of(stored.matter()).sorted(signings).stream()
                .map(ceremony -> agreement(stored, ceremony))
                .toList();
        @Nullable ReleaseStatus release = pressDesk.status(stored);
        List<Notice> notices = new ArrayList<>(pressDesk.obstacles(stored));
        notices.addAll(waitingCopies(id));
        notices.addAll(missingFromTheRecords(stored));
        List<MailLine> mails = new ArrayList<>();
        postbox.mails(id).forEach(mail -> {
            mails.add(new MailLine(
                    mail.recipient(),
                    mail.state().name(),
                    mail.messageId(),
                    mail.kind().name(),
                    mail.waitsForPerson(),
                    postbox.isFiled(mail),
                    mail.replaced()));
            Optional.ofNullable(mail.reason())
                    .filter(reason -> !notices.contains(reason) && !isOvertaken(mail, stored, signings))
                    .ifPresent(notices::add);
        });
        notices.addAll(bounced.of(
                stored,
                mails.stream()
                        .filter(mail -> mail.state().equals("BOUNCED") && mail.waitsForPerson())
                        .map(MailLine::recipient)
                        .collect(Collectors.toSet())));
        String state = state(agreements, release);
        return new MatterStatus(id, stored.rehearsal(), state, agreements, release, mails, notices, out.folder(stored));
    }

    /** Which returned copies wait to be judged, and since when. */
    private List<Notice> waitingCopies(String matter) {
        return parked.ofMatter(matter).stream()
                .map(copy -> Notice.warning(
                        "pipeline.return.waiting",
                        Place.file(copy.name()),
                        matter,
                        GermanTime.of(clock).minute(copy.since())))
                .toList();
    }

    /** Lists filed documents that are missing or were changed by hand. */
    private List<Notice> missingFromTheRecords(StoredMatter stored) {
        Path folder = out.folder(stored).resolve(FiledFiles.FOLDER);
        return out.missingFromRecords(stored).stream()
                .map(file -> Notice.warning(
                        "pipeline.filing.missing",
                        Place.file(folder.resolve(file.name()).toString()),
                        stored.matter().id()))
                .toList();
    }

    /** The least advanced counts: a matter is as far as its slowest agreement. */
    private static String state(List<AgreementStatus> agreements, @Nullable ReleaseStatus release) {
        return agreements.stream()
                .map(AgreementStatus::state)
                .min(Comparator.comparingInt(STATES::indexOf))
                .orElse(release == null ? "NEW" : release.state());
    }

    private static boolean isAsked(Ceremony ceremony, Turn turn) {
        return turn.state() == TurnState.INVITED
                && !turn.device().equals(RETURNED)
                && ceremony.due().contains(turn);
    }

    /** Whether an invitation that lies as a file asks somebody who has signed, refused or been replaced meanwhile. */
    private static boolean isOvertaken(MailStatus mail, StoredMatter stored, List<Ceremony> signings) {
        if (mail.state() != MailState.BY_HAND
                || mail.kind() != Message.Kind.INVITATION && mail.kind() != Message.Kind.REMINDER) {
            return false;
        }
        Set<String> addressed = stored.matter().persons().stream()
                .filter(person -> Address.normal(person.mail()).equals(Address.normal(mail.recipient())))
                .map(Person::key)
                .collect(Collectors.toSet());
        return !addressed.isEmpty()
                && signings.stream()
                        .filter(Ceremony::isOpen)
                        .flatMap(signing -> signing.turns().stream())
                        .filter(turn -> addressed.contains(turn.person()))
                        .allMatch(turn -> turn.state().isFinished() || turn.state() == TurnState.DECLINED);
    }

    private AgreementStatus agreement(StoredMatter stored, Ceremony ceremony) {
        List<TurnStatus> turns = MatterOrder.of(stored.matter()).turns(ceremony).stream()
                .map(turn -> new TurnStatus(
                        turn.person(),
                        turn.name(),
                        turn.office(),
                        turn.state().name(),
                        turn.since(),
                        turn.device(),
                        isAsked(ceremony, turn)))
                .toList();
        String name = ResultNames.agreement(stored.matter(), ceremony.agreement());
        Path folder = out.folder(stored);
        @Nullable
        Path file = Stream.of(ResultNames.signed(stored.matter(), ceremony.agreement()), name + ".pdf")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
        return new AgreementStatus(ceremony.agreement(), ceremony.state().word(), file, turns);
    }
}
