package federzug.pipeline.collecting;

import federzug.agreement.PressRelease;
import federzug.agreement.PressRelease.Quote;
import federzug.agreement.StoredMatter;
import federzug.delivery.IncomingMail;
import federzug.delivery.IncomingMail.Handled;
import federzug.delivery.IncomingMail.Outcome;
import federzug.document.Digest;
import federzug.notice.Notice;
import federzug.notice.Place;
import federzug.pipeline.mailing.ApprovalDesk;
import federzug.release.ApprovalCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises approvals of quotes by the code that belongs to exactly one wording. */
@Component
class QuoteApprovals {
    private final ApprovalDesk desk;

    QuoteApprovals(ApprovalDesk desk) {
        this.desk = desk;
    }

    /** A quote and what its person has to write to approve it. */
    record Asked(StoredMatter stored, Quote quote, ApprovalCode code) {}

    List<Asked> asked(StoredMatter stored) {
        @Nullable PressRelease release = stored.matter().release();
        List<Asked> all = new ArrayList<>();
        for (Quote quote : release == null ? List.<Quote>of() : release.quotes()) {
            Digest wording = Digest.of(quote.text().getBytes(StandardCharsets.UTF_8));
            all.add(new Asked(
                    stored,
                    quote,
                    ApprovalCode.of(stored.matter().id(), quote.person().key(), wording)));
        }
        return all;
    }

    /** Empty if the mail holds no code. A machine approves nothing. */
    Optional<Handled> take(IncomingMail mail) {
        Optional<ApprovalCode> code = ApprovalCode.in(mail.subject() + "\n" + mail.answer());
        if (code.isEmpty() || mail.automatic()) {
            return Optional.empty();
        }
        Optional<ApprovalDesk.Meant> meant = desk.meant(code.get());
        if (meant.isEmpty()) {
            return Optional.of(unclear(
                    "",
                    "pipeline.collect.approval-void",
                    mail.from(),
                    code.get().letters()));
        }
        String matter = meant.get().matter();
        if (!ApprovalDesk.isFrom(meant.get(), mail.from())) {
            return Optional.of(unclear(
                    matter,
                    "pipeline.collect.approval-by-another",
                    mail.from(),
                    meant.get().name()));
        }
        desk.take(meant.get(), mail);
        return Optional.of(new Handled(
                Outcome.DONE,
                matter,
                List.of(Notice.note(
                        meant.get().quote() == null ? "pipeline.collect.approved-text" : "pipeline.collect.approved",
                        Place.file(matter),
                        meant.get().name()))));
    }

    private static Handled unclear(String matter, String code, Object... arguments) {
        return new Handled(Outcome.UNCLEAR, matter, List.of(Notice.warning(code, Place.file(matter), arguments)));
    }
}
