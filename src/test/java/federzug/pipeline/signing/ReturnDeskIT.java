package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.Turn;
import federzug.ceremony.TurnState;
import federzug.document.Digest;
import federzug.document.PreparedPdf;
import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.Upload;
import federzug.pipeline.run.Closing;
import federzug.pipeline.signing.ReturnDesk.Taken;
import federzug.testkit.OwnField;
import federzug.testkit.SharedApplication;
import federzug.testkit.SigningSpecimen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies that come back: what is taken over, and what each refusal says. */
class ReturnDeskIT extends SharedApplication {
    private static final PDRectangle BLANK = new PDRectangle(70, 60, 200, 50);
    private static final PDRectangle HEADING = new PDRectangle(60, 725, 260, 45);

    private byte[] sent;
    private int matters;

    @BeforeAll
    void begin() throws IOException {
        sent = specimen("zugesandt.pdf");
    }

    @Test
    void takesACopySignedWithPdfsigAndAddsTheTimeItLacks() throws IOException {
        Ceremony ceremony = waiting();
        byte[] copy = specimen("pdfsig-raphael.pdf");
        Taken taken = give(ceremony, "raphael.pdf", copy);
        assertThat(codes(taken)).as("%s", taken.notices()).containsExactly("pipeline.return.done");
        Ceremony next = now(ceremony);
        assertThat(next.turn("raphael").state()).isEqualTo(TurnState.SIGNED);
        assertThat(next.signedFields()).containsExactly("raphael_Unterschrift");
        assertThat(next.paper().content().size()).isGreaterThan(copy.length);
    }

    @Test
    void takesTheSameFileASecondTimeWithoutDoingAnything() throws IOException {
        Ceremony ceremony = waiting();
        give(ceremony, "raphael.pdf", specimen("pdfsig-raphael.pdf"));
        Ceremony after = now(ceremony);
        Taken again = give(ceremony, "raphael.pdf", specimen("pdfsig-raphael.pdf"));
        assertThat(again.accepted()).isTrue();
        assertThat(codes(again)).containsExactly("pipeline.return.known");
        assertThat(now(ceremony)).isEqualTo(after);
    }

    @Test
    void findsTheCopyInAMailAndTheMatterByItsContent() throws IOException {
        StoredMatter stored = application.accept("nur-per-mail", "rueckgabe");
        Ceremony ceremony = application.open(stored, SigningSpecimen.pdf(190, 50, "raphael", "rodig", "forkert"));
        byte[] copy = application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
        Taken taken = give(null, "antwort.eml", mail(copy));
        assertThat(codes(taken)).containsExactly("pipeline.return.done");
        assertThat(taken.matter()).isEqualTo("nur-per-mail");
        assertThat(now(ceremony).paper().content().digest()).isEqualTo(Digest.of(copy));
    }

    @Test
    void takesTwoReturnedCopiesAndSealsAllThreeSignatures() throws IOException {
        Ceremony ceremony = waiting();
        give(ceremony, "raphael.pdf", specimen("pdfsig-raphael.pdf"));
        give(ceremony, "rodig.pdf", application.signed(now(ceremony).paper(), "rodig", "demo-rodig", false));
        give(ceremony, "forkert.pdf", application.signed(now(ceremony).paper(), "forkert", "demo-forkert", false));
        StoredMatter stored =
                application.the(Matters.class).find(ceremony.matter()).orElseThrow();
        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);
        assertThat(now(ceremony).state().word()).isEqualTo("CHECKED");
    }

    @Test
    void refusesTheSignatureOfAnotherPerson() throws IOException {
        refuses(specimen("pdfsig-rodig-in-raphaels-field.pdf"), "verification.expected.wrong-person");
    }

    @Test
    void refusesASignatureInAFieldThatLibreOfficeAdded() throws IOException {
        refuses(specimen("libreoffice-raphael-own-field.pdf"), "signing.return.own-field");
    }

    @Test
    void takesAFieldThatLibreOfficeAddedOnlyWhereTheDataAllowItAndSaysWhatItCosts() throws IOException {
        Ceremony ceremony = waitingWithOwnFields();

        Taken taken = give(ceremony, "raphael.pdf", specimen("libreoffice-raphael-own-field.pdf"));

        assertThat(codes(taken)).as("%s", taken.notices()).containsExactly("pipeline.return.done");
        Turn turn = now(ceremony).turn("raphael");
        assertThat(turn.state()).isEqualTo(TurnState.SIGNED);
        assertThat(now(ceremony).signedFields()).containsExactly(turn.ownField());
    }

    @Test
    void takesAVisibleFieldOfItsOwnThatHidesNothing() throws IOException {
        Ceremony ceremony = waitingWithOwnFields();
        Taken taken = give(ceremony, "eigenes.pdf", OwnField.sign(sent, "raphael", BLANK, (pdf, widget) -> {}));
        assertThat(codes(taken))
                .as("%s", taken.notices())
                .containsExactly("pipeline.return.done", "pipeline.return.conformance-lost");
        assertThat(Texts.german().text(taken.notices().get(1)))
                .contains("PDF/UA-1", "Vorlesegeräte", "7.18")
                .doesNotContain("rendering.");
    }

    @Test
    void refusesAFieldOfItsOwnThatHidesText() throws IOException {
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(sent, "raphael", HEADING, (pdf, widget) -> {}),
                "verification.change.content-covered");
    }

    @Test
    void refusesAFieldOfItsOwnThatDoesSomething() throws IOException {
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(
                        sent,
                        "raphael",
                        BLANK,
                        (pdf, widget) -> widget.setAction(new PDActionJavaScript("app.alert(1)"))),
                "verification.change.field-added");
    }

    @Test
    void refusesTheWrongPersonInAFieldOfItsOwn() throws IOException {
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(sent, "rodig", BLANK, (pdf, widget) -> {}),
                "verification.expected.wrong-person");
    }

    @Test
    void refusesFurtherChangesThatComeWithAFieldOfItsOwn() throws IOException {
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(sent, "raphael", BLANK, (pdf, widget) -> write(pdf)),
                "verification.change.page-content");
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(sent, "raphael", BLANK, (pdf, widget) -> annotate(pdf)),
                "verification.change.annotation-added");
        refuses(
                waitingWithOwnFields(),
                OwnField.sign(
                        OwnField.sign(sent, "rodig", BLANK, (pdf, widget) -> {}), "raphael", BLANK, (pdf, w) -> {}),
                "signing.return.other-field");
    }

    @Test
    void refusesASignatureInAnotherPersonsField() throws IOException {
        Ceremony ceremony = waiting();
        refuses(
                ceremony,
                application.signed(ceremony.paper(), "rodig", "demo-raphael", true),
                "signing.return.other-field");
    }

    @Test
    void refusesAnUnsignedCopy() {
        refuses(sent, "signing.return.unsigned");
    }

    @Test
    void saysThatTheSignatureIsMissingInWhatWasHandedOutAfterSomebodySigned() throws IOException {
        Ceremony ceremony = waiting();
        byte[] first = application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
        Path file = Files.write(folder.resolve("raphael.pdf"), first);
        List<Taken> twice = application
                .the(ReturnDesk.class)
                .take(
                        Acting.of("test"),
                        ceremony.matter(),
                        Upload.each(List.of(file, file), ReturnDesk.LARGEST),
                        Progress.SILENT)
                .files();
        assertThat(codes(twice.get(0))).containsExactly("pipeline.return.done");
        assertThat(codes(twice.get(1))).containsExactly("pipeline.return.known");
        assertThat(now(ceremony).turn("rodig").state()).isEqualTo(TurnState.OPENED);

        Taken taken = give(ceremony, "rodig.pdf", first);

        assertThat(codes(taken)).containsExactly("pipeline.return.holder-unsigned");
        assertThat(taken.accepted()).isFalse();
        assertThat(Texts.german().text(taken.notices().get(0))).contains("Lutz Rodig", "André Raphael");
    }

    @Test
    void refusesAChangedText() throws IOException {
        refuses(signedAfter(ReturnDeskIT::write), "verification.change.page-content");
    }

    @Test
    void refusesAnAddedPage() throws IOException {
        refuses(
                signedAfter(pdf -> {
                    PDPage page = new PDPage(PDRectangle.A4);
                    pdf.addPage(page);
                    pdf.getPages().getCOSObject().setNeedToBeUpdated(true);
                    page.getCOSObject().setNeedToBeUpdated(true);
                }),
                "verification.change.pages");
    }

    @Test
    void refusesAnAddedAnnotation() throws IOException {
        refuses(signedAfter(ReturnDeskIT::annotate), "verification.change.annotation-added");
    }

    @Test
    void reportsWhatWasAddedAfterTheSignature() throws IOException {
        Ceremony ceremony = waiting();
        byte[] signed = application.signed(ceremony.paper(), "raphael", "demo-raphael", true);
        refuses(
                ceremony,
                changed(signed, ReturnDeskIT::annotate),
                "signing.return.not-covered",
                "verification.change.annotation-added");
    }

    @Test
    void refusesChangedMetadata() throws IOException {
        refuses(
                signedAfter(pdf -> {
                    pdf.getDocumentInformation().setTitle("Ein anderer Titel");
                    pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
                    pdf.getDocument().getTrailer().setItem(COSName.INFO, pdf.getDocumentInformation());
                }),
                "verification.change.information");
    }

    @Test
    void refusesAFileThatWasSavedAgain() throws IOException {
        refuses(rewritten(sent), "pipeline.return.not-sent", "signing.return.rewritten");
    }

    @Test
    void refusesAnOlderVersion() throws IOException {
        Ceremony ceremony = waiting();
        byte[] old = application.signed(ceremony.paper(), "rodig", "demo-rodig", true);
        give(ceremony, "raphael.pdf", specimen("pdfsig-raphael.pdf"));
        refuses(now(ceremony), old, "pipeline.return.older");
    }

    @Test
    void refusesTheDocumentOfAnotherMatter() throws IOException {
        Ceremony ceremony = waiting();
        StoredMatter other = application.accept("anderer-vorgang", "rueckgabe");
        Ceremony others = application.open(other, SigningSpecimen.pdf(210, 55, "raphael", "rodig", "forkert"));
        byte[] copy = application.signed(others.paper(), "raphael", "demo-raphael", true);
        refuses(ceremony, copy, "pipeline.return.other-matter");
    }

    @Test
    void refusesAnUnknownFile() {
        refuses("%PDF-1.7 something else".getBytes(StandardCharsets.US_ASCII), "pipeline.return.not-this-matter");
    }

    private Ceremony waiting() {
        StoredMatter stored = application.accept("vorgang-" + ++matters, "rueckgabe");
        return application.open(stored, sent);
    }

    private Ceremony waitingWithOwnFields() {
        StoredMatter stored = application.acceptWithOwnFields("vorgang-" + ++matters);
        return application.open(stored, sent);
    }

    private Ceremony now(Ceremony ceremony) {
        return application.now(ceremony);
    }

    private void refuses(byte[] copy, String... codes) {
        refuses(waiting(), copy, codes);
    }

    /** Nothing is taken over, and every reason is told in words. */
    private void refuses(Ceremony ceremony, byte[] copy, String... codes) {
        Taken taken = give(ceremony, "kopie.pdf", copy);
        assertThat(codes(taken)).contains(codes);
        assertThat(taken.accepted()).isFalse();
        assertThat(taken.notices())
                .allSatisfy(notice -> assertThat(Texts.german().text(notice)).hasSizeGreaterThan(20));
        assertThat(now(ceremony).paper()).isEqualTo(ceremony.paper());
    }

    private static List<String> codes(Taken taken) {
        return taken.notices().stream().map(Notice::code).toList();
    }

    private Taken give(Ceremony ceremony, String name, byte[] bytes) {
        try {
            Path file = Files.write(folder.resolve(name), bytes);
            String matter = ceremony == null ? null : ceremony.matter();
            return application
                    .the(ReturnDesk.class)
                    .take(Acting.of("test"), matter, Upload.each(List.of(file), ReturnDesk.LARGEST), Progress.SILENT)
                    .files()
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void make(PDDocument pdf) throws IOException;
    }

    /** Somebody changes the document before signing it in the right field. */
    private byte[] signedAfter(Change change) throws IOException {
        PreparedPdf changed = application.prepared(changed(sent, change));
        return application.signed(changed, "raphael", "demo-raphael", true);
    }

    private static byte[] changed(byte[] file, Change change) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.make(pdf);
            pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            pdf.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static byte[] rewritten(byte[] file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.save((OutputStream) out);
            return out.toByteArray();
        }
    }

    private static void write(PDDocument pdf) throws IOException {
        PDPage page = pdf.getPage(0);
        try (PDPageContentStream content =
                new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, false)) {
            content.addRect(100, 100, 50, 50);
            content.fill();
        }
        page.getCOSObject().setNeedToBeUpdated(true);
    }

    private static void annotate(PDDocument pdf) {
        PDPage page = pdf.getPage(0);
        PDAnnotationText note = new PDAnnotationText();
        note.setRectangle(new PDRectangle(100, 100, 200, 20));
        note.setContents("gilt nicht");
        COSArray annotations = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        annotations.add(note.getCOSObject());
        page.getCOSObject().setNeedToBeUpdated(true);
        annotations.setNeedToBeUpdated(true);
        note.getCOSObject().setNeedToBeUpdated(true);
    }

    private static byte[] mail(byte[] pdf) {
        String text = """
            From: ob@crimmitschau.example
            To: asskomm@lpr.example
            Subject: =?UTF-8?Q?unterschrieben_zur=C3=BCck?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="grenze"

            --grenze
            Content-Type: text/plain; charset=UTF-8

            Anbei.
            --grenze
            Content-Type: application/octet-stream; name="../../etc/vertrag.pdf"
            Content-Transfer-Encoding: base64

            """ + Base64.getMimeEncoder().encodeToString(pdf) + "\n--grenze--\n";
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] specimen(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/federzug/pipeline/returned/" + name)) {
            return in.readAllBytes();
        }
    }
}
