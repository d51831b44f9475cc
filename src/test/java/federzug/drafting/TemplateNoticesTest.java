package federzug.drafting;

import static federzug.drafting.WordFile.headerRow;
import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.r;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Matter;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.notice.NoticedException.Kind;
import federzug.notice.Texts;
import federzug.testkit.AMatter;
import federzug.testkit.ARelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told when a template cannot be filled, word by word where the wording matters. */
class TemplateNoticesTest {
    private static final String BOXES =
            tbl(tr("${#je p in unterzeichnende}", p("${unterschrift:p}") + p("${p.name}${/je}")));

    @TempDir
    Path folder;

    private Matter matter = AMatter.crimmitschau();
    private String fields = "felder: []";

    @Test
    void reportsAllProblemsAtOnceWithPlaceQuoteAndNearestName() throws IOException {
        assertThat(agreement(
                        "Am ${datun | lang}",
                        "in ${kommune.nahme} und ${datum | lank}",
                        tbl(headerRow("Kopf"), tr("${polizei.direktor}")),
                        BOXES))
                .containsExactly(
                        "Vorlage „kooperationsvereinbarung“, Absatz 1: „Am ${datun | lang}“: Das Feld „datun“ gibt es"
                                + " nicht. Meinten Sie: datum?",
                        "Vorlage „kooperationsvereinbarung“, Absatz 2: „in ${kommune.nahme} und ${datum | lank}“: Das"
                                + " Feld „kommune.nahme“ gibt es nicht. Meinten Sie: kommune.name?",
                        "Vorlage „kooperationsvereinbarung“, Absatz 2: „in ${kommune.nahme} und ${datum | lank}“: Das"
                                + " Format „lank“ passt nicht zu „datum“. Meinten Sie: lang?",
                        "Vorlage „kooperationsvereinbarung“, Tabelle 1, Zeile 2, Spalte 1: „${polizei.direktor}“: Das"
                                + " Feld „polizei.direktor“ gibt es nicht. Meinten Sie: polizei.direktion?");
    }

    @Test
    void findsMisspelledNamesInBranchesNotTakenAndInHeaders() throws IOException {
        assertThat(lines(release(
                        WordFile.of("${#wenn vor_ort}${falsch_hier}${/wenn}").header("${kopf_falsch}"))))
                .hasSize(2)
                .anyMatch(line -> line.contains("Absatz 1") && line.contains("falsch_hier"))
                .anyMatch(line -> line.contains("Kopfzeile, Absatz 1") && line.contains("kopf_falsch"));
    }

    @Test
    void namesTheEntryOfAListThatLacksARequiredValue() throws IOException {
        assertThat(agreement("${#je p in unterzeichnende}", "${p.name}${p.titel}", "${/je}", BOXES))
                .hasSize(3)
                .last()
                .asString()
                .contains("Absatz 2: „${p.name}${p.titel}“: Das Pflichtfeld „p.titel“ (3) hat keinen Wert.");
        fields = "felder: [{ name: unterzeichnende.titel, bedeutung: Titel, pflicht: nein }]";
        assertThat(agreement("${#je p in unterzeichnende}", "${p.name}${p.titel}", "${/je}", BOXES))
                .isEmpty();
    }

    @Test
    void asksForAPartOrAFormatOfWhatIsNoText() throws IOException {
        assertThat(codes(release(WordFile.of(
                        "${medieninformation}", "${#je x in datum}", "a", "${/je}", "${datum.tag}", "${probe}"))))
                .contains("drafting.field.no-text", "drafting.loop.no-list", "drafting.field.no-parts");
        assertThat(lines(release(WordFile.of("${unterzeichnende.amt}"))))
                .singleElement()
                .asString()
                .contains("„unterzeichnende“ ist eine Liste", "${#je x in unterzeichnende}");
    }

    @Test
    void findsMarksWithoutPartner() throws IOException {
        assertCodes("drafting.mark.not-closed", "${#wenn datum}", "a");
        assertCodes("drafting.mark.not-opened", "a", "${/je}");
        assertCodes("drafting.mark.crossed", "${#wenn datum}", "${#je p in personen}", "${/wenn}", "${/je}");
        assertCodes("drafting.mark.not-closed", "${#wenn datum}", tbl(tr("${/wenn}", "b")));
        assertCodes("drafting.mark.begins-inside", "a ${#wenn datum} b", "c ${/wenn}");
        assertCodes("drafting.mark.ends-inside", "${#wenn datum} b", "c ${/wenn} d");
        assertCodes("drafting.mark.else-apart", "${#wenn datum}a${#sonst}b", "c${/wenn}");
        assertCodes(
                "drafting.mark.else-in-row", tbl(tr("${#wenn datum}", ""), tr("a", "${#sonst}"), tr("${/wenn}", "")));
    }

    @Test
    void findsWhatOnlyLooksLikeAPlaceholder() throws IOException {
        assertCodes("drafting.mark.broken", "a ${datum");
        assertCodes("drafting.mark.broken", "<w:p><w:r><w:t>${da</w:t><w:tab/><w:t>tum}</w:t></w:r></w:p>");
        assertCodes("drafting.mark.unknown", "${1 + 2}");
        assertCodes("drafting.mark.unknown", "${datum.getClass()}");
        assertCodes("drafting.mark.unknown", "${#solange x}");
        assertCodes("drafting.mark.unknown", "${a" + ".a".repeat(50_000) + "}");
        assertCodes(
                "drafting.mark.unreachable",
                WordFile.of("a").part("word/comments.xml", WordFile.root("comments", p("${x}"))));
        assertCodes("drafting.mark.only-fields", WordFile.of("a").title("${#wenn datum}"));
        assertCodes("drafting.title.missing", WordFile.of("a").title(" "));
    }

    @Test
    void refusesInvisibleCharacters() throws IOException {
        for (String bad : List.of("a\u0007b", "a\tb", "a\u202Eb", "a\uFEFFb", "a\uD800b", "a\uFFFFb", "a\u200Bb")) {
            headline(bad);
            assertCodes("drafting.value.character", "${ueberschrift}");
        }
        headline("a\u0007b");
        assertThat(lines(release(WordFile.of("${ueberschrift}"))).get(0)).contains("U+0007 (BEL)");
    }

    @Test
    void refusesAValueThatLooksLikeAMark() throws IOException {
        headline("Text ${unterschrift:raphael}");
        assertCodes("drafting.value.mark", "${ueberschrift}");
    }

    @Test
    void refusesSignatureBoxesInTheWrongPlace() throws IOException {
        assertCodes("drafting.box.outside-body", WordFile.of("a").header("${unterschrift:kommune}"));
        assertThat(codes(agreementFindings(
                        tbl(headerRow("${#je p in unterzeichnende}", p("${unterschrift:p}"), "${/je}")))))
                .contains("drafting.box.header-row");
        assertThat(codes(agreementFindings("${#je p in unterzeichnende}", "Hier: ${unterschrift:p}", "${/je}")))
                .contains("drafting.box.not-alone");
        assertThat(codes(agreementFindings(
                        "${#je p in unterzeichnende}",
                        "<w:p><w:hyperlink>" + r("${unterschrift:p}", "") + "</w:hyperlink></w:p>",
                        "${/je}")))
                .contains("drafting.box.not-alone");
        assertThat(codes(agreementFindings("<w:sdt><w:sdtContent>" + p("${#je p in unterzeichnende}")
                        + p("${unterschrift:p}") + p("${/je}") + "</w:sdtContent></w:sdt>")))
                .contains("drafting.box.content-control");
        assertThat(codes(agreementFindings(BOXES, "${unterschrift:kommune}")))
                .containsExactly("drafting.box.no-person");
    }

    @Test
    void wantsExactlyOneBoxForEachSignatory() throws IOException {
        assertThat(agreement("ohne"))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Vorlage „kooperationsvereinbarung“: Für André Raphael fehlt das Unterschriftsfeld.");
        assertThat(codes(agreementFindings(BOXES, BOXES)))
                .containsExactly("drafting.box.twice", "drafting.box.twice", "drafting.box.twice");
        assertThat(codes(agreementFindings("${#je p in personen}", "${unterschrift:p}", "${/je}")))
                .containsExactly("drafting.box.not-a-signatory");
    }

    @Test
    void namesTheNearestTemplate() throws IOException {
        agreement("a");
        Drafting drafting = drafting();
        matter = AMatter.like(matter)
                .agreements(new federzug.agreement.Agreement("x", "kooperationsvereinbarungen", List.of(), List.of()))
                .build();
        DraftingException refused = catchThrowableOfType(
                DraftingException.class,
                () -> drafting.fill(matter, matter.agreements().get(0)));
        assertThat(Texts.german().line(refused.notices().get(0)))
                .contains("Eine Vorlage „kooperationsvereinbarungen“ gibt es nicht. Meinten Sie:"
                        + " kooperationsvereinbarung?");
    }

    @Test
    void findsWhatIsWrongWithTheFieldList() throws IOException {
        fields = "felder:\n"
                + "  - { name: datum, bedeutung: Tag, pflicht: vielleicht, beispil: x }\n"
                + "  - { name: a, pflicht: ja }";
        assertThat(codes(release(WordFile.of("${datum}"))))
                .containsExactly(
                        "drafting.fields.unknown-key", "drafting.fields.required", "drafting.fields.incomplete");
        fields = "felder: [";
        assertThat(codes(release(WordFile.of("${datum}")))).containsExactly("drafting.fields.not-yaml");
        fields = "feld: []";
        assertThat(codes(release(WordFile.of("${datum}")))).containsExactly("drafting.fields.no-list");
    }

    @Test
    void checksATemplateWithoutAMatter() throws IOException {
        fields = "felder: [{ name: datum, bedeutung: Tag, pflicht: ja }, { name: beginn, bedeutung: Zeit, pflicht: nein"
                + " }]";
        write("medieninformation", WordFile.of("${datum}", "${#je z in zitate}", "${z.text}", "${/je}"));
        Path file = folder.resolve("medieninformation/vorlage.docx");
        assertThat(codes(drafting().check(file)))
                .containsExactly("drafting.fields.not-listed", "drafting.fields.not-listed", "drafting.fields.unused");
        assertThat(drafting().fields(file))
                .extracting(FieldUse::name)
                .containsExactly("datum", "zitate", "zitate.text");
        assertThat(drafting().check(file.getParent())).isEqualTo(drafting().check(file));
        Files.delete(folder.resolve("medieninformation/felder.yaml"));
        assertThat(codes(drafting().check(file))).containsExactly("drafting.fields.none");
    }

    private void headline(String headline) {
        matter = AMatter.like(AMatter.crimmitschau())
                .release(old -> ARelease.like(old).headline(headline).build())
                .build();
    }

    private void assertCodes(String code, String... blocks) throws IOException {
        assertCodes(code, WordFile.of(blocks));
    }

    private void assertCodes(String code, WordFile file) throws IOException {
        assertThat(codes(release(file))).contains(code);
    }

    private static List<String> codes(List<Notice> notices) {
        return notices.stream().map(Notice::code).collect(Collectors.toList());
    }

    private static List<String> lines(List<Notice> notices) {
        return notices.stream().map(Texts.german()::line).toList();
    }

    private List<String> agreement(String... blocks) throws IOException {
        return lines(agreementFindings(blocks));
    }

    private List<Notice> agreementFindings(String... blocks) throws IOException {
        write("kooperationsvereinbarung", WordFile.of(blocks));
        return findings(() -> drafting().fill(matter, matter.agreements().get(0)));
    }

    private List<Notice> release(WordFile file) throws IOException {
        write("medieninformation", file);
        return findings(() -> drafting().fillRelease(matter));
    }

    private static List<Notice> findings(Runnable work) {
        try {
            work.run();
            return List.of();
        } catch (DraftingException e) {
            assertThat(e.kind()).isEqualTo(Kind.INPUT);
            lines(e.notices());
            return e.notices();
        }
    }

    private Drafting drafting() {
        return new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), new InMemoryDocumentStore());
    }

    private void write(String template, WordFile file) throws IOException {
        Files.createDirectories(folder.resolve(template));
        Files.write(folder.resolve(template).resolve("vorlage.docx"), file.bytes());
        Files.writeString(folder.resolve(template).resolve("felder.yaml"), fields);
    }
}
