package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the keys of the demo authorities, root and issuing CA, from the program itself: neither a name in a certificate
 * nor a changed folder can make an example key look real, or a foreign one look like an example.
 */
final class DemoRoot {
    private static final int MOST = 1_000;

    private final PublicKey root;
    private final PublicKey issuing;
    /** By the digest of the certificate: to verify four signatures costs as much as to make some. */
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    private DemoRoot(PublicKey root, PublicKey issuing) {
        this.root = root;
        this.issuing = issuing;
    }

    static DemoRoot built() {
        Properties keys = new Properties();
        try (InputStream in = DemoRoot.class.getResourceAsStream("demo-keys.properties")) {
            if (in == null) {
                throw new IllegalStateException("demo-keys.properties is not on the class path");
            }
            keys.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(keys);
    }

    static DemoRoot of(Properties keys) {
        return new DemoRoot(key(keys, "root"), key(keys, "issuing"));
    }

    private static PublicKey key(Properties keys, String name) {
        try {
            byte[] spki = Base64.getDecoder().decode(keys.getProperty(name, "").getBytes(StandardCharsets.US_ASCII));
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("demo-keys.properties: no key " + name, e);
        }
    }

    /** Lower-case hex SHA-256 of the root's SubjectPublicKeyInfo. */
    String hash() {
        return hash(root);
    }

    boolean isRoot(CertificateToken certificate) {
        return same(certificate.getPublicKey(), root);
    }

    boolean isIssuing(CertificateToken certificate) {
        return same(certificate.getPublicKey(), issuing);
    }

    /** One certificate suffices: it has the key of a demo authority or was signed with one. */
    boolean endsHere(Collection<CertificateToken> chain) {
        return chain.stream().anyMatch(this::belongs);
    }

    private boolean belongs(CertificateToken certificate) {
        return isRoot(certificate) || isIssuing(certificate) || wasSigned(certificate);
    }

    private boolean wasSigned(CertificateToken certificate) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(
                certificate.getDSSIdAsString(),
                id -> List.of(issuing, root).stream().anyMatch(key -> signed(certificate, key)));
    }

    private static boolean signed(CertificateToken certificate, PublicKey key) {
        try {
            certificate.getCertificate().verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean same(PublicKey one, PublicKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    private static String hash(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
