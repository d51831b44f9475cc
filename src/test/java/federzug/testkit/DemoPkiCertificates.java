package federzug.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues the certificates and revocation lists of the demo PKI: ECDSA P-256 with SHA-256 throughout. */
final class DemoPkiCertificates {
    /** Reserved name (RFC 2606): never on the network, answered inside the process. */
    static final String HOST = "http://pki.nur-zum-testen.example/";

    static final Instant BEGIN = Instant.parse("2021-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2041-01-01T00:00:00Z");

    /** QCP-n-qscd of ETSI EN 319 411-2. */
    private static final String QCP_N_QSCD = "0.4.0.194112.1.2";

    /** QCP-l-qscd, for legal persons. */
    private static final String QCP_L_QSCD = "0.4.0.194112.1.3";

    private static final String QC_STATEMENTS = "1.3.6.1.5.5.7.1.3";
    private static final String TSL_SIGNING = "0.4.0.2231.3.0";

    private final SecureRandom random = new SecureRandom();
    private final Instant begin;
    private final Instant end;

    DemoPkiCertificates() {
        this(BEGIN, END);
    }

    /** Certificates that are valid for another time. */
    DemoPkiCertificates(Instant begin, Instant end) {
        this.begin = begin;
        this.end = end;
    }

    /** A key with its certificate chain, its own certificate first. */
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.get(0);
        }
    }

    Identity root(X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new Identity(keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
    }

    Identity issuingAuthority(Identity root, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = issuedBy(root, name, keys.getPublic(), "wurzel");
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("2.5.29.32.0"))));
        return identity(keys, builder, root);
    }

    /** A qualified certificate for electronic signatures on a qualified device, as ETSI EN 319 412-2 and -5 say. */
    Identity signatory(Identity authority, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = issuedBy(authority, name, keys.getPublic(), "ausgabe");
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        addQualifiedStatements(builder);
        return identity(keys, builder, authority);
    }

    /** A qualified certificate for electronic seals on a qualified device, as ETSI EN 319 412-3 and -5 say. */
    Identity seal(Identity authority, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = issuedBy(authority, name, keys.getPublic(), "ausgabe");
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        addStatements(builder, QCP_L_QSCD, "0.4.0.1862.1.6.2");
        return identity(keys, builder, authority);
    }

    static void addQualifiedStatements(X509v3CertificateBuilder builder) throws IOException {
        addStatements(builder, QCP_N_QSCD, "0.4.0.1862.1.6.1");
    }

    private static void addStatements(X509v3CertificateBuilder builder, String policy, String type) throws IOException {
        builder.addExtension(
                Extension.certificatePolicies,
                false,
                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy))));
        builder.addExtension(new ASN1ObjectIdentifier(QC_STATEMENTS), false, qcStatements(type));
    }

    Identity timeStampUnit(Identity authority, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = issuedBy(authority, name, keys.getPublic(), "ausgabe");
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        // RFC 3161 2.3: critical, and nothing but time stamping.
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        return identity(keys, builder, authority);
    }

    Identity ocspResponder(Identity authority, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = builder(
                subject(authority),
                name,
                keys.getPublic(),
                authority.certificate().getPublicKey());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        // RFC 6960 4.2.2.2.1: nobody need ask who answers for the answerer.
        builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        return identity(keys, builder, authority);
    }

    /** Signs a trusted list (ETSI TS 119 612 5.7.1). */
    Identity listSigner(Identity root, X500Name name) throws Exception {
        KeyPair keys = newKeys();
        X509v3CertificateBuilder builder = issuedBy(root, name, keys.getPublic(), "wurzel");
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(TSL_SIGNING))));
        return identity(keys, builder, root);
    }

    X509CRL revocationList(Identity issuer, List<X509Certificate> revoked, Instant since) throws Exception {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(issuer.certificate(), Date.from(since));
        builder.setNextUpdate(Date.from(END));
        for (X509Certificate certificate : revoked) {
            builder.addCRLEntry(certificate.getSerialNumber(), Date.from(since), CRLReason.keyCompromise);
        }
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(1)));
        return new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.key())));
    }

    /** @param type esign or eseal */
    private static DERSequence qcStatements(String type) {
        DERSequence pds = new DERSequence(new DERSequence(new ASN1Encodable[] {
            new DERIA5String("https://pki.nur-zum-testen.example/pds-de.pdf"), new DERPrintableString("de")
        }));
        ASN1EncodableVector statements = new ASN1EncodableVector();
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.1"))); // QcCompliance
        statements.add(new DERSequence(new ASN1ObjectIdentifier("0.4.0.1862.1.4"))); // QcSSCD
        statements.add(statement("0.4.0.1862.1.5", pds)); // QcPDS
        statements.add(statement("0.4.0.1862.1.6", new DERSequence(new ASN1ObjectIdentifier(type)))); // QcType
        return new DERSequence(statements);
    }

    private static DERSequence statement(String id, DERSequence info) {
        return new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier(id), info});
    }

    private X509v3CertificateBuilder issuedBy(Identity issuer, X500Name name, PublicKey key, String file)
            throws Exception {
        X509v3CertificateBuilder builder =
                builder(subject(issuer), name, key, issuer.certificate().getPublicKey());
        builder.addExtension(
                Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_ocsp, address("ocsp")),
                    new AccessDescription(AccessDescription.id_ad_caIssuers, address(file + ".crt"))
                }));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(address(file + ".crl"))), null, null)
        }));
        return builder;
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, PublicKey issuerKey)
            throws GeneralSecurityException, IOException {
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, new BigInteger(120, random).setBit(119), Date.from(begin), Date.from(end), subject, key);
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuerKey));
        return builder;
    }

    private Identity identity(KeyPair keys, X509v3CertificateBuilder builder, Identity issuer) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(sign(builder, issuer.key()));
        chain.addAll(issuer.chain());
        return new Identity(keys.getPrivate(), List.copyOf(chain));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X500Name subject(Identity identity) {
        return X500Name.getInstance(
                identity.certificate().getSubjectX500Principal().getEncoded());
    }

    private static GeneralName address(String path) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, HOST + path);
    }
}
