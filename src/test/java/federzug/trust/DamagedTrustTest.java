package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import federzug.notice.NoticedException.Kind;
import federzug.notice.Texts;
import federzug.testkit.ATrust;
import federzug.testkit.DemoPki;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the example folder is not what it was. */
class DamagedTrustTest {
    private static final String PKI = "pki-NUR-ZUM-TESTEN/";
    private static final String LIST = PKI + "vertrauensliste-NUR-ZUM-TESTEN.xml";
    private static final String LOTL = PKI + "lotl-NUR-ZUM-TESTEN.xml";

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path original = Path.of("keystores-example");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Trust trust() {
        return trust(Clock.systemUTC());
    }

    private Trust trust(Clock clock) {
        return new Trust(ATrust.offline(folder, folder.resolve("cache")), clock);
    }

    private int anchors(Trust trust) {
        return trust.verifier(TrustSource.EXAMPLE).getTrustedCertSources().getNumberOfCertificates();
    }

    @Test
    void trustsTwoServicesOfTheUntouchedFolder() {
        assertThat(anchors(trust())).isEqualTo(2);
    }

    @Test
    void believesNoListThatWasChanged() throws IOException {
        replace(LIST, "Svcstatus/granted", "Svcstatus/withdrawn");
        assertNothingIsTrusted();
    }

    @Test
    void believesNoListOfListsThatWasChanged() throws IOException {
        replace(LOTL, "<tsl:TSLSequenceNumber>1<", "<tsl:TSLSequenceNumber>2<");
        assertNothingIsTrusted();
    }

    @Test
    void believesNoListWithoutASignature() throws IOException {
        unsign(LIST);
        assertNothingIsTrusted();
    }

    @Test
    void believesNoListOfListsWithoutASignature() throws IOException {
        unsign(LOTL);
        assertNothingIsTrusted();
    }

    @Test
    void believesNoListThatIsNotXml() throws IOException {
        Files.writeString(folder.resolve(LIST), "no list");
        assertNothingIsTrusted();
    }

    @Test
    void resolvesNoExternalEntityInAList() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        String xml = Files.readString(folder.resolve(LIST));
        String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
        int end = xml.indexOf("?>") + 2;
        Files.writeString(folder.resolve(LIST), xml.substring(0, end) + doctype + xml.substring(end));
        assertNothingIsTrusted();
    }

    @Test
    void believesNoListWhoseNextIssueIsOverdue() {
        Clock late = Clock.fixed(Instant.parse("2041-01-02T00:00:00Z"), ZoneOffset.UTC);
        Trust trust = trust(late);
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isTrue();
        assertThat(anchors(trust)).isZero();
    }

    @Test
    void refusesTheFolderOfAnotherDemoRoot() throws Exception {
        DemoPki.make(folder, folder.resolve("keys.properties"));
        assertRefused("trust.example.foreign");
    }

    @Test
    void namesTheMissingFileAndHowToRestoreTheFolder() throws IOException {
        Files.delete(folder.resolve(PKI + "zeitstempel-NUR-ZUM-TESTEN.p12"));
        assertRefused("trust.example.missing");
        assertThatThrownBy(() -> trust().timestamps(true))
                .asInstanceOf(throwable(TrustException.class))
                .satisfies(e -> assertThat(Texts.german().line(e.notices().get(0)))
                        .contains(folder.toString())
                        .contains("Bitte Federzug neu entpacken")
                        .doesNotContain("git "));
    }

    @Test
    void refusesADamagedKeyStore() throws IOException {
        Files.writeString(folder.resolve(PKI + "auskunft-ausgabe-NUR-ZUM-TESTEN.p12"), "no key store");
        assertRefused("trust.example.damaged");
    }

    @Test
    void refusesADamagedCertificate() throws IOException {
        Files.writeString(folder.resolve(PKI + "wurzel-NUR-ZUM-TESTEN.crt"), "no certificate");
        assertRefused("trust.example.damaged");
    }

    @Test
    void refusesARevocationListOfAnotherIssuer() throws IOException {
        Files.copy(
                folder.resolve(PKI + "wurzel-NUR-ZUM-TESTEN.crl"),
                folder.resolve(PKI + "ausgabe-NUR-ZUM-TESTEN.crl"),
                StandardCopyOption.REPLACE_EXISTING);
        assertRefused("trust.example.damaged");
    }

    @Test
    void reportsAMissingFolderWhenKeyStoresAreAskedFor() {
        Trust trust = new Trust(ATrust.offline(folder.resolve("nowhere"), folder.resolve("cache")), Clock.systemUTC());
        assertThatThrownBy(trust::exampleKeystores).hasMessage("trust.example.missing");
    }

    private void assertRefused(String code) {
        assertThatThrownBy(() -> trust().verifier(TrustSource.EXAMPLE))
                .asInstanceOf(throwable(TrustException.class))
                .hasMessage(code)
                .returns(Kind.INPUT, TrustException::kind);
    }

    private void assertNothingIsTrusted() {
        Trust trust = trust();
        assertThat(trust.status(TrustSource.EXAMPLE).stale()).isTrue();
        assertThat(anchors(trust)).isZero();
    }

    private void replace(String file, String old, String with) throws IOException {
        String xml = Files.readString(folder.resolve(file));
        assertThat(xml).contains(old);
        Files.writeString(folder.resolve(file), xml.replace(old, with));
    }

    private void unsign(String file) throws IOException {
        String xml = Files.readString(folder.resolve(file));
        int begin = xml.indexOf("<ds:Signature ");
        int end = xml.indexOf("</ds:Signature>") + "</ds:Signature>".length();
        Files.writeString(folder.resolve(file), xml.substring(0, begin) + xml.substring(end));
    }
}
