package federzug.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.document.ArchivalPdf;
import federzug.document.Document;
import federzug.document.InMemoryDocumentStore;
import federzug.document.PreparedPdf;
import federzug.document.SignatureField;
import federzug.document.SignedPdf;
import federzug.notice.Notice;
import federzug.notice.NoticedException;
import federzug.signing.device.ConfiguredDevices;
import federzug.signing.device.KeyStoreDevice;
import federzug.signing.pades.FormFields;
import federzug.testkit.ATrust;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningKeys.Holder;
import federzug.testkit.SigningSpecimen;
import federzug.trust.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

public class SigningTest {
    private static final SigningKeys KEYS = new SigningKeys();
    private static final Holder RAPHAEL = KEYS.signer("André Raphael");
    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final TSPSource TIMESTAMPS = KEYS.timestamps();

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Signing signing = new Signing(store, trust(), CLOCK);

    @Test
    void acceptsExactlyTheExpectedFieldsInPageOrder() {
        ArchivalPdf pdf = SigningSpecimen.archival(store, "raphael", "rodig");

        PreparedPdf prepared = signing.prepare(pdf, SigningSpecimen.fields("rodig", "raphael"));

        assertThat(prepared.fields()).extracting(SignatureField::person).containsExactly("raphael", "rodig");
        assertThat(prepared.content()).isEqualTo(pdf.content());
        assertThat(store.find(pdf.content().digest(), PreparedPdf.class)).contains(prepared);
    }

    @Test
    void namesEveryDifferenceOfFieldsAtOnce() {
        ArchivalPdf pdf = SigningSpecimen.archival(store, "raphael", "gast");

        assertThatThrownBy(() -> signing.prepare(pdf, SigningSpecimen.fields("raphael", "rodig", "forkert")))
                .satisfies(codes("signing.field.missing", "signing.field.missing", "signing.field.unexpected"));
    }

    @Test
    void refusesToPrepareADocumentThatIsAlreadySigned() {
        SignedPdf signed = sign(prepared("raphael"), request("raphael"), RAPHAEL, "SHA256withECDSA");
        ArchivalPdf again = new ArchivalPdf(signed.content(), "Muster", 1, SigningSpecimen.fields("raphael"));

        assertThatThrownBy(() -> signing.prepare(again, again.fields())).satisfies(codes("signing.field.signed"));
    }

    @Test
    void refusesFieldsThatWouldBreakValidators() throws Exception {
        byte[] fractional = changed(
                SigningSpecimen.pdf("raphael"),
                field -> field.getCOSArray(COSName.RECT).set(0, new org.apache.pdfbox.cos.COSFloat(70.25f)));
        byte[] silent = changed(SigningSpecimen.pdf("raphael"), field -> field.removeItem(COSName.TU));
        byte[] hidden = changed(SigningSpecimen.pdf("raphael"), field -> field.setInt(COSName.F, 0));
        byte[] bare = changed(SigningSpecimen.pdf("raphael"), field -> field.removeItem(COSName.AP));
        byte[] text = changed(SigningSpecimen.pdf("raphael"), field -> field.setItem(COSName.FT, COSName.TX));

        for (byte[] pdf : List.of(fractional, silent, hidden, bare)) {
            assertThat(FormFields.of(pdf).differences(SigningSpecimen.fields("raphael"), "x.pdf"))
                    .extracting(Notice::code)
                    .containsExactly("signing.field.unfit");
        }
        assertThat(FormFields.of(text).differences(SigningSpecimen.fields("raphael"), "x.pdf"))
                .extracting(Notice::code)
                .containsExactly("signing.field.other-type");
    }

    @Test
    void refusesAFieldNameThatBeginsWithAnotherOne() {
        List<SignatureField> fields =
                List.of(new SignatureField("Sig1", "a", "A"), new SignatureField("Sig10", "b", "B"));

        assertThat(FormFields.of(SigningSpecimen.pdf("raphael")).differences(fields, "x.pdf"))
                .extracting(Notice::code)
                .contains("signing.field.prefix");
    }

    @Test
    void givesTheSameSessionIdForASecondBeginOnTheSameBase() {
        PreparedPdf base = prepared("raphael", "rodig");

        SigningSession first = begin(base, request("raphael"), RAPHAEL);
        SigningSession second = begin(base, request("raphael"), KEYS.signer("Vertretung"));
        SigningSession other = begin(base, request("rodig"), RAPHAEL);

        assertThat(second.id()).isEqualTo(first.id()).matches("[0-9a-f]{64}");
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void finishesAKeptSessionInAnotherProcess() {
        SigningSession begun = begin(prepared("raphael", "rodig"), request("raphael"), RAPHAEL);
        JsonMapper json = new JsonMapper();
        String kept = json.writeValueAsString(begun);

        SigningSession restored = json.readValue(kept, SigningSession.class);
        byte[] value = SigningKeys.device(RAPHAEL, begun.algorithm()).sign(restored.toBeSigned());
        SignedPdf signed = new Signing(store, trust(), CLOCK).complete(restored, value);

        assertThat(signed.signed()).containsExactly("raphael_Unterschrift");
        assertThat(signed.base()).isEqualTo(begun.base());
        assertThat(signed.content().name()).isEqualTo("muster-signiert.pdf");
        assertThat(store.find(signed.content().digest(), SignedPdf.class)).contains(signed);
        requireIntact(store.bytes(signed.content().digest()), RAPHAEL, "raphael_Unterschrift");
    }

    static Stream<Arguments> algorithms() {
        KeyPair rsa = SigningKeys.rsa(2048);
        return Stream.of(
                Arguments.of("SHA256withECDSA", SigningKeys.elliptic("secp256r1")),
                Arguments.of("SHA384withECDSA", SigningKeys.elliptic("secp384r1")),
                Arguments.of("SHA256withRSA", rsa),
                Arguments.of("SHA512withRSA", rsa),
                Arguments.of("SHA256withRSAandMGF1", rsa));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void makesACmsThatAnotherLibraryVerifies(String algorithm, KeyPair key) {
        Holder holder = KEYS.signer("Lutz Rodig", key);

        SignedPdf signed = sign(prepared("rodig"), request("rodig"), holder, algorithm);

        requireIntact(store.bytes(signed.content().digest()), holder, "rodig_Unterschrift");
    }

    @Test
    void refusesTheValueOfAnotherKeyOrAnotherDocument() {
        SigningSession session = begin(prepared("raphael"), request("raphael"), RAPHAEL);
        SigningSession elsewhere = begin(prepared("raphael", "rodig"), request("raphael"), RAPHAEL);
        byte[] foreign =
                SigningKeys.device(KEYS.signer("Fremd"), "SHA256withECDSA").sign(session.toBeSigned());
        byte[] other = SigningKeys.device(RAPHAEL, "SHA256withECDSA").sign(elsewhere.toBeSigned());

        assertThatThrownBy(() -> signing.complete(session, foreign)).satisfies(codes("signing.value.wrong"));
        assertThatThrownBy(() -> signing.complete(session, other)).satisfies(codes("signing.value.wrong"));
        assertThatThrownBy(() -> signing.complete(session, new byte[] {1, 2})).satisfies(codes("signing.value.wrong"));
        assertThatThrownBy(() -> signing.complete(session, new byte[0])).satisfies(codes("signing.value.wrong"));
    }

    @Test
    void refusesASessionWhosePreparedDocumentWasExchanged() {
        SigningSession session = begin(prepared("raphael"), request("raphael"), RAPHAEL);
        SigningSession other = begin(prepared("raphael", "rodig"), request("raphael"), RAPHAEL);
        SigningSession mixed = new SigningSession(
                session.id(),
                session.base(),
                other.prepared(),
                other.messageDigest(),
                session.toBeSigned(),
                session.certificateChain(),
                session.algorithm(),
                session.request(),
                session.signed(),
                session.begunAt());
        byte[] value = SigningKeys.device(RAPHAEL, "SHA256withECDSA").sign(session.toBeSigned());

        assertThatThrownBy(() -> signing.complete(mixed, value)).satisfies(codes("signing.session.altered"));
    }

    /** A certificate may say what it likes of a key that lies in a file. */
    @Test
    void theBoxSaysQualifiedOnlyIfTheListsSaySoAndTheKeyIsNoFile() throws Exception {
        PreparedPdf base = prepared("raphael");
        SigningDevice file =
                new KeyStoreDevice("datei", RAPHAEL.key().getPrivate(), RAPHAEL.chain(), "SHA256withECDSA");
        SigningDevice card = signing.keyElsewhere("karte", RAPHAEL.chain());
        assertThat(file.keyIsAFile()).isTrue();
        assertThat(box(signing.begin(base, request("raphael"), card, true)))
                .contains("qualifiziert elektronisch signiert");
        assertThat(box(signing.begin(base, request("raphael"), card, false)))
                .contains("elektronisch signiert")
                .doesNotContain("qualifiziert");
        assertThat(box(signing.begin(base, request("raphael"), file, true)))
                .contains("elektronisch signiert")
                .doesNotContain("qualifiziert");
    }

    private String box(SigningSession session) throws Exception {
        byte[] pdf = store.bytes(session.prepared().digest());
        String name = request("raphael").field().name();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(field(document, name)
                        .getWidgets()
                        .get(0)
                        .getAppearance()
                        .getNormalAppearance()
                        .getAppearanceStream());
            }
            PDFTextStripper words = new PDFTextStripper();
            words.setStartPage(document.getNumberOfPages());
            return words.getText(document);
        }
    }

    @Test
    void refusesAnExpiredAnUnripeAndAWeakCertificate() {
        PreparedPdf base = prepared("raphael");
        SignatureRequest request = request("raphael");
        KeyPair key = SigningKeys.elliptic("secp256r1");
        Instant now = Instant.now();
        Holder old = KEYS.signer("Alt", key, now.minusSeconds(99_999), now.minusSeconds(60));
        Holder young = KEYS.signer("Jung", key, now.plusSeconds(3_600), now.plusSeconds(99_999));
        Holder weak = KEYS.signer("Schwach", SigningKeys.rsa(1024));

        assertThatThrownBy(() -> begin(base, request, old)).satisfies(codes("signing.certificate.expired"));
        assertThatThrownBy(() -> begin(base, request, young)).satisfies(codes("signing.certificate.not-yet"));
        assertThatThrownBy(() -> signing.begin(base, request, SigningKeys.device(weak, "SHA256withRSA")))
                .satisfies(codes("signing.key.weak"));
        assertThatThrownBy(() -> signing.begin(base, request, SigningKeys.device(RAPHAEL, "SHA1withECDSA")))
                .satisfies(codes("signing.algorithm.refused"));
        assertThatThrownBy(() -> signing.begin(base, request, SigningKeys.device(RAPHAEL, "SHA256withRSA")))
                .satisfies(codes("signing.algorithm.other-key"));
    }

    @Test
    void refusesAnExampleKeyInARealMatter() {
        Trust real = new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target/trust")), CLOCK);
        ConfiguredDevices devices = new ConfiguredDevices(new SigningSettings(null), real, CLOCK);
        Signing ours = new Signing(store, real, CLOCK);
        PreparedPdf base = prepared("raphael");
        SignatureRequest serious = request("raphael");

        try (SigningDevice device = devices.open("demo-raphael", name -> new char[0])) {
            assertThatThrownBy(() -> ours.begin(base, serious, device)).satisfies(codes("signing.device.example-key"));
        }
    }

    @Test
    void repeatsTheLockOfEachFieldAndNeitherCertifiesNorLocksMore() throws Exception {
        SignedPdf first = sign(prepared("raphael", "rodig"), request("raphael"), RAPHAEL, "SHA256withECDSA");
        SignedPdf second = sign(first, request("rodig"), KEYS.signer("Rodig"), "SHA256withECDSA");

        try (PDDocument pdf = Loader.loadPDF(store.bytes(second.content().digest()))) {
            COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
            assertThat(catalog.containsKey(COSName.PERMS)).isFalse();
            for (String name : second.signed()) {
                COSDictionary lock = field(pdf, name).getCOSObject().getCOSDictionary(COSName.getPDFName("Lock"));
                COSDictionary reference = (COSDictionary) field(pdf, name)
                        .getSignature()
                        .getCOSObject()
                        .getCOSArray(COSName.getPDFName("Reference"))
                        .getObject(0);
                COSDictionary transform = reference.getCOSDictionary(COSName.getPDFName("TransformParams"));
                assertThat(reference.getNameAsString("TransformMethod")).isEqualTo("FieldMDP");
                assertThat(reference.getDictionaryObject("Data")).isSameAs(catalog);
                for (COSDictionary each : List.of(lock, transform)) {
                    assertThat(each.getNameAsString("Action")).isEqualTo("Include");
                    assertThat(each.getCOSArray(COSName.FIELDS).toCOSStringStringList())
                            .containsExactly(name);
                    assertThat(each.containsKey(COSName.P)).isFalse();
                }
            }
        }
        assertThat(second.signed()).containsExactly("raphael_Unterschrift", "rodig_Unterschrift");
    }

    @Test
    void signsAFieldWithoutALockWithoutAddingOne() throws Exception {
        SignatureField field = SigningSpecimen.fields("raphael").get(0);
        PreparedPdf unlocked = new PreparedPdf(
                store.put("muster.pdf", changed(dictionary -> dictionary.removeItem(COSName.getPDFName("Lock")))),
                List.of(field));

        SignedPdf signed = sign(unlocked, request("raphael"), RAPHAEL, "SHA256withECDSA");

        try (PDDocument pdf = Loader.loadPDF(store.bytes(signed.content().digest()))) {
            PDSignatureField written = field(pdf, field.name());
            assertThat(written.getCOSObject().containsKey(COSName.getPDFName("Lock")))
                    .isFalse();
            assertThat(written.getSignature().getCOSObject().containsKey(COSName.getPDFName("Reference")))
                    .isFalse();
        }
    }

    @Test
    void refusesToPrepareAFieldThatLocksMoreThanItself() throws Exception {
        COSName lock = COSName.getPDFName("Lock");
        List<SignatureField> fields = SigningSpecimen.fields("raphael");
        List<java.util.function.Consumer<COSDictionary>> faults = List.of(
                field -> field.removeItem(lock),
                field -> field.getCOSDictionary(lock).setInt(COSName.P, 1),
                field -> field.getCOSDictionary(lock)
                        .getCOSArray(COSName.FIELDS)
                        .add(new org.apache.pdfbox.cos.COSString("rodig_Unterschrift")),
                field -> field.getCOSDictionary(lock).setItem("Action", COSName.getPDFName("All")));
        for (var fault : faults) {
            ArchivalPdf pdf = store.keep(new ArchivalPdf(store.put("muster.pdf", changed(fault)), "Muster", 1, fields));
            assertThatThrownBy(() -> signing.prepare(pdf, fields)).satisfies(codes("signing.field.unfit"));
        }
    }

    private static byte[] changed(java.util.function.Consumer<COSDictionary> change) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(SigningSpecimen.pdf("raphael"));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.accept(field(pdf, "raphael_Unterschrift").getCOSObject());
            pdf.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void appendsToTheSignedBytesAndTouchesNothingBeforeThem() {
        SignedPdf first = sign(prepared("raphael", "rodig"), request("raphael"), RAPHAEL, "SHA256withECDSA");
        SignedPdf second = sign(first, request("rodig"), RAPHAEL, "SHA256withECDSA");

        byte[] before = store.bytes(first.content().digest());
        byte[] after = store.bytes(second.content().digest());
        assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "Manfred Weißbach, MANFRED WEISSBACH, true",
        "Dr. Roland Wöller, Roland Woeller, true",
        "Roland Wöller, Roland Woller, true",
        "Jan Kłos, Jan Klos, true",
        "André Raphael, Andre Michael Raphael, true",
        "André Raphael, Lutz Rodig, false",
        "Manfred Weißbach, Manfred Weißbacher, false"
    })
    void knowsWhoseFieldItIsHoweverCertificatesSpellTheName(String meant, String held, boolean same) {
        FileSigning.Field field =
                new FileSigning.Field("x", "Unterschriftsfeld für " + meant + ", Bürgermeister", false);
        assertThat(field.isFor(held)).isEqualTo(same);
    }

    @Test
    void refusesToSignAFieldTwice() {
        SignedPdf first = sign(prepared("raphael", "rodig"), request("raphael"), RAPHAEL, "SHA256withECDSA");

        assertThatThrownBy(() -> begin(first, request("raphael"), RAPHAEL)).satisfies(codes("signing.field.signed"));
    }

    @Test
    void adoptsACopySignedElsewhereInTheExpectedFieldOnly() {
        PreparedPdf base = prepared("raphael", "rodig");
        byte[] sent = store.bytes(base.content().digest());
        SignedPdf elsewhere = sign(base, request("raphael"), RAPHAEL, "SHA256withECDSA");
        byte[] returned = store.bytes(elsewhere.content().digest());
        SignatureField raphael = base.fields().get(0);
        SignatureField rodig = base.fields().get(1);

        assertThat(signing.adopt(base, returned, raphael).signed()).containsExactly(raphael.name());
        assertThatThrownBy(() -> signing.adopt(base, returned, rodig)).satisfies(codes("signing.return.other-field"));
        assertThatThrownBy(() -> signing.adopt(base, sent, raphael)).satisfies(codes("signing.return.unsigned"));
        assertThatThrownBy(() -> signing.adopt(elsewhere, sent, rodig)).satisfies(codes("signing.return.older"));
        assertThatThrownBy(() -> signing.adopt(base, SigningSpecimen.pdf("raphael"), raphael))
                .satisfies(codes("signing.return.other-document"));
        assertThatThrownBy(() -> signing.adopt(base, new byte[] {1, 2, 3}, raphael))
                .satisfies(codes("signing.return.unreadable"));
        assertThatThrownBy(() -> signing.adopt(base, Arrays.copyOf(returned, returned.length + 20), raphael))
                .satisfies(codes("signing.return.not-covered"));
    }

    public static org.assertj.core.api.ThrowingConsumer<Throwable> codes(String... expected) {
        return trouble -> {
            assertThat(trouble).isInstanceOf(SigningException.class);
            assertThat(((NoticedException) trouble).notices())
                    .extracting(Notice::code)
                    .containsExactly(expected);
            ((NoticedException) trouble)
                    .notices()
                    .forEach(notice -> assertThat(federzug.notice.Texts.german().text(notice))
                            .isNotBlank()
                            .doesNotContainPattern("[{][0-9]"));
        };
    }

    private static Trust trust() {
        return new Trust(ATrust.offline(Path.of("keystores-example"), Path.of("target/trust")), CLOCK) {
            @Override
            public TSPSource timestamps(boolean rehearsal) {
                return TIMESTAMPS;
            }
        };
    }

    private PreparedPdf prepared(String... persons) {
        return signing.prepare(SigningSpecimen.archival(store, persons), SigningSpecimen.fields(persons));
    }

    private static SignatureRequest request(String person) {
        SignatureField field = SigningSpecimen.fields(person).get(0);
        return new SignatureRequest(field, "André Raphael", "Oberbürgermeister", false);
    }

    private SigningSession begin(Document base, SignatureRequest request, Holder holder) {
        return signing.begin(base, request, SigningKeys.device(holder, "SHA256withECDSA"));
    }

    private SignedPdf sign(Document base, SignatureRequest request, Holder holder, String algorithm) {
        SigningDevice device = SigningKeys.device(holder, algorithm);
        SigningSession session = signing.begin(base, request, device);
        return signing.complete(session, device.sign(session.toBeSigned()));
    }

    private static PDSignatureField field(PDDocument pdf, String name) {
        return (PDSignatureField) pdf.getDocumentCatalog().getAcroForm().getField(name);
    }

    private interface Change {
        void on(COSDictionary field);
    }

    private static byte[] changed(byte[] pdf, Change change) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf);
                java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
            change.on(document.getSignatureFields().get(0).getCOSObject());
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Checks CMS, signed bytes and time stamp with BouncyCastle's own verifier. */
    public static void requireIntact(byte[] pdf, Holder holder, String fieldName) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDSignature signature = field(document, fieldName).getSignature();
            // Without the zeros that fill the reserved room.
            ContentInfo contents =
                    ContentInfo.getInstance(new ASN1InputStream(signature.getContents(pdf)).readObject());
            CMSSignedData cms =
                    new CMSSignedData(new CMSProcessableByteArray(signature.getSignedContent(pdf)), contents);
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                            .build(holder.certificate())))
                    .isTrue();
            assertThat(signer.getUnsignedAttributes().size()).isEqualTo(1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
