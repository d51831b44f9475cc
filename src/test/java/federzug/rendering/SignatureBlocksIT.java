package federzug.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.ArchivalPdf;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.SignatureField;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.RenderingDocx;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where signature boxes fall, whatever the text before them is long. */
class SignatureBlocksIT {
    private static final String LAST = "Mit diesen Worten endet der Vertrag.";
    private static final String CELL = "<w:tc><w:tcPr><w:tcW w:w=\"4600\" w:type=\"dxa\"/></w:tcPr>";

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Rendering rendering =
            new Rendering(store, Clock.systemUTC(), new RenderingSettings(Proof.NEVER), pdf -> List.of());

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 9})
    void noBoxStandsAloneAndTheLastWordsStandWithTheFirst(int signatories) throws IOException {
        for (int before = 12; before <= 44; before += 8) {
            byte[] pdf = store.bytes(render(before, signatories).content().digest());
            Map<Integer, Integer> boxes = boxes(pdf);
            assertThat(boxes.values()).as("%d paragraphs: %s", before, boxes).allMatch(count -> count > 1);
            assertThat(boxes.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(signatories);
            assertThat(text(pdf, boxes.keySet().iterator().next())).contains(LAST);
            if (signatories <= 4) {
                assertThat(boxes).hasSize(1);
            }
        }
    }

    @Test
    void aBoxIsNoWiderThanItsCell() throws IOException {
        byte[] pdf = store.bytes(render(3, 2).content().digest());

        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDAnnotation box : document.getPage(0).getAnnotations()) {
                // The second column: 4600 twentieths of a point behind the first.
                assertThat(box.getRectangle().getWidth()).isBetween(200f, 230f);
                assertThat(box.getRectangle().getUpperRightX()).isLessThanOrEqualTo(70.9f + 460f);
            }
        }
    }

    private ArchivalPdf render(int before, int signatories) {
        StringBuilder body = new StringBuilder(RenderingDocx.styled("Titel", "Vereinbarung"));
        int paragraphs = 1;
        for (int i = 0; i < before; i++, paragraphs++) {
            body.append(RenderingDocx.paragraph("Absatz " + i + " regelt, was die Beteiligten gemeinsam tun."));
        }
        body.append(RenderingDocx.paragraph(LAST));
        body.append("<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>Es unterzeichnen:</w:t></w:r></w:p>");
        paragraphs += 2;
        body.append("<w:tbl><w:tblPr><w:tblW w:w=\"9200\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>")
                .append("<w:tblGrid><w:gridCol w:w=\"4600\"/><w:gridCol w:w=\"4600\"/></w:tblGrid>");
        List<SignatureBox> boxes = new ArrayList<>();
        for (int i = 0; i < signatories; i++) {
            String person = "person-" + (char) ('a' + i);
            boxes.add(new SignatureBox(SignatureField.of(person, "Unterschriftsfeld für " + person), paragraphs + 1));
            paragraphs += 3;
            body.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>").append(CELL);
            body.append(RenderingDocx.paragraph("Stadt")).append("</w:tc>").append(CELL);
            body.append("<w:p><w:pPr><w:spacing w:line=\"1240\" w:lineRule=\"exact\"/></w:pPr></w:p>");
            body.append(RenderingDocx.paragraph(person)).append("</w:tc></w:tr>");
        }
        byte[] docx = RenderingDocx.withBody(body.append("</w:tbl>") + RenderingDocx.paragraph(""))
                .bytes();
        return rendering.render(new FilledDraft(store.put("a.docx", docx), "Vereinbarung", boxes), Marks.NONE);
    }

    /** How many boxes each page has, those pages without left out. */
    private static Map<Integer, Integer> boxes(byte[] pdf) throws IOException {
        Map<Integer, Integer> boxes = new TreeMap<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                long found = page.getAnnotations().stream()
                        .filter(PDAnnotationWidget.class::isInstance)
                        .count();
                if (found > 0) {
                    boxes.put(number, (int) found);
                }
            }
        }
        return boxes;
    }

    private static String text(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document);
        }
    }
}
