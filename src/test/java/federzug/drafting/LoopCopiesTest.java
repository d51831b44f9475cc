package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.r;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Matter;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What filling has to keep apart when a loop copies it, and what stands around text and is no text itself. */
class LoopCopiesTest {
    private static final String W = "xmlns:w=\"" + WordFile.W + "\" xmlns:r=\""
            + "http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final String LOOP = "${#je p in unterzeichnende}";
    private static final String END = "${/je}";

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Matter matter = AMatter.crimmitschau();

    @Test
    void aTableWhoseRowsStandInAContentControlStays() throws IOException {
        String row = control(tr("links ${kommune.name}", "rechts"));
        assertThat(document(tbl(row))).contains(">Crimmitschau<", "rechts");
        assertThat(document(tbl(control(row)))).contains(">Crimmitschau<", "rechts");
        assertThat(document(tbl("<w:customXml w:element=\"a\">" + row + "</w:customXml>")))
                .contains(">Crimmitschau<");
        String cells = "<w:tr>" + control("<w:tc>" + p("${kommune.name}") + "</w:tc>") + "</w:tr>";
        assertThat(document(tbl(cells))).contains(">Crimmitschau<");
        assertThat(document(tbl(control(tr("${#wenn anlagen}nie", "nie${/wenn}")))))
                .doesNotContain("<w:tbl>", "nie");
    }

    @Test
    void aLoopMayBeginAndEndWithAContentControl() throws IOException {
        assertThat(texts(tbl(control(tr(LOOP + "${p.name}", "Amt" + END)))))
                .containsExactly("Raphael", "Amt", "Rodig", "Amt", "Forkert", "Amt");
        assertThat(texts(control(p(LOOP)), control(p("${p.name}")), control(p(END))))
                .containsExactly("Raphael", "Rodig", "Forkert");
        assertThat(texts("<w:p>" + control(r(LOOP, "")) + r("${p.name}, ", "") + control(r(END, "")) + "</w:p>"))
                .containsExactly("Raphael, Rodig, Forkert,");
        assertThat(document(control(p(LOOP)), "x", control(p(END)))).doesNotContain("<w:sdt>");
    }

    @Test
    void aFilledContentControlIsNoPromptAndShowsItsText() throws IOException {
        String properties = "<w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath=\"/a\"/><w:text/></w:sdtPr>";
        String filled = document("<w:p><w:sdt>" + properties + "<w:sdtContent>" + r("${kommune.name}", "")
                + "</w:sdtContent></w:sdt></w:p>");
        assertThat(filled).contains("<w:sdtPr><w:text/></w:sdtPr>");
        String untouched = document(
                "<w:p><w:sdt>" + properties + "<w:sdtContent>" + r("Klicken", "") + "</w:sdtContent></w:sdt></w:p>");
        assertThat(untouched).contains("<w:showingPlcHdr/>", "<w:dataBinding");
    }

    @Test
    void aMarkInTheMiddleOfAContentControlIsRefusedWithItsPlace() {
        DraftingException refused = catchThrowableOfType(
                DraftingException.class, () -> draft(WordFile.of(control(p("davor") + p(LOOP)), "x", END)));
        assertThat(refused.notices()).extracting(notice -> notice.code()).contains("drafting.mark.begins-inside");
        assertThat(refused.notices().get(0).place().within()).contains("Absatz 2");
    }

    @Test
    void aFootnoteInALoopIsCopiedAndKnowsTheLoopVariable() throws IOException {
        WordFile file = noted(
                note(1, "Es zeichnet ${p | name}.") + note(7, "Nie: ${kommune.name}"),
                LOOP,
                "<w:p>" + r("${p.name}", "") + reference(1) + "</w:p>",
                END,
                "${#wenn anlagen}",
                "<w:p>" + reference(7) + "</w:p>",
                "${/wenn}");
        Map<String, byte[]> parts = parts(draft(file));
        assertThat(all("<w:footnoteReference w:id=\"(\\d+)\"/>", text(parts, "word/document.xml")))
                .containsExactly("1", "8", "9");
        String notes = text(parts, "word/footnotes.xml");
        assertThat(all("<w:footnote w:id=\"(\\d+)\">", notes)).containsExactly("1", "8", "9");
        assertThat(all(">([^<>]+)<", notes))
                .containsExactly(
                        "Es zeichnet ",
                        "André Raphael",
                        ".",
                        "Es zeichnet ",
                        "Lutz Rodig",
                        ".",
                        "Es zeichnet ",
                        "Sven Forkert",
                        ".");
        assertThat(notes).contains("w:type=\"separator\"");
    }

    @Test
    void aMisspeltNameInAFootnoteIsReportedWithItsPlace() {
        WordFile file = noted(note(1, "${p.nahme}"), LOOP, "<w:p>" + r("${p.name}", "") + reference(1) + "</w:p>", END);
        DraftingException refused = catchThrowableOfType(DraftingException.class, () -> draft(file));
        assertThat(refused.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.field.unknown");
            assertThat(notice.place().within()).startsWith("Fußnoten, Absatz");
        });
    }

    @Test
    void aNoteThatRefersToItselfEnds() throws IOException {
        WordFile file = noted(
                "<w:footnote w:id=\"1\"><w:p>" + r("${kommune.name}", "") + reference(1) + "</w:p></w:footnote>",
                "<w:p>" + reference(1) + "</w:p>");
        assertThat(text(parts(draft(file)), "word/footnotes.xml")).containsOnlyOnce("Crimmitschau");
    }

    @Test
    void aListBehindATextStartsAgainAtEachPass() throws IOException {
        WordFile file = numbered(LOOP, "Pflichten ${p.name}", item(5, "a"), item(5, "b"), END, item(5, "danach"));
        Map<String, byte[]> parts = parts(draft(file));
        assertThat(numbers(parts)).containsExactly("5", "5", "8", "8", "9", "9", "5");
        assertThat(text(parts, "word/numbering.xml"))
                .contains("<w:num w:numId=\"8\"><w:abstractNumId w:val=\"3\"/>"
                        + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride>"
                        + "<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
                .containsOnlyOnce("<w:num w:numId=\"9\">");
    }

    @Test
    void aListThatIsTheLoopItselfOrBeganBeforeItCountsOn() throws IOException {
        assertThat(numbers(parts(draft(numbered(LOOP, item(5, "${p.name}"), END)))))
                .containsExactly("5", "5", "5");
        assertThat(numbers(parts(draft(numbered(item(5, "vor"), LOOP, "Text ${p.name}", item(5, "a"), END)))))
                .containsOnly("5");
        assertThat(numbers(parts(
                        draft(numbered(LOOP, "Text ${p.name}", item(5, "a"), "Zwischentext", item(5, "b"), END)))))
                .containsExactly("5", "5", "8", "8", "9", "9");
    }

    @Test
    void listsInNestedLoopsBeginWhereTheirTextStands() throws IOException {
        Map<String, byte[]> parts = parts(draft(numbered(
                LOOP, "Text ${p.name}", "${#je k in kommunen}", item(5, "${k.name}"), END, item(5, "z"), END)));
        assertThat(numbers(parts)).containsExactly("5", "5", "8", "8", "9", "9");
    }

    @Test
    void theAddressOfALinkIsFilledHoweverWordHasWrittenIt() throws IOException {
        String link = "<w:p><w:hyperlink r:id=\"rIdL1\" xmlns:r=\""
                + "http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" + r("${p.name}", "")
                + "</w:hyperlink></w:p>";
        for (String address : List.of("mailto:$%7Bp.mail%7D", "mailto:${p.mail}", "mailto:%24%7b%20p.mail%20%7d")) {
            WordFile file = WordFile.of(LOOP, link, END)
                    .part("word/_rels/document.xml.rels", relations(address, "https://www.sachsen.de/%7Ea%20b"));
            Map<String, byte[]> parts = parts(draft(file));
            String relations = text(parts, "word/_rels/document.xml.rels");
            assertThat(all("Target=\"([^\"]+)\"", relations))
                    .containsExactlyInAnyOrder(
                            "https://www.sachsen.de/%7Ea%20b",
                            "mailto:" + mail("raphael"), "mailto:" + mail("rodig"), "mailto:" + mail("forkert"));
            List<String> used = all("r:id=\"([^\"]+)\"", text(parts, "word/document.xml"));
            assertThat(used).doesNotHaveDuplicates().hasSize(3).allMatch(id -> relations.contains("Id=\"" + id + "\""));
        }
    }

    @Test
    void theInstructionOfAFieldIsFilledAlsoInPieces() throws IOException {
        String field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK"
                + " \"mailto:$%7Bp.</w:instrText></w:r><w:r><w:instrText>mail%7D\""
                + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                + r("${p.name}", "") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        assertThat(document(LOOP, field, END))
                .contains(
                        " HYPERLINK \"mailto:" + mail("raphael") + "\" </w:instrText>",
                        " HYPERLINK \"mailto:" + mail("rodig") + "\" </w:instrText>")
                .doesNotContain("%7B");
        assertThat(document("<w:p><w:fldSimple w:instr=\" HYPERLINK &quot;mailto:$%7Bpersonen%7D&quot; \"/></w:p>"
                        .replace("personen", "kommune.name")))
                .contains("mailto:Crimmitschau");
    }

    @Test
    void aMisspeltNameInAnAddressIsReported() {
        WordFile file = WordFile.of("<w:p><w:hyperlink r:id=\"rIdL1\" " + W + ">" + r("x", "") + "</w:hyperlink></w:p>")
                .part(
                        "word/_rels/document.xml.rels",
                        relations("mailto:$%7Bkomune.name%7D", "https://www.sachsen.de/"));
        assertThat(catchThrowableOfType(DraftingException.class, () -> draft(file))
                        .notices())
                .extracting(notice -> notice.code())
                .containsExactly("drafting.field.unknown");
    }

    @Test
    void aReferenceInALoopFollowsTheBookmarkOfItsPass() throws IOException {
        String xml = document(
                LOOP,
                "<w:p><w:bookmarkStart w:id=\"3\" w:name=\"_Ref1\"/>" + r("${p.name}", "")
                        + "<w:bookmarkEnd w:id=\"3\"/></w:p>",
                "<w:p><w:fldSimple w:instr=\" REF _Ref1 \\h \"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
                END,
                "<w:p><w:fldSimple w:instr=\" REF _Ref1 \\h \"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>");
        List<String> names = all("w:name=\"([^\"]+)\"", xml);
        assertThat(names).hasSize(3).doesNotHaveDuplicates().first().isEqualTo("_Ref1");
        assertThat(all("REF (\\w+)", xml)).containsExactly(names.get(0), names.get(1), names.get(2), "_Ref1");
        assertThat(all("<w:bookmarkStart w:id=\"(\\d+)\"", xml))
                .containsExactlyElementsOf(all("<w:bookmarkEnd w:id=\"(\\d+)\"", xml))
                .doesNotHaveDuplicates();
    }

    private static String mail(String person) {
        return AMatter.crimmitschau().persons().stream()
                .filter(each -> each.key().equals(person))
                .findFirst()
                .orElseThrow()
                .mail();
    }

    private static String control(String content) {
        return "<w:sdt><w:sdtPr><w:tag w:val=\"x\"/></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
    }

    private static String note(int id, String text) {
        return "<w:footnote w:id=\"" + id + "\">" + p(text) + "</w:footnote>";
    }

    private static String reference(int id) {
        return "<w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r>";
    }

    private static String item(int list, String text) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" + list + "\"/></w:numPr></w:pPr>"
                + r(text, "") + "</w:p>";
    }

    private static WordFile noted(String notes, String... blocks) {
        return typed("word/footnotes.xml", "footnotes+xml", blocks)
                .part(
                        "word/footnotes.xml",
                        "<w:footnotes " + W + "><w:footnote w:id=\"-1\" w:type=\"separator\"><w:p/></w:footnote>"
                                + notes + "</w:footnotes>");
    }

    private static WordFile numbered(String... blocks) {
        return typed("word/numbering.xml", "numbering+xml", blocks)
                .part(
                        "word/numbering.xml",
                        "<w:numbering " + W + "><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\">"
                                + "<w:start w:val=\"4\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId"
                                + " w:val=\"3\"/></w:num><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num>"
                                + "</w:numbering>");
    }

    private static WordFile typed(String part, String type, String... blocks) {
        return WordFile.of(blocks)
                .part(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Override PartName=\"/word/document.xml\" ContentType=\"" + TYPE
                                + "document.main+xml\"/><Override PartName=\"/" + part + "\" ContentType=\"" + TYPE
                                + type + "\"/><Override PartName=\"/docProps/core.xml\" ContentType=\""
                                + "application/vnd.openxmlformats-package.core-properties+xml\"/></Types>");
    }

    private static String relations(String... targets) {
        StringBuilder xml = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int i = 0; i < targets.length; i++) {
            xml.append("<Relationship Id=\"rIdL")
                    .append(i + 1)
                    .append("\" Type=\"http://schemas.openxmlformats.org/")
                    .append("officeDocument/2006/relationships/hyperlink\" Target=\"")
                    .append(targets[i])
                    .append("\" TargetMode=\"External\"/>");
        }
        return xml.append("</Relationships>").toString();
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> numbers(Map<String, byte[]> parts) {
        return all("<w:numId w:val=\"(\\d+)\"/>", text(parts, "word/document.xml"));
    }

    private static String text(Map<String, byte[]> parts, String part) {
        return new String(parts.get(part), StandardCharsets.UTF_8);
    }

    private Map<String, byte[]> parts(FilledDraft draft) {
        return WordFile.unzip(store.bytes(draft.content().digest()));
    }

    private String document(String... blocks) throws IOException {
        return text(parts(draft(WordFile.of(blocks))), "word/document.xml");
    }

    private List<String> texts(String... blocks) throws IOException {
        return DraftText.of(
                        "a.docx",
                        store.bytes(draft(WordFile.of(blocks)).content().digest()))
                .lines()
                .stream()
                .map(DraftText.Line::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private FilledDraft draft(WordFile file) throws IOException {
        Files.createDirectories(folder.resolve("medieninformation"));
        Files.write(folder.resolve("medieninformation").resolve("vorlage.docx"), file.bytes());
        Files.writeString(folder.resolve("medieninformation").resolve("felder.yaml"), """
            felder:
              - { name: unterzeichnende.vertretung, bedeutung: Vermerk, pflicht: nein }
            """);
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store).fillRelease(matter);
    }
}
