package federzug.verification.report;

import federzug.notice.GermanTime;
import federzug.notice.Texts;
import federzug.trust.status.TrustStatus;
import federzug.verification.Examination;
import federzug.verification.Examination.SignatureFacts;
import federzug.verification.Finding;
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
