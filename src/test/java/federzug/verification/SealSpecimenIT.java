package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.SignatureField;
import federzug.notice.Texts;
import federzug.testkit.SealAuthority;
import federzug.verification.Examination.SignatureFacts;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A qualified seal of an authority is told apart from a person's signature, wherever the report speaks of either. */
class SealSpecimenIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static ForeignSpecimen other;
    private static byte[] sealed;
    private static byte[] both;
    private static byte[] signed;

    @BeforeAll
    static void seal(@TempDir Path folder) throws Exception {
        other = new ForeignSpecimen(new SignedSpecimen(SealAuthority.in(folder.resolve("keys"))));
        sealed = other.sign(ForeignSpecimen.form(), SealAuthority.KEY, ForeignSpecimen.plainly());
        both = other.sign(sealed, "raphael", ForeignSpecimen.plainly());
        signed = other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly());
    }

    @Test
    void aSealIsValidAndCalledASeal() {
        Verdict verdict = other.verify(sealed);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        assertThat(verdict.examination().signatures()).singleElement().satisfies(facts -> {
            assertThat(facts.technical().qualification()).isEqualTo("QESEAL");
            assertThat(facts.technical().details().seal()).isTrue();
            assertThat(facts.signer()).isEqualTo(SealAuthority.NAME);
        });
        assertThat(codes(verdict)).contains("verification.signature.seal");
        JsonNode json = json(verdict).get("signatures").get(0);
        assertThat(json.get("kind").asString()).isEqualTo("seal");
        String german = new Report(verdict, "", "").html(Texts.german(), BERLIN);
        assertThat(german)
                .contains("qualifiziertes elektronisches Siegel einer Organisation, keine Unterschrift einer Person")
                .contains("ist ein qualifiziertes elektronisches Siegel einer Organisation")
                .doesNotContain("qualifizierte elektronische Signatur<");
        assertThat(new Report(verdict, "", "").html(Texts.in(Locale.ENGLISH), BERLIN))
                .containsIgnoringCase("qualified electronic seal");
    }

    /** The honest counterpart: the signature of a person in the same document is none. */
    @Test
    void besideASealASignatureIsStillOne() {
        Verdict verdict = other.verify(both);
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("VALID");
        assertThat(verdict.examination().signatures())
                .extracting(facts -> facts.technical().details().seal())
                .containsExactly(true, false);
        JsonNode signatures = json(verdict).get("signatures");
        assertThat(signatures.get(0).get("kind").asString()).isEqualTo("seal");
        assertThat(signatures.get(1).get("kind").asString()).isEqualTo("signature");
        assertThat(new Report(verdict, "", "").html(Texts.german(), BERLIN))
                .containsOnlyOnce("Was unter dem Namen " + SealAuthority.NAME)
                .contains("André Raphael");
        Verdict person = other.verify(signed);
        assertThat(person.word()).isEqualTo("VALID");
        assertThat(codes(person)).doesNotContain("verification.signature.seal");
        assertThat(person.examination().signatures())
                .extracting(SignatureFacts::technical)
                .noneMatch(technical -> technical.details().seal());
    }

    /** BGB, § 126a: where a person was to sign, a seal is not that signature. */
    @Test
    void aSealInPlaceOfAPersonIsNotValid() {
        Expected raphael = new Expected(
                null,
                List.of(new Expected.Signer(
                        new SignatureField("Signature1", "raphael", ""), List.of("André Raphael"), "")),
                List.of());
        assertThat(other.room.verify(sealed, raphael).isValid()).isFalse();
        assertThat(other.room.verify(signed, raphael).isValid()).isTrue();
    }

    private static JsonNode json(Verdict verdict) {
        return JsonMapper.builder().build().readTree(new Report(verdict, "", "").json(Texts.german(), BERLIN));
    }

    private static List<String> codes(Verdict verdict) {
        return verdict.examination().findings().stream()
                .map(finding -> finding.notice().code())
                .toList();
    }
}
