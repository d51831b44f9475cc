package federzug.testkit;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.signing.SigningDevice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys made for one test and thrown away: a root, signers under it, and a time-stamp authority. */
public final class SigningKeys {
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyPair rootKey = elliptic("secp256r1");
    private final X509Certificate root;
    private long serial = 100;

    public SigningKeys() {
        root = certificate(
                "CN=Wegwerf-Wurzel",
                rootKey,
                Instant.now().minus(YEAR),
                Instant.now().plus(YEAR),
                null);
    }

    /** A person's key and certificate. */
    public record Holder(KeyPair key, X509Certificate certificate, X509Certificate root) {
        public List<byte[]> chain() {
            try {
                return List.of(certificate.getEncoded(), root.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Holder signer(String name) {
        return signer(name, elliptic("secp256r1"));
    }

    public Holder signer(String name, KeyPair key) {
        return signer(name, key, Instant.now().minus(YEAR), Instant.now().plus(YEAR));
    }

    public Holder signer(String name, KeyPair key, Instant from, Instant to) {
        KeyUsage usage = new KeyUsage(KeyUsage.nonRepudiation);
        return new Holder(key, certificate("CN=" + name, key, from, to, usage), root);
    }

    /** A certificate that says it makes qualified signatures with a qualified device (ETSI EN 319 412-5). */
    public Holder qualified(String name) {
        KeyPair key = elliptic("secp256r1");
        Instant now = Instant.now();
        X509Certificate certificate = certificate(
                "CN=" + name, key, now.minus(YEAR), now.plus(YEAR), new KeyUsage(KeyUsage.nonRepudiation), true);
        return new Holder(key, certificate, root);
    }

    private static DERSequence qualifiedStatements() {
        ASN1EncodableVector statements = new ASN1EncodableVector();
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1")));
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.4")));
        return new DERSequence(statements);
    }

    /** The example key of that person, whose certificate the example list knows. */
    public static Holder example(String person) {
        try (InputStream in = Files.newInputStream(Path.of("keystores-example", person + "-NUR-ZUM-TESTEN.p12"))) {
            char[] password = "nur-zum-testen".toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            String alias = keys.aliases().nextElement();
            Certificate[] chain = keys.getCertificateChain(alias);
            X509Certificate own = (X509Certificate) chain[0];
            KeyPair pair = new KeyPair(own.getPublicKey(), (PrivateKey) keys.getKey(alias, password));
            return new Holder(pair, own, (X509Certificate) chain[1]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KeyPair elliptic(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public TSPSource timestamps() {
        KeyPair key = elliptic("secp256r1");
        X509Certificate tsa = certificate(
                "CN=Wegwerf-Zeitstempel",
                key,
                Instant.now().minus(YEAR),
                Instant.now().plus(YEAR),
                null);
        KeyEntityTSPSource source = new KeyEntityTSPSource(
                key.getPrivate(),
                new CertificateToken(tsa),
                List.of(new CertificateToken(tsa), new CertificateToken(root)));
        source.setTsaPolicy("1.2.3.4");
        source.setDigestAlgorithm(DigestAlgorithm.SHA256);
        source.setAcceptedDigestAlgorithms(List.of(DigestAlgorithm.SHA256));
        return source;
    }

    /** Writes a PKCS#12 file (RFC 7292). */
    public static Path store(Path file, char[] pin, Holder... holders) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            for (Holder holder : holders) {
                String alias =
                        holder.certificate().getSubjectX500Principal().getName().replaceAll("[^a-zA-Z]", "");
                keys.setKeyEntry(
                        alias, holder.key().getPrivate(), pin, new Certificate[] {holder.certificate(), holder.root()});
            }
            keys.store(out, pin);
            return file;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A device in memory. */
    public static SigningDevice device(Holder holder, String algorithm) {
        return new SigningDevice() {
            @Override
            public String name() {
                return "wegwerf";
            }

            @Override
            public List<byte[]> certificateChain() {
                return holder.chain();
            }

            @Override
            public String algorithm() {
                return algorithm;
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                return value(holder.key().getPrivate(), algorithm, toBeSigned);
            }

            @Override
            public void close() {}
        };
    }

    /** The raw signature of Bouncy Castle, as a device returns it. */
    public static byte[] value(PrivateKey key, String algorithm, byte[] toBeSigned) {
        try {
            Signature signature =
                    Signature.getInstance(algorithm, new org.bouncycastle.jce.provider.BouncyCastleProvider());
            signature.initSign(key);
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(String subject, KeyPair key, Instant from, Instant to, KeyUsage usage) {
        return certificate(subject, key, from, to, usage, false);
    }

    private X509Certificate certificate(
            String subject, KeyPair key, Instant from, Instant to, KeyUsage usage, boolean qualified) {
        try {
            boolean itself = key == rootKey;
            X500Principal issuer = itself ? new X500Principal(subject) : root.getSubjectX500Principal();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(serial++),
                    Date.from(from),
                    Date.from(to),
                    new X500Principal(subject),
                    key.getPublic());
            if (itself) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else if (usage != null) {
                builder.addExtension(Extension.keyUsage, true, usage);
            } else {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            if (qualified) {
                builder.addExtension(Extension.qCStatements, false, qualifiedStatements());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(rootKey.getPrivate())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
