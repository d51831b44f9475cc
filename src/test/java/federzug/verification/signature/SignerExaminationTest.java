package federzug.verification.signature;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.testkit.ATrust;
import federzug.testkit.SigningKeys;
import federzug.trust.Trust;
import federzug.verification.Expected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerExaminationTest {
    private static final Path EXAMPLE = Path.of("keystores-example");
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final Trust TRUST = new Trust(ATrust.offline(EXAMPLE, Path.of("target", "no-trust-cache")), CLOCK);

    @Test
    void findsNothingAgainstTheExpectedPersonsQualifiedCertificate() {
        assertThat(codes(chain("raphael"), "Dr. André Raphael", CLOCK.instant()))
                .isEmpty();
    }

    @Test
    void refusesAnotherPersonsCertificate() {
        assertThat(codes(chain("rodig"), "André Raphael", CLOCK.instant()))
                .containsExactly("verification.signer.wrong-person");
    }

    @Test
    void refusesARevokedCertificate() {
        assertThat(codes(chain("gesperrt"), "Gerda Gesperrt", CLOCK.instant()))
                .containsExactly("verification.signer.revoked");
    }

    @Test
    void refusesAnExpiredAndANotYetValidCertificate() {
        assertThat(codes(chain("raphael"), "André Raphael", Instant.parse("2041-06-01T00:00:00Z")))
                .contains("verification.signer.expired");
        assertThat(codes(chain("raphael"), "André Raphael", Instant.parse("2020-06-01T00:00:00Z")))
                .contains("verification.signer.not-yet");
    }

    @Test
    void refusesADemoAuthoritysCertificateThatIsNotQualified() throws Exception {
        List<byte[]> unqualified = chain("pki-NUR-ZUM-TESTEN/listensignatur");
        String name = "Federzug Listensignatur (NUR-ZUM-TESTEN)";

        assertThat(codes(unqualified, name, CLOCK.instant())).containsExactly("verification.signer.not-qualified");
    }

    @Test
    void leavesToTheLaterCheckWhatNeedsTrustedLists() {
        assertThat(codes(new SigningKeys().signer("Lutz Rodig").chain(), "Lutz Rodig", CLOCK.instant()))
                .isEmpty();
    }

    private static List<String> codes(List<byte[]> chain, String name, Instant now) {
        Expected.Signer expected = new Expected.Signer(SignatureField.of("person", "Feld"), List.of(name), "Amt");
        return new SignerExamination(TRUST, Clock.fixed(now, ZoneId.of("Europe/Berlin")))
                .faults(chain, expected, false).stream().map(Notice::code).toList();
    }

    private static List<byte[]> chain(String who) {
        try (InputStream in = Files.newInputStream(EXAMPLE.resolve(who + "-NUR-ZUM-TESTEN.p12"))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, Trust.examplePassword());
            List<byte[]> chain = new ArrayList<>();
            for (Certificate one : keys.getCertificateChain(keys.aliases().nextElement())) {
                chain.add(one.getEncoded());
            }
            return chain;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
