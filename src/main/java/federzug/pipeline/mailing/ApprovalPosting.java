package federzug.pipeline.mailing;

import federzug.agreement.Person;
import federzug.delivery.ApprovalLetters;
import federzug.delivery.Delivery;
import federzug.delivery.MailState;
import federzug.delivery.MailStatus;
import federzug.delivery.Message;
import federzug.delivery.Postbox;
import federzug.delivery.Recipient;
import federzug.document.Content;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.Progress;
import federzug.pipeline.folder.OutFolder;
import federzug.release.Consent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Mails the questions for approval, each with a link of its own person while pages are served. */
@Component
class ApprovalPosting {
    private static final Set<MailState> SETTLED = Set.of(MailState.ACCEPTED, MailState.BY_HAND);
    private static final Duration WITHOUT_TIME = Duration.ofDays(30);
    /** Links stay valid after the answer, so that its outcome can be read. */
    private static final Duration AFTERWARDS = Duration.ofDays(1);
    /** A second click is no second question. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final PressPapers papers;
    private final PressStanding standing;
    private final ApprovalLetters letters;
    private final Postbox postbox;
    private final OutFolder out;
    private final ObjectProvider<ApprovalLinks> links;
    private final Clock clock;

    ApprovalPosting(
            PressPapers papers,
            PressStanding standing,
            ApprovalLetters letters,
            Postbox postbox,
            OutFolder out,
            ObjectProvider<ApprovalLinks> links,
            Clock clock) {
        this.papers = papers;
        this.standing = standing;
        this.letters = letters;
        this.postbox = postbox;
        this.out = out;
        this.links = links;
        this.clock = clock;
    }

    void ask(PressOffice.File file, List<PressView.Piece> pieces, Progress progress) {
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressView.Piece piece : pieces) {
            request(file, piece, progress).ifPresent(request -> mails.add(() -> letter(file, request)));
        }
        post(file, mails, true, progress);
    }

    void askAgain(PressOffice.File file, List<PressView.Piece> pieces, Progress progress) {
        List<Supplier<Message>> mails = new ArrayList<>();
        for (PressView.Piece piece : pieces) {
            if (wasAskedJustNow(file, piece)) {
                progress.changed(Notice.note("pipeline.press.asked-just-now", Place.NOWHERE, piece.name()));
            } else {
                request(file, piece, progress).ifPresent(request -> mails.add(() -> letter(file, next(file, request))));
            }
        }
        post(file, mails, false, progress);
    }

    /** Sends what was written and has not gone yet; nobody is asked again. */
    void sendOpen(PressOffice.File file, List<PressView.Piece> pieces, Sending sending) {
        for (PressView.Piece piece : pieces) {
            long most = asked(file, piece).count();
            request(file, piece, Progress.SILENT).ifPresent(request -> {
                for (int round = 0; round <= most; round++) {
                    ApprovalLetters.Request one = request.inRound(round);
                    if (postbox.isOpen(plain(file, one), delivery(file))) {
                        sending.send(List.of(() -> letter(file, one)), delivery(file), SETTLED);
                    }
                }
            });
        }
    }

    private void post(PressOffice.File file, List<Supplier<Message>> mails, boolean all, Progress progress) {
        String matter = file.stored().matter().id();
        Sending sending = new Sending(postbox, Place.file(matter), progress);
        if (all) {
            sending.withdrawOthers(matter, Message.Kind.APPROVAL, mails, delivery(file));
        }
        sending.send(mails, delivery(file), SETTLED);
        sending.finish();
    }

    private Stream<MailStatus> asked(PressOffice.File file, PressView.Piece piece) {
        return postbox.mails(file.stored().matter().id()).stream()
                .filter(mail ->
                        mail.kind() == Message.Kind.APPROVAL && mail.about().equals(piece.person()));
    }

    private boolean wasAskedJustNow(PressOffice.File file, PressView.Piece piece) {
        Instant since = clock.instant().minus(PAUSE);
        return asked(file, piece)
                .anyMatch(mail -> SETTLED.contains(mail.state()) && mail.since().isAfter(since));
    }

    /** The first question or reminder about these words that has not gone yet. */
    private ApprovalLetters.Request next(PressOffice.File file, ApprovalLetters.Request request) {
        int round = 0;
        while (!postbox.isOwed(plain(file, request.inRound(round)), delivery(file))) {
            round++;
        }
        return request.inRound(round);
    }

    private Optional<ApprovalLetters.Request> request(PressOffice.File file, PressView.Piece piece, Progress progress) {
        @Nullable Person person = file.stored().matter().person(piece.person()).orElse(null);
        String address = person == null ? file.data().contact().mail() : person.mail();
        String name = person == null ? file.data().contact().name() : person.nameWithTitle();
        if (address.isEmpty()) {
            progress.changed(Notice.warning(
                    "pipeline.send.no-address",
                    Place.file(file.stored().matter().id()),
                    name));
            return Optional.empty();
        }
        Content pdf = papers.pdf(file.stored(), file.release().state().papers());
        return Optional.of(new ApprovalLetters.Request(
                person,
                new Recipient(person == null ? "text" : person.key(), name, address),
                piece.wording(),
                new Digest(piece.digest()),
                changes(file, piece),
                piece.phrase(),
                pdf,
                0,
                ""));
    }

    private Message plain(PressOffice.File file, ApprovalLetters.Request request) {
        return letters.mail(
                file.stored().matter(),
                request,
                file.data().headline(),
                file.stored().rehearsal());
    }

    /** With an address of the person's own quote, as long as the mail has not gone. */
    private Message letter(PressOffice.File file, ApprovalLetters.Request request) {
        Message plain = plain(file, request);
        @Nullable ApprovalLinks pages = links.getIfAvailable();
        Person person = request.person();
        if (pages == null || person == null || !postbox.isOwed(plain, delivery(file))) {
            return plain;
        }
        String address = pages.fresh(file.stored().matter().id(), person.key(), end(file), request.round() > 0);
        return plain(file, request.withAccess(address));
    }

    private Instant end(PressOffice.File file) {
        Instant now = clock.instant();
        Instant end = Stream.of(file.data().sendFrom(), file.data().latest())
                .flatMap(time -> standing.instant(time).stream())
                .max(Instant::compareTo)
                .map(last -> last.plus(AFTERWARDS))
                .orElse(now.plus(WITHOUT_TIME));
        return end.isAfter(now) ? end : now.plus(AFTERWARDS);
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

    private Delivery delivery(PressOffice.File file) {
        return new Delivery(
                file.stored().rehearsal(),
                out.folder(file.stored()).resolve("mail"),
                file.stored().matter().mailboxes());
    }
}
