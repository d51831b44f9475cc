package federzug.signing.device;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.model.x509.CertificateToken;
import federzug.testkit.SigningKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoleControlTest {
    private static final String QUALIFIED = "0.4.0.1862.1.1";
    private static final String QUALIFIED_DEVICE = "0.4.0.1862.1.4";
    private static final String TYPE = "0.4.0.1862.1.6";
    private static final KeyPair KEY = SigningKeys.elliptic("secp256r1");

    @ParameterizedTest
    @CsvSource({
        "true, true, '', true",
        "true, true, 0.4.0.1862.1.6.1, true",
        "true, true, 0.4.0.1862.1.6.2, false",
        "true, false, 0.4.0.1862.1.6.1, false",
        "false, true, '', false"
    })
    void isNeededForQualifiedSignaturesOnly(boolean qualified, boolean inDevice, String type, boolean needed)
            throws Exception {
        assertThat(SoleControl.isNeeded(certificate(qualified, inDevice, type))).isEqualTo(needed);
    }

    private static CertificateToken certificate(boolean qualified, boolean inDevice, String type) throws Exception {
        ASN1EncodableVector statements = new ASN1EncodableVector();
        if (qualified) {
            statements.add(sequence(QUALIFIED));
        }
        if (inDevice) {
            statements.add(sequence(QUALIFIED_DEVICE));
        }
        if (!type.isEmpty()) {
            statements.add(new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                new ASN1ObjectIdentifier(TYPE), new DERSequence(new ASN1ObjectIdentifier(type))
            }));
        }
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=Kim Muster"),
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plusSeconds(60)),
                new X500Name("CN=Kim Muster"),
                KEY.getPublic());
        builder.addExtension(Extension.qCStatements, false, new DERSequence(statements));
        return new CertificateToken(new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEY.getPrivate()))));
    }

    private static DERSequence sequence(String... identifiers) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        Arrays.stream(identifiers).map(ASN1ObjectIdentifier::new).forEach(all::add);
        return new DERSequence(all);
    }
}
