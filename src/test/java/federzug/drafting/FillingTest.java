package federzug.drafting;

import static federzug.drafting.WordFile.headerRow;
import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.r;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Matter;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private Matter matter = AMatter.crimmitschau();

    @Test
    void fillsAPlaceholderHoweverWordHasSplitIt() throws IOException {
        String text = "Am ${datum | lang} in ${kommune.name}, ${ polizei.direktion }!";
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            StringBuilder runs = new StringBuilder("<w:p>");
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(round % 3 == 0 ? 2 : 12));
                runs.append(r(text.substring(from, to), random.nextBoolean() ? "<w:b/>" : ""));
                runs.append(random.nextInt(4) == 0 ? "<w:proofErr w:type=\"spellStart\"/>" : "");
                from = to;
            }
            assertThat(filled(runs + "</w:p>")).containsExactly("Am 1.\u00a0Dezember 2021 in Crimmitschau, Zwickau!");
        }
    }

    @Test
    void keepsTheFormattingOfTheFirstCharacter() throws IOException {
        String xml = xml("<w:p>" + r("a $", "<w:b/>") + r("{kommune", "<w:i/>") + r(".name} z", "") + "</w:p>");
        assertThat(xml)
                .contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Crimmitschau</w:t></w:r>"
                        + "<w:r><w:t xml:space=\"preserve\"> z</w:t></w:r>")
                .doesNotContain("<w:i/>");
    }

    @Test
    void keepsTabsBreaksAndPicturesBesideAPlaceholder() throws IOException {
        assertThat(filled("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>${kommune.name}</w:t><w:br/><w:t>z</w:t></w:r></w:p>"))
                .containsExactly("a→Crimmitschau↵z");
        assertThat(filled("<w:p><w:r><w:t>${kommune</w:t><w:t>.name}${datum}</w:t><w:tab/><w:t>z</w:t></w:r></w:p>"))
                .containsExactly("Crimmitschau01.12.2021→z");
    }

    @Test
    void repeatsParagraphsAndLeavesNoMarkBehind() throws IOException {
        assertThat(filled("vorher", "${#je person in unterzeichnende}", "${person.name}", "${/je}", "nachher"))
                .containsExactly("vorher", "Raphael", "Rodig", "Forkert", "nachher");
    }

    /** As LibreOffice writes "page break before" of the next paragraph, and as Ctrl+Enter behind a mark is kept. */
    @Test
    void aPageBreakBehindAMarkIsNotPartOfIt() throws IOException {
        String breakRun = "<w:r><w:rPr/><w:br w:type=\"page\"/></w:r>";
        String end = "<w:p>" + r("${/wenn}", "") + breakRun + "<w:bookmarkEnd w:id=\"1\"/></w:p>";
        String next = "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:keepNext/><w:jc w:val=\"left\"/></w:pPr>"
                + r("Unterschriften", "") + "</w:p>";
        assertThat(xml("${#wenn anlagen}", "nie", end, next))
                .doesNotContain("nie", "<w:br")
                .contains("<w:pStyle w:val=\"a\"/><w:keepNext/><w:pageBreakBefore/><w:jc w:val=\"left\"/>");
        assertThat(xml("<w:p>" + r("${#wenn anlagen}nie${/wenn} da", "") + breakRun + "</w:p>", "Ende"))
                .contains("<w:p><w:pPr><w:pageBreakBefore/></w:pPr>")
                .doesNotContain("<w:br");
        // The next one may be left out, so the break stays where it is.
        assertThat(xml("${#wenn datum}", "da", end, "${#wenn anlagen}", "nie", "${/wenn}", "Ende"))
                .contains("<w:p><w:r><w:rPr/><w:br w:type=\"page\"/></w:r></w:p>")
                .doesNotContain("pageBreakBefore", "nie");
        String begin = "<w:p>" + breakRun + r("${#wenn anlagen}", "") + "</w:p>";
        assertThat(filled("vorher", begin, "nie", "${/wenn}", "nachher")).hasSize(3);
    }

    @Test
    void repeatsInsideAParagraph() throws IOException {
        assertThat(filled("Dabei: ${#je p in unterzeichnende}${p.name}; ${/je}Ende."))
                .containsExactly("Dabei: Raphael; Rodig; Forkert; Ende.");
    }

    @Test
    void repeatsATableRowWhoseCellsHoldTheMarks() throws IOException {
        assertThat(filled(tbl(headerRow("Name", "Amt"), tr("${#je p in unterzeichnende}${p.name}", "${p.amt}${/je}"))))
                .containsExactly(
                        "[Zeile]",
                        "  Name",
                        "  Amt",
                        "[Zeile]",
                        "  Raphael",
                        "  Oberbürgermeister",
                        "[Zeile]",
                        "  Rodig",
                        "  Polizeipräsident",
                        "[Zeile]",
                        "  Forkert",
                        "  Geschäftsführer");
    }

    @Test
    void repeatsTableRowsBetweenRowsOfMarks() throws IOException {
        assertThat(filled(tbl(
                        tr("${#je p in unterzeichnende}", ""),
                        tr("${p.name}", "eins"),
                        tr("${#wenn p.vertretung}", ""),
                        tr("nie", "nie"),
                        tr("${#sonst}", ""),
                        tr("zwei", p("${#wenn p.mail}") + p("da") + p("${/wenn}")),
                        tr("${/wenn}", ""),
                        tr("", "${/je}"))))
                .containsExactly(
                        "[Zeile]",
                        "  Raphael",
                        "  eins",
                        "[Zeile]",
                        "  zwei",
                        "  da",
                        "[Zeile]",
                        "  Rodig",
                        "  eins",
                        "[Zeile]",
                        "  zwei",
                        "  da",
                        "[Zeile]",
                        "  Forkert",
                        "  eins",
                        "[Zeile]",
                        "  zwei",
                        "  da");
    }

    @Test
    void keepsAParagraphInACellThatIsLeftEmpty() throws IOException {
        assertThat(filled(tbl(tr("a", p("${#wenn vor_ort}") + p("b") + p("${/wenn}")))))
                .containsExactly("[Zeile]", "  a", "  ");
    }

    @Test
    void takesOneOfTwoBranchesNested() throws IOException {
        assertThat(filled(
                        "${#wenn virtuell}",
                        "virtuell",
                        "${#wenn ratsbeschluss}mit${#sonst}ohne${/wenn} Beschluss",
                        "${#wenn vor_ort}",
                        "nie",
                        "${/wenn}",
                        "${#sonst}",
                        "vor Ort",
                        "${/wenn}",
                        "Ende"))
                .containsExactly("virtuell", "mit Beschluss", "Ende");
    }

    @Test
    void dropsAParagraphWhoseWholeTextWasConditional() throws IOException {
        assertThat(filled("a", "${#wenn vor_ort}vor Ort${/wenn}", "", "b")).containsExactly("a", "", "b");
    }

    @Test
    void insertsValuesLiterallyAndOnlyOnce() throws IOException {
        matter = withHeadline("<w:b/> & \"Möller\" '</w:t>' ]]> #wenn x }");
        assertThat(filled("${ueberschrift}")).containsExactly("<w:b/> & \"Möller\" '</w:t>' ]]> #wenn x }");
    }

    @Test
    void turnsLineBreaksIntoWordsOwn() throws IOException {
        matter = withHeadline("eins\r\nzwei\n\nvier");
        assertThat(filled("»${ueberschrift}«")).containsExactly("»eins↵zwei↵↵vier«");
    }

    @Test
    void fillsHeadersAlternativeTextsAndTheTitle() throws IOException {
        WordFile file = WordFile.of("<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"9\" name=\"x\""
                        + " descr=\"Wappen von ${kommune.name}\"/></wp:inline></w:drawing></w:r></w:p>")
                .header("Kopf ${polizei.direktion}")
                .title("Vertrag &amp; ${kommunen}");
        FilledDraft draft = draft(file);
        assertThat(draft.title()).isEqualTo("Vertrag & Crimmitschau");
        assertThat(paragraphs(draft, "word/document.xml")).containsExactly("▭Wappen von Crimmitschau");
        assertThat(paragraphs(draft, "word/header1.xml")).containsExactly("Kopf Zwickau");
        assertThat(part(draft, "docProps/core.xml")).contains("Vertrag &amp; Crimmitschau");
    }

    @Test
    void numbersTheBoxesAmongAllParagraphsOfTheBody() throws IOException {
        FilledDraft draft = draftAgreement(WordFile.of(
                "a",
                tbl(tr("${#je p in unterzeichnende}${p.partei}", p("${unterschrift:p}") + p("${p | name}${/je}")))));
        assertThat(draft.boxes())
                .extracting(box -> box.paragraph() + " " + box.field().name() + " "
                        + box.field().label())
                .containsExactly(
                        "2 raphael_Unterschrift Unterschriftsfeld für André Raphael, Oberbürgermeister",
                        "5 rodig_Unterschrift Unterschriftsfeld für Lutz Rodig, Polizeipräsident",
                        "8 forkert_Unterschrift Unterschriftsfeld für Sven Forkert, Geschäftsführer");
        assertThat(WordFile.paragraphs(store.bytes(draft.content().digest()), "word/document.xml"))
                .contains("  ")
                .noneMatch(text -> text.contains("unterschrift"));
    }

    @Test
    void givesNoIdentifierTwice() throws IOException {
        String xml = xml(
                "${#je p in unterzeichnende}",
                "<w:p xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" w14:paraId=\"00000001\">"
                        + "<w:bookmarkStart w:id=\"3\" w:name=\"da\"/>" + r("${p.name}", "")
                        + "<w:bookmarkEnd w:id=\"3\"/></w:p>",
                "${/je}");
        assertThat(xml)
                .containsOnlyOnce("bookmarkStart")
                .containsOnlyOnce("bookmarkEnd")
                .doesNotContain("paraId");
    }

    @Test
    void givesTheSameBytesForTheSameMatter() throws IOException {
        WordFile file = WordFile.of("${datum}", "${#je p in unterzeichnende}", "${p | amt_name}", "${/je}");
        assertThat(draft(file).content()).isEqualTo(draft(file).content());
    }

    /** As the Open XML SDK writes, and all programs built on it: other parts are the ones with a type of their own. */
    @Test
    void aBodyWithTheTypeOfItsExtensionIsFilled() throws IOException {
        String type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        String types = new String(WordFile.unzip(WordFile.of("a").bytes()).get("[Content_Types].xml"), UTF_8)
                .replace(
                        "<Override PartName=\"/word/document.xml\" ContentType=\"" + type + "\"/>",
                        "<Default Extension=\"XML\" ContentType=\"" + type + "\"/>");
        WordFile file = WordFile.of("Am ${datum}")
                .part("[Content_Types].xml", types)
                .part("customXml/item1.xml", "<daten>kein Text</daten>");
        assertThat(types).contains("Default");
        assertThat(paragraphs(draft(file), "word/document.xml")).containsExactly("Am 01.12.2021");
    }

    private Matter withHeadline(String headline) {
        return AMatter.like(matter)
                .release(old -> ARelease.like(old).headline(headline).build())
                .build();
    }

    private List<String> filled(String... blocks) throws IOException {
        return paragraphs(draft(WordFile.of(blocks)), "word/document.xml");
    }

    private String xml(String... blocks) throws IOException {
        return part(draft(WordFile.of(blocks)), "word/document.xml");
    }

    private List<String> paragraphs(FilledDraft draft, String part) {
        return WordFile.paragraphs(store.bytes(draft.content().digest()), part);
    }

    private String part(FilledDraft draft, String part) {
        return new String(WordFile.unzip(store.bytes(draft.content().digest())).get(part), StandardCharsets.UTF_8);
    }

    private FilledDraft draft(WordFile file) throws IOException {
        return drafting("medieninformation", file).fillRelease(matter);
    }

    private FilledDraft draftAgreement(WordFile file) throws IOException {
        return drafting("kooperationsvereinbarung", file)
                .fill(matter, matter.agreements().get(0));
    }

    private Drafting drafting(String template, WordFile file) throws IOException {
        Files.createDirectories(folder.resolve(template));
        Files.write(folder.resolve(template).resolve("vorlage.docx"), file.bytes());
        Files.writeString(folder.resolve(template).resolve("felder.yaml"), """
            felder:
              - { name: unterzeichnende.vertretung, bedeutung: Vermerk, pflicht: nein }
            """);
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
    }
}
