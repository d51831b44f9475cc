package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Severity;
import federzug.notice.Texts;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final List<String> PERSONS = SignedSpecimen.PERSONS;
    private static SignedSpecimen specimen;
    private static PreparedPdf prepared;
    private static SignedPdf signed;
    private static SealedPdf sealed;

    @BeforeAll
    static void signAndSeal() {
        specimen = new SignedSpecimen();
        prepared = specimen.prepared(PERSONS);
        signed = specimen.signed(prepared, PERSONS, Map.of());
        sealed = specimen.seal(signed);
    }

    @Test
    void aSealedAgreementOfOursIsValidWithNothingToComplainOf() throws Exception {
        Verdict verdict = specimen.verification.verify(sealed, specimen.expected(prepared, PERSONS), null);
        System.out.println(new Report(verdict, "", "").json(Texts.german(), ZoneId.of("Europe/Berlin")));
        java.nio.file.Files.write(java.nio.file.Path.of("/tmp/sealed.pdf"), specimen.store.bytes(sealed.content().digest()));
        assertThat(verdict.examination().findings())
                .noneMatch(finding -> finding.notice().severity() != Severity.NOTE);
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
    }
}
