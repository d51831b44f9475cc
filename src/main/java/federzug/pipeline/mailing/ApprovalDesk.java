package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.Matters;
import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.delivery.IncomingMail;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.notice.Place;
import federzug.pipeline.PipelineException;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.release.ApprovalCode;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.PressVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks persons by mail to approve what they are quoted with, and files their answers. */
@Component
public class ApprovalDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalDesk.class);
    private static final int LONGEST_ANSWER = 4_000;

    private final Matters matters;
    private final PressOffice office;
    private final ApprovalPosting posting;
    private final Consents consents;
    private final Postbox postbox;
    private final Clock clock;

    ApprovalDesk(
            Matters matters,
            PressOffice office,
            ApprovalPosting posting,
            Consents consents,
            Postbox postbox,
            Clock clock) {
        this.matters = matters;
        this.office = office;
        this.posting = posting;
        this.consents = consents;
        this.postbox = postbox;
        this.clock = clock;
    }

    /** Mails everybody whose approval is missing; who was asked for the same words before is not asked again. */
    public PressView ask(Acting acting, String matter, Progress progress) {
        PressOffice.File file = office.open(matter);
        LOG.info("{} asks for approvals of {}", acting.by(), matter);
        posting.ask(file, missing(file), progress);
        return office.show(matter);
    }

    /**
     * Asks for quotes once more, by a mail with a new link that ends the older one; who was asked a moment ago is left in
     * peace.
     *
     * @param person key of who is quoted; null: everybody whose approval is missing
     */
    public PressView askAgain(Acting acting, String matter, @Nullable String person, Progress progress) {
        PressOffice.File file = office.open(matter);
        LOG.info("{} asks again for approvals of {}: {}", acting.by(), matter, person);
        List<PressView.Piece> asked = missing(file).stream()
                .filter(piece -> piece.kind().equals("QUOTE"))
                .filter(piece -> person == null || piece.person().equals(person))
                .toList();
        if (asked.isEmpty()) {
            throw PipelineException.refused("pipeline.press.nobody-to-ask", Place.file(matter));
        }
        posting.askAgain(file, asked, progress);
        return office.show(matter);
    }

    /** Sends questions that were written and have not gone yet. */
    public void sendOpen(StoredMatter stored, Sending sending) {
        String matter = stored.matter().id();
        if (stored.matter().release() != null && sending.isWaitedFor(matter, Message.Kind.APPROVAL)) {
            PressOffice.File file = office.file(matter);
            if (!office.isOver(file)) {
                posting.sendOpen(file, missing(file), sending);
            }
        }
    }

    private List<PressView.Piece> missing(PressOffice.File file) {
        return office.pieces(file).stream()
                .filter(piece -> !piece.state().equals("APPROVED"))
                .toList();
    }

    /** What a code stands for. */
    public record Meant(
            String matter, @Nullable Quote quote, String wording, PressVersion version, String address, String name) {}

    /** What the code approves, of all matters; empty if it is void: the words have changed, or there is none such. */
    public Optional<Meant> meant(ApprovalCode code) {
        return matters.ids().stream()
                .flatMap(id -> Unreadable.passingOver(id, () -> meant(id, code)).stream())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Meant> meant(String matter, ApprovalCode code) {
        @Nullable
        PressRelease data =
                matters.find(matter).map(stored -> stored.matter().release()).orElse(null);
        if (data == null) {
            return Optional.empty();
        }
        for (Quote quote : data.quotes()) {
            PressVersion only = new PressVersion("", List.of(quote), PressVersion.digest(quote));
            if (PressOffice.code(matter, quote, only).equals(code)) {
                return Optional.of(new Meant(
                        matter,
                        quote,
                        quote.text(),
                        only,
                        quote.person().mail(),
                        quote.person().nameWithTitle()));
            }
        }
        if (postbox.mails(matter).stream().noneMatch(mail -> mail.kind() == Message.Kind.APPROVAL)) {
            return Optional.empty(); // nobody was asked for the text: filling it would be in vain
        }
        List<PressOffice.File> wordings = new ArrayList<>(List.of(office.file(matter)));
        if (data.second() != null) {
            wordings.add(office.second(matter));
        }
        return wordings.stream()
                .filter(file -> PressOffice.code(matter, null, file.version()).equals(code))
                .findFirst()
                .map(file -> new Meant(
                        matter,
                        null,
                        file.version().text(),
                        file.version(),
                        data.contact().mail(),
                        data.contact().name()));
    }

    /** Whether an answer comes from the address of the person who was asked. */
    public static boolean isFrom(Meant meant, String address) {
        String own = Address.normal(meant.address());
        return !own.isEmpty() && own.equals(Address.normal(address));
    }

    /** Whether a person with this address is quoted, or named as contact, in any release. */
    public boolean isAsked(String address) {
        String normal = Address.normal(address);
        return !normal.isEmpty()
                && matters.ids().stream()
                        .flatMap(id -> Unreadable.passingOver(id, () -> matters.find(id)).stream())
                        .flatMap(Optional::stream)
                        .flatMap(stored -> Optional.ofNullable(stored.matter().release()).stream())
                        .flatMap(release -> Stream.concat(
                                release.quotes().stream()
                                        .map(quote -> quote.person().mail()),
                                Stream.of(release.contact().mail())))
                        .anyMatch(known -> Address.normal(known).equals(normal));
    }

    /** Files an answer that approves exactly these words. */
    public void take(Meant meant, IncomingMail mail) {
        @Nullable Quote quote = meant.quote();
        String answer = String.join(
                "\n",
                mail.from(),
                mail.subject(),
                mail.messageId(),
                mail.digest().hex(),
                "",
                mail.answer());
        consents.add(
                meant.matter(),
                new Consent(
                        quote == null ? Consent.Kind.TEXT : Consent.Kind.QUOTE,
                        quote == null ? "" : quote.person().key(),
                        quote == null ? meant.name() : quote.person().key(),
                        clock.instant(),
                        quote == null ? meant.version().textDigest() : PressVersion.digest(quote),
                        meant.wording(),
                        Consent.Through.MAIL,
                        answer.substring(0, Math.min(answer.length(), LONGEST_ANSWER))));
    }
}
