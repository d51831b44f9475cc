package federzug.signing.pades;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.notice.Place;
import federzug.signing.SigningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.jspecify.annotations.Nullable;

/**
 * The CMS structure of a PAdES baseline signature (RFC 5652; ETSI EN 319 142-1, 6.3). The signed attributes are made
 * once and kept as bytes; everything else is put around them, so that a restart or another library version between the
 * two steps cannot change what was signed.
 */
public final class Cms {
    private Cms() {}

    /**
     * DER of the SET OF signed attributes: content type, message digest, ESS signing certificate v2 (RFC 5035). The
     * claimed time is not among them: PAdES keeps it in the signature dictionary (ETSI EN 319 142-1, 6.3).
     */
    public static byte[] signedAttributes(byte[] messageDigest, Signer signer) {
        byte[] hash =
                DSSUtils.digest(DigestAlgorithm.SHA256, signer.certificate().getEncoded());
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(messageDigest))));
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
        try {
            return new DERSet(attributes).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message digest in the signed attributes (RFC 5652, 11.2); empty if they are malformed. */
    public static byte[] messageDigest(byte[] signedAttributes) {
        try {
            Attribute attribute =
                    new AttributeTable(ASN1Set.getInstance(signedAttributes)).get(CMSAttributes.messageDigest);
            return attribute == null
                    ? new byte[0]
                    : ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0))
                            .getOctets();
        } catch (IllegalArgumentException | ClassCastException e) {
            return new byte[0];
        }
    }

    /**
     * A time-stamp token for the present time.
     *
     * @param about what it is asked for; any text will do
     * @throws SigningException if its answer is no time stamp
     */
    public static byte[] timestamp(TSPSource source, String about) {
        return timestamp(source, DigestAlgorithm.SHA256, about.getBytes(StandardCharsets.UTF_8));
    }

    /** The time that an RFC 3161 token states. */
    public static Instant time(byte[] token) {
        try {
            return new TimeStampToken(new CMSSignedData(token))
                    .getTimeStampInfo()
                    .getGenTime()
                    .toInstant();
        } catch (CMSException | TSPException e) {
            throw wrongTimestamp().causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An RFC 3161 token over the signature value (ETSI EN 319 122-1, 5.3).
     *
     * @throws SigningException if the token was issued for another value
     */
    public static byte[] timestamp(TSPSource source, DigestAlgorithm algorithm, byte[] signatureValue) {
        byte[] imprint = DSSUtils.digest(algorithm, signatureValue);
        byte[] token = source.getTimeStampResponse(algorithm, imprint).getBytes();
        try {
            TimeStampToken parsed = new TimeStampToken(new CMSSignedData(token));
            if (!Arrays.equals(imprint, parsed.getTimeStampInfo().getMessageImprintDigest())) {
                throw wrongTimestamp();
            }
        } catch (CMSException | TSPException e) {
            throw wrongTimestamp().causedBy(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return token;
    }

    /**
     * DER of the complete, detached SignedData.
     *
     * @param timestampToken null: a B-B signature, whose time others will have to prove
     */
    public static byte[] build(Signer signer, byte[] signedAttributes, byte[] value, byte @Nullable [] timestampToken) {
        try {
            Certificate own = Certificate.getInstance(signer.certificate().getEncoded());
            AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder()
                    .find(signer.digestAlgorithm().getJavaName());
            AlgorithmIdentifier algorithm = new DefaultSignatureAlgorithmIdentifierFinder()
                    .find(signer.algorithm().getJCEId());
            @Nullable
            ASN1Set unsigned = timestampToken == null
                    ? null
                    : new DERSet(new Attribute(
                            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                            new DERSet(ASN1Primitive.fromByteArray(timestampToken))));
            SignerInfo info = new SignerInfo(
                    new SignerIdentifier(new IssuerAndSerialNumber(own)),
                    digest,
                    ASN1Set.getInstance(signedAttributes),
                    algorithm,
                    new DEROctetString(value),
                    unsigned);
            SignedData signed = new SignedData(
                    new DERSet(digest),
                    new ContentInfo(CMSObjectIdentifiers.data, null),
                    certificates(signer),
                    null,
                    new DERSet(info));
            return new ContentInfo(CMSObjectIdentifiers.signedData, signed).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chain without the root: a trust anchor is for the validator to have (ETSI EN 319 142-1, 6.3 note). */
    private static ASN1Set certificates(Signer signer) {
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        for (CertificateToken certificate : signer.chain()) {
            if (certificates.size() == 0 || !certificate.isSelfSigned()) {
                certificates.add(Certificate.getInstance(certificate.getEncoded()));
            }
        }
        return new DERSet(certificates);
    }

    private static SigningException wrongTimestamp() {
        return SigningException.failed("signing.timestamp.wrong", Place.NOWHERE);
    }
}
