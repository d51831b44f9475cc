package federzug.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A key with a certificate that has all that a qualified one has (ETSI EN 319 412-2 and -5), so that a rehearsal takes
 * every step of the real way; only its authority is the public demo one.
 *
 * @param chain its own certificate first
 */
record ThrowawayCertificate(PrivateKey key, List<Certificate> chain) {
    private static final String MARK = "NUR-ZUM-TESTEN";
    private static final String QCP_N_QSCD = "0.4.0.194112.1.2";
    private static final String QCP_L_QSCD = "0.4.0.194112.1.3";
    private static final String FOR_SIGNATURES = "0.4.0.1862.1.6.1";
    private static final String FOR_SEALS = "0.4.0.1862.1.6.2";
    private static final String QC_STATEMENTS = "1.3.6.1.5.5.7.1.3";
    private static final SecureRandom RANDOM = new SecureRandom();

    ThrowawayCertificate {
        chain = List.copyOf(chain);
    }

    /** For a person. */
    static ThrowawayCertificate make(PrivateKeyEntry issuer, String given, String family)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        return make(issuer, subject(given, family), QCP_N_QSCD, FOR_SIGNATURES);
    }

    /** For the seal of a house (ETSI EN 319 412-3). */
    static ThrowawayCertificate ofHouse(PrivateKeyEntry issuer, String house)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        String name = house + " (" + MARK + ")";
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "DE")
                .addRDN(BCStyle.O, name)
                .addRDN(BCStyle.ORGANIZATION_IDENTIFIER, "GOVDE-" + MARK)
                .addRDN(BCStyle.CN, name)
                .build();
        return make(issuer, subject, QCP_L_QSCD, FOR_SEALS);
    }

    private static ThrowawayCertificate make(PrivateKeyEntry issuer, X500Name subject, String policy, String type)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        KeyPair keys = generator.generateKeyPair();
        X509Certificate authority = (X509Certificate) issuer.getCertificate();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                new BigInteger(120, RANDOM).setBit(119),
                authority.getNotBefore(),
                authority.getNotAfter(),
                subject,
                keys.getPublic());
        addPlaces(builder);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy))));
        builder.addExtension(new ASN1ObjectIdentifier(QC_STATEMENTS), false, statements(type));
        List<Certificate> chain = new ArrayList<>();
        chain.add(new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivateKey()))));
        chain.addAll(List.of(issuer.getCertificateChain()));
        return new ThrowawayCertificate(keys.getPrivate(), chain);
    }

    private static X500Name subject(String given, String family) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.C, "DE");
        if (!family.isEmpty()) {
            name.addRDN(BCStyle.SURNAME, family);
        }
        if (!given.isEmpty()) {
            name.addRDN(BCStyle.GIVENNAME, given);
        }
        byte[] number = new byte[4];
        RANDOM.nextBytes(number);
        name.addRDN(BCStyle.SERIALNUMBER, MARK + "-" + HexFormat.of().formatHex(number));
        name.addRDN(BCStyle.CN, (given + " " + family).strip() + " (" + MARK + ")");
        return name.build();
    }

    private static void addPlaces(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(
                Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_ocsp, address("ocsp")),
                    new AccessDescription(AccessDescription.id_ad_caIssuers, address("ausgabe.crt"))
                }));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(address("ausgabe.crl"))), null, null)
        }));
    }

    private static GeneralName address(String path) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, ExampleFolder.HOST + path);
    }

    /** QcCompliance, QcSSCD, QcPDS, QcType. */
    private static DERSequence statements(String type) {
        DERSequence disclosure = new DERSequence(new DERSequence(new ASN1Encodable[] {
            new DERIA5String("https://pki.nur-zum-testen.example/pds-de.pdf"), new DERPrintableString("de")
        }));
        ASN1EncodableVector statements = new ASN1EncodableVector();
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1")));
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.4")));
        statements.add(statement("0.4.0.1862.1.5", disclosure));
        statements.add(statement("0.4.0.1862.1.6", new DERSequence(new ASN1ObjectIdentifier(type))));
        return new DERSequence(statements);
    }

    private static DERSequence statement(String id, DERSequence info) {
        return new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(id), info});
    }
}
