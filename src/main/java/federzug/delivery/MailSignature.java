package federzug.delivery;

import federzug.delivery.DeliverySettings.Smime;
import federzug.delivery.smtp.Secrets;
import federzug.notice.Place;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.mail.smime.SMIMEException;
import org.bouncycastle.mail.smime.SMIMESignedGenerator;
import org.bouncycastle.operator.OperatorCreationException;

/** Signs outgoing mail with the sender's key (S/MIME 4.0, RFC 8551, 3.5.3: multipart/signed, readable everywhere). */
final class MailSignature {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    MailSignature(Smime smime) {
        char[] pin = Secrets.read(smime.pinFile(), smime.pinEnv(), "delivery.settings.smime-pin")
                .toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(smime.file()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, pin);
            String alias = Collections.list(store.aliases()).stream()
                    .filter(name -> isKey(store, name))
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("no key"));
            this.key = (PrivateKey) store.getKey(alias, pin);
            this.chain = Arrays.stream(store.getCertificateChain(alias))
                    .map((Certificate certificate) -> (X509Certificate) certificate)
                    .toList();
        } catch (IOException | GeneralSecurityException e) {
            throw DeliveryException.refused("delivery.settings.smime-key", Place.file(smime.file()))
                    .causedBy(e);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    /**
     * @param at stands in the signature as its time: that of the mail, so that writing it again is the same mail
     */
    MimeMultipart over(MimeMultipart content, String boundary, Instant at) throws MessagingException {
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(content);
        try {
            SMIMESignedGenerator generator = new SMIMESignedGenerator(SMIMESignedGenerator.RFC5751_MICALGS);
            generator.addSignerInfoGenerator(new JcaSimpleSignerInfoGeneratorBuilder()
                    .setSignedAttributeGenerator(new AttributeTable(signedAt(at)))
                    .build(algorithm(), key, chain.get(0)));
            // The root stays out: relying parties have it.
            generator.addCertificates(new JcaCertStore(chain.stream()
                    .filter(certificate -> certificate.equals(chain.get(0)) || !isRoot(certificate))
                    .toList()));
            MimeMultipart signed = generator.generate(body);
            ContentType type = new ContentType(signed.getContentType());
            type.setParameter("boundary", boundary);
            return new Signed(signed, type.toString());
        } catch (SMIMEException | OperatorCreationException | GeneralSecurityException e) {
            throw new MessagingException("mail could not be signed", e);
        }
    }

    private String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static ASN1EncodableVector signedAt(Instant at) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
        return attributes;
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The two parts under a deterministic boundary, so that the same mail has the same bytes. */
    private static final class Signed extends MimeMultipart {
        Signed(MimeMultipart parts, String type) throws MessagingException {
            for (int i = 0; i < parts.getCount(); i++) {
                addBodyPart(parts.getBodyPart(i));
            }
            contentType = type;
        }
    }
}
