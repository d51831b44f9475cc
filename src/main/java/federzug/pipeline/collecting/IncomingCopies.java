package federzug.pipeline.collecting;

import federzug.agreement.Matters;
import federzug.ceremony.Acting;
import federzug.delivery.Inbox;
import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.delivery.SavedMail;
import federzug.notice.Notice;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.folder.OutFolder;
import federzug.pipeline.signing.ReturnDesk;
import federzug.pipeline.signing.ReturnDesk.Taken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Takes returned signed copies by the same desk as {@code return} does; a refused one is answered by a draft. */
@Component
class IncomingCopies {
    /** A PDF that has nothing to do with any of our documents. */
    private static final Set<String> NOT_OURS = Set.of("pipeline.return.unknown", "pipeline.return.mail-without-pdf");

    private final ReturnDesk desk;
    private final Matters matters;
    private final Inbox inbox;
    private final OutFolder out;
    private final Path home;

    IncomingCopies(ReturnDesk desk, Matters matters, Inbox inbox, OutFolder out, @Value("${federzug.home}") Path home) {
        this.desk = desk;
        this.matters = matters;
        this.inbox = inbox;
        this.out = out;
        this.home = home;
    }

    /** Empty if nothing attached belongs to any of our documents. */
    Optional<Handled> take(Acting acting, IncomingMail mail, Progress progress) {
        List<Taken> good = new ArrayList<>();
        List<Taken> bad = new ArrayList<>();
        for (SavedMail.Attached pdf : mail.pdfs()) {
            Taken taken = take(acting, pdf, progress);
            if (taken.accepted() || taken.isParked()) {
                good.add(taken);
            } else if (!taken.notices().stream().allMatch(notice -> NOT_OURS.contains(notice.code()))) {
                bad.add(taken);
            }
        }
        // Beside the signed copy people send back the one they got.
        bad.removeIf(one -> good.stream().anyMatch(other -> other.matter().equals(one.matter())));
        List<Notice> accepted =
                good.stream().flatMap(one -> one.notices().stream()).toList();
        if (bad.isEmpty()) {
            return good.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Handled(Outcome.DONE, good.get(0).matter(), accepted));
        }
        List<Notice> refused = new ArrayList<>();
        bad.forEach(one -> refused.addAll(one.notices()));
        String about = bad.get(0).matter();
        if (!mail.automatic() && !mail.from().isEmpty()) {
            Path folder = matters.find(about).map(out::folder).orElse(home).resolve("antworten");
            inbox.draftAnswer(mail, refused, folder).ifPresent(refused::add);
        }
        refused.addAll(0, accepted);
        return Optional.of(new Handled(Outcome.UNCLEAR, about, refused));
    }

    private Taken take(Acting acting, SavedMail.Attached pdf, Progress progress) {
        return desk.take(acting, null, List.of(new Upload(pdf.name(), pdf.bytes())), progress)
                .files()
                .get(0);
    }
}
