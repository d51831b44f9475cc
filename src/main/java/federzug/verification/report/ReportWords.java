package federzug.verification.report;

import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.notice.PersonalNumber;
import federzug.notice.Texts;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.Finding;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes the facts of an examination in words. */
public final class ReportWords {
    private final Texts texts;
    private final ZoneId zone;
    private final DateTimeFormatter time;

    public ReportWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern(texts.text("verification.report.time-pattern"), texts.locale());
    }

    public String time(Instant instant) {
        return time.format(instant.atZone(zone));
    }

    String checker() {
        String version = ReportWords.class.getPackage().getImplementationVersion();
        return version == null
                ? texts.text("verification.report.checker-unversioned")
                : texts.text("verification.report.checker-version", version);
    }

    String signer(SignatureFacts facts) {
        return facts.signer().isEmpty()
                ? texts.text("verification.report.unnamed")
                : PersonalNumber.maskedIn(facts.signer());
    }

    String day(Instant instant) {
        return DateTimeFormatter.ofPattern(texts.text("verification.report.day-pattern"), texts.locale())
                .format(instant.atZone(zone));
    }

    String number(int number) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(number);
    }

    String quality(SignatureFacts facts, boolean rehearsal) {
        boolean practised = rehearsal && facts.qualification() == Examination.Qualification.QES;
        return texts.text(practised ? "verification.report.quality-rehearsal" : facts.qualityCode());
    }

    /** @param indication of EN 319 102-1 */
    String indication(String indication) {
        return texts.text("verification.report.indication-"
                + indication.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** @param reason sub-indication of EN 319 102-1 */
    String reason(String reason) {
        String code =
                "verification.report.reason-" + reason.toLowerCase(Locale.ROOT).replace('_', '-');
        return reason.isEmpty() ? "" : texts.text(texts.has(code) ? code : "verification.report.reason-other");
    }

    String stampKind(TimestampKind kind, boolean rehearsal) {
        return texts.text("verification.report.stamp-"
                + (rehearsal
                        ? "rehearsal"
                        : kind.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    /** @param status of a certificate in an OCSP answer (RFC 6960, 2.2) */
    String status(String status) {
        String code = "verification.report.status-" + status.toLowerCase(Locale.ROOT);
        return texts.has(code) ? texts.text(code) : texts.text("verification.report.status-unknown");
    }

    String integrity(SignatureFacts facts, Examination examination) {
        if (!facts.intact()) {
            return texts.text("verification.report."
                    + (facts.indication().equals("INDETERMINATE") ? "integrity-unknown" : "integrity-broken"));
        }
        if (facts.coversWholeDocument()) {
            return texts.text("verification.report.integrity-whole");
        }
        if (examination.altered()) {
            return texts.text("verification.report.integrity-changed-later");
        }
        boolean filledIn = !examination.changes().isEmpty();
        return texts.text("verification.report." + (filledIn ? "integrity-filled-in" : "integrity-followed"));
    }

    String wording(Examination examination) {
        boolean sealed = examination.isOnlySealed();
        String key;
        if (examination.wording() != Examination.Wording.AS_PREPARED) {
            key = sealed ? "wording-sealed-different" : "wording-different";
        } else if (examination.altered()) {
            key = sealed ? "wording-sealed-changed-later" : "wording-changed-later";
        } else {
            key = sealed ? "wording-sealed" : "wording-as-prepared";
        }
        return texts.text("verification.report." + key);
    }

    String signingTime(SignatureFacts facts, boolean rehearsal) {
        Instant proven = facts.timestampTime();
        if (proven != null) {
            String kind = rehearsal
                    ? "time-rehearsal"
                    : switch (facts.technical().details().timestamp()) {
                        case QUALIFIED -> "time-qualified";
                        case NOT_QUALIFIED -> "time-not-qualified";
                        case UNKNOWN -> "time-stamped";
                    };
            return texts.text("verification.report." + kind, time(proven));
        }
        Instant claimed = facts.signingTime();
        return claimed == null
                ? texts.text("verification.report.time-unknown")
                : texts.text("verification.report.time-claimed", time(claimed));
    }

    Paragraph finding(Finding finding) {
        String severity = finding.notice().severity().name().toLowerCase(Locale.ROOT);
        return new Paragraph(List.of(
                new Run(texts.text("verification.report.severity-" + severity).strip() + " ", Emphasis.STRONG),
                new Run(texts.text(finding.notice()), Emphasis.NONE)));
    }

    List<List<Paragraph>> trustRows(TrustStatus trust) {
        Instant issue = trust.listIssue();
        Instant loaded = trust.loadedAt();
        List<List<Paragraph>> rows = new ArrayList<>();
        rows.add(row("verification.report.trust-source", source(trust.source())));
        rows.add(row(
                "verification.report.trust-issue",
                issue == null
                        ? texts.text("verification.report.none")
                        : texts.text("verification.report.trust-issue-numbered", time(issue), trust.listSequence())));
        rows.add(row(
                "verification.report.trust-loaded",
                loaded == null ? texts.text("verification.report.trust-never") : time(loaded)));
        rows.add(row(
                "verification.report.trust-state",
                texts.text("verification.report." + (trust.stale() ? "trust-stale" : "trust-fresh"))));
        rows.add(row("verification.report.rules", texts.text("verification.report.rules-text")));
        return rows;
    }

    private String source(TrustSource source) {
        if (source instanceof TrustSource.Named named) {
            return texts.text("verification.report.trust-source-named", named.location());
        }
        return texts.text("verification.report.trust-source-" + source.word());
    }

    List<Paragraph> row(String code, String value) {
        return List.of(Paragraph.of(texts.text(code)), Paragraph.of(value));
    }

    List<Paragraph> code(String code, String value) {
        return List.of(Paragraph.of(texts.text(code)), new Paragraph(List.of(new Run(value, Emphasis.CODE))));
    }

    Table facts(List<List<Paragraph>> rows) {
        return new Table(
                null,
                List.of(
                        texts.text("verification.report.column-subject"),
                        texts.text("verification.report.column-value")),
                List.of(30, 70),
                true,
                rows);
    }

    Paragraph strong(String code) {
        return new Paragraph(List.of(new Run(texts.text(code), Emphasis.STRONG)));
    }
}
