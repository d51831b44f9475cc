package federzug.verification.report;

import federzug.document.Sheet.Block;
import federzug.document.Sheet.Heading;
import federzug.document.Sheet.Paragraph;
import federzug.document.Sheet.Table;
import federzug.notice.Texts;
import federzug.verification.Examination;
import federzug.verification.Examination.Constraint;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.Technical;
import federzug.verification.Examination.TimestampFacts;
import federzug.verification.signature.SignatureConstraints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The annex for experts: one table per signature, in the terms of the standards. */
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
        blocks.add(new Heading(2, texts.text("verification.report.annex")));
        boolean examined = !examination.etsiReport().isEmpty();
        blocks.add(
                Paragraph.of(texts.text("verification.report." + (examined ? "annex-intro" : "annex-intro-unread"))));
        int number = 0;
        for (SignatureFacts facts : examination.signatures()) {
            blocks.add(
                    new Heading(3, texts.text("verification.report.annex-signature", ++number, words.signer(facts))));
            blocks.add(signature(facts));
        }
        if (!examination.timestamps().isEmpty()) {
            blocks.add(new Heading(3, texts.text("verification.report.annex-stamps")));
            blocks.add(timestamps());
        }
        return blocks;
    }

    private Table signature(SignatureFacts facts) {
        rows = new ArrayList<>();
        Technical technical = facts.technical();
        add("field", facts.field());
        add("indication", facts.indication());
        add("sub-indication", facts.subIndication());
        add("qualification", technical.qualification());
        add("level", "PAdES-B-" + facts.level().name());
        add("algorithm", facts.algorithm());
        add("subject-serial", facts.serialNumber());
        add("issuer", facts.issuer());
        add("certificate-serial", technical.certificateSerial());
        Instant from = technical.notBefore();
        Instant to = technical.notAfter();
        if (from != null && to != null) {
            add("validity", texts.text("verification.report.annex-validity-span", words.time(from), words.time(to)));
        }
        add("signing-time", time(facts.signingTime()));
        add("timestamp-time", time(facts.timestampTime()));
        add("timestamp-issuer", technical.timestampIssuer());
        if (!technical.trustService().isEmpty()) {
            add("trust-service", technical.trustService());
            add("trust-country", technical.country());
        }
        add("device", texts.text("verification.report." + (technical.device() ? "yes" : "no")));
        add("revocation", revocation(technical.revocation()));
        add("covers", texts.text("verification.report." + (facts.coversWholeDocument() ? "yes" : "no")));
        technical.remarks().forEach(remark -> add("remarks", remark));
        add("rules-met", rules(technical, "OK"));
        add("rules-broken", rules(technical, "NOT_OK", "WARNING"));
        add("rules-own", rules(technical, SignatureConstraints.OWN));
        add("rules-skipped", rules(technical, "IGNORED", "INFORMATION"));
        return words.facts(rows);
    }

    private String revocation(@Nullable Revocation answer) {
        if (answer == null) {
            return texts.text("verification.report.annex-revocation-none");
        }
        String origin = answer.embedded()
                ? texts.text("verification.report.annex-revocation-embedded")
                : texts.text("verification.report.annex-revocation-asked", answer.address());
        String time = time(answer.producedAt());
        return texts.text("verification.report.annex-revocation-text", answer.kind(), time, answer.status(), origin);
    }

    private static String rules(Technical technical, String... results) {
        List<String> wanted = List.of(results);
        return technical.constraints().stream()
                .filter(rule -> wanted.contains(rule.result()))
                .map(Constraint::rule)
                .collect(Collectors.joining(" · "));
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
                    Paragraph.of(time(stamp.time())), Paragraph.of(stamp.issuer()), Paragraph.of(stamp.indication())));
        }
        return new Table(
                null,
                List.of(
                        texts.text("verification.report.annex-stamp-time"),
                        texts.text("verification.report.annex-stamp-issuer"),
                        texts.text("verification.report.annex-stamp-result")),
                List.of(35, 40, 25),
                true,
                stamps);
    }
}
