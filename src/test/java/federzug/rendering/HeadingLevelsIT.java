package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.SignatureField;
import federzug.notice.Notice;
import federzug.rendering.RenderingSettings.Proof;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Levels of headings: as meant where nothing is skipped, nested where something is. */
class HeadingLevelsIT {
    private static String heading(int level, String text) {
        return styled("berschrift" + level, text);
    }

    @Test
    void aSkippedLevelIsClosedUpWithARemark() {
        ProvenRendering made = ProvenRendering.of(withBody(styled("Titel", "Titel")
                + heading(1, "Eins")
                + heading(3, "Drei")
                + heading(3, "Noch drei")
                + heading(2, "Zwei")
                + heading(3, "Darunter")));
        assertThat(made.tree().lines().map(String::strip).filter(line -> line.matches("H\\d.*")))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("H1", "H2", "H3", "H3", "H3", "H4");
        assertThat(made.remarks())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("vorlage.docx, Absatz 3: „Drei“: Vor dieser Überschrift der Ebene 4");
    }

    @Test
    void headingsThatBeginBelowTheFirstLevelAreRaised() {
        ProvenRendering made =
                ProvenRendering.of(withBody(heading(2, "Zwei") + heading(3, "Drei") + heading(1, "Eins")));
        assertThat(made.tree().lines().map(String::strip).filter(line -> line.matches("H\\d.*")))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("H1", "H2", "H1");
        assertThat(made.remarks()).singleElement().asString().contains("Absatz 1");
    }

    @Test
    void levelsWithoutAGapAreAsMeant() {
        ProvenRendering made =
                ProvenRendering.of(withBody(heading(1, "Eins") + heading(2, "Zwei") + heading(1, "Eins")));
        assertThat(made.remarks()).isEmpty();
    }

    /** Numbered paragraphs in a heading style would else be one chain that no page can hold. */
    @Test
    void aHeadingIsKeptWithTheNextOnlyWhereItsStyleSaysSo() throws IOException {
        String many =
                heading(2, "Satz eines Vertrags in einer Überschriftenvorlage").repeat(60);
        byte[] pdf = ProvenRendering.of(withBody(paragraph("Anfang") + many)).pdf();
        String first;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setEndPage(1);
            first = stripper.getText(document);
        }
        assertThat(first).contains("Anfang").contains("Satz eines Vertrags");
    }

    private static final String LONG =
            "Die Vertragspartner arbeiten zusammen, damit die Stadt sicherer wird, und berichten einander regelmäßig.";

    private static String bold(String text, int halfPoints) {
        return "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"" + halfPoints + "\"/></w:rPr><w:t>" + text + "</w:t></w:r></w:p>";
    }

    @Test
    void boldLinesAreHeadingsWhereThereAreNoOthers() {
        ProvenRendering made = ProvenRendering.of(withBody(bold("Zusammenarbeit", 32)
                + paragraph(LONG)
                + bold("Ziele", 24)
                + "<w:p/>"
                + paragraph(LONG)
                + bold("Aufgaben", 24)
                + paragraph(LONG)));
        assertThat(made.tree().lines().map(String::strip).filter(line -> line.matches("H\\d.*")))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("H1", "H2", "H2");
        assertThat(made.remarks()).singleElement().asString().contains("„Zusammenarbeit“: 3 fette Zeilen");
    }

    @Test
    void boldLinesStayTextBesideRealHeadingsAndInALetter() {
        assertThat(ProvenRendering.of(withBody(heading(1, "Eins")
                                + bold("Ziele", 24)
                                + paragraph(LONG)
                                + bold("Aufgaben", 24)
                                + paragraph(LONG)))
                        .tree())
                .containsOnlyOnce("H1");
        assertThat(ProvenRendering.of(withBody(bold("Ihr Schreiben vom 3. Mai", 24) + paragraph(LONG)))
                        .tree())
                .doesNotContain("H1");
    }

    /** What is signed cannot be made better afterwards; anything else is worth a look. */
    @Test
    void threePagesWithoutHeadingsAreRefusedOnlyIfTheyAreToBeSigned() {
        String pages = (paragraph(LONG) + "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>").repeat(3);
        assertThat(ProvenRendering.of(withBody(pages)).remarks()).isEmpty();
        assertThat(ProvenRendering.of(withBody(paragraph(LONG).repeat(70))).remarks())
                .singleElement()
                .asString()
                .contains("keine Überschriften");
        RenderingException refused = catchThrowableOfType(
                RenderingException.class,
                () -> signed(withBody(pages + paragraph(LONG) + "<w:p/>").bytes(), 7));
        assertThat(refused.notices()).extracting(Notice::code).containsExactly("rendering.pdf.no-outline");
        signed(withBody(heading(1, "Eins") + pages + paragraph(LONG) + "<w:p/>").bytes(), 8);
    }

    private static void signed(byte[] docx, int paragraph) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        new Rendering(store, ProvenRendering.CLOCK, new RenderingSettings(Proof.NEVER))
                .render(
                        new FilledDraft(
                                store.put("vorlage.docx", docx),
                                "Titel",
                                List.of(new SignatureBox(SignatureField.of("a", "A"), paragraph))),
                        Marks.NONE);
    }
}
