package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.r;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.document.Digest;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.notice.Notice;
import federzug.testkit.AMatter;
import federzug.testkit.InMemoryNegotiatedDrafts;
import federzug.testkit.PrintedByRendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NegotiatedWordingTest {
    private static final String BLOCK =
            tbl(tr("${#je p in unterzeichnende}", p("${unterschrift:p}") + p("${p | name}${/je}")));

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final InMemoryNegotiatedDrafts drafts = new InMemoryNegotiatedDrafts();
    private final Matter matter = AMatter.crimmitschau();
    private final Agreement agreement = matter.agreements().get(0);
    private NegotiatedWording wording;

    @BeforeEach
    void template() throws IOException {
        template("Die Stadt ${kommune.name} am ${datum | lang}.", "Erster Satz.", "Zweiter Satz.", BLOCK);
        Drafting drafting = new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
        wording = new NegotiatedWording(drafting, store, drafts, new PrintedByRendering(store));
    }

    @Test
    void theTemplateCountsUntilSomethingIsAdopted() throws IOException {
        FilledDraft filled = wording.draft(matter, agreement);
        assertThat(wording.isCurrent(matter.id(), agreement.key(), digest(filled)))
                .isTrue();

        NegotiatedDraft negotiated = wording.read(matter, agreement, edited(text -> text.replace("Erster", "Neuer")));
        assertThat(wording.draft(matter, agreement)).isEqualTo(filled);
        wording.adopt(matter.id(), agreement.key(), negotiated);

        assertThat(wording.draft(matter, agreement))
                .isEqualTo(negotiated.draft())
                .isNotEqualTo(filled);
        assertThat(wording.isCurrent(matter.id(), agreement.key(), digest(filled)))
                .isFalse();
        assertThat(wording.isCurrent(matter.id(), agreement.key(), digest(negotiated.draft())))
                .isTrue();
        assertThat(wording.reason(matter.id(), agreement.key(), digest(negotiated.draft())))
                .startsWith("Verhandelter Wortlaut übernommen: 1 Absätze geändert, 0 neu, 0 gestrichen")
                .doesNotContain("Raphael");
        assertThat(negotiated.draft().boxes())
                .isEqualTo(filled.boxes())
                .extracting(box -> box.field().person())
                .containsExactly("raphael", "rodig", "forkert");

        wording.backToTemplate(matter.id(), agreement.key());
        assertThat(wording.draft(matter, agreement)).isEqualTo(filled);
        assertThat(wording.isCurrent(matter.id(), agreement.key(), digest(negotiated.draft())))
                .isFalse();
        assertThat(wording.isCurrent(matter.id(), agreement.key(), digest(filled)))
                .isTrue();
    }

    @Test
    void adoptingTwiceChangesNothing() throws IOException {
        Path file = edited(text -> text.replace("Erster", "Neuer"));
        NegotiatedDraft first = wording.read(matter, agreement, file);
        NegotiatedDraft second = wording.read(matter, agreement, file);
        assertThat(second).isEqualTo(first);
        wording.adopt(matter.id(), agreement.key(), first);
        wording.adopt(matter.id(), agreement.key(), second);
        assertThat(drafts.count()).isOne();
    }

    @Test
    void neverFallsBackToTheTemplateSilently() throws IOException {
        wording.adopt(
                matter.id(),
                agreement.key(),
                wording.read(matter, agreement, edited(text -> text.replace("Erster", "Neuer"))));
        template("Die Stadt ${kommune.name} am ${datum | lang}.", "Ganz anderer Satz.", BLOCK);
        DraftingException refused =
                catchThrowableOfType(DraftingException.class, () -> wording.draft(matter, agreement));
        assertThat(refused.notices()).extracting(Notice::code).containsExactly("drafting.adopt.stale");
    }

    @Test
    void dataThatDoNotTouchTheDocumentLeaveTheWordingInForce() throws IOException {
        NegotiatedDraft negotiated = wording.read(matter, agreement, edited(text -> text.replace("Erster", "Neuer")));
        wording.adopt(matter.id(), agreement.key(), negotiated);
        Matter other = AMatter.like(matter).withAnUnapprovedQuote().build();
        assertThat(wording.draft(other, other.agreements().get(0))).isEqualTo(negotiated.draft());
    }

    @Test
    void listsWhatWasAddedRemovedAndChanged() throws IOException {
        NegotiatedDraft negotiated = wording.read(
                matter,
                agreement,
                edited(text -> text.replace(p("Erster Satz."), p("Vorab.") + p("Erster Satz."))
                        .replace(p("Zweiter Satz."), "")
                        .replace(" am ", ", den ")));
        assertThat(negotiated.changes())
                .containsExactly(
                        new Change(
                                Change.Kind.CHANGED,
                                "drafting.part.body",
                                1,
                                "Die Stadt Crimmitschau am 1. Dezember 2021.",
                                "Die Stadt Crimmitschau, den 1. Dezember 2021."),
                        new Change(Change.Kind.ADDED, "drafting.part.body", 2, "", "Vorab."),
                        new Change(Change.Kind.REMOVED, "drafting.part.body", 3, "Zweiter Satz.", ""));
        assertThat(new String(store.bytes(negotiated.list().digest()), StandardCharsets.UTF_8))
                .contains("Absatz 2 neu\nVorab.", "Absatz 3 gestrichen\nZweiter Satz.");
    }

    @Test
    void aBoxThatStandsByAnotherNameIsRefused() throws IOException {
        assertThat(refused(text -> swapped(text, "Unterschriftsfeld_raphael\"", "Unterschriftsfeld_rodig\"")))
                .containsOnly("drafting.adopt.box-swapped")
                .hasSize(2);
        assertThat(refused(text -> swapped(text, ">André Raphael<", ">Lutz Rodig<")))
                .containsOnly("drafting.adopt.box-swapped");
    }

    @Test
    void boxesThatMovedWithTheirNamesAreADifference() throws IOException {
        NegotiatedDraft negotiated = wording.read(
                matter,
                agreement,
                edited(text -> swapped(
                        swapped(text, "Unterschriftsfeld_raphael\"", "Unterschriftsfeld_rodig\""),
                        ">André Raphael<",
                        ">Lutz Rodig<")));
        assertThat(negotiated.changes())
                .anyMatch(change -> change.text().contains("Unterschriftsfeld für André Raphael"));
        assertThat(negotiated.draft().boxes().get(0).field().person()).isEqualTo("rodig");
    }

    private static String swapped(String text, String one, String two) {
        return text.replace(one, "\u0001").replace(two, one).replace("\u0001", two);
    }

    @Test
    void everySignatoryKeepsExactlyOneEmptyBox() throws IOException {
        assertThat(refused(text -> text.replace("Unterschriftsfeld_rodig", "Textmarke")))
                .containsExactly("drafting.adopt.box-missing");
        assertThat(refused(text -> text.replace("Unterschriftsfeld_rodig", "Unterschriftsfeld_forkert")))
                .containsExactlyInAnyOrder("drafting.box.twice", "drafting.adopt.box-missing");
        assertThat(refused(text -> text.replace(
                        "Erster Satz.</w:t></w:r>",
                        "Erster Satz.</w:t></w:r><w:bookmarkStart w:id=\"7\""
                                + " w:name=\"Unterschriftsfeld_woeller\"/><w:bookmarkEnd w:id=\"7\"/>")))
                .containsExactly("drafting.adopt.box-unknown");
        assertThat(refused(text -> text.replaceFirst("(<w:bookmarkStart)", r("gez. Raphael", "") + "$1")))
                .containsExactly("drafting.box.not-alone");
    }

    @Test
    void aBookmarkTwiceInItsParagraphIsOneBox() throws IOException {
        NegotiatedDraft negotiated = wording.read(
                matter,
                agreement,
                edited(text -> text.replaceAll(
                        "(<w:bookmarkStart [^>]*Unterschriftsfeld_rodig\"/>)",
                        "$1<w:bookmarkStart w:id=\"8\""
                                + " w:name=\"Unterschriftsfeld_rodig\"/><w:bookmarkEnd w:id=\"8\"/>")));
        assertThat(negotiated.draft().boxes()).hasSize(3);
        assertThat(negotiated.changes()).isEmpty();
    }

    @Test
    void trackedChangesMustBeSettledFirst() throws IOException {
        assertThat(refused(text -> text.replace(
                        r("Zweiter Satz.", ""), "<w:ins w:id=\"1\" w:author=\"a\">" + r("Dritter.", "") + "</w:ins>")))
                .containsExactly("drafting.part.tracked-changes");
    }

    @Test
    void namesMustStayAndOtherValuesAreAskedAbout() throws IOException {
        assertThat(refused(text -> text.replace("Lutz Rodig", "Lutz Rodick")))
                .containsExactly("drafting.adopt.name-missing");
        assertThat(refused(text -> text.replace("Crimmitschau", "Krimmitschau")))
                .containsExactly("drafting.adopt.name-missing");
        assertThat(wording.read(matter, agreement, edited(text -> text.replace("Dezember", "November")))
                        .notices())
                .extracting(Notice::code)
                .containsExactly("drafting.adopt.value-missing");
    }

    @Test
    void whatWordShowsAndIsNotPrintedIsSaid() throws IOException {
        NegotiatedDraft scaled = wording.read(
                matter,
                agreement,
                edited(text -> text.replace(r("Erster Satz.", ""), r("Erster Satz.", "<w:w w:val=\"1\"/>"))));
        assertThat(scaled.changes()).isEmpty();
        assertThat(scaled.notices()).extracting(Notice::code).containsExactly("rendering.draft.not-set");
        assertThat(scaled.notices().get(0).place().toString()).contains("geaendert.docx");
    }

    @Test
    void hostileFilesAreRefusedAsTemplatesAre() throws IOException {
        Path file = folder.resolve("x.docx");
        Files.writeString(file, "PK nichts");
        assertThat(codes(file)).containsExactly("drafting.archive.damaged");
        assertThat(refused(text -> text.replace("<w:body>", "<w:body><w:altChunk/>")))
                .containsExactly("drafting.part.foreign-content");
        assertThat(codes(folder.resolve("fehlt.docx"))).containsExactly("drafting.template.unreadable");
    }

    @Test
    void aTemplateCannotBringABoxAndAValueCannotFakeOne() throws IOException {
        template(
                "<w:p><w:bookmarkStart w:id=\"3\" w:name=\"Unterschriftsfeld_raphael\"/><w:bookmarkEnd"
                        + " w:id=\"3\"/></w:p>",
                "Die Stadt ${kommune.name}",
                BLOCK);
        FilledDraft filled = wording.draft(matter, agreement);
        String document = document(filled);
        assertThat(document.split("Unterschriftsfeld_raphael\"", -1)).hasSize(2);
        Matter tricky = AMatter.like(matter)
                .municipalities(new federzug.agreement.Municipality(
                        "crimmitschau",
                        "<w:bookmarkStart w:name=\"Unterschriftsfeld_forkert\"/>",
                        federzug.agreement.Municipality.Status.STADT,
                        "Zwickau",
                        null))
                .build();
        Agreement changed =
                new Agreement(agreement.key(), agreement.template(), tricky.municipalities(), agreement.signatories());
        assertThat(wording.draft(tricky, changed).boxes()).hasSize(3);
        assertThat(document(wording.draft(tricky, changed))).contains("&lt;w:bookmarkStart");
    }

    private List<String> refused(UnaryOperator<String> change) throws IOException {
        return codes(edited(change));
    }

    private List<String> codes(Path file) {
        DraftingException refused =
                catchThrowableOfType(DraftingException.class, () -> wording.read(matter, agreement, file));
        assertThat(refused).isNotNull();
        return refused.notices().stream().map(Notice::code).toList();
    }

    /** The filled draft with its document part changed as text. */
    /** Word writes down which template a file was made from; nothing of it is fetched or kept. */
    @Test
    void takesAFileThatNamesATemplate() throws IOException {
        Path file = edited(text -> text.replace("Erster", "Neuer"));
        Map<String, byte[]> parts = WordFile.unzip(Files.readAllBytes(file));
        parts.put(
                "word/_rels/settings.xml.rels",
                ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
                                + " Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                + "relationships/attachedTemplate\" Target=\"file:///c:/x.dotm\""
                                + " TargetMode=\"External\"/></Relationships>")
                        .getBytes(StandardCharsets.UTF_8));
        Files.write(file, WordFile.zip(parts));
        NegotiatedDraft negotiated = wording.read(matter, agreement, file);
        assertThat(negotiated.changes()).hasSize(1);
        assertThat(negotiated.notices()).extracting(Notice::code).contains("drafting.part.attached-template");
        assertThat(new String(
                        WordFile.unzip(store.bytes(digest(negotiated.draft()))).get("word/_rels/settings.xml.rels"),
                        StandardCharsets.UTF_8))
                .doesNotContain("x.dotm");
    }

    private Path edited(UnaryOperator<String> change) throws IOException {
        FilledDraft filled = wording.template(matter, agreement);
        Map<String, byte[]> parts = WordFile.unzip(store.bytes(digest(filled)));
        String before = new String(parts.get("word/document.xml"), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        parts.put("word/document.xml", after.getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("geaendert.docx");
        Files.write(file, WordFile.zip(parts));
        return file;
    }

    private String document(FilledDraft draft) {
        return new String(WordFile.unzip(store.bytes(digest(draft))).get("word/document.xml"), StandardCharsets.UTF_8);
    }

    private static Digest digest(FilledDraft draft) {
        return draft.content().digest();
    }

    private void template(String... blocks) throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        Files.write(own.resolve("vorlage.docx"), WordFile.of(blocks).bytes());
    }
}
