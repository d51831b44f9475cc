package federzug.verification.report;

import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination;
import federzug.verification.Examination.Revocation;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Examination.TimestampKind;
import federzug.verification.Finding;
import federzug.verification.SignatureDetails;
import federzug.verification.SignatureDetails.ChainCertificate;
import federzug.verification.SignatureDetails.Coverage;
import federzug.verification.SignatureDetails.Suitability;
import federzug.verification.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the object of the JSON contract. Its keys are promised to other programs: never rename one. */
public final class ReportJson {
    static final String SCHEMA = "federzug-check-1";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Verdict verdict;
    private final Texts texts;
    private final ZoneId zone;

    public ReportJson(Verdict verdict, Texts texts, ZoneId zone) {
        this.verdict = verdict;
        this.texts = texts;
        this.zone = zone;
    }

    public String text() {
        Examination examination = verdict.examination();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", SCHEMA);
        json.put("file", examination.file());
        json.put("sha256", examination.sha256().hex());
        json.put("verdict", verdict.word());
        ArrayNode signatures = json.putArray("signatures");
        examination.signatures().forEach(facts -> write(signatures.addObject(), facts));
        ArrayNode changes = json.putArray("changes");
        examination.changes().forEach(changes::add);
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : examination.findings()) {
            findings.addObject()
                    .put("code", finding.notice().code())
                    .put("severity", finding.notice().severity().name())
                    .put("text", texts.text(finding.notice()));
        }
        write(json.putObject("trust"), examination.trust());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private void write(ObjectNode json, SignatureFacts facts) {
        json.put("field", facts.field());
        json.put("signer", facts.signer());
        json.put("serialNumber", facts.serialNumber());
        json.put("intact", facts.intact());
        json.put("coversWholeDocument", facts.coversWholeDocument());
        json.put("indication", facts.indication());
        json.put("subIndication", facts.subIndication());
        json.put("qualification", facts.qualification().name());
        json.put("level", facts.level().name());
        json.put("signingTime", time(facts.signingTime()));
        json.put("timestampTime", time(facts.timestampTime()));
        SignatureDetails details = facts.technical().details();
        json.put(
                "timestampQualified",
                details.timestamp() == TimestampKind.UNKNOWN ? null : details.timestamp() == TimestampKind.QUALIFIED);
        json.put("kind", details.seal() ? "seal" : "signature");
        json.putObject("stated")
                .put("reason", details.statement().reason())
                .put("place", details.statement().place())
                .put("name", details.statement().name());
        Coverage coverage = details.coverage();
        if (coverage != null) {
            json.putObject("covers")
                    .put("end", coverage.end())
                    .put("gapStart", coverage.gapStart())
                    .put("gapEnd", coverage.gapEnd())
                    .put("file", coverage.file())
                    .put("sha256", coverage.sha256().hex());
        }
        ArrayNode chain = json.putArray("certificates");
        details.chain().forEach(certificate -> write(chain.addObject(), certificate));
        ArrayNode algorithms = json.putArray("algorithms");
        details.algorithms().forEach(algorithm -> write(algorithms.addObject(), algorithm));
    }

    private void write(ObjectNode json, ChainCertificate certificate) {
        json.put("name", certificate.name());
        json.put("serial", certificate.serial());
        json.put("notBefore", time(certificate.notBefore()));
        json.put("notAfter", time(certificate.notAfter()));
        json.put("trusted", certificate.trusted());
        json.put("revokedAt", time(certificate.revokedAt()));
        Revocation answer = certificate.revocation();
        if (answer != null) {
            json.putObject("revocation")
                    .put("kind", answer.kind())
                    .put("status", answer.status())
                    .put("producedAt", time(answer.producedAt()))
                    .put("embedded", answer.embedded());
        }
    }

    private void write(ObjectNode json, Suitability algorithm) {
        json.put("algorithm", algorithm.algorithm());
        ArrayNode uses = json.putArray("uses");
        algorithm.uses().forEach(use -> uses.add(use.name()));
        json.put("suitable", algorithm.known());
        json.put("until", time(algorithm.until()));
        json.put("source", algorithm.source());
    }

    private void write(ObjectNode json, TrustStatus trust) {
        json.put("source", trust.source().word());
        json.put("listIssue", time(trust.listIssue()));
        json.put("loadedAt", time(trust.loadedAt()));
        json.put("stale", trust.stale());
    }

    private @Nullable String time(@Nullable Instant time) {
        return new GermanTime(zone).iso(time);
    }
}
