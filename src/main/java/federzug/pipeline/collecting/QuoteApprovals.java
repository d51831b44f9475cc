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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Recognises approvals of quotes by the code that belongs to exactly one wording. */
@Component
class QuoteApprovals {
    /** Nobody is quoted more often in one release. */
    private static final int MOST = 10;

    private static final Pattern FORWARDED = Pattern.compile(
            "^\\s*(?:(?:re|aw|antw): ?)*(?:wg|fwd?|wtr|weitergeleitet|tr|i):", Pattern.CASE_INSENSITIVE);

    private final ApprovalDesk desk;

    QuoteApprovals(ApprovalDesk desk) {
        this.desk = desk;
    }

    /** A quote and what its person has to write to approve it. */
    record Asked(StoredMatter stored, Quote quote, ApprovalCode code) {}

    boolean isAsked(String address) {
        return desk.isAsked(address);
    }

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
        List<ApprovalCode> codes = ApprovalCode.in(mail.subject() + "\n" + mail.answer());
        if (mail.automatic()) {
            return Optional.empty();
        }
        if (codes.isEmpty()) {
            return forwarded(mail);
        }
        List<Handled> each =
                codes.stream().limit(MOST).map(code -> take(code, mail)).toList();
        boolean clear = each.stream().allMatch(one -> one.outcome() == Outcome.DONE);
        return Optional.of(new Handled(
                clear ? Outcome.DONE : Outcome.UNCLEAR,
                each.stream()
                        .map(Handled::matter)
                        .filter(matter -> !matter.isEmpty())
                        .findFirst()
                        .orElse(""),
                each.stream().flatMap(one -> one.notices().stream()).toList()));
    }

    /** A code that somebody passes on approves nothing, but somebody may believe so. */
    private Optional<Handled> forwarded(IncomingMail mail) {
        if (!FORWARDED.matcher(mail.subject()).find()) {
            return Optional.empty();
        }
        return ApprovalCode.in(mail.aside().beneath()).stream()
                .limit(MOST)
                .map(desk::meant)
                .flatMap(Optional::stream)
                .findFirst()
                .map(meant ->
                        unclear(meant.matter(), "pipeline.collect.approval-forwarded", mail.from(), meant.name()));
    }

    private Handled take(ApprovalCode code, IncomingMail mail) {
        Optional<ApprovalDesk.Meant> meant = desk.meant(code);
        if (meant.isEmpty()) {
            return unclear("", "pipeline.collect.approval-void", mail.from(), code.letters());
        }
        String matter = meant.get().matter();
        String name = meant.get().name();
        if (!ApprovalDesk.isFrom(meant.get(), mail.from())) {
            return unclear(matter, "pipeline.collect.approval-by-another", mail.from(), name);
        }
        if (!mail.aside().others().isEmpty()) {
            String others = String.join(", ", mail.aside().others());
            return unclear(matter, "pipeline.collect.approval-together", mail.from(), name, others);
        }
        Optional<String> against = Reservations.in(mail.answer());
        if (against.isPresent()) {
            return unclear(matter, "pipeline.collect.approval-doubtful", name, against.get());
        }
        desk.take(meant.get(), mail);
        String said = meant.get().quote() == null ? "pipeline.collect.approved-text" : "pipeline.collect.approved";
        return new Handled(Outcome.DONE, matter, List.of(Notice.note(said, Place.file(matter), name)));
    }

    private static Handled unclear(String matter, String code, Object... arguments) {
        return new Handled(Outcome.UNCLEAR, matter, List.of(Notice.warning(code, Place.file(matter), arguments)));
    }
}
