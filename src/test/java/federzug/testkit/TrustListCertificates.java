package federzug.testkit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import federzug.testkit.DemoPkiCertificates.Identity;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signatories' certificates with what may be wrong with them. */
final class TrustListCertificates {
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();

    private final Identity authority;
    private final String revocationList;

    /** @param revocationList where the authority's is to be found */
    TrustListCertificates(Identity authority, String revocationList) {
        this.authority = authority;
        this.revocationList = revocationList;
    }

    Path issue(Path folder, String name, String given, String family, boolean qualified, Instant from, Instant to)
            throws Exception {
        X500Name subject = new X500Name(
                "C=DE,SURNAME=" + family + ",GIVENNAME=" + given + ",CN=" + given + " " + family + " (NUR-ZUM-TESTEN)");
        KeyPair keys = keys();
        JcaX509v3CertificateBuilder builder = builder(subject, keys, from, to);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        GeneralName list = new GeneralName(GeneralName.uniformResourceIdentifier, revocationList);
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(list)), null, null)
        }));
        if (qualified) {
            DemoPkiCertificates.addQualifiedStatements(builder);
        }
        KeyStore store = store(name, keys, builder);
        Path file = folder.resolve(name + "-NUR-ZUM-TESTEN.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    /** A web server for localhost. */
    HttpsServer server() throws Exception {
        KeyPair keys = keys();
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = builder(
                new X500Name("CN=localhost"), keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store("localhost", keys, builder), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair keys, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded()),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(to),
                subject,
                keys.getPublic());
    }

    private KeyStore store(String name, KeyPair keys, JcaX509v3CertificateBuilder builder) throws Exception {
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate[] chain = {certificate, authority.certificate()};
        store.setKeyEntry(name, keys.getPrivate(), PASSWORD, chain);
        return store;
    }
}
