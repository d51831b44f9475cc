package federzug.rendering.pdf;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.styled;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.rendering.ProvenRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Each rule of veraPDF has a German sentence, and what it names is found on its page. */
class BrokenRulesIT {
    private static final String BODY = styled("berschrift1", "Anfang")
            + "<w:p><w:r><w:t xml:space=\"preserve\">Zum </w:t></w:r><w:hyperlink"
            + " w:anchor=\"_Ziel\"><w:r><w:t>Ziel</w:t></w:r></w:hyperlink><w:r><w:footnoteReference"
            + " w:id=\"2\"/></w:r></w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:bookmarkStart w:id=\"1\""
            + " w:name=\"_Ziel\"/><w:r><w:t>Dort</w:t></w:r></w:p><w:tbl><w:tblGrid><w:gridCol"
            + " w:w=\"2000\"/><w:gridCol"
            + " w:w=\"2000\"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>"
            + "<w:tc>" + paragraph("Ort") + "</w:tc><w:tc>" + paragraph("Frist") + "</w:tc></w:tr><w:tr><w:tc>"
            + paragraph("Pirna") + "</w:tc><w:tc>" + paragraph("Mai") + "</w:tc></w:tr></w:tbl>" + paragraph("Ende");

    private static List<String> broken(Consumer<COSDictionary> change) throws IOException {
        byte[] pdf = ProvenRendering.of(withBody(BODY)
                        .with(
                                "footnotes",
                                "footnotes",
                                "<w:footnote w:id=\"2\">" + paragraph("Note") + "</w:footnote>"))
                .pdf();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            COSDictionary tree =
                    document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.STRUCT_TREE_ROOT);
            StructureTree.walk(tree, change);
            document.save(out);
        }
        return Conformance.verify(out.toByteArray()).stream()
                .map(Texts.german()::line)
                .toList();
    }

    private static Consumer<COSDictionary> on(String kind, Consumer<COSDictionary> change) {
        return element -> {
            if (kind.equals(element.getNameAsString(COSName.S))) {
                change.accept(element);
            }
        };
    }

    @Test
    void whatIsBrokenIsNamedInGermanWithPageAndText() throws IOException {
        assertThat(broken(on("TH", head -> head.removeItem(COSName.A))))
                .anyMatch(line -> line.startsWith("Seite 2: „Pirna")
                        && line.contains("Die Tabelle ist für Vorleseprogramme nicht regelmäßig"));
        assertThat(broken(on("H1", head -> head.setName(COSName.S, "H3"))))
                .anyMatch(line -> line.startsWith("Seite 1: „Anfang“: Die Ebenen der Überschriften"));
        assertThat(broken(on("Note", note -> note.removeItem(COSName.ID))))
                .anyMatch(line -> line.startsWith("Seite 1: „") && line.contains("Eine Fußnote"));
        assertThat(broken(on("P", p -> p.setItem(COSName.LANG, new COSString("deutsch!")))))
                .anyMatch(line -> line.contains("keine gültige Sprache"));
        assertThat(broken(on("TD", cell -> cell.setName(COSName.S, "LI"))))
                .anyMatch(line -> line.startsWith("Seite 2: „Pirna"));
    }

    @Test
    void noSentenceIsEnglish() throws IOException {
        assertThat(broken(on("TH", head -> head.removeItem(COSName.A))))
                .noneMatch(line -> line.contains("shall") || line.contains("structure elements"));
    }

    @Test
    void eachRuleOfBothProfilesHasASentenceOfItsOwn() {
        List<String> without = new ArrayList<>();
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
            ValidationProfile profile = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
            profile.getRules().forEach(rule -> {
                String number =
                        rule.getRuleId().getClause() + "-" + rule.getRuleId().getTestNumber();
                if (BrokenRules.code(number).equals("rendering.pdf.rule-broken")) {
                    without.add(flavour + " " + number);
                }
            });
        }
        assertThat(without).isEmpty();
        assertThat(BrokenRules.code("9.9-9")).isEqualTo("rendering.pdf.rule-broken");
    }

    @Test
    void aPlaceThatCannotBeFoundLeavesTheSentence() throws IOException {
        try (BrokenRules rules = new BrokenRules(new byte[10])) {
            assertThat(rules.place("root/document[0]/pages[2](9 0 obj PDPage)").within())
                    .isEmpty();
            assertThat(rules.place("root").within()).isEmpty();
        }
        Notice unknown = Notice.error("rendering.pdf.rule-broken", federzug.notice.Place.NOWHERE, "ua1", "9.9-9");
        assertThat(Texts.german().line(unknown)).contains("Regel ua1 9.9-9");
    }
}
