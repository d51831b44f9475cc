package federzug.verification;

import federzug.trust.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes the CMS of a signature by hand, by the rules (ETSI EN 319 142-1, 6.3) or with one fault. */
final class RawCms implements RawStamp.Token {
    /** A key with its chain, the signer's certificate first. */
    record Signer(PrivateKey key, List<X509Certificate> chain, String algorithm) {
        static Signer example(Path store) {
            try (InputStream in = Files.newInputStream(store)) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(in, Trust.examplePassword());
                String alias = keys.aliases().nextElement();
                List<X509Certificate> chain = Arrays.stream(keys.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                return new Signer((PrivateKey) keys.getKey(alias, Trust.examplePassword()), chain, "SHA256withECDSA");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final List<Signer> signers;
    private List<X509Certificate> certificates;
    private boolean withReference = true;
    private X509Certificate referenced;
    private String encoding = "DER";

    RawCms(Signer... signers) {
        this.signers = List.of(signers);
        this.certificates = new ArrayList<>();
        this.signers.forEach(signer -> certificates.addAll(signer.chain()));
        this.referenced = signers[0].chain().get(0);
    }

    /** No signing-certificate-v2. */
    RawCms withoutReference() {
        withReference = false;
        return this;
    }

    /** Signing-certificate-v2 names another certificate. */
    RawCms referringTo(X509Certificate other) {
        referenced = other;
        return this;
    }

    RawCms withCertificates(List<X509Certificate> others) {
        certificates = others;
        return this;
    }

    /** BER of indefinite length. */
    RawCms inBer() {
        encoding = "BER";
        return this;
    }

    boolean isBer() {
        return encoding.equals("BER");
    }

    @Override
    public byte[] over(byte[] covered) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            for (Signer signer : signers) {
                ASN1EncodableVector attributes = new ASN1EncodableVector();
                if (withReference) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(referenced.getEncoded());
                    attributes.add(new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new DERSet(new SigningCertificateV2(new ESSCertIDv2(digest)))));
                }
                var builder = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setSignedAttributeGenerator(
                                new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
                generator.addSignerInfoGenerator(builder.build(
                        new JcaContentSignerBuilder(signer.algorithm()).build(signer.key()),
                        signer.chain().get(0)));
            }
            generator.addCertificates(new JcaCertStore(certificates));
            return generator
                    .generate(new CMSProcessableByteArray(covered), false)
                    .toASN1Structure()
                    .getEncoded(encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
