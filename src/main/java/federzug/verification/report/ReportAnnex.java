package federzug.verification.report;

import federzug.document.Sheet.Block;
import federzug.document.Sheet.Emphasis;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Run;
import federzug.document.Sheet.Table;
import federzug.notice.PersonalNumber;
import federzug.notice.Texts;
import federzug.verification.Examination;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Technical;
import federzug.verification.Examination.TimestampFacts;
import federzug.verification.SignatureDetails;
import federzug.verification.SignatureDetails.ChainCertificate;
import federzug.verification.SignatureDetails.Coverage;
import federzug.verification.SignatureDetails.Suitability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The annex for experts: facts, certificates and algorithms of each signature, and the rules, each once. */
final class ReportAnnex {
    private final Examination examination;
    private final Texts texts;
    private final ReportWords words;
    private List<List<Paragraph>> rows = new ArrayList<>();

    ReportAnnex(Examination examination, Texts texts, ReportWords words) {
        this.examination = examination;
        this.texts = texts;
        this.words = words;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Heading(2, text("annex")));
        blocks.add(Paragraph.of(text(examination.etsiReport().isEmpty() ? "annex-intro-unread" : "annex-intro")));
        int number = 0;
        for (SignatureFacts facts : examination.signatures()) {
            blocks.add(new Heading(3, text("annex-signature", ++number, words.signer(facts))));
            blocks.add(signature(facts));
            SignatureDetails details = facts.technical().details();
            if (!details.chain().isEmpty()) {
                blocks.add(chain(details.chain()));
            }
            if (!details.algorithms().isEmpty()) {
                blocks.add(algorithms(details.algorithms()));
            }
        }
        if (!examination.timestamps().isEmpty()) {
            blocks.add(new Heading(3, text("annex-stamps")));
            blocks.add(timestamps());
        }
        blocks.addAll(new ReportRules(examination.signatures(), texts).blocks());
        return blocks;
    }

    private Table signature(SignatureFacts facts) {
        rows = new ArrayList<>();
        Technical technical = facts.technical();
        add("field", facts.field());
        add("indication", words.indication(facts.indication()));
        add("sub-indication", words.reason(facts.subIndication()));
        add("qualification", words.quality(facts, examination.rehearsal()));
        add("level", "PAdES-B-" + facts.level().name());
        add("algorithm", facts.algorithm());
        stated(technical.details());
        covered(technical.details().coverage(), facts);
        add("subject-serial", PersonalNumber.masked(facts.serialNumber()));
        if (technical.details().chain().isEmpty()) {
            add("issuer", facts.issuer());
            add("certificate-serial", technical.certificateSerial());
            add("validity", span(technical.notBefore(), technical.notAfter()));
            add("revocation", revocation(technical.revocation()));
        }
        add("signing-time", time(facts.signingTime()));
        add("timestamp-time", time(facts.timestampTime()));
        add("timestamp-issuer", technical.timestampIssuer());
        if (facts.timestampTime() != null) {
            add("timestamp-kind", words.stampKind(technical.details().timestamp(), examination.rehearsal()));
        }
        if (!technical.trustService().isEmpty()) {
            add("trust-service", technical.trustService());
            add("trust-country", technical.country());
        }
        add("device", text(technical.device() ? "yes" : "no"));
        return words.facts(rows);
    }

    /** What the signer's program wrote into the signature; nobody vouches for it. */
    private void stated(SignatureDetails details) {
        add("stated-reason", PersonalNumber.maskedIn(details.statement().reason()));
        add("stated-place", details.statement().place());
        add("stated-name", PersonalNumber.maskedIn(details.statement().name()));
    }

    private void covered(@Nullable Coverage coverage, SignatureFacts facts) {
        if (coverage == null) {
            add("covers", text("annex-covers-nothing"));
            return;
        }
        add(
                "covers",
                text(
                        facts.coversWholeDocument() ? "annex-covers-all" : "annex-covers-part",
                        words.number(coverage.end()),
                        words.number(coverage.length()),
                        words.number(coverage.gapStart()),
                        words.number(coverage.gapEnd())));
        rows.add(words.code(
                "verification.report.annex-revision",
                coverage.file() + " " + coverage.sha256().hex()));
    }

    private Table chain(List<ChainCertificate> chain) {
        List<List<Paragraph>> certificates = new ArrayList<>();
        for (ChainCertificate certificate : chain) {
            // The first is the person's own.
            String name = certificates.isEmpty() ? PersonalNumber.maskedIn(certificate.name()) : certificate.name();
            Instant revoked = certificate.revokedAt();
            String status = revoked != null
                    ? text("annex-chain-revoked", words.time(revoked))
                    : text(
                            certificate.trusted()
                                    ? "annex-chain-trusted"
                                    : certificate.revocation() == null ? "annex-chain-open" : "annex-chain-good");
            certificates.add(List.of(
                    new Paragraph(List.of(
                            new Run(text("annex-chain-name", name) + " ", Emphasis.SMALL),
                            new Run(certificate.serial(), Emphasis.CODE))),
                    Paragraph.small(span(certificate.notBefore(), certificate.notAfter())),
                    Paragraph.small(status),
                    Paragraph.small(certificate.trusted() ? "–" : revocation(certificate.revocation()))));
        }
        return new Table(
                text("annex-chain"),
                List.of(
                        text("annex-chain-certificate"),
                        text("annex-validity"),
                        text("annex-chain-status"),
                        text("annex-revocation")),
                List.of(34, 24, 17, 25),
                true,
                certificates);
    }

    private Table algorithms(List<Suitability> algorithms) {
        List<List<Paragraph>> lines = new ArrayList<>();
        for (Suitability one : algorithms) {
            Instant until = one.until();
            String term = !one.known()
                    ? text("annex-algorithm-unknown")
                    : until == null ? text("annex-algorithm-open") : text("annex-algorithm-until", words.day(until));
            Instant issued = one.sourceIssued();
            lines.add(List.of(
                    Paragraph.small(one.algorithm().replace(" bit)", " " + text("annex-bits") + ")")),
                    Paragraph.small(one.uses().stream()
                            .map(use -> texts.text("verification.report.use-"
                                    + use.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                            .collect(Collectors.joining(", "))),
                    Paragraph.small(term),
                    Paragraph.small(
                            issued == null
                                    ? one.source()
                                    : text("annex-algorithm-source", one.source(), words.day(issued)))));
        }
        return new Table(
                text("annex-algorithms"),
                List.of(
                        text("annex-algorithm"),
                        text("annex-algorithm-use"),
                        text("annex-algorithm-term"),
                        text("annex-algorithm-by")),
                List.of(26, 26, 20, 28),
                true,
                lines);
    }

    private String revocation(@Nullable Revocation answer) {
        if (answer == null) {
            return text("annex-revocation-none");
        }
        String origin = answer.embedded()
                ? text("annex-revocation-embedded")
                : text("annex-revocation-asked", answer.address());
        return text(
                "annex-revocation-text",
                answer.kind(),
                time(answer.producedAt()),
                words.status(answer.status()),
                origin);
    }

    private String span(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? "" : text("annex-validity-span", words.time(from), words.time(to));
    }

    private String text(String what, Object... arguments) {
        return texts.text("verification.report." + what, arguments);
    }

    private void add(String what, String value) {
        if (!value.isEmpty()) {
            rows.add(words.row("verification.report.annex-" + what, value));
        }
    }

    private String time(@Nullable Instant time) {
        return time == null ? "" : words.time(time);
    }

    private Table timestamps() {
        List<List<Paragraph>> stamps = new ArrayList<>();
        for (TimestampFacts stamp : examination.timestamps()) {
            stamps.add(List.of(
                    Paragraph.of(time(stamp.time())),
                    Paragraph.of(stamp.issuer()),
                    Paragraph.of(words.stampKind(stamp.kind(), examination.rehearsal())),
                    Paragraph.of(words.indication(stamp.indication()))));
        }
        return new Table(
                null,
                List.of(
                        text("annex-stamp-time"),
                        text("annex-stamp-issuer"),
                        text("annex-stamp-kind"),
                        text("annex-stamp-result")),
                List.of(30, 30, 20, 20),
                true,
                stamps);
    }
}
