package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.Annex;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.notice.Notice;
import federzug.rendering.RenderingSettings.Proof;
import federzug.rendering.pdf.Conformance;
import federzug.testkit.RenderingDocx;
import federzug.testkit.RenderingTagTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

/** Annexes as part of one accessible archival document. */
class AnnexIT {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering = new Rendering(
            store,
            Clock.fixed(Instant.parse("2021-12-01T08:00:00Z"), ZoneId.of("Europe/Berlin")),
            new RenderingSettings(Proof.NEVER));

    private static String agreement() {
        return RenderingDocx.styled("Titel", "Vereinbarung")
                + RenderingDocx.styled("berschrift1", "Gegenstand")
                + RenderingDocx.paragraph("Text der Vereinbarung.");
    }

    private FilledDraft draft(Annex... annexes) {
        byte[] docx = RenderingDocx.withBody(agreement()).bytes();
        return new FilledDraft(store.put("a.docx", docx), "Vereinbarung", List.of(), List.of(annexes));
    }

    private Annex word(String name, String title, String body) {
        return new Annex(store.put(name, RenderingDocx.withBody(body).bytes()), title);
    }

    private byte[] archival() {
        Sheet sheet = new Sheet(
                "Beschluss", "de-DE", "", List.of(new Sheet.Heading(1, "Beschluss"), Sheet.Paragraph.of("Ja.")));
        return bytes(rendering.render(sheet, "beschluss.pdf", Marks.NONE));
    }

    @Test
    void aWordFileBecomesFurtherPagesUnderItsOwnHeading() throws IOException {
        String link = "<w:bookmarkStart w:id=\"1\" w:name=\"ziel\"/><w:bookmarkEnd w:id=\"1\"/>";
        String body = RenderingDocx.styled("Titel", "Niederschrift")
                + RenderingDocx.styled("berschrift1", "Beschlossen wurde")
                + "<w:p>" + link + "<w:r><w:t>Der Rat stimmt zu.</w:t></w:r></w:p>"
                + "<w:p><w:hyperlink w:anchor=\"ziel\"><w:r><w:t>zum Ziel</w:t></w:r></w:hyperlink></w:p>";
        ArchivalPdf pdf = rendering.render(
                draft(word("eins.docx", "Beschluss des Stadtrats", body), word("zwei.docx", "Vollmacht", body)),
                Marks.rehearsal(true));
        assertThat(pdf.pages()).isEqualTo(3);
        assertThat(Conformance.verify(bytes(pdf))).isEmpty();
        assertThat(RenderingTagTree.of(bytes(pdf)))
                .contains("H1", "Anlage 1: Beschluss des Stadtrats", "Anlage 2: Vollmacht");
        assertThat(outline(bytes(pdf)))
                .containsExactly(
                        "Vereinbarung",
                        " Gegenstand",
                        " Anlage 1: Beschluss des Stadtrats",
                        "  Niederschrift",
                        "   Beschlossen wurde",
                        " Anlage 2: Vollmacht",
                        "  Niederschrift",
                        "   Beschlossen wurde");
        try (PDDocument document = Loader.loadPDF(bytes(pdf))) {
            assertThat(document.getDocumentCatalog().getNames())
                    .satisfiesAnyOf(
                            names -> assertThat(names).isNull(),
                            names -> assertThat(names.getEmbeddedFiles()).isNull());
        }
    }

    @Test
    void anArchivalPdfIsEmbeddedAsItIsAndNamedOnAPage() throws IOException {
        byte[] foreign = archival();
        Annex annex = new Annex(store.put("beschluss.pdf", foreign), "Beschluss");
        FilledDraft draft = draft(annex);
        ArchivalPdf pdf = rendering.render(draft, Marks.NONE);
        assertThat(pdf.pages()).isEqualTo(2);
        assertThat(Conformance.verify(bytes(pdf))).isEmpty();
        try (PDDocument document = Loader.loadPDF(bytes(pdf))) {
            PDComplexFileSpecification file = document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("01 beschluss.pdf");
            assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(foreign);
            assertThat(file.getFileUnicode()).isEqualTo("beschluss.pdf");
        }
        assertThat(RenderingTagTree.textOf(bytes(pdf)).replaceAll("\\s+", " "))
                .contains("Anlage 1: Beschluss", annex.content().digest().hex(), "eine Seite");
        assertThat(rendering.render(draft, Marks.NONE)).isEqualTo(pdf);
    }

    @Test
    void aPdfThatIsNotArchivalIsRefusedByNameWithAdvice() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(plain);
        }
        ByteArrayOutputStream lying = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(archival())) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            document.save(lying);
        }
        FilledDraft draft = draft(
                new Annex(store.put("plan.pdf", plain.toByteArray()), "Plan"),
                new Annex(store.put("luege.pdf", lying.toByteArray()), "Lüge"),
                new Annex(store.put("kaputt.pdf", "%PDF-1.7 kaputt".getBytes(StandardCharsets.US_ASCII)), "Kaputt"),
                word("wort.docx", "Wort", RenderingDocx.paragraph("${vergessen}")));
        RenderingException refused =
                catchThrowableOfType(RenderingException.class, () -> rendering.render(draft, Marks.NONE));
        assertThat(refused.notices())
                .extracting(Notice::code)
                .containsExactly(
                        "rendering.annex.not-archival",
                        "rendering.annex.broken-rule",
                        "rendering.annex.unreadable",
                        "rendering.draft.placeholder");
        assertThat(refused.notices())
                .extracting(notice -> notice.place().file())
                .containsExactly("plan.pdf", "luege.pdf", "kaputt.pdf", "wort.docx");
    }

    private byte[] bytes(ArchivalPdf pdf) {
        return store.bytes(pdf.content().digest());
    }

    private static List<String> outline(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<String> lines = new java.util.ArrayList<>();
            outline(document.getDocumentCatalog().getDocumentOutline().getFirstChild(), "", lines);
            return lines;
        }
    }

    private static void outline(PDOutlineItem item, String indent, List<String> lines) {
        for (PDOutlineItem next = item; next != null; next = next.getNextSibling()) {
            lines.add(indent + next.getTitle());
            outline(next.getFirstChild(), indent + " ", lines);
        }
    }
}
