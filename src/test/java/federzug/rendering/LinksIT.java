package federzug.rendering;

import static federzug.testkit.RenderingDocx.paragraph;
import static federzug.testkit.RenderingDocx.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.RenderingPages;
import org.junit.jupiter.api.Test;

/** Links: legal in the text, text on the edges of the page, and text where their target is missing. */
class LinksIT {
    private static String link(String target, String text) {
        return "<w:hyperlink " + target + "><w:r><w:t>" + text + "</w:t></w:r></w:hyperlink>";
    }

    @Test
    void aLinkInAHeaderIsText() {
        String header = "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\""
                + " r:id=\"rIdkopf\"/></w:sectPr></w:pPr></w:p>";
        ProvenRendering made = ProvenRendering.of(withBody(paragraph("Text")
                        + "<w:p>" + link("w:anchor=\"_Ziel\"", "dorthin")
                        + "<w:bookmarkStart w:id=\"1\" w:name=\"_Ziel\"/><w:bookmarkEnd w:id=\"1\"/></w:p>" + header)
                .header("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK"
                        + " \"mailto:lpr@sachsen.example\"</w:instrText></w:r><w:r><w:fldChar"
                        + " w:fldCharType=\"separate\"/></w:r><w:r><w:t>lpr@sachsen.example</w:t></w:r><w:r><w:fldChar"
                        + " w:fldCharType=\"end\"/></w:r><w:r><w:tab/></w:r>"
                        + link("w:anchor=\"_Ziel\"", "siehe")
                        + "</w:p>"));
        assertThat(RenderingPages.of(made.pdf()).get(0).header()).contains("lpr@sachsen.example", "siehe");
        assertThat(made.tree()).containsOnlyOnce("Link");
        assertThat(made.remarks()).singleElement().asString().contains("anklickbar");
    }

    @Test
    void aLinkWhoseBookmarkIsGoneIsTextWithARemark() {
        ProvenRendering made = ProvenRendering.of(withBody("<w:p><w:r><w:t xml:space=\"preserve\">Siehe </w:t></w:r>"
                + link("w:anchor=\"_weg\"", "Anhang") + "</w:p><w:tbl><w:tblGrid><w:gridCol w:w=\"2000\"/></w:tblGrid>"
                + "<w:tr><w:tc><w:p>" + link("w:anchor=\"_auch_weg\"", "Zelle") + "</w:p></w:tc></w:tr></w:tbl>"
                + paragraph("Ende")));
        assertThat(made.text()).contains("Siehe Anhang", "Zelle");
        assertThat(made.tree()).doesNotContain("Link");
        assertThat(made.remarks())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("vorlage.docx, Absatz 1: „Siehe Anhang“: Der Verweis „Anhang“");
    }

    @Test
    void aLinkToABookmarkThatIsThereStaysALink() {
        ProvenRendering made = ProvenRendering.of(
                withBody("<w:p>" + link("w:anchor=\"_da\"", "Anhang") + "</w:p><w:p><w:bookmarkStart w:id=\"1\""
                        + " w:name=\"_da\"/><w:r><w:t>Ziel</w:t></w:r><w:bookmarkEnd"
                        + " w:id=\"1\"/></w:p>"));
        assertThat(made.tree()).contains("Link");
        assertThat(made.remarks()).isEmpty();
    }

    /** As other programs write it: the address of the link is only a fragment. */
    @Test
    void aFragmentAloneLeadsWithinTheDocument() {
        ProvenRendering made = ProvenRendering.of(withBody("<w:p>" + link("r:id=\"rIdmass\"", "Maßnahme 26")
                        + "</w:p><w:p><w:fldSimple w:instr=' HYPERLINK \"#m26\" '><w:r><w:t>ebenso</w:t></w:r>"
                        + "</w:fldSimple></w:p><w:p><w:bookmarkStart w:id=\"1\" w:name=\"m26\"/><w:r><w:t>Ziel</w:t></w:r>"
                        + "<w:bookmarkEnd w:id=\"1\"/></w:p>")
                .related("mass", "hyperlink", "#m26", true));
        assertThat(made.tree()).containsPattern("(?s)Link.*Link");
        assertThat(made.remarks()).isEmpty();
    }

    /** Neither a file of the author's machine nor a program may be opened from an archived document. */
    @Test
    void aLinkThatLeadsToAFileOrAProgramIsTextWithARemark() {
        ProvenRendering made = ProvenRendering.of(withBody("<w:p><w:r><w:t xml:space=\"preserve\">Siehe </w:t></w:r>"
                        + link("r:id=\"rIddatei\"", "Satzung") + "</w:p><w:p>" + link("r:id=\"rIdprogramm\"", "Start")
                        + "</w:p><w:p><w:fldSimple w:instr=' HYPERLINK \"file:///c:/plan.docx\" '><w:r><w:t>Plan</w:t>"
                        + "</w:r></w:fldSimple></w:p>")
                .related("datei", "hyperlink", "file:///c:/satzung.docx", true)
                .related("programm", "hyperlink", "javascript:app.alert(1)", true));
        assertThat(made.text()).contains("Siehe Satzung", "Start", "Plan");
        assertThat(made.tree()).doesNotContain("Link");
        assertThat(made.remarks())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("vorlage.docx, Absatz 1: „Siehe Satzung“: Der Verweis auf „file:///c:/satzung.docx“");
    }
}
