package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.SignatureField;
import federzug.notice.Texts;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.pdf.Conformance;
import federzug.rendering.pdf.StructureTree;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingGolden;
import federzug.testkit.RenderingTagTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Whole documents, each proven by veraPDF. */
class RenderingIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering = at("2021-12-01T10:00:00Z");

    private Rendering at(String time) {
        return new Rendering(store, Clock.fixed(Instant.parse(time), BERLIN), new RenderingSettings(Proof.NEVER));
    }

    @Test
    void aSpecimenFromLibreOfficeKeepsItsStructure() throws IOException {
        byte[] pdf = bytes(rendering.render(specimen(), Marks.NONE));
        RenderingGolden.assertSame("bausteine.tagtree.txt", RenderingTagTree.of(pdf));
        assertConforms(pdf);
        assertThat(pages(pdf)).hasSize(3);
    }

    @Test
    void aSheetWithEveryBlockKeepsItsStructure() throws IOException {
        byte[] pdf = bytes(rendering.render(SheetSpecimen.sheet(), "pruefbericht.pdf", Marks.rehearsal(true)));
        RenderingGolden.assertSame("sheet.tagtree.txt", RenderingTagTree.of(pdf));
        assertConforms(pdf);
        assertThat(pages(pdf)).hasSize(2).allMatch(p -> p.contains("PROBE – nicht rechtsverbindlich"));
    }

    @Test
    void everyPageCarriesTheMarks() throws IOException {
        byte[] pdf = bytes(rendering.render(specimen(), new Marks(true, "Sperrfrist: 1. Dezember 2021, 11:30 Uhr")));
        assertThat(pages(pdf))
                .allMatch(p -> p.contains("PROBE – nicht rechtsverbindlich"))
                .allMatch(p -> p.contains("Sperrfrist: 1. Dezember 2021, 11:30 Uhr"));
        assertConforms(pdf);
    }

    @Test
    void theSameDraftGivesTheSameBytes() throws InterruptedException {
        ArchivalPdf first = rendering.render(specimen(), Marks.NONE);
        Thread.sleep(1100);
        assertThat(at("2021-12-01T21:59:00Z").render(specimen(), Marks.NONE)).isEqualTo(first);
        assertThat(rendering.render(specimen(), Marks.rehearsal(true))).isNotEqualTo(first);
    }

    @Test
    void twoMattersNeverHaveTheSameDocumentAndSayWhenItWasMade() throws IOException {
        Rendering then = at("2021-12-01T09:30:05Z");
        byte[] one = bytes(then.render(signable(), Marks.NONE, "stadt-a/vereinbarung"));
        byte[] other = bytes(then.render(signable(), Marks.NONE, "stadt-b/vereinbarung"));

        assertThat(one).isNotEqualTo(other).hasSameSizeAs(other);
        assertConforms(one);
        try (PDDocument a = Loader.loadPDF(one);
                PDDocument b = Loader.loadPDF(other)) {
            assertThat(a.getDocument().getDocumentID().getObject(0))
                    .isNotEqualTo(b.getDocument().getDocumentID().getObject(0));
            String xmp = new String(a.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(xmp).containsPattern("<xmpMM:DocumentID>uuid:[0-9a-f-]{36}</xmpMM:DocumentID>");
            assertThat(new String(b.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .isNotEqualTo(xmp);
            assertThat(xmp).doesNotContain("stadt-a").contains("<xmp:CreateDate>2021-12-01T");
            assertThat(a.getDocumentInformation().getCreationDate().toInstant()).isEqualTo("2021-12-01T09:30:05Z");
        }
    }

    @Test
    void aSheetRepeatedOnTheSameDayGivesTheSameBytes() {
        ArchivalPdf first = rendering.render(SheetSpecimen.sheet(), "a.pdf", Marks.NONE);
        assertThat(at("2021-12-01T21:59:00Z").render(SheetSpecimen.sheet(), "a.pdf", Marks.NONE))
                .isEqualTo(first);
        assertThat(at("2021-12-02T10:00:00Z").render(SheetSpecimen.sheet(), "a.pdf", Marks.NONE))
                .isNotEqualTo(first);
    }

    @Test
    void aSignatureBoxBecomesAnEmptyFieldThatScreenReadersFind() throws IOException {
        SignatureField field = SignatureField.of("raphael", "Unterschriftsfeld für André Raphael");
        ArchivalPdf pdf = rendering.render(signable(), Marks.NONE);
        assertThat(pdf.fields()).containsExactly(field);
        assertConforms(bytes(pdf));
        try (PDDocument document = Loader.loadPDF(bytes(pdf))) {
            COSDictionary form = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
            assertThat(form.getInt(COSName.SIG_FLAGS)).isEqualTo(3);
            COSArray fields = form.getCOSArray(COSName.FIELDS);
            assertThat(fields.size()).isEqualTo(1);
            COSDictionary widget = (COSDictionary) fields.getObject(0);
            assertThat(widget.getString(COSName.T)).isEqualTo("raphael_Unterschrift");
            assertThat(widget.getString(COSName.TU)).isEqualTo("Unterschriftsfeld für André Raphael");
            assertThat(widget.getCOSName(COSName.FT)).isEqualTo(COSName.SIG);
            assertThat(widget.getInt(COSName.F)).isEqualTo(4);
            assertThat(widget.containsKey(COSName.A)).isFalse();
            COSArray rectangle = widget.getCOSArray(COSName.RECT);
            for (int i = 0; i < 4; i++) {
                assertThat(rectangle.getObject(i)).isInstanceOf(COSInteger.class);
            }
            assertThat(rectangle.getInt(3) - rectangle.getInt(1)).isBetween(57, 60);
            COSDictionary lock = widget.getCOSDictionary(COSName.getPDFName("Lock"));
            assertThat(lock.getNameAsString("Action")).isEqualTo("Include");
            assertThat(lock.getCOSArray(COSName.FIELDS).toCOSStringStringList())
                    .containsExactly("raphael_Unterschrift");
            assertThat(lock.containsKey(COSName.P)).isFalse();
        }
    }

    /** Otherwise validators take the next signature, or the appended revision itself, for a forbidden change. */
    @Test
    void whatIsToBeSignedIsStoredSoThatOthersCanAppendToIt() throws IOException {
        ArchivalPdf pdf = rendering.render(signable(), Marks.NONE);

        try (PDDocument document = Loader.loadPDF(bytes(pdf))) {
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            List<COSName> keys = List.copyOf(catalog.keySet());
            assertThat(keys.indexOf(COSName.PAGES)).isBetween(0, keys.indexOf(COSName.STRUCT_TREE_ROOT) - 1);
            List<COSBase> kids = new ArrayList<>();
            StructureTree.walk(catalog.getCOSDictionary(COSName.STRUCT_TREE_ROOT), element -> {
                if ("Form".equals(element.getNameAsString(COSName.S))) {
                    kids.add(element.getDictionaryObject(COSName.K));
                }
            });
            assertThat(kids)
                    .hasSize(1)
                    .allSatisfy(kid -> assertThat(kid)
                            .isInstanceOfSatisfying(
                                    COSDictionary.class,
                                    objr -> assertThat(objr.getNameAsString(COSName.TYPE))
                                            .isEqualTo("OBJR")));
            assertThat(document.getDocument().isXRefStream()).isFalse();
        }
        assertThat(new String(bytes(pdf), StandardCharsets.ISO_8859_1)).doesNotContain("/ObjStm", "/XRef");
        byte[] sheet = bytes(rendering.render(SheetSpecimen.sheet(), "a.pdf", Marks.NONE));
        assertThat(new String(sheet, StandardCharsets.ISO_8859_1)).contains("/ObjStm");
    }

    private FilledDraft signable() {
        SignatureField field = SignatureField.of("raphael", "Unterschriftsfeld für André Raphael");
        byte[] docx = RenderingDocx.withBody(RenderingDocx.styled("Titel", "Vereinbarung")
                        + RenderingDocx.paragraph("Es unterzeichnet:")
                        + "<w:p><w:pPr><w:spacing w:line=\"1200\" w:lineRule=\"exact\"/></w:pPr></w:p>"
                        + RenderingDocx.paragraph("${unterschrift:niemand}".replace("$", "§")))
                .bytes();
        return new FilledDraft(store.put("a.docx", docx), "Vereinbarung", List.of(new SignatureBox(field, 2)));
    }

    @Test
    void textThatLooksLikeABoxMakesNone() {
        byte[] docx = RenderingDocx.withBody(RenderingDocx.paragraph("x-unterschrift:raphael_Unterschrift"))
                .bytes();
        ArchivalPdf pdf = rendering.render(new FilledDraft(store.put("a.docx", docx), "Titel", List.of()), Marks.NONE);
        assertThat(pdf.fields()).isEmpty();
    }

    @Test
    void whatSticksOutOfThePageIsNamed() {
        String tall = "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"1\"/></w:pBdr>"
                + "<w:spacing w:line=\"31000\" w:lineRule=\"exact\"/></w:pPr><w:r><w:t>hoch</w:t></w:r></w:p>";
        byte[] docx = RenderingDocx.withBody(tall).bytes();
        FilledDraft draft = new FilledDraft(store.put("a.docx", docx), "Titel", List.of());
        assertThatThrownBy(() -> rendering.render(draft, Marks.NONE))
                .isInstanceOf(RenderingException.class)
                .hasMessage("rendering.pdf.overflow");
    }

    @Test
    void documentsMadeAtOnceDoNotDisturbEachOther() {
        ArchivalPdf alone = rendering.render(specimen(), Marks.NONE);
        assertThat(IntStream.range(0, 12)
                        .parallel()
                        .mapToObj(i -> i % 3 == 0
                                ? rendering.render(SheetSpecimen.sheet(), "a.pdf", Marks.NONE)
                                : rendering.render(specimen(), Marks.NONE))
                        .distinct())
                .hasSize(2)
                .contains(alone);
    }

    @Test
    void thePdfIsKeptUnderTheDraftsName() {
        ArchivalPdf pdf = rendering.render(specimen(), Marks.NONE);
        assertThat(pdf.content().name()).isEqualTo("bausteine.pdf");
        assertThat(store.find(pdf.content().digest(), ArchivalPdf.class)).contains(pdf);
    }

    @Test
    void aDocumentThatBreaksTheStandardIsFoundByVeraPdf() {
        assertThat(Conformance.verify(brokenPdf())).isNotEmpty();
    }

    @Test
    void theMailTextReadsLikeTheDraft() {
        var mail = rendering.mailText(specimen());
        RenderingGolden.assertSame("bausteine.mail.txt", mail.plain());
        RenderingGolden.assertSame("bausteine.mail.html", mail.html());
        assertThat(mail.plain().lines()).allMatch(l -> l.length() <= 72);
    }

    private static byte[] brokenPdf() {
        try (PDDocument document = new PDDocument();
                java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream()) {
            document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private FilledDraft specimen() {
        try (InputStream in = RenderingIT.class.getResourceAsStream("bausteine.docx")) {
            return new FilledDraft(store.put("bausteine.docx", in.readAllBytes()), "Muster der Bausteine", List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes(ArchivalPdf pdf) {
        return store.bytes(pdf.content().digest());
    }

    private static void assertConforms(byte[] pdf) {
        Texts texts = Texts.german();
        assertThat(Conformance.verify(pdf)).extracting(texts::line).isEmpty();
    }

    private static List<String> pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> pages = new java.util.ArrayList<>();
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                pages.add(stripper.getText(document));
            }
            return pages;
        }
    }
}
