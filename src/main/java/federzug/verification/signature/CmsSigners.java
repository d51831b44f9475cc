package federzug.verification.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.verification.file.ObjectPairs;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * How many signers a signature names, and by which method the first one signed (RFC 5652, 5.3).
 *
 * @param count of signers; a PDF signature has exactly one (ISO 32000-2, 12.8.3.3.1)
 * @param algorithms object identifiers of digest and signature algorithm, for those who look it up
 * @param stampsKnown whether the time stamps that it carries were made by methods that can be verified here
 */
public record CmsSigners(int count, String algorithms, Method method, boolean stampsKnown) {
    private static final CmsSigners UNREADABLE = new CmsSigners(1, "", Method.KNOWN, false);

    /** What can be said of the method of a signature. */
    public enum Method {
        KNOWN,
        /** It cannot be verified here. */
        UNKNOWN,
        /** The algorithm of the signature names another digest than the one it was made with, as is stated beside it. */
        CONTRADICTORY
    }

    /** Returns nothing about a signature that cannot be read: that it is broken is reported by the validator. */
    public static CmsSigners of(@Nullable COSDictionary signature) {
        if (signature == null
                || !(ObjectPairs.resolve(signature.getItem(COSName.CONTENTS)) instanceof COSString contents)) {
            return UNREADABLE;
        }
        try (ASN1InputStream in = new ASN1InputStream(contents.getBytes())) {
            CMSSignedData cms = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
            List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
            if (signers.isEmpty()) {
                return UNREADABLE;
            }
            SignerInformation first = signers.get(0);
            String method = first.getDigestAlgOID() + ", " + first.getEncryptionAlgOID();
            return new CmsSigners(signers.size(), method, method(first, cms), areStampsKnown(first));
        } catch (IOException | CMSException | RuntimeException e) {
            return UNREADABLE;
        }
    }

    private static Method method(SignerInformation signer, CMSSignedData cms) {
        if (!isKnown(signer)) {
            return Method.UNKNOWN;
        }
        return fitsOnlyTheStatedDigest(signer, cms) ? Method.CONTRADICTORY : Method.KNOWN;
    }

    /** RFC 3161, appendix A: each value of the attribute is a token, signed by its issuer. */
    private static boolean areStampsKnown(SignerInformation signer) {
        AttributeTable attributes = signer.getUnsignedAttributes();
        ASN1EncodableVector stamps = attributes == null
                ? new ASN1EncodableVector()
                : attributes.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        try {
            for (int i = 0; i < stamps.size(); i++) {
                for (ASN1Encodable value : ((Attribute) stamps.get(i)).getAttributeValues()) {
                    CMSSignedData token = new CMSSignedData(ContentInfo.getInstance(value));
                    if (token.getSignerInfos().getSigners().stream()
                            .anyMatch(issuer -> method(issuer, token) != Method.KNOWN)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CMSException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isKnown(SignerInformation signer) {
        try {
            DigestAlgorithm digest = DigestAlgorithm.forOID(signer.getDigestAlgOID());
            MessageDigest.getInstance(digest.getJavaName(), DSSSecurityProvider.getSecurityProvider());
            if (isEncryptionOnly(signer.getEncryptionAlgOID())) {
                return true;
            }
            String name =
                    SignatureAlgorithm.forOID(signer.getEncryptionAlgOID()).getJCEId();
            Signature.getInstance(name, DSSSecurityProvider.getSecurityProvider());
            return true;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    /** RFC 5652, 5.3, 5.6: the signed attributes are digested with the stated digest; both names must agree. */
    private static boolean fitsOnlyTheStatedDigest(SignerInformation signer, CMSSignedData cms) {
        if (isEncryptionOnly(signer.getEncryptionAlgOID())) {
            return false;
        }
        try {
            DigestAlgorithm stated = DigestAlgorithm.forOID(signer.getDigestAlgOID());
            SignatureAlgorithm named = SignatureAlgorithm.forOID(signer.getEncryptionAlgOID());
            byte[] attributes = signer.getEncodedSignedAttributes();
            SignatureAlgorithm used = SignatureAlgorithm.getAlgorithm(named.getEncryptionAlgorithm(), stated);
            if (stated == named.getDigestAlgorithm()
                    || named.getEncryptionAlgorithm() == EncryptionAlgorithm.RSASSA_PSS
                    || attributes == null
                    || used == null) {
                return false;
            }
            for (Object match : cms.getCertificates().getMatches(signer.getSID())) {
                byte[] certificate = ((X509CertificateHolder) match).getEncoded();
                Signature check = Signature.getInstance(used.getJCEId(), DSSSecurityProvider.getSecurityProvider());
                check.initVerify(DSSUtils.loadCertificate(certificate).getPublicKey());
                check.update(attributes);
                if (check.verify(signer.getSignature())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** Many programs name the kind of key alone; the digest stands beside it. */
    private static boolean isEncryptionOnly(String oid) {
        return Arrays.stream(EncryptionAlgorithm.values())
                .anyMatch(algorithm -> algorithm.getOid().equals(oid));
    }
}
