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
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
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
        CONTRADICTORY,
        /** It was made over the signed attributes in the order in which they are written, not over their DER form. */
        UNORDERED,
        /** It brings a content of its own although it is one beside its content. */
        ENVELOPING;

        /** Whether the signature fits its content although it breaks a rule of the format. */
        boolean isIrregular() {
            return this == CONTRADICTORY || this == UNORDERED || this == ENVELOPING;
        }
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
            String names = first.getDigestAlgOID() + ", " + first.getEncryptionAlgOID();
            Method method = method(first, cms, contents.getBytes());
            boolean enveloping = method == Method.KNOWN
                    && cms.getSignedContent() != null
                    && UnreadSignature.form(signature).endsWith(".detached")
                    && fitsAttributes(first, cms, contents.getBytes(), false);
            return new CmsSigners(
                    signers.size(), names, enveloping ? Method.ENVELOPING : method, areStampsKnown(first));
        } catch (IOException | CMSException | RuntimeException e) {
            return UNREADABLE;
        }
    }

    private static Method method(SignerInformation signer, CMSSignedData cms, byte[] written) {
        if (!isKnown(signer)) {
            return Method.UNKNOWN;
        }
        if (fitsOnlyTheStatedDigest(signer, cms)) {
            return Method.CONTRADICTORY;
        }
        return fitsAttributes(signer, cms, written, true) ? Method.UNORDERED : Method.KNOWN;
    }

    /** Whether a signature of one signer fits this content, whatever its form. */
    static boolean fits(byte[] contents, byte[] covered) {
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            CMSSignedData cms =
                    new CMSSignedData(new CMSProcessableByteArray(covered), ContentInfo.getInstance(in.readObject()));
            List<SignerInformation> signers = List.copyOf(cms.getSignerInfos().getSigners());
            return signers.size() == 1
                    && (verifies(signers.get(0), cms)
                            || isDigestOf(signers.get(0), covered)
                                    && fitsAttributes(signers.get(0), cms, contents, true));
        } catch (IOException | GeneralSecurityException | CMSException | RuntimeException e) {
            return false;
        }
    }

    private static boolean verifies(SignerInformation signer, CMSSignedData cms) throws IOException {
        for (Object match : cms.getCertificates().getMatches(signer.getSID())) {
            byte[] certificate = ((X509CertificateHolder) match).getEncoded();
            try {
                if (signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(DSSSecurityProvider.getSecurityProvider())
                        .build(DSSUtils.loadCertificate(certificate).getPublicKey()))) {
                    return true;
                }
            } catch (CMSException | OperatorCreationException e) {
                // Not by this certificate.
            }
        }
        return false;
    }

    private static boolean isDigestOf(SignerInformation signer, byte[] covered) throws GeneralSecurityException {
        AttributeTable attributes = signer.getSignedAttributes();
        Attribute digest = attributes == null ? null : attributes.get(PKCSObjectIdentifiers.pkcs_9_at_messageDigest);
        String method = DigestAlgorithm.forOID(signer.getDigestAlgOID()).getJavaName();
        byte[] made = MessageDigest.getInstance(method, DSSSecurityProvider.getSecurityProvider())
                .digest(covered);
        return digest != null
                && digest.getAttrValues().size() == 1
                && Arrays.equals(
                        made,
                        ASN1OctetString.getInstance(digest.getAttrValues().getObjectAt(0))
                                .getOctets());
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
                            .anyMatch(issuer -> method(issuer, token, new byte[0]) != Method.KNOWN)) {
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
            return verifies(signer, cms, used, attributes);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /**
     * RFC 5652, 5.4: the signed attributes are digested in DER, in which a set is sorted, whatever order they have.
     *
     * @param contents the signature as it is written
     * @param onlyAsWritten whether it counts only that the signature does not fit the sorted ones
     */
    private static boolean fitsAttributes(
            SignerInformation signer, CMSSignedData cms, byte[] contents, boolean onlyAsWritten) {
        try {
            ASN1Set attributes = signer.toASN1Structure().getAuthenticatedAttributes();
            DigestAlgorithm stated = DigestAlgorithm.forOID(signer.getDigestAlgOID());
            String oid = signer.getEncryptionAlgOID();
            SignatureAlgorithm used = isEncryptionOnly(oid)
                    ? SignatureAlgorithm.getAlgorithm(EncryptionAlgorithm.forOID(oid), stated)
                    : SignatureAlgorithm.forOID(oid);
            if (attributes == null || used == null || used.getEncryptionAlgorithm() == EncryptionAlgorithm.RSASSA_PSS) {
                return false;
            }
            byte[] sorted = attributes.getEncoded(ASN1Encoding.DER);
            if (!onlyAsWritten) {
                return verifies(signer, cms, used, sorted);
            }
            byte[] written = DerElement.attributesIn(contents);
            byte[] own = written.length == 0 ? attributes.getEncoded(ASN1Encoding.DL) : written;
            return !Arrays.equals(own, sorted)
                    && !verifies(signer, cms, used, sorted)
                    && verifies(signer, cms, used, own);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static boolean verifies(
            SignerInformation signer, CMSSignedData cms, SignatureAlgorithm algorithm, byte[] attributes)
            throws IOException, GeneralSecurityException {
        for (Object match : cms.getCertificates().getMatches(signer.getSID())) {
            byte[] certificate = ((X509CertificateHolder) match).getEncoded();
            Signature check = Signature.getInstance(algorithm.getJCEId(), DSSSecurityProvider.getSecurityProvider());
            check.initVerify(DSSUtils.loadCertificate(certificate).getPublicKey());
            check.update(attributes);
            if (check.verify(signer.getSignature())) {
                return true;
            }
        }
        return false;
    }

    /** Many programs name the kind of key alone; the digest stands beside it. */
    private static boolean isEncryptionOnly(String oid) {
        return Arrays.stream(EncryptionAlgorithm.values())
                .anyMatch(algorithm -> algorithm.getOid().equals(oid));
    }
}
