package federzug.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** The detached signature (CMS, RFC 5652) over a bundle's manifest. */
final class BundleSignature {
    private static final Set<String> DIGESTS = Set.of(
            NISTObjectIdentifiers.id_sha256.getId(),
            NISTObjectIdentifiers.id_sha384.getId(),
            NISTObjectIdentifiers.id_sha512.getId());

    private BundleSignature() {}

    static byte[] sign(byte[] manifest, PrivateKeyEntry key, Instant now) throws GeneralSecurityException {
        X509Certificate own = (X509Certificate) key.getCertificate();
        own.checkValidity(Date.from(now));
        String kind = own.getPublicKey().getAlgorithm();
        String algorithm = kind.startsWith("EC") ? "SHA256withECDSA" : "SHA256with" + kind;
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                            .build(new JcaContentSignerBuilder(algorithm).build(key.getPrivateKey()), own));
            List<Certificate> chain = Arrays.asList(key.getCertificateChain());
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(manifest), false)
                    .getEncoded();
        } catch (CMSException | OperatorCreationException | IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /**
     * @param believed exactly these certificates, not what they may have issued
     * @return who signed, empty if none of them did
     */
    static Optional<CertificateToken> signer(byte[] manifest, byte[] signature, Collection<CertificateToken> believed) {
        try {
            CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                return Optional.empty();
            }
            SignerInformation signer = signers.iterator().next();
            for (CertificateToken certificate : believed) {
                X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());
                if (DIGESTS.contains(signer.getDigestAlgOID())
                        && signer.getSID().match(holder)
                        && signer.verify(
                                new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getCertificate()))) {
                    return Optional.of(certificate);
                }
            }
            return Optional.empty();
        } catch (CMSException | OperatorCreationException | IOException | RuntimeException e) {
            return Optional.empty(); // Whatever it is, it is no signature of theirs.
        }
    }
}
