package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.testkit.SigningKeys;
import federzug.trust.status.TrustSource;
import federzug.verification.RawCms.Signer;
import federzug.verification.RawUpdate.Form;
import federzug.verification.file.IndirectObject;
import federzug.verification.file.RawObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults inside the signature itself, each beside the good one that is made in the same way. */
class CmsSpecimenIT {
    private static final String PADES =
            "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20261123100100Z)";
    private static final String ADOBE =
            "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20261123100100Z)";
    private static final String LOOK = "1 1 1 rg 0 0 200 60 re f 0 g BT /F 20 Tf 5 20 Td (Unterschrift) Tj ET";
    private static final String BLANK = "1 1 1 rg 0 0 200 60 re f";
    private static final String LAX = "org.bouncycastle.asn1.allow_unsafe_integer";
    private static ForeignSpecimen other;
    private static RawPdf form;
    private static Signer raphael;
    private static Signer rodig;

    @BeforeAll
    static void make() {
        other = new ForeignSpecimen(new SignedSpecimen());
        form = new RawPdf(ForeignSpecimen.form());
        Map<String, Path> stores = other.room.trust.exampleKeystores();
        raphael = Signer.example(stores.get("raphael"));
        rodig = Signer.example(stores.get("rodig"));
    }

    private static byte[] signed(RawStamp.Token cms) {
        return RawStamp.on(form, form.update(Form.TABLE), PADES, cms);
    }

    private static byte[] stamped(byte[] file) {
        return RawStamp.on(file, other.room.trust.timestamps(true));
    }

    @Test
    void aSignatureByTheRulesIsValid() {
        assertThat(word(signed(new RawCms(raphael)))).isEqualTo("VALID");
        assertThat(word(stamped(signed(new RawCms(raphael))))).isEqualTo("VALID");
        assertThat(word(signed(new RawCms(raphael).inBer()))).isEqualTo("VALID");
    }

    @Test
    void twoSignersInOneSignature() {
        assertFinding(signed(new RawCms(raphael, rodig)), "verification.signature.several-signers");
        assertFinding(stamped(signed(new RawCms(raphael, rodig))), "verification.signature.several-signers");
    }

    @Test
    void theCertificateOfAnotherSigner() {
        List<X509Certificate> swapped = new ArrayList<>(rodig.chain());
        assertNotValid(signed(new RawCms(raphael).withCertificates(swapped)));
        assertNotValid(stamped(signed(new RawCms(raphael).withCertificates(swapped))));
        assertNotValid(signed(new RawCms(raphael).referringTo(rodig.chain().get(0))));
    }

    @Test
    void nothingInTheSignatureSaysWhichCertificateIsMeant() {
        byte[] open = signed(new RawCms(raphael).withoutReference());
        assertFinding(open, "verification.signature.certificate-left-open");
        assertFinding(stamped(open), "verification.signature.certificate-left-open");
        // Before PAdES nobody asked for it.
        byte[] older = RawStamp.on(form, form.update(Form.TABLE), ADOBE, new RawCms(raphael).withoutReference());
        assertThat(word(older)).isEqualTo("VALID");
    }

    /** Two fields lie one above the other before anybody signs; whoever signs second lies over the first. */
    @Test
    void fieldsThatOverlapByDesignHideNothing() {
        byte[] prepared = overlappingFields(ForeignSpecimen.form());
        RawPdf empty = new RawPdf(prepared);
        byte[] first = RawStamp.into(empty, empty.update(Form.TABLE), "Erste", LOOK, PADES, new RawCms(raphael));
        RawPdf once = new RawPdf(first);
        byte[] second = RawStamp.into(once, once.update(Form.TABLE), "Zweite", BLANK, PADES, new RawCms(rodig));
        assertThat(word(second)).isEqualTo("VALID");
    }

    @Test
    void aFieldThatIsLaidOverASignatureLaterHidesIt() {
        RawPdf plain = new RawPdf(ForeignSpecimen.form());
        byte[] prepared = field(plain, plain.update(Form.TABLE), "Erste", "[70 300 270 360]");
        RawPdf empty = new RawPdf(prepared);
        byte[] first = RawStamp.into(empty, empty.update(Form.TABLE), "Erste", LOOK, PADES, new RawCms(raphael));
        RawPdf once = new RawPdf(first);
        byte[] later = field(once, once.update(Form.TABLE), "Zweite", "[70 300 270 360]");
        RawPdf twice = new RawPdf(later);
        byte[] second = RawStamp.into(twice, twice.update(Form.TABLE), "Zweite", BLANK, PADES, new RawCms(rodig));
        assertFinding(second, "verification.change.content-covered");
    }

    /** Neither a white box nor a dark one, with or without other words on it, leaves what was signed to be read. */
    @Test
    void aLookThatHidesTextInAnyColour() {
        for (String look : List.of(
                "1 1 1 rg 0 0 200 60 re f 0 g BT /F 20 Tf 5 20 Td (9 Euro) Tj ET",
                "0 0 0 rg 0 0 200 60 re f",
                "0 0 0 rg 0 20 200 20 re f",
                "0 0.2 0.4 rg 0 0 200 60 re f 1 g BT /F 8 Tf 5 40 Td (9 Euro) Tj ET",
                "/Most gs 1 1 1 rg 0 0 200 60 re f",
                "0.5 g 0 0 200 60 re f",
                "0 g " + hatching(1.4) + " f")) {
            assertFinding(over("[60 675 360 720]", look), "verification.change.content-covered");
        }
    }

    /** The honest counterparts: handwriting across a line of text, and a dark seal where nothing was written. */
    @Test
    void aLookAfterWhichEverythingCanStillBeRead() {
        String stroke = "0 0 0.5 RG 1.5 w 5 5 m 40 70 60 -10 90 50 c 120 10 150 60 195 15 c S";
        assertThat(word(over("[60 675 360 720]", stroke))).isEqualTo("VALID");
        assertThat(word(over("[60 300 360 345]", "0 0.2 0.4 rg 0 0 200 60 re f")))
                .isEqualTo("VALID");
        assertThat(word(over("[60 675 360 720]", "/Half gs 1 1 1 rg 0 0 200 60 re f")))
                .isEqualTo("VALID");
    }

    /** Where somebody is to sign stands a frame, a table, a dotted line; what fills it hides no word. */
    @Test
    void aLookOverFramesAndRuledLines() throws IOException {
        RawPdf lines = drawn("0 G 65 400 290 45 re S 65 422 m 355 422 l S 200 400 m 200 445 l S"
                + " [1 3] 0 d 70 408 m 350 408 l S 70 415 m 350 415 l S 70 430 m 350 430 l S");
        for (String colour : List.of("1 1 1", "0 0.2 0.4", "0.5 0.5 0.5")) {
            String box = colour + " rg 0 0 200 60 re f";
            assertThat(word(over(lines, "[65 400 355 445]", box))).isEqualTo("VALID");
            assertThat(word(over(lines, "[60 396 360 449]", box))).isEqualTo("VALID");
        }
    }

    /** In the colour of a ground that is neither light nor dark, words vanish as well. */
    @Test
    void aLookInTheColourOfTheGround() throws IOException {
        String word = " BT /Helv 12 Tf 70 420 Td (zahlbar in zwei Raten) Tj ET";
        RawPdf light = drawn("0.55 g 60 405 300 35 re f 1 g" + word);
        assertFinding(over(light, "[60 405 360 440]", "0.55 g 0 0 200 60 re f"), "verification.doubtful.looks");
        RawPdf dark = drawn("0.5 g 60 405 300 35 re f 0 g" + word);
        assertFinding(over(dark, "[60 405 360 440]", "0 g 0 0 200 60 re f"), "verification.doubtful.looks");
        RawPdf bare = drawn("0.55 g 60 405 300 35 re f");
        assertThat(word(over(bare, "[65 408 355 437]", "0.55 g 0 0 200 60 re f 0 g BT /F 20 Tf 5 20 Td (Amt) Tj ET")))
                .isEqualTo("VALID");
    }

    /** Grey words may be words or ground: a person has to look. A grey frame round a signature is neither. */
    @Test
    void aLookThatHidesGreyWords() throws IOException {
        String box = "1 1 1 rg 0 0 200 60 re f 0 g BT /F 12 Tf 20 20 Td (Unterschrift) Tj ET";
        RawPdf words = drawn("0.55 g BT /Helv 12 Tf 70 420 Td (zahlbar in zwei Raten) Tj ET");
        assertFinding(over(words, "[60 405 360 440]", box), "verification.doubtful.looks");
        assertFinding(over(words, "[60 405 360 440]", "0 g 0 0 200 60 re f"), "verification.doubtful.looks");
        RawPdf frame = drawn("0.6 G 65 410 290 25 re S 65 422 m 355 422 l S");
        assertThat(word(over(frame, "[60 405 360 440]", box))).isEqualTo("VALID");
    }

    private static RawPdf drawn(String content) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(ForeignSpecimen.form());
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = pdf.getPage(0);
            PDResources resources = page.getResources();
            resources.put(COSName.HELV, new PDType1Font(FontName.HELVETICA));
            PDStream more = new PDStream(pdf, new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)));
            page.setContents(
                    List.of(new PDStream((COSStream) page.getCOSObject().getDictionaryObject(COSName.CONTENTS)), more));
            pdf.save(out);
            return new RawPdf(out.toByteArray());
        }
    }

    /** Lines so close to each other that no letter can be told. */
    private static String hatching(double width) {
        StringBuilder lines = new StringBuilder();
        for (int x = 0; x < 200; x += 2) {
            lines.append(x).append(" 0 ").append(width).append(" 60 re ");
        }
        return lines.toString();
    }

    /** Signed once more, in a field that was laid there later. */
    private static byte[] over(String box, String look) {
        return over(form, box, look);
    }

    private static byte[] over(RawPdf pdf, String box, String look) {
        RawPdf once = new RawPdf(RawStamp.on(pdf, pdf.update(Form.TABLE), PADES, new RawCms(raphael)));
        RawPdf twice = new RawPdf(field(once, once.update(Form.TABLE), "Zweite", box));
        return RawStamp.into(twice, twice.update(Form.TABLE), "Zweite", look, PADES, new RawCms(rodig));
    }

    /** ISO 32000-2, table 236: such a lock closes the document by its permission alone. */
    @Test
    void aLockThatNamesNoFields() {
        RawPdf plain = new RawPdf(ForeignSpecimen.form());
        RawUpdate update = plain.update(Form.TABLE);
        byte[] prepared = field(plain, update, "Erste", "[70 300 270 360]/Lock<</Type/SigFieldLock/P 2>>");
        RawPdf empty = new RawPdf(prepared);
        byte[] locked = RawStamp.into(empty, empty.update(Form.TABLE), "Erste", LOOK, PADES, new RawCms(raphael));
        assertThat(word(locked)).isEqualTo("VALID");
        assertThat(word(stamped(locked))).isEqualTo("VALID");
        assertFinding(Attacks.incrementally(locked, Attacks::shadowContent), "verification.change.page-content");
    }

    private static byte[] overlappingFields(byte[] form) {
        RawPdf plain = new RawPdf(form);
        byte[] one = field(plain, plain.update(Form.TABLE), "Erste", "[70 300 270 360]");
        RawPdf with = new RawPdf(one);
        return field(with, with.update(Form.TABLE), "Zweite", "[70 300 270 360]");
    }

    private static byte[] field(RawPdf pdf, RawUpdate update, String name, String box) {
        int field = update.fresh();
        update.object(
                field,
                "<</Type/Annot/Subtype/Widget/FT/Sig/T(" + name + ")/F 4/Rect" + box + "/P " + pdf.page + " 0 R>>");
        String fields = pdf.entry(pdf.form, "Fields").replace("]", " " + field + " 0 R]");
        String annotations = pdf.entry(pdf.page, "Annots").replace("]", " " + field + " 0 R]");
        return update.object(pdf.form, pdf.with(pdf.form, "Fields", fields))
                .object(pdf.page, pdf.with(pdf.page, "Annots", annotations))
                .bytes();
    }

    /** The signature names SHA-512 beside its key but was made with the digest that it states: nothing was changed. */
    @Test
    void aMethodThatIsNamedInAContradictoryWay() {
        byte[] named = signed(covered -> renamed(new RawCms(raphael).over(covered)));
        assertFinding(named, "verification.signature.contradictory-method");
        assertThat(word(named)).startsWith("UNDECIDED");
        assertThat(word(stamped(named))).startsWith("UNDECIDED");
        byte[] changed = named.clone();
        changed[RawUpdate.text(named).indexOf("Tj")] ^= 1;
        assertThat(word(changed)).startsWith("INVALID");
        byte[] foreign = signed(covered -> renamed(new RawCms(raphael).over(new byte[] {1})));
        assertThat(word(foreign)).startsWith("INVALID");
    }

    /** ecdsa-with-SHA512 in place of ecdsa-with-SHA256, where it stands last: in the signer's information (RFC 5758). */
    private static byte[] renamed(byte[] cms) {
        byte[] other = cms.clone();
        byte[] name = {0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02};
        int at = cms.length - name.length;
        while (!java.util.Arrays.equals(cms, at, at + name.length, name, 0, name.length)) {
            at--;
        }
        other[at + name.length - 1] = 0x04;
        return other;
    }

    /** Some programs sign the attributes in the order in which they write them, and not sorted: nothing was changed. */
    @Test
    void aSignatureOverAttributesThatAreNotSorted() {
        byte[] unsorted = signed(covered -> unsorted(new RawCms(raphael).over(covered)));
        assertFinding(unsorted, "verification.signature.unordered-attributes");
        assertThat(word(unsorted)).startsWith("UNDECIDED");
        assertThat(word(stamped(unsorted))).startsWith("UNDECIDED");
        byte[] changed = unsorted.clone();
        changed[RawUpdate.text(unsorted).indexOf("Tj")] ^= 1;
        assertThat(word(changed)).startsWith("INVALID");
        byte[] foreign = signed(covered -> unsorted(new RawCms(raphael).over(new byte[] {1})));
        assertThat(word(foreign)).startsWith("INVALID");
    }

    private static byte[] unsorted(byte[] cms) {
        return rebuilt(cms, inside -> {
            ASN1Encodable[] attributes = ASN1Set.getInstance(ASN1TaggedObject.getInstance(inside[3]), false)
                    .toArray();
            Collections.reverse(Arrays.asList(attributes));
            DLSet reversed = new DLSet(attributes);
            Signature signature = Signature.getInstance(raphael.algorithm());
            signature.initSign(raphael.key());
            signature.update(reversed.getEncoded(ASN1Encoding.DL));
            inside[3] = new DLTaggedObject(false, 0, reversed);
            inside[5] = new DEROctetString(signature.sign());
        });
    }

    private interface Change {
        void to(ASN1Encodable[] signer) throws IOException, GeneralSecurityException;
    }

    /** The same with another signer, written as it stands. */
    private static byte[] rebuilt(byte[] cms, Change change) {
        try {
            ASN1Sequence info = ASN1Sequence.getInstance(cms);
            ASN1Sequence data = ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(info.getObjectAt(1)), true);
            ASN1Set signers = ASN1Set.getInstance(data.getObjectAt(data.size() - 1));
            ASN1Encodable[] inside =
                    ASN1Sequence.getInstance(signers.getObjectAt(0)).toArray();
            change.to(inside);
            ASN1Encodable[] whole = data.toArray();
            whole[whole.length - 1] = new DLSet(new DLSequence(inside));
            return new DLSequence(
                            new ASN1Encodable[] {info.getObjectAt(0), new DLTaggedObject(true, 0, new DLSequence(whole))
                            })
                    .getEncoded(ASN1Encoding.DL);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forms name their fields in levels; the validator knows only the last part of a name. */
    @Test
    void aSignatureInAFieldBelowAnother() {
        RawUpdate update = form.update(Form.TABLE);
        int parent = update.fresh();
        int child = update.fresh();
        update.object(parent, "<</T(Formular)/Kids[" + child + " 0 R]>>")
                .object(
                        child,
                        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Unterschrift)/F 4/Rect[70 300 270 360]/Parent " + parent
                                + " 0 R/P " + form.page + " 0 R>>");
        String fields = form.entry(form.form, "Fields").replace("]", " " + parent + " 0 R]");
        String annotations = form.entry(form.page, "Annots").replace("]", " " + child + " 0 R]");
        RawPdf empty = new RawPdf(update.object(form.form, form.with(form.form, "Fields", fields))
                .object(form.page, form.with(form.page, "Annots", annotations))
                .bytes());
        byte[] signed =
                RawStamp.into(empty, empty.update(Form.TABLE), "Unterschrift", LOOK, PADES, new RawCms(raphael));
        assertThat(word(signed)).isEqualTo("VALID");
        assertThat(other.verify(signed).examination().signatures())
                .singleElement()
                .satisfies(facts -> assertThat(facts.field()).isEqualTo("Formular.Unterschrift"));
        byte[] changed = signed.clone();
        changed[RawUpdate.text(signed).indexOf("Tj")] ^= 1;
        assertThat(word(changed)).startsWith("INVALID");
    }

    /** A number with a superfluous zero: the validator reads nothing of such a signature. */
    @Test
    void aSignatureThatIsNotWrittenByTheRules() {
        byte[] lax = signed(covered -> rebuilt(new RawCms(raphael).over(covered), inside -> {
            Properties.setThreadOverride(LAX, true);
            inside[0] = new ASN1Integer(new byte[] {0, 1});
            Properties.removeThreadOverride(LAX);
        }));
        assertFinding(lax, "verification.signature.unread");
        assertThat(word(lax)).startsWith("UNDECIDED");
        byte[] changed = lax.clone();
        changed[RawUpdate.text(lax).indexOf("Tj")] ^= 1;
        assertFinding(changed, "verification.signature.hidden");
    }

    /** What the validator passes over is of a form that it does not know, or was made unreadable. */
    @Test
    void aSignatureThatIsAnRsaValueAlone() {
        KeyPair key = SigningKeys.rsa(2048);
        X509Certificate certificate = new SigningKeys().signer("Alt", key).certificate();
        String dictionary =
                "/Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.x509.rsa_sha1/Cert <" + hex(certificate) + ">";
        byte[] old = RawStamp.on(form, form.update(Form.TABLE), dictionary, covered -> valueOf(key, covered));
        assertFinding(old, "verification.signature.unread");
        assertThat(word(old)).startsWith("UNDECIDED");
        assertThat(word(stamped(old))).startsWith("UNDECIDED");
        byte[] changed = old.clone();
        changed[RawUpdate.text(old).indexOf("Tj")] ^= 1;
        assertFinding(changed, "verification.signature.hidden");
        byte[] other = RawStamp.on(
                form, form.update(Form.TABLE), dictionary, covered -> valueOf(SigningKeys.rsa(2048), covered));
        assertFinding(other, "verification.signature.hidden");
    }

    private static String hex(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] valueOf(KeyPair key, byte[] covered) {
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initSign(key.getPrivate());
            signature.update(covered);
            return new DEROctetString(signature.sign()).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing says then that anything was changed, and nothing that it was not. */
    @Test
    void aSignatureWithoutAnyCertificate() {
        byte[] bare = signed(new RawCms(raphael).withCertificates(List.of()));
        assertFinding(bare, "verification.subindication.no-signing-certificate-found");
        assertThat(word(bare)).startsWith("UNDECIDED");
        byte[] changed = bare.clone();
        changed[RawUpdate.text(bare).indexOf("Tj")] ^= 1;
        assertThat(word(changed)).startsWith("INVALID");
    }

    @Test
    void aSignatureWithAContentOfItsOwn() {
        byte[] enveloping = signed(covered -> withContent(new RawCms(raphael).over(covered)));
        assertFinding(enveloping, "verification.signature.enveloping");
        assertThat(word(enveloping)).startsWith("UNDECIDED");
        byte[] changed = enveloping.clone();
        changed[RawUpdate.text(enveloping).indexOf("Tj")] ^= 1;
        assertThat(word(changed)).startsWith("INVALID");
    }

    /** An empty content where there must be none (RFC 5652, 5.2). */
    private static byte[] withContent(byte[] cms) {
        try {
            ASN1Sequence info = ASN1Sequence.getInstance(cms);
            ASN1Encodable[] data = ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(info.getObjectAt(1)), true)
                    .toArray();
            ASN1Encodable type = ASN1Sequence.getInstance(data[2]).getObjectAt(0);
            data[2] = new DLSequence(
                    new ASN1Encodable[] {type, new DLTaggedObject(true, 0, new DEROctetString(new byte[0]))});
            return new DLSequence(
                            new ASN1Encodable[] {info.getObjectAt(0), new DLTaggedObject(true, 0, new DLSequence(data))
                            })
                    .getEncoded(ASN1Encoding.DL);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void weakAlgorithms() {
        Signer sha1 = new Signer(raphael.key(), raphael.chain(), "SHA1withECDSA");
        assertNotValid(signed(new RawCms(sha1)));
        assertNotValid(stamped(signed(new RawCms(sha1))));
        KeyPair key = SigningKeys.rsa(1024);
        SigningKeys.Holder holder = new SigningKeys().signer("Kurz", key);
        Signer weak = new Signer(key.getPrivate(), List.of(holder.certificate(), holder.root()), "SHA256withRSA");
        assertNotValid(signed(new RawCms(weak)));
        assertNotValid(stamped(signed(new RawCms(weak))));
    }

    @Test
    void somethingHiddenBehindTheSignature() {
        for (RawCms cms : List.of(new RawCms(raphael), new RawCms(raphael).inBer())) {
            String code = cms.isBer() ? "verification.signature.padding" : "verification.signature.byte-range";
            RawStamp.Token padded = covered -> {
                byte[] der = cms.over(covered);
                byte[] more = "1 0 obj <</Type/Catalog>> endobj".getBytes(StandardCharsets.US_ASCII);
                byte[] all = java.util.Arrays.copyOf(der, der.length + more.length);
                System.arraycopy(more, 0, all, der.length, more.length);
                return all;
            };
            assertFinding(signed(padded), code);
            assertFinding(stamped(signed(padded)), code);
        }
    }

    @Test
    void anUnknownMethodIsNoChange() {
        String known = "2a8648ce3d040302";
        String unknown = "2a8648ce3d04037f";
        RawStamp.Token cms = covered -> java.util.HexFormat.of()
                .parseHex(java.util.HexFormat.of()
                        .formatHex(new RawCms(raphael).over(covered))
                        .replaceFirst("(?s)(.*)" + known, "$1" + unknown));
        Verdict verdict = other.verify(signed(cms));
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("UNDECIDED");
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains("verification.signature.unknown-method");
    }

    @Test
    void whatIsSignedByAnUnknownMethodAndChangedIsStillFound() {
        byte[] file = signed(covered -> {
            covered[200] ^= 1;
            return new RawCms(raphael).over(covered);
        });
        assertThat(word(file)).startsWith("INVALID");
    }

    /** What the range leaves out beside the contents anybody can change later. */
    @Test
    void aGapThatIsLargerThanTheContents() {
        RawCms cms = new RawCms(raphael);
        RawUpdate[] updates = {form.update(Form.TABLE), form.update(Form.TABLE), form.update(Form.TABLE)};
        assertThat(word(RawStamp.on(form, updates[0], PADES, "/Reason(Zustimmung)", cms, 0, 0)))
                .isEqualTo("VALID");
        byte[] behind = RawStamp.on(form, updates[1], PADES, "/Reason(Zustimmung)", cms, 0, 19);
        byte[] before = RawStamp.on(form, updates[2], PADES, "", cms, 9, 0);
        for (byte[] file : List.of(behind, before)) {
            assertFinding(file, "verification.signature.byte-range");
            assertThat(word(file)).startsWith("INVALID");
            assertFinding(stamped(file), "verification.signature.byte-range");
        }
    }

    /** Programs take the first or the last of two entries of one name. */
    @Test
    void contentsOrRangeTwice() {
        for (String twice : List.of("/Contents <3000>", "/ByteRange [0 10 20 30]", "/Content#73 <3000>")) {
            byte[] file = RawStamp.on(form, form.update(Form.TABLE), PADES, twice, new RawCms(raphael), 0, 0);
            assertThat(other.verify(file).isValid()).as(twice).isFalse();
        }
    }

    /** The answers in the file concern somebody else's certificate: they do not count, and nothing breaks. */
    @Test
    void evidenceOfAnotherCertificate() throws Exception {
        SigningKeys.Holder holder = new SigningKeys().signer("Ohne Auskunft");
        Signer signer =
                new Signer(holder.key().getPrivate(), List.of(holder.certificate(), holder.root()), "SHA256withECDSA");
        byte[] own = signed(new RawCms(signer));
        byte[] sealed = other.extended(
                other.sign(ForeignSpecimen.form(), "raphael", ForeignSpecimen.plainly()),
                SignatureLevel.PAdES_BASELINE_LT);
        RawPdf from = new RawPdf(sealed);
        RawPdf to = new RawPdf(own);
        RawUpdate update = to.update(Form.TABLE);
        RawObject.Dictionary evidence = (RawObject.Dictionary)
                from.objects.resolved(from.objects.catalog().get("DSS"));
        StringBuilder store = new StringBuilder("<<");
        for (String key : List.of("Certs", "OCSPs", "CRLs")) {
            if (from.objects.resolved(evidence.get(key)) instanceof RawObject.Array array) {
                store.append('/').append(key).append('[');
                for (RawObject item : array.items()) {
                    IndirectObject stream = from.objects.stream(((RawObject.Reference) item).number());
                    int copy = update.fresh();
                    String filter = stream.dictionary().get("Filter") == null ? "" : "/Filter/FlateDecode";
                    update.stream(
                            copy,
                            filter,
                            RawUpdate.text(java.util.Arrays.copyOfRange(sealed, stream.data(), stream.dataEnd())));
                    store.append(copy).append(" 0 R ");
                }
                store.append(']');
            }
        }
        int dss = update.fresh();
        update.object(dss, store + ">>");
        byte[] file = update.object(to.root(), to.with(to.root(), "DSS", dss + " 0 R"))
                .bytes();
        Path folder = Files.createDirectories(Path.of("target", "cms-specimen"));
        Files.write(folder.resolve("wurzel.crt"), holder.root().getEncoded());
        Verdict verdict = other.room.verification.verify(
                Files.write(folder.resolve("signiert.pdf"), file),
                Expected.NOTHING,
                new TrustSource.Named(folder.toString()));
        assertThat(verdict.word()).as("%s", verdict.examination().findings()).isEqualTo("UNDECIDED");
        assertThat(verdict.examination().findings()).noneMatch(Finding::isAlteration);
        assertThat(verdict.examination().signatures().get(0).technical().revocation())
                .isNull();
    }

    private static String word(byte[] file) {
        Verdict verdict = other.verify(file);
        return verdict.isValid()
                ? verdict.word()
                : verdict.word() + verdict.examination().findings();
    }

    private static void assertNotValid(byte[] file) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.isValid()).isFalse();
        assertThat(verdict.examination().findings())
                .anyMatch(finding -> finding.field().startsWith("Stempel")
                        && finding.notice().severity() != federzug.notice.Severity.NOTE);
    }

    private static void assertFinding(byte[] file, String code) {
        Verdict verdict = other.verify(file);
        assertThat(verdict.isValid()).isFalse();
        assertThat(verdict.examination().findings())
                .extracting(finding -> finding.notice().code())
                .contains(code);
    }
}
