package federzug.verification;

import federzug.trust.Trust;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signs a signed file anew over a range that ends earlier than its revision, with the signer's own key. */
final class ShortRange {
    private static final Pattern RANGE = Pattern.compile("/ByteRange ?\\[(\\d+) (\\d+) (\\d+) (\\d+)\\] *");

    private ShortRange() {}

    /** @param less how many bytes at the end are left out */
    static byte[] signed(byte[] file, Path keystore, int less) throws Exception {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Matcher range = RANGE.matcher(text);
        if (!range.find()) {
            throw new IllegalArgumentException("no range");
        }
        int gap = Integer.parseInt(range.group(2));
        int behind = Integer.parseInt(range.group(3));
        int rest = Integer.parseInt(range.group(4)) - less;
        String shorter = "/ByteRange [0 " + gap + " " + behind + " " + rest + "]";
        String padded = shorter + " ".repeat(range.group().length() - shorter.length());
        byte[] changed = text.replace(range.group(), padded).getBytes(StandardCharsets.ISO_8859_1);
        byte[] covered = Arrays.copyOf(changed, gap + rest);
        System.arraycopy(changed, behind, covered, gap, rest);
        String hex = HexFormat.of().formatHex(cms(covered, keystore));
        byte[] contents = (hex + "0".repeat(behind - gap - 2 - hex.length())).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(contents, 0, changed, gap + 1, contents.length);
        return changed;
    }

    private static byte[] cms(byte[] content, Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, Trust.examplePassword());
        }
        String alias = keys.aliases().nextElement();
        List<X509Certificate> chain = Arrays.stream(keys.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.get(0).getEncoded());
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(digest)))));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                .build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                                .build((PrivateKey) keys.getKey(alias, Trust.examplePassword())),
                        chain.get(0)));
        generator.addCertificates(new JcaCertStore(chain));
        return generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
    }
}
