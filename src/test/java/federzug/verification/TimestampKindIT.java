package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.notice.Texts;
import federzug.testkit.OrdinaryTimestamps;
import federzug.verification.Examination.TimestampKind;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a time stamp is qualified is what the trusted list says of its service, and the report says just that. */
class TimestampKindIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> ONE = List.of("raphael");

    @Test
    void ofAServiceListedAsQualified() {
        Examination found = examined(new SignedSpecimen());

        assertKind(found, TimestampKind.QUALIFIED);
        assertThat(inEarnest(found))
                .contains("belegt durch qualifizierten Zeitstempel", "Art des Zeitstempels")
                .doesNotContain("nicht qualifizierten Zeitstempel");
    }

    @Test
    void ofAServiceThatIsListedAsAnotherOne(@TempDir Path folder) throws Exception {
        Examination found = examined(new SignedSpecimen(OrdinaryTimestamps.in(folder.resolve("keys"))));

        assertKind(found, TimestampKind.NOT_QUALIFIED);
        assertThat(inEarnest(found))
                .contains("belegt durch nicht qualifizierten Zeitstempel")
                .doesNotContain("belegt durch qualifizierten Zeitstempel");
    }

    private static void assertKind(Examination found, TimestampKind kind) {
        assertThat(found.signatures()).singleElement().satisfies(facts -> {
            assertThat(facts.intact()).isTrue();
            assertThat(facts.technical().details().timestamp()).isEqualTo(kind);
        });
        assertThat(found.timestamps())
                .singleElement()
                .satisfies(stamp -> assertThat(stamp.kind()).isEqualTo(kind));
        assertThat(new Report(new Verdict.Valid(found), "", "").json(Texts.german(), BERLIN))
                .contains("\"timestampQualified\" : " + (kind == TimestampKind.QUALIFIED));
    }

    private static Examination examined(SignedSpecimen specimen) {
        PreparedPdf prepared = specimen.prepared(ONE);
        SealedPdf sealed = specimen.seal(specimen.signed(prepared, ONE, Map.of()));
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, ONE), null);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        return verdict.examination();
    }

    /** The report as if the keys were real ones: of a rehearsal it says nothing else than that. */
    private static String inEarnest(Examination found) {
        Examination earnest = new Examination(
                found.file(),
                found.sha256(),
                found.examinedAt(),
                false,
                found.signatures(),
                found.changes(),
                List.of(),
                found.trust(),
                found.etsiReport(),
                found.timestamps(),
                found.wording(),
                found.pages());
        return new Report(new Verdict.Valid(earnest), "", "")
                .html(Texts.german(), BERLIN)
                .replace('\u00a0', ' ');
    }
}
