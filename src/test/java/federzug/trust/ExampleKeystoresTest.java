package federzug.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.testkit.ATrust;
import federzug.testkit.DemoPki;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleKeystoresTest {
    private static final Path FOLDER = Path.of("keystores-example");
    private static final Instant TEN_YEARS_ON = Instant.parse("2036-11-22T00:00:00Z");
    private static final String MARK = "NUR-ZUM-TESTEN";

    private final Trust trust =
            new Trust(ATrust.offline(FOLDER, Path.of("target", "no-trust-cache")), Clock.systemUTC());

    @Test
    void everyFileNameSaysWhatItIs() throws IOException {
        assertThat(files())
                .isNotEmpty()
                .filteredOn(file -> !file.endsWith("README.md"))
                .allMatch(file -> file.getFileName().toString().contains(MARK));
    }

    @Test
    void everyCertificateSaysWhatItIsAndLastsTenYears() throws Exception {
        List<X509Certificate> all = certificates();
        assertThat(all).hasSizeGreaterThan(20);
        for (X509Certificate certificate : all) {
            assertThat(commonName(certificate.getSubjectX500Principal())).contains(MARK);
            assertThat(commonName(certificate.getIssuerX500Principal())).contains(MARK);
            assertThat(certificate.getNotAfter()).isAfter(TEN_YEARS_ON);
            assertThat(certificate.getNotBefore()).isBefore("2021-01-02T00:00:00Z");
            assertThat(((ECPublicKey) certificate.getPublicKey())
                            .getParams()
                            .getOrder()
                            .bitLength())
                    .isEqualTo(256);
            assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        }
    }

    @Test
    void listsAndRevocationListsSayWhatTheyAreAndLastTenYears() throws Exception {
        for (String list : List.of("lotl", "vertrauensliste")) {
            String xml = Files.readString(FOLDER.resolve("pki-" + MARK + "/" + list + "-" + MARK + ".xml"));
            assertThat(xml)
                    .containsPattern("<tsl:SchemeName><tsl:Name xml:lang=\"en\">[^<]*" + MARK)
                    .containsPattern("<tsl:SchemeOperatorName><tsl:Name xml:lang=\"en\">[^<]*" + MARK)
                    .contains("<tsl:NextUpdate><tsl:dateTime>2041-");
        }
        ExampleFolder.Contents contents = new ExampleFolder(FOLDER, DemoRoot.built()).read();
        assertThat(contents.revocationLists()).hasSize(2);
        for (X509CRL list : contents.revocationLists()) {
            assertThat(commonName(list.getIssuerX500Principal())).contains(MARK);
            assertThat(list.getNextUpdate()).isAfter(TEN_YEARS_ON);
        }
    }

    @Test
    void holdsOneKeyStorePerPersonOfTheExamples() {
        assertThat(trust.exampleKeystores())
                .containsOnlyKeys("barth", "berndt", "demmler", "forkert", "gesperrt", "raphael", "rodig", "weissbach");
    }

    @Test
    void everyPersonsChainEndsAtTheDemoRootEvenIfOnlyTheLeafIsShown() throws Exception {
        for (Path store : trust.exampleKeystores().values()) {
            List<CertificateToken> chain =
                    chain(store).stream().map(CertificateToken::new).toList();
            assertThat(chain).hasSize(3);
            for (int length = 1; length <= 3; length++) {
                assertThat(trust.endsAtDemoRoot(chain.subList(0, length))).isTrue();
            }
        }
        assertThat(trust.endsAtDemoRoot(List.of())).isFalse();
    }

    @Test
    void aForeignChainWithTheSameNamesIsNoExample(@TempDir Path folder) throws Exception {
        DemoPki.make(folder, folder.resolve("keys.properties"));
        List<CertificateToken> foreign = chain(folder.resolve("raphael-" + MARK + ".p12")).stream()
                .map(CertificateToken::new)
                .toList();
        assertThat(commonName(foreign.get(2).getCertificate().getSubjectX500Principal()))
                .isEqualTo(commonName(trust.demoChain().get(1).getCertificate().getSubjectX500Principal()));
        assertThat(trust.endsAtDemoRoot(foreign)).isFalse();
    }

    @Test
    void anExampleCertificateUnderOtherNamesIsStillAnExample() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(FOLDER.resolve("pki-" + MARK + "/ausgabe-" + MARK + ".p12"))) {
            keys.load(in, Trust.examplePassword());
        }
        String alias = keys.aliases().nextElement();
        PrivateKey issuing = (PrivateKey) keys.getKey(alias, Trust.examplePassword());
        X509CertificateHolder disguised = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Echte Ausgabestelle"),
                        BigInteger.TEN,
                        new Date(0),
                        new Date(1),
                        new X500Name("CN=Echte Person"),
                        chain(trust.exampleKeystores().get("rodig")).get(0).getPublicKey())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuing));
        assertThat(trust.endsAtDemoRoot(List.of(DSSUtils.loadCertificate(disguised.getEncoded()))))
                .isTrue();
    }

    @Test
    void demoRootHashIsTheOneOfTheRootInTheFolder() throws Exception {
        CertificateToken root = trust.demoChain().get(1);
        assertThat(root.isSelfSigned()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(root.getPublicKey().getEncoded());
        assertThat(trust.demoRootHash()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    private static List<X509Certificate> certificates() throws Exception {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".p12")) {
                all.addAll(chain(file));
            }
        }
        return all;
    }

    private static List<X509Certificate> chain(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, Trust.examplePassword());
        }
        List<String> aliases = Collections.list(keys.aliases());
        assertThat(aliases).hasSize(1);
        Certificate[] chain = keys.getCertificateChain(aliases.get(0));
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String commonName(X500Principal name) {
        String text = name.getName();
        return text.substring(text.indexOf("CN="), text.indexOf(',', text.indexOf("CN=")));
    }
}
