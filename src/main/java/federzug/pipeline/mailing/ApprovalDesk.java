package federzug.pipeline.mailing;

import federzug.agreement.Address;
import federzug.agreement.Matters;
import federzug.agreement.Person;
import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.ceremony.Acting;
import federzug.delivery.ApprovalLetters;
import federzug.delivery.Delivery;
import federzug.delivery.IncomingMail;
import federzug.delivery.MailState;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.Recipient;
import federzug.document.Content;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.Unreadable;
import federzug.pipeline.folder.OutFolder;
import federzug.release.ApprovalCode;
import federzug.release.Consent;
import federzug.release.Consents;
import federzug.release.PressVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final PressPapers papers;
    private final Consents consents;
    private final ApprovalLetters letters;
    private final Postbox postbox;
    private final OutFolder out;
    private final Clock clock;

    ApprovalDesk(
            Matters matters,
            PressOffice office,
            PressPapers papers,
            Consents consents,
            ApprovalLetters letters,
            Postbox postbox,
            OutFolder out,
            Clock clock) {
        this.matters = matters;
        this.office = office;
        this.papers = papers;
        this.consents = consents;
        this.letters = letters;
        this.postbox = postbox;
        this.out = out;
        this.clock = clock;
    }

    /** Mails everybody whose approval is missing; who was asked for the same words before is not asked again. */
    public PressView ask(Acting acting, String matter, Progress progress) {
        PressOffice.File file = office.open(matter);
        LOG.info("{} asks for approvals of {}", acting.by(), matter);
        Content pdf = papers.pdf(file.release().state().papers());
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressView.Piece piece : office.pieces(file)) {
            if (piece.state().equals("APPROVED")) {
                continue;
            }
            @Nullable
            Person person = file.stored().matter().person(piece.person()).orElse(null);
            String address = person == null ? file.data().contact().mail() : person.mail();
            String name = person == null ? file.data().contact().name() : person.nameWithTitle();
            if (address.isEmpty()) {
                progress.changed(Notice.warning("pipeline.send.no-address", Place.file(matter), name));
                continue;
            }
            ApprovalLetters.Request request = new ApprovalLetters.Request(
                    person,
                    new Recipient(person == null ? "text" : person.key(), name, address),
                    piece.wording(),
                    wording(file, piece),
                    changes(file, piece),
                    piece.phrase(),
                    pdf);
            mails.add(() -> letters.mail(
                    file.stored().matter(),
                    request,
                    file.data().headline(),
                    file.stored().rehearsal()));
        }
        Sending sending = new Sending(postbox, Place.file(matter), progress);
        Delivery delivery = new Delivery(
                file.stored().rehearsal(),
                out.folder(file.stored()).resolve("mail"),
                file.stored().matter().mailboxes());
        sending.withdrawOthers(matter, Message.Kind.APPROVAL, mails, delivery);
        sending.send(mails, delivery, Set.of(MailState.ACCEPTED, MailState.BY_HAND));
        sending.finish();
        return office.show(matter);
    }

    private static federzug.document.Digest wording(PressOffice.File file, PressView.Piece piece) {
        return file.data().quotes().stream()
                .filter(quote -> quote.person().key().equals(piece.person())
                        && quote.text().equals(piece.wording()))
                .findFirst()
                .map(PressVersion::digest)
                .orElseGet(() -> file.version().textDigest());
    }

    /** What is different from the words that were approved last. */
    private static List<String> changes(PressOffice.File file, PressView.Piece piece) {
        Optional<Consent> before = piece.person().isEmpty()
                ? file.clearance().earlierText()
                : file.data().quotes().stream()
                        .filter(quote -> quote.person().key().equals(piece.person()))
                        .findFirst()
                        .flatMap(quote -> file.clearance().earlierQuote(quote));
        return before.filter(one -> !one.wording().isEmpty())
                .map(one -> WordChanges.between(one.wording(), piece.wording()))
                .orElse(List.of());
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
        PressOffice.File file = office.file(matter);
        return PressOffice.code(matter, null, file.version()).equals(code)
                ? Optional.of(new Meant(
                        matter,
                        null,
                        file.version().text(),
                        file.version(),
                        data.contact().mail(),
                        data.contact().name()))
                : Optional.empty();
    }

    /** Whether an answer comes from the address of the person who was asked. */
    public static boolean isFrom(Meant meant, String address) {
        String own = Address.normal(meant.address());
        return !own.isEmpty() && own.equals(Address.normal(address));
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
