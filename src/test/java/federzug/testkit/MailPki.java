package federzug.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A house with a certification authority of its own, made anew for each test. */
public final class MailPki {
    public static final String PIN = "nur-zum-testen";

    private final KeyPair authorityKey = keyPair();
    private final X509Certificate authority;

    /** A key with its certificate. */
    public record Holder(KeyPair keys, X509Certificate certificate) {}

    public MailPki() {
        try {
            authority = certificate("CN=NUR-ZUM-TESTEN Hausinterne CA", authorityKey, null, authorityKey);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public X509Certificate authority() {
        return authority;
    }

    /**
     * @param dnsName of a server; for a mail address anything with @
     */
    public Holder certified(String dnsName) {
        try {
            KeyPair keys = keyPair();
            int kind = dnsName.contains("@") ? GeneralName.rfc822Name : GeneralName.dNSName;
            return new Holder(keys, certificate("CN=" + dnsName, keys, new GeneralName(kind, dnsName), authorityKey));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public SSLContext server(String dnsName) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(certified(dnsName)), PIN.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public Path writeAuthority(Path file) throws IOException {
        return Files.writeString(file, pem(authority));
    }

    /** Certificate and key in one PEM file, as Postfix reads it. */
    public Path writePem(Holder holder, Path file) throws Exception {
        return Files.writeString(
                file, pem(new JcaPKCS8Generator(holder.keys().getPrivate(), null)) + pem(holder.certificate()));
    }

    public Path writePkcs12(Holder holder, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            keyStore(holder).store(out, PIN.toCharArray());
        }
        return file;
    }

    private KeyStore keyStore(Holder holder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key", holder.keys().getPrivate(), PIN.toCharArray(), new Certificate[] {holder.certificate(), authority
                });
        return store;
    }

    private X509Certificate certificate(String subject, KeyPair keys, GeneralName name, KeyPair signer)
            throws Exception {
        Instant now = Instant.now();
        X500Principal issuer = authority == null ? new X500Principal(subject) : authority.getSubjectX500Principal();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now.minus(Duration.ofDays(4000))),
                Date.from(now.plus(Duration.ofDays(10))),
                new X500Principal(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
        if (name != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
