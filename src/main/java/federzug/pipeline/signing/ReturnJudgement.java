package federzug.pipeline.signing;

import federzug.agreement.StoredMatter;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.PipelineException;
import federzug.pipeline.checking.SignatureVerdicts;
import federzug.signing.Signing;
import federzug.verification.Finding;
import federzug.verification.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Judges a returned copy: it counts only if it is the document that was handed out plus exactly the signature of the
 * person whose turn it is.
 */
@Component
class ReturnJudgement {
    private static final String NO_TIME = "verification.signature.without-timestamp";

    private final Signing signing;
    private final SignatureVerdicts verdicts;
    private final ReturnMatch match;

    ReturnJudgement(Signing signing, SignatureVerdicts verdicts, ReturnMatch match) {
        this.signing = signing;
        this.verdicts = verdicts;
        this.match = match;
    }

    /** What lies with somebody is also what the one before handed in: it must not be thanked for a second time. */
    static void requireSignedByHolder(Ceremony ceremony, byte[] bytes) {
        Optional<Turn> holder = ceremony.holder();
        if (holder.isPresent() && ceremony.paper().content().digest().equals(Digest.of(bytes))) {
            String last = ceremony.turns().stream()
                    .filter(turn -> turn.state() == TurnState.SIGNED)
                    .max(Comparator.comparing(Turn::since))
                    .map(Turn::name)
                    .orElse("");
            throw refuse(
                    "pipeline.return.holder-unsigned",
                    ceremony.matter(),
                    holder.get().name(),
                    last);
        }
    }

    /** @param ownField name of the field that the person's program has added, or empty */
    record Accepted(String person, String ownField, SignedPdf pdf, Digest verdict) {}

    Accepted accept(StoredMatter stored, Ceremony ceremony, byte[] bytes) {
        Turn turn = signer(stored, ceremony, bytes);
        SignedPdf candidate;
        try {
            candidate = adopted(stored, ceremony, turn, bytes);
        } catch (NoticedException e) {
            throw explained(ceremony, bytes, e);
        }
        String field = candidate.signed().get(candidate.signed().size() - 1);
        String ownField = field.equals(ceremony.field(turn.person()).name()) ? "" : field;
        Verdict verdict = verdicts.after(stored.matter(), ceremony, turn.person(), ownField, candidate);
        if (lacksOnlyTime(verdict)) {
            candidate = signing.stamp(candidate, ceremony.rehearsal());
            verdict = verdicts.after(stored.matter(), ceremony, turn.person(), ownField, candidate);
        }
        if (!verdict.isValid()) {
            Optional<Notice> ours = ReturnParking.reason(verdict);
            if (ours.isPresent()) {
                throw new PipelineException(Kind.FAILURE, ours.get());
            }
            throw notValid(ceremony, turn, verdict);
        }
        Digest kept = verdicts.keep(stored.matter(), verdict, "pruefung-" + turn.person() + ".json");
        return new Accepted(turn.person(), ownField, candidate, kept);
    }

    private SignedPdf adopted(StoredMatter stored, Ceremony ceremony, Turn turn, byte[] bytes) {
        boolean ownField = stored.matter().agreement(ceremony.agreement()).stream()
                .flatMap(agreement -> agreement.signatories().stream())
                .anyMatch(one -> one.person().key().equals(turn.person()) && one.ownField());
        return signing.adopt(ceremony.paper(), bytes, ceremony.field(turn.person()), ownField);
    }

    /** Who has the document; if no one, the person among the next signatories who has signed it. */
    private Turn signer(StoredMatter stored, Ceremony ceremony, byte[] bytes) {
        if (ceremony.holder().isPresent()) {
            return ceremony.holder().get();
        }
        List<Turn> due = ceremony.due();
        if (due.isEmpty()) {
            throw refuse(
                    "pipeline.return.nobody-due",
                    ceremony.matter(),
                    Texts.german().text(ceremony.state().code()));
        }
        for (Turn turn : due) {
            try {
                adopted(stored, ceremony, turn, bytes);
                return turn;
            } catch (NoticedException e) {
                continue; // it is reported for the first of them, if it matches no one
            }
        }
        return due.get(0);
    }

    private static boolean lacksOnlyTime(Verdict verdict) {
        List<String> codes = verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(notice -> notice.severity() != Severity.NOTE)
                .map(Notice::code)
                .toList();
        return !codes.isEmpty() && codes.stream().allMatch(NO_TIME::equals);
    }

    private static PipelineException notValid(Ceremony ceremony, Turn turn, Verdict verdict) {
        List<Notice> notices = new ArrayList<>();
        notices.add(Notice.error(
                "pipeline.return.not-valid", Place.file(ceremony.matter()), turn.name(), ceremony.agreement()));
        verdict.examination().findings().stream()
                .map(Finding::notice)
                .filter(notice -> notice.severity() != Severity.NOTE)
                .filter(notice -> !notice.code().equals(NO_TIME)) // it would have been added
                .forEach(notices::add);
        return new PipelineException(Kind.INPUT, notices);
    }

    /** What was changed after the document was sent, in the words of the check, if it says more than the refusal. */
    private NoticedException explained(Ceremony ceremony, byte[] bytes, NoticedException refusal) {
        if (!refusal.notices().get(0).code().equals("signing.return.not-covered")) {
            return refusal;
        }
        List<Notice> notices = new ArrayList<>(refusal.notices());
        Verdict verdict = match.verdict(ceremony, bytes);
        verdict.examination().findings().stream()
                .filter(Finding::isChange)
                .map(Finding::notice)
                .forEach(notices::add);
        return new PipelineException(Kind.INPUT, notices).causedBy(refusal);
    }

    private static PipelineException refuse(String code, Object... arguments) {
        return PipelineException.refused(code, Place.NOWHERE, arguments);
    }
}
