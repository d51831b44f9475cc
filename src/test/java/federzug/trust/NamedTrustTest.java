package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.testkit.ATrust;
import federzug.testkit.DemoSignatures;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedTrustTest {
    private static final Path PKI = Path.of("keystores-example", "pki-NUR-ZUM-TESTEN");
    private static final Path ROOT = PKI.resolve("wurzel-NUR-ZUM-TESTEN.crt");
    private static final Instant NOW = Clock.systemUTC().instant();

    @TempDir
    Path folder;

    private final Trust trust = new Trust(
            ATrust.offline(Path.of("keystores-example"), Path.of("target", "no-trust-cache")),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aRootNamedByHandIsTrustedButMakesNothingQualified() throws Exception {
        DSSDocument signed = DemoSignatures.sign(
                DemoSignatures.page(),
                trust.exampleKeystores().get("forkert"),
                trust.verifier(TrustSource.EXAMPLE),
                trust.timestamps(true),
                NOW);
        SimpleReport report = DemoSignatures.validate(signed, trust.verifier(TrustSource.parse(ROOT.toString())), NOW)
                .getSimpleReport();
        String id = report.getFirstSignatureId();
        assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.getSignatureQualification(id).name()).doesNotContain("QES");
    }

    @Test
    void readsSeveralPemCertificatesAndDer() throws Exception {
        Path both = folder.resolve("both.pem");
        Files.writeString(both, Files.readString(ROOT) + Files.readString(PKI.resolve("ausgabe-NUR-ZUM-TESTEN.crt")));
        assertThat(anchors(both)).isEqualTo(2);
        Path der = folder.resolve("one.cer");
        Files.write(der, trust.demoChain().get(0).getEncoded());
        assertThat(anchors(der)).isEqualTo(1);
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertRefused("nowhere.pem", "trust.named.missing");
    }

    @Test
    void saysThatTheFileHoldsNoCertificates() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.pem"), "nothing").toString(), "trust.named.unreadable");
        assertRefused(Files.writeString(folder.resolve("b.pem"), "").toString(), "trust.named.unreadable");
    }

    @Test
    void believesNoListOfAnUnknownSigner() {
        Path list = PKI.resolve("vertrauensliste-NUR-ZUM-TESTEN.xml");
        TrustStatus status = trust.status(TrustSource.parse(list.toString()));
        assertThat(status.stale()).isTrue();
        assertThat(status.notices()).extracting(Notice::code).containsExactly("trust.named.signer-unknown");
        assertThat(anchors(list)).isZero();
    }

    @Test
    void takesNoListByPlainHttpOrFromElsewhere() {
        assertRefused("http://ca.example/liste.xml", "trust.named.address");
        assertRefused("file:///etc/passwd", "trust.named.address");
        assertRefused("https://wer:was@ca.example/liste.xml", "trust.named.address");
    }

    @Test
    void whatWasNeverFetchedIsNotThereOffline() {
        TrustStatus status = trust.status(TrustSource.parse("https://ca.example/liste.xml"));
        assertThat(status.stale()).isTrue();
        assertThat(status.notices()).extracting(Notice::code).containsExactly("trust.list.not-loaded");
    }

    private int anchors(Path file) {
        return trust.verifier(TrustSource.parse(file.toString()))
                .getTrustedCertSources()
                .getNumberOfCertificates();
    }

    private void assertRefused(String location, String code) {
        assertThatThrownBy(() -> trust.status(TrustSource.parse(location)))
                .asInstanceOf(throwable(TrustException.class))
                .hasMessage(code)
                .returns(Kind.INPUT, TrustException::kind);
    }
}
