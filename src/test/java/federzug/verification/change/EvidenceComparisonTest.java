package federzug.verification.change;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.Digest;
import federzug.testkit.OwnField;
import federzug.verification.change.Evidence.Kind;
import federzug.verification.file.FormTree;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a program that writes the store of evidence again may leave out, and what is lost then. */
class EvidenceComparisonTest {
    private static final char[] PASSWORD = "nur-zum-testen".toCharArray();
    private static final Date YESTERDAY = new Date(1_700_000_000_000L);
    private static final Date TODAY = new Date(1_700_086_400_000L);
    private static byte[] own;
    private static byte[] issuer;
    private static byte[] signature;
    private static ContentSigner signer;
    private static X509CertificateHolder holder;

    @BeforeAll
    static void keys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of("keystores-example/raphael-NUR-ZUM-TESTEN.p12"))) {
            store.load(in, PASSWORD);
        }
        String alias = store.aliases().nextElement();
        Certificate[] chain = store.getCertificateChain(alias);
        own = chain[0].getEncoded();
        issuer = chain[1].getEncoded();
        holder = new X509CertificateHolder(issuer);
        signer = new JcaContentSignerBuilder("SHA256withECDSA").build((PrivateKey) store.getKey(alias, PASSWORD));
        signature = OwnField.cms(new byte[] {1}, "raphael");
    }

    @Test
    void theSameInAnotherOrderIsNoLoss() throws Exception {
        COSDictionary before = store("Certs", own, issuer);
        before.getCOSDictionary(DSS).setItem("CRLs", stream(crl("CN=A", YESTERDAY)));
        COSDictionary after = store("Certs", issuer, own);
        after.getCOSDictionary(DSS).setItem("CRLs", list(stream(crl("CN=A", YESTERDAY))));
        assertThat(between(before, after)).isEqualTo(EvidenceComparison.Loss.NONE);
    }

    @Test
    void withoutAnyBeforeNothingIsLost() throws Exception {
        assertThat(between(new COSDictionary(), store("Certs", own))).isSameAs(EvidenceComparison.Loss.NONE);
        assertThat(between(store("Certs"), new COSDictionary())).isSameAs(EvidenceComparison.Loss.NONE);
    }

    @Test
    void aCertificateThatIsGoneIsNamedByItsDigest() throws Exception {
        EvidenceComparison.Loss loss = between(store("Certs", own, issuer), store("Certs", own));
        assertThat(loss.pieces()).containsExactly(new Evidence(Kind.CERTIFICATE, digest(issuer)));
        assertThat(loss.rewritten()).isTrue();
    }

    @Test
    void aStoreThatIsGoneIsLostWhole() throws Exception {
        EvidenceComparison.Loss loss = between(store("Certs", own, issuer), new COSDictionary());
        assertThat(loss.pieces()).hasSize(2);
        assertThat(loss.rewritten()).isTrue();
    }

    @Test
    void aCertificateThatASignatureCarriesIsNotLostUnlessAllAreGone() throws Exception {
        COSDictionary before = store("Certs", own, issuer);
        EvidenceComparison.Loss carried = EvidenceComparison.between(before, store("Certs", issuer), signed(signature));
        assertThat(carried.pieces()).isEmpty();
        assertThat(carried.rewritten()).isTrue();
        EvidenceComparison.Loss emptied =
                EvidenceComparison.between(before, store("CRLs", crl("CN=A", TODAY)), signed(signature));
        assertThat(emptied.pieces()).extracting(Evidence::kind).containsExactly(Kind.CERTIFICATE, Kind.CERTIFICATE);
    }

    @Test
    void aCertificateThatComesWithAnAnswerIsNotLost() throws Exception {
        COSDictionary after = store("Certs", own);
        after.getCOSDictionary(DSS).setItem("OCSPs", list(stream(ocsp(TODAY, holder, 1))));
        assertThat(between(store("Certs", own, issuer), after).pieces()).isEmpty();
        after.getCOSDictionary(DSS).setItem("OCSPs", list(stream(ocsp(TODAY, null, 1))));
        assertThat(between(store("Certs", own, issuer), after).pieces()).hasSize(1);
    }

    /** Only certificates are carried elsewhere: an answer is not. */
    @Test
    void aFresherAnswerTakesThePlaceOfAnOlderOneOnTheSameCertificates() throws Exception {
        COSDictionary before = store("OCSPs", ocsp(YESTERDAY, null, 7, 12));
        assertThat(between(before, store("OCSPs", ocsp(TODAY, null, 12, 7)))).isEqualTo(EvidenceComparison.Loss.NONE);
        assertThat(between(before, store("OCSPs", ocsp(TODAY, null, 7))).pieces())
                .containsExactly(new Evidence(Kind.OCSP, "12 7"));
    }

    @Test
    void aFresherListTakesThePlaceOfAnOlderOneOfTheSameIssuer() throws Exception {
        COSDictionary before = store("CRLs", crl("CN=A,O=Haus", YESTERDAY));
        assertThat(between(before, store("CRLs", crl("CN=A,O=Haus", TODAY)))).isEqualTo(EvidenceComparison.Loss.NONE);
        assertThat(between(before, store("CRLs", crl("CN=B,O=Haus", TODAY))).pieces())
                .containsExactly(new Evidence(Kind.CRL, "O=Haus,CN=A"));
    }

    @Test
    void whatOnlyASignaturesEntryNamesCounts() throws Exception {
        COSDictionary before = store("Certs", own);
        COSDictionary entry = new COSDictionary();
        entry.setItem("Cert", list(stream(issuer)));
        entry.setItem("TS", stream(new byte[] {4, 2}));
        entry.setString("TU", "D:20260101");
        COSDictionary entries = new COSDictionary();
        entries.setItem("0815", entry);
        entries.setItem("4711", COSName.A);
        before.getCOSDictionary(DSS).setItem("VRI", entries);
        EvidenceComparison.Loss loss = between(before, store("Certs", own));
        assertThat(loss.pieces())
                .containsExactlyInAnyOrder(
                        new Evidence(Kind.CERTIFICATE, digest(issuer)),
                        new Evidence(Kind.OTHER, digest(new byte[] {4, 2})));
        assertThat(between(before, before)).isEqualTo(EvidenceComparison.Loss.NONE);
    }

    @Test
    void entriesOfSignaturesThatAreLeftOutAreWrittenAgainButNoLoss() throws Exception {
        COSDictionary before = store("Certs", own);
        before.getCOSDictionary(DSS).setItem("VRI", new COSDictionary());
        EvidenceComparison.Loss loss = between(before, store("Certs", own));
        assertThat(loss.pieces()).isEmpty();
        assertThat(loss.rewritten()).isTrue();
    }

    @Test
    void whatCannotBeReadIsComparedByItsBytes() throws Exception {
        COSDictionary before = store("Certs", own, new byte[] {'x'});
        assertThat(between(before, store("Certs", own, new byte[] {'x'}))).isEqualTo(EvidenceComparison.Loss.NONE);
        assertThat(between(before, store("Certs", own, new byte[] {'y'})).pieces())
                .containsExactly(new Evidence(Kind.OTHER, digest(new byte[] {'x'})));
        COSStream broken = stream(own);
        broken.setItem(COSName.FILTER, COSName.getPDFName("NoSuchFilter"));
        before.getCOSDictionary(DSS).setItem("Certs", list(broken, COSName.A));
        assertThat(between(before, store("Certs", own)).pieces()).containsExactly(new Evidence(Kind.OTHER, ""));
    }

    private static final COSName DSS = COSName.getPDFName("DSS");

    private static EvidenceComparison.Loss between(COSDictionary before, COSDictionary after) throws IOException {
        return EvidenceComparison.between(before, after, signed(new byte[0]));
    }

    /** A form with one signature of that value. */
    private static FormTree signed(byte[] value) throws IOException {
        COSDictionary signature = new COSDictionary();
        signature.setItem(COSName.CONTENTS, new COSString(value));
        COSDictionary field = new COSDictionary();
        field.setItem(COSName.FT, COSName.SIG);
        field.setString(COSName.T, "Unterschrift");
        field.setItem(COSName.V, signature);
        COSDictionary open = new COSDictionary();
        open.setItem(COSName.FT, COSName.SIG);
        open.setString(COSName.T, "Offen");
        COSDictionary form = new COSDictionary();
        form.setItem(COSName.FIELDS, list(field, open));
        try (PDDocument pdf = new PDDocument()) {
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
            return FormTree.of(pdf);
        }
    }

    /** A catalog whose store has one list. */
    private static COSDictionary store(String key, byte[]... pieces) throws IOException {
        COSArray all = new COSArray();
        for (byte[] piece : pieces) {
            all.add(stream(piece));
        }
        COSDictionary store = new COSDictionary();
        store.setItem(key, all);
        COSDictionary catalog = new COSDictionary();
        catalog.setItem(DSS, store);
        return catalog;
    }

    private static COSArray list(COSBase... values) {
        COSArray list = new COSArray();
        List.of(values).forEach(list::add);
        return list;
    }

    private static COSStream stream(byte[] content) throws IOException {
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content);
        }
        return stream;
    }

    private static byte[] crl(String name, Date at) throws IOException {
        return new X509v2CRLBuilder(new X500Name(name), at).build(signer).getEncoded();
    }

    private static byte[] ocsp(Date at, X509CertificateHolder enclosed, int... serials) throws Exception {
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(new RespID(new X500Name("CN=A")));
        for (int serial : serials) {
            answer.addResponse(
                    new CertificateID(sha1, holder, BigInteger.valueOf(serial)), CertificateStatus.GOOD, at, (Date)
                            null);
        }
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        answer.build(signer, enclosed == null ? null : new X509CertificateHolder[] {enclosed}, at))
                .getEncoded();
    }

    private static String digest(byte[] bytes) {
        return Digest.of(bytes).hex().toUpperCase(Locale.ROOT);
    }
}
