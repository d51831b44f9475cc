package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.document.PreparedPdf;
import federzug.document.SignedPdf;
import federzug.notice.Severity;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The published families, on our documents and on foreign ones, with every certificate trusted. */
class PublishedAttackIT {
    private static final String RANGE = "/ByteRange ?\\[[^\\]]*\\]";
    private static final String CONTENTS = "/Contents ?<[0-9a-fA-F]*>";
    private static SignedSpecimen ours;
    private static ForeignSpecimen other;
    private static Expected expected;
    private static byte[] signed;
    private static byte[] sealed;
    private static byte[] foreign;
    private static byte[] shadow;

    @TempDir
    Path folder;

    @BeforeAll
    static void sign() {
        ours = new SignedSpecimen();
        other = new ForeignSpecimen(ours);
        PreparedPdf prepared = ours.prepared(SignedSpecimen.PERSONS);
        SignedPdf last = ours.signed(prepared, SignedSpecimen.PERSONS, Map.of());
        expected = ours.expected(prepared, SignedSpecimen.PERSONS);
        signed = ours.store.bytes(last.content().digest());
        sealed = ours.store.bytes(ours.seal(last).content().digest());
        foreign = other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly());
        shadow = other.sign(PublishedAttacks.withPatch(), "raphael", ForeignSpecimen.plainly());
    }

    @TestFactory
    Stream<DynamicTest> universalSignatureForgery() {
        Map<String, String[]> forgeries = new LinkedHashMap<>();
        forgeries.put("byte-range-gone", new String[] {RANGE, ""});
        forgeries.put("byte-range-null", new String[] {RANGE, "/ByteRange null"});
        forgeries.put("byte-range-empty", new String[] {RANGE, "/ByteRange []"});
        forgeries.put("byte-range-of-one-piece", new String[] {RANGE, "/ByteRange [0 999]"});
        forgeries.put("byte-range-negative", new String[] {RANGE, "/ByteRange [0 9 -1 9]"});
        forgeries.put("byte-range-of-nothing", new String[] {RANGE, "/ByteRange [0 0 0 0]"});
        forgeries.put("contents-gone", new String[] {CONTENTS, ""});
        forgeries.put("contents-null", new String[] {CONTENTS, "/Contents null"});
        forgeries.put("contents-empty", new String[] {CONTENTS, "/Contents <>"});
        forgeries.put("contents-zero", new String[] {CONTENTS, "/Contents <00>"});
        forgeries.put("filter-unknown", new String[] {"/SubFilter ?/[A-Za-z0-9.]+", "/SubFilter /X"});
        return forgeries.entrySet().stream()
                .flatMap(forgery -> Map.of("ours", signed, "foreign", foreign).entrySet().stream()
                        .map(file -> dynamicTest(forgery.getKey() + " " + file.getKey(), () -> {
                            byte[] forged = PublishedAttacks.forged(
                                    file.getValue(), forgery.getValue()[0], forgery.getValue()[1]);
                            assertInvalid(other.verify(forged));
                            if (file.getKey().equals("ours")) {
                                assertInvalid(ours.verify(forged, expected));
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> incrementalSavingAndWrapping() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (byte[] file : List.of(sealed, foreign)) {
            String name = file == sealed ? "ours" : "foreign";
            files.put("saved-without-trailer " + name, PublishedAttacks.savedWithoutTrailer(file, false));
            files.put("saved-with-copied-signature " + name, PublishedAttacks.savedWithoutTrailer(file, true));
            files.put("wrapped " + name, PublishedAttacks.wrapped(file));
            files.put("overlay " + name, Attacks.incrementally(file, Attacks::overlay));
            files.put("signature-twice " + name, Attacks.incrementally(file, PublishedAttacks::signatureTwice));
        }
        files.put("stamp-of-another-document", PublishedAttacks.stampedByAnother(foreign, sealed));
        return files.entrySet().stream()
                .map(file -> dynamicTest(file.getKey(), () -> {
                    assertInvalid(other.verify(file.getValue()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> shadowAttacks() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("shadow-hide", Attacks.incrementally(shadow, PublishedAttacks::patchEmptied));
        files.put("shadow-replace", Attacks.incrementally(shadow, PublishedAttacks::fontReplaced));
        files.put("shadow-hide-and-replace", PublishedAttacks.rootExchanged(shadow));
        assertThat(other.verify(shadow).isValid()).isTrue();
        return files.entrySet().stream()
                .map(file -> dynamicTest(file.getKey(), () -> {
                    Verdict verdict = other.verify(file.getValue());
                    assertInvalid(verdict);
                    // Another signature or time stamp on top does not heal it.
                    if (!verdict.examination().signatures().isEmpty()) {
                        assertInvalid(other.verify(other.extended(file.getValue(), SignatureLevel.PAdES_BASELINE_LTA)));
                    }
                }));
    }

    /** Trust must never hide an alteration. */
    @Test
    void theSignersOwnCertificateTrustedByHand() throws Exception {
        Path pem = pem();
        byte[] hidden = Attacks.incrementally(shadow, PublishedAttacks::patchEmptied);
        for (byte[] file : List.of(hidden, Attacks.incrementally(foreign, Attacks::overlay))) {
            Path path = Files.write(folder.resolve("vertrag.pdf"), file);
            Verdict verdict = ours.verification.verify(path, Expected.NOTHING, new TrustSource.Named(pem.toString()));
            assertInvalid(verdict);
            assertThat(verdict.examination().trust().source()).isInstanceOf(TrustSource.Named.class);
        }
    }

    @Test
    void theTimeStampOfAnotherSignature() throws Exception {
        byte[] first = other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly());
        byte[] exchanged = withStampOf(foreign, first);
        assertThat(exchanged).isNotEqualTo(foreign);
        Verdict verdict = other.verify(exchanged);
        assertInvalid(verdict);
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains("verification.timestamp.foreign");
    }

    /** Another minute in the token that its issuer signed. */
    @Test
    void theTimeInTheTimeStampOfASignatureChanged() {
        String text = new String(foreign, StandardCharsets.ISO_8859_1);
        String year = java.util.HexFormat.of().formatHex("2026".getBytes(StandardCharsets.US_ASCII));
        int at = text.indexOf("180f" + year) + 4 + 20;
        assertThat(at).isGreaterThan(100);
        byte[] changed = foreign.clone();
        changed[at + 1] = (byte) (changed[at + 1] == '1' ? '2' : '1');
        Verdict verdict = other.verify(changed);
        assertInvalid(verdict);
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains("verification.timestamp.damaged");
    }

    /** Outside the bytes it protects, a signature carries its time stamp: anybody can exchange it. */
    private static byte[] withStampOf(byte[] file, byte[] donor) throws Exception {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int close = text.lastIndexOf("0000>") + 4;
        int open = text.lastIndexOf('<', close);
        CMSSignedData cms = cms(file);
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        ASN1Encodable stamp = cms(donor)
                .getSignerInfos()
                .iterator()
                .next()
                .getUnsignedAttributes()
                .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                .getAttrValues()
                .getObjectAt(0);
        AttributeTable attributes = signer.getUnsignedAttributes()
                .remove(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                .add(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, stamp);
        SignerInformation other = SignerInformation.replaceUnsignedAttributes(signer, attributes);
        byte[] changed = CMSSignedData.replaceSigners(cms, new SignerInformationStore(other))
                .getEncoded("DER");
        String hex = java.util.HexFormat.of().formatHex(changed);
        String padded = hex + "0".repeat(close - open - 1 - hex.length());
        return (text.substring(0, open + 1) + padded + text.substring(close)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static CMSSignedData cms(byte[] file) throws Exception {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int close = text.lastIndexOf("0000>") + 4;
        int open = text.lastIndexOf('<', close);
        byte[] contents = java.util.HexFormat.of().parseHex(text.substring(open + 1, close));
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            return new CMSSignedData(ContentInfo.getInstance(in.readObject()));
        }
    }

    private Path pem() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(ours.trust.exampleKeystores().get("raphael"))) {
            keys.load(in, federzug.trust.Trust.examplePassword());
        }
        byte[] certificate = keys.getCertificateChain(keys.aliases().nextElement())[0].getEncoded();
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
        try {
            return Files.writeString(folder.resolve("raphael.pem"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertInvalid(Verdict verdict) {
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("INVALID");
        assertThat(verdict.examination().findings())
                .anyMatch(finding -> finding.notice().severity() == Severity.ERROR);
    }
}
