package federzug.verification.file;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/** The chain of a signer as carried in the signature, before anybody is trusted (RFC 5652, 5.1). */
public final class SignerChains {
    private static final int LONGEST = 10;

    private SignerChains() {}

    /** The signer's certificate first; empty if unknown. Certificates outside the chain are left out. */
    public static List<CertificateToken> of(COSDictionary signature) {
        if (!(ObjectPairs.resolve(signature.getItem(COSName.CONTENTS)) instanceof COSString contents)) {
            return List.of();
        }
        try (ASN1InputStream in = new ASN1InputStream(contents.getBytes())) {
            // The reserved room is padded with zeros, so only the first object counts.
            CMSSignedData cms = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
            List<CertificateToken> all = new ArrayList<>();
            for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                all.add(DSSUtils.loadCertificate(holder.getEncoded()));
            }
            for (SignerInformation signer : cms.getSignerInfos().getSigners()) {
                for (Object match : cms.getCertificates().getMatches(signer.getSID())) {
                    return chain(DSSUtils.loadCertificate(((X509CertificateHolder) match).getEncoded()), all);
                }
            }
            return List.of();
        } catch (IOException | CMSException | RuntimeException e) {
            return List.of();
        }
    }

    private static List<CertificateToken> chain(CertificateToken signer, List<CertificateToken> all) {
        List<CertificateToken> chain = new ArrayList<>(List.of(signer));
        CertificateToken last = signer;
        while (!last.isSelfSigned() && chain.size() < LONGEST) {
            CertificateToken issued = last;
            CertificateToken issuer = all.stream()
                    .filter(any -> !chain.contains(any) && issued.isSignedBy(any))
                    .findFirst()
                    .orElse(null);
            if (issuer == null) {
                break;
            }
            chain.add(issuer);
            last = issuer;
        }
        return chain;
    }
}
