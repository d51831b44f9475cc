package federzug.verification.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
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
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.jspecify.annotations.Nullable;

/**
 * How many signers a signature names, and by which method the first one signed (RFC 5652, 5.3).
 *
 * @param count of signers; a PDF signature has exactly one (ISO 32000-2, 12.8.3.3.1)
 * @param method object identifiers of digest and signature algorithm, for those who look it up
 * @param known whether the method can be verified here
 */
public record CmsSigners(int count, String method, boolean known) {
    private static final CmsSigners UNREADABLE = new CmsSigners(1, "", true);

    /** Of a signature that cannot be read nothing is said: that it is broken is for the validator to tell. */
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
            return new CmsSigners(signers.size(), method, isKnown(first));
        } catch (IOException | CMSException | RuntimeException e) {
            return UNREADABLE;
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

    /** Many programs name the kind of key alone; the digest stands beside it. */
    private static boolean isEncryptionOnly(String oid) {
        return Arrays.stream(EncryptionAlgorithm.values())
                .anyMatch(algorithm -> algorithm.getOid().equals(oid));
    }
}
