package federzug.signing.pades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.notice.GermanTime;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Whose signature it is and by what algorithm: the certificate chain, the signer's first, and an algorithm that fits
 * its key.
 */
public record Signer(List<CertificateToken> chain, SignatureAlgorithm algorithm) {
    /** Made once: building its tables costs more than a signature. */
    public static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private static final Set<DigestAlgorithm> DIGESTS =
            EnumSet.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512);
    private static final Set<EncryptionAlgorithm> KEYS =
            EnumSet.of(EncryptionAlgorithm.ECDSA, EncryptionAlgorithm.RSA, EncryptionAlgorithm.RSASSA_PSS);
    private static final int LONG_RSA = 3000;

    public Signer {
        chain = List.copyOf(chain);
    }

    /**
     * @throws SigningException if the chain is empty or unreadable, or the algorithm is not supported
     */
    public static Signer of(List<byte[]> encodedChain, String algorithmName) {
        SignatureAlgorithm algorithm;
        try {
            algorithm = SignatureAlgorithm.forJAVA(algorithmName);
        } catch (IllegalArgumentException e) {
            throw refused("signing.algorithm.refused", algorithmName).causedBy(e);
        }
        if (!DIGESTS.contains(algorithm.getDigestAlgorithm()) || !KEYS.contains(algorithm.getEncryptionAlgorithm())) {
            throw refused("signing.algorithm.refused", algorithmName);
        }
        List<CertificateToken> chain = new ArrayList<>();
        try {
            for (byte[] encoded : encodedChain) {
                chain.add(DSSUtils.loadCertificate(encoded));
            }
        } catch (DSSException e) {
            throw refused("signing.certificate.unreadable").causedBy(e);
        }
        if (chain.isEmpty()) {
            throw refused("signing.certificate.unreadable");
        }
        return new Signer(chain, algorithm);
    }

    /** The algorithm that goes with a key: the digest as strong as the key (FIPS 186-5, BSI TR-02102). */
    public static String algorithmFor(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            return (bits >= 512 ? "SHA512" : bits >= 384 ? "SHA384" : "SHA256") + "withECDSA";
        }
        if (key instanceof RSAKey rsa) {
            String digest = rsa.getModulus().bitLength() >= 4096 ? "SHA512" : "SHA256";
            return digest + (key.getAlgorithm().equals("RSASSA-PSS") ? "withRSAandMGF1" : "withRSA");
        }
        throw refused("signing.algorithm.refused", key.getAlgorithm());
    }

    /**
     * @throws SigningException with every reason why the certificate cannot be used at this time
     */
    public void requireUsable(ZonedDateTime now, String device) {
        CertificateToken own = certificate();
        List<Notice> faults = new ArrayList<>();
        Date at = Date.from(now.toInstant());
        GermanTime time = new GermanTime(now.getZone());
        if (at.after(own.getNotAfter())) {
            faults.add(Notice.error(
                    "signing.certificate.expired",
                    Place.NOWHERE,
                    device,
                    time.day(own.getNotAfter().toInstant())));
        }
        if (at.before(own.getNotBefore())) {
            faults.add(Notice.error(
                    "signing.certificate.not-yet",
                    Place.NOWHERE,
                    device,
                    time.day(own.getNotBefore().toInstant())));
        }
        if (tooWeak(own.getPublicKey())) {
            faults.add(Notice.error("signing.key.weak", Place.NOWHERE, device));
        }
        if (!fits(own.getPublicKey())) {
            faults.add(Notice.error("signing.algorithm.other-key", Place.NOWHERE, device, algorithm.getJCEId()));
        }
        if (!faults.isEmpty()) {
            throw new SigningException(Kind.INPUT, faults);
        }
    }

    /**
     * What will not be trusted for long: nothing to refuse, but to know. DSS's cryptographic suite ends RSA in 2029.
     */
    public Optional<Notice> remark(String device) {
        boolean padded = algorithm.getEncryptionAlgorithm() == EncryptionAlgorithm.RSA;
        boolean brief = certificate().getPublicKey() instanceof RSAKey rsa
                && rsa.getModulus().bitLength() < LONG_RSA;
        return padded || brief
                ? Optional.of(Notice.warning("signing.algorithm.ageing", Place.NOWHERE, device))
                : Optional.empty();
    }

    public CertificateToken certificate() {
        return chain.get(0);
    }

    public DigestAlgorithm digestAlgorithm() {
        return algorithm.getDigestAlgorithm();
    }

    /** RFC 3161 services everywhere know SHA-256; nothing is gained by more for one token. */
    public DigestAlgorithm timestampDigest() {
        return DigestAlgorithm.SHA256;
    }

    public List<byte[]> encodedChain() {
        return chain.stream().map(CertificateToken::getEncoded).toList();
    }

    public boolean verifies(byte[] signedBytes, byte[] value) {
        try {
            Signature signature = Signature.getInstance(algorithm.getJCEId(), PROVIDER);
            signature.initVerify(certificate().getPublicKey());
            signature.update(signedBytes);
            return signature.verify(value);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false; // a malformed value is a wrong value
        }
    }

    private boolean fits(PublicKey key) {
        boolean elliptic = algorithm.getEncryptionAlgorithm() == EncryptionAlgorithm.ECDSA;
        return elliptic ? key instanceof ECPublicKey : key instanceof RSAKey;
    }

    private static boolean tooWeak(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize() < 256;
        }
        return !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < 2048;
    }

    private static SigningException refused(String code, Object... arguments) {
        return SigningException.refused(code, Place.NOWHERE, arguments);
    }
}
