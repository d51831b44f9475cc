package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Placeholders in every part of a Word file, and the warning about names where only offices belong. */
class FilledPlacesTest {
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.";
    private static final String W = "xmlns:w=\"" + WordFile.W + "\"";
    private static final String BLOCK =
            tbl(tr("${#je p in unterzeichnende}", p("${unterschrift:p}") + p("${p | name}${/je}")));

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Test
    void fillsFootersNotesLinksAndAllProperties() throws IOException {
        String types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + type("word/document.xml", "wordprocessingml.document.main+xml")
                + type("word/footer1.xml", "wordprocessingml.footer+xml")
                + type("word/footnotes.xml", "wordprocessingml.footnotes+xml")
                + type("word/endnotes.xml", "wordprocessingml.endnotes+xml")
                + type("docProps/app.xml", "extended-properties+xml")
                + type("docProps/custom.xml", "custom-properties+xml")
                + "<Override PartName=\"/docProps/core.xml\" ContentType=\""
                + "application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
        WordFile file = WordFile.of(
                        "<w:p><w:hyperlink w:anchor=\"x\"><w:r><w:t>zu"
                                + " ${kom</w:t></w:r><w:r><w:t>mune.name}</w:t></w:r></w:hyperlink></w:p>",
                        BLOCK)
                .part("[Content_Types].xml", types)
                .part("word/footer1.xml", "<w:ftr " + W + ">" + p("Fuß ${kommune.name}") + "</w:ftr>")
                .part(
                        "word/footnotes.xml",
                        "<w:footnotes " + W + "><w:footnote w:id=\"1\">" + p("Note ${kommune.name}")
                                + "</w:footnote></w:footnotes>")
                .part(
                        "word/endnotes.xml",
                        "<w:endnotes " + W + "><w:endnote w:id=\"1\">" + p("Ende ${kommune.name}")
                                + "</w:endnote></w:endnotes>")
                .part(
                        "docProps/core.xml",
                        "<cp:coreProperties"
                                + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>T"
                                + " ${kommune.name}</dc:title><dc:subject>S ${kommune.name}</dc:subject><cp:keywords>K"
                                + " ${kommune.name}</cp:keywords></cp:coreProperties>")
                .part("docProps/app.xml", "<Properties><Company>C ${kommune.name}</Company></Properties>")
                .part(
                        "docProps/custom.xml",
                        "<Properties xmlns:vt=\"v\"><property name=\"Ort\"><vt:lpwstr>O ${kommune.name}</vt:lpwstr>"
                                + "</property></Properties>");
        Map<String, byte[]> parts =
                WordFile.unzip(store.bytes(fill(file).content().digest()));
        assertThat(text(parts, "word/document.xml")).contains(">zu <").contains(">Crimmitschau<");
        assertThat(text(parts, "word/footer1.xml")).contains("Fuß ").contains("Crimmitschau");
        assertThat(text(parts, "word/footnotes.xml")).contains("Note ").contains("Crimmitschau");
        assertThat(text(parts, "word/endnotes.xml")).contains("Ende ").contains("Crimmitschau");
        assertThat(text(parts, "docProps/core.xml")).contains("T Crimmitschau<", "S Crimmitschau<", "K Crimmitschau<");
        assertThat(text(parts, "docProps/app.xml")).contains("<Company>C Crimmitschau<");
        assertThat(text(parts, "docProps/custom.xml")).contains("O Crimmitschau<");
        assertThat(parts.keySet()).noneMatch(part -> text(parts, part).contains("${"));
    }

    @Test
    void reportsMisspelledNamesInDocumentPropertiesToo() throws IOException {
        WordFile file = WordFile.of("x", BLOCK).title("Vertrag mit ${komune.name}");
        DraftingException refused = catchThrowableOfType(DraftingException.class, () -> fill(file));
        assertThat(refused.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.field.unknown");
            assertThat(notice.arguments()).containsExactly("komune.name", "kommune");
            assertThat(notice.place().within()).isEqualTo("Dokumenteigenschaften: „Vertrag mit ${komune.name}“");
        });
    }

    @Test
    void loopsWithinLoopsSeeBothVariables() throws IOException {
        FilledDraft draft = fill(WordFile.of(
                "${#je k in kommunen}",
                "${#je p in unterzeichnende}",
                "${#wenn p.vertretung}",
                "nie",
                "${#sonst}",
                "${k.name}: ${p.name}",
                "${/wenn}",
                "${/je}",
                "${/je}",
                BLOCK));
        assertThat(WordFile.paragraphs(store.bytes(draft.content().digest()), "word/document.xml"))
                .startsWith("Crimmitschau: Raphael", "Crimmitschau: Rodig", "Crimmitschau: Forkert");
    }

    @Test
    void aWordThatFitsOnNoLineIsRefusedByName() throws IOException {
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .release(old -> ARelease.like(old).headline("Donau".repeat(17)).build())
                .build();
        Path own = Files.createDirectories(folder.resolve("medieninformation"));
        Files.write(own.resolve("vorlage.docx"), WordFile.of("${ueberschrift}").bytes());
        DraftingException refused =
                catchThrowableOfType(DraftingException.class, () -> drafting().fillRelease(matter));
        assertThat(refused.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.value.long-word");
            assertThat(notice.arguments()).startsWith("ueberschrift");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${#je p in unterzeichnende}${p.name} handelt. ${/je}",
                "${#je p in unterzeichnende}${p | name} handelt. ${/je}",
                "${#je p in unterzeichnende}${p | amt_name_dativ}. ${/je}",
                "${#je p in unterzeichnende}${p | briefanrede}${/je}",
                "${unterzeichnende | name}",
            })
    void warnsOfASignatorysNameInTheAgreedText(String paragraph) throws IOException {
        assertThat(check(paragraph, BLOCK)).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.name.in-text");
            assertThat(notice.severity()).isEqualTo(Severity.WARNING);
            assertThat(notice.place().within()).startsWith("Absatz 1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"${unterzeichnende | amt_dativ}", "${#je p in unterzeichnende}${p.amt}, ${/je}", "x"})
    void doesNotMindOffices(String paragraph) throws IOException {
        assertThat(check(paragraph, BLOCK)).isEmpty();
    }

    @Test
    void doesNotMindNamesInTheTableOfPartiesTheSignatureBlockOrAPressRelease() throws IOException {
        String parties = tbl(tr(p("${#je p in unterzeichnende}${p | name}"), p("${p.amt}${/je}")));
        assertThat(check("Text", parties, BLOCK)).isEmpty();
        assertThat(check("${#je p in unterzeichnende}${p | name}, ${/je}")).isEmpty();
    }

    private List<Notice> check(String... blocks) throws IOException {
        Path file = Files.write(
                folder.resolve("pruefling.docx"), WordFile.of(blocks).bytes());
        return drafting().check(file).stream()
                .filter(notice -> !notice.code().startsWith("drafting.fields."))
                .toList();
    }

    private FilledDraft fill(WordFile file) throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        Files.write(own.resolve("vorlage.docx"), file.bytes());
        Matter matter = AMatter.crimmitschau();
        Agreement agreement = matter.agreements().get(0);
        return drafting().fill(matter, agreement);
    }

    private Drafting drafting() {
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
    }

    private static String type(String part, String type) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }
}
