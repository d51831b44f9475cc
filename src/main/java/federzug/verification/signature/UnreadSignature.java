package federzug.verification.signature;

import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.verification.file.ObjectPairs;
import federzug.verification.file.SignatureRange;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a signature that the validator passes over fits its content: its form is unusual then, and nothing says
 * that anybody damaged it.
 */
final class UnreadSignature {
    /** ISO 32000-1, 12.8.3.2. */
    private static final String PKCS1 = "adbe.x509.rsa_sha1";

    private static final String LENIENT = "org.bouncycastle.asn1.allow_unsafe_integer";

    private static final COSName CERTIFICATES = COSName.getPDFName("Cert");
    private static final List<String> METHODS =
            List.of("SHA1withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA");

    private UnreadSignature() {}

    /** The form that the signature says it has. */
    static String form(COSDictionary signature) {
        return String.valueOf(signature.getNameAsString(COSName.SUB_FILTER));
    }

    static boolean fits(SignatureRange range, @Nullable COSDictionary signature, byte[] file) {
        if (signature == null
                || !range.sound()
                || !(ObjectPairs.resolve(signature.getItem(COSName.CONTENTS)) instanceof COSString contents)) {
            return false;
        }
        byte[] bytes = contents.getBytes();
        int behind = range.gap() + 2 * bytes.length + 2;
        byte[] covered = Arrays.copyOf(file, range.gap() + range.end() - behind);
        System.arraycopy(file, behind, covered, range.gap(), range.end() - behind);
        if (form(signature).equals(PKCS1)) {
            return fitsKey(signature, bytes, covered);
        }
        try {
            // Some programs write numbers with superfluous zeros (X.690, 8.3.2), which says nothing of the signature.
            Properties.setThreadOverride(LENIENT, true);
            return CmsSigners.fits(bytes, covered);
        } finally {
            Properties.removeThreadOverride(LENIENT);
        }
    }

    private static boolean fitsKey(COSDictionary signature, byte[] contents, byte[] covered) {
        COSBase entry = ObjectPairs.resolve(signature.getItem(CERTIFICATES));
        COSBase first = entry instanceof COSArray all && all.size() > 0 ? ObjectPairs.resolve(all.get(0)) : entry;
        if (!(first instanceof COSString certificate)) {
            return false;
        }
        try {
            PublicKey key = DSSUtils.loadCertificate(certificate.getBytes()).getPublicKey();
            DerElement value = DerElement.at(contents, 0);
            byte[] signed = ASN1OctetString.getInstance(Arrays.copyOf(contents, value.end()))
                    .getOctets();
            for (String method : METHODS) {
                Signature check = Signature.getInstance(method, DSSSecurityProvider.getSecurityProvider());
                check.initVerify(key);
                check.update(covered);
                if (check.verify(signed)) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
