package federzug.drafting;

import static federzug.drafting.WordFile.p;
import static federzug.drafting.WordFile.tbl;
import static federzug.drafting.WordFile.tr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import federzug.agreement.Agreement;
import federzug.agreement.Annex;
import federzug.agreement.Matter;
import federzug.agreement.Source;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a draft takes along from the matter's folder. */
class AnnexesTest {
    private static final byte[] PDF = "%PDF-1.7 Muster".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WORD = WordFile.of("Beschluss.").bytes();

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Matter example = AMatter.crimmitschau();
    private Drafting drafting;

    @BeforeEach
    void template() throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        Files.write(
                own.resolve("vorlage.docx"),
                WordFile.of(
                                "Text.",
                                "${#wenn anlagen}",
                                "${anlagen_anzahl | wort} Anlagen: ${anlagen}",
                                "${#je anlage in anlagen}",
                                "${anlage.nummer}. ${anlage.titel} (${anlage.art}, ${anlage.datei})",
                                "${/je}",
                                "${#sonst}",
                                "Ohne Anlagen.",
                                "${/wenn}",
                                tbl(tr("${#je p in unterzeichnende}", p("${unterschrift:p}") + p("${p | name}${/je}"))))
                        .bytes());
        drafting = new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
    }

    @Test
    void theTextNamesTheAnnexesAndTheDraftCarriesThem() throws IOException {
        Files.write(folder.resolve("beschluss.pdf"), PDF);
        Files.write(folder.resolve("vollmacht.docx"), WORD);
        FilledDraft draft = fill(
                annex("beschluss.pdf", "Beschluss", Annex.Kind.RATSBESCHLUSS, PDF),
                annex("vollmacht.docx", "Vollmacht A", Annex.Kind.VOLLMACHT, WORD));
        assertThat(lines(draft))
                .startsWith(
                        "Text.",
                        "zwei Anlagen: Beschluss und Vollmacht A",
                        "1. Beschluss (Ratsbeschluss, beschluss.pdf)",
                        "2. Vollmacht A (Vollmacht, vollmacht.docx)");
        assertThat(draft.annexes()).extracting(FilledDraft.Annex::title).containsExactly("Beschluss", "Vollmacht A");
        assertThat(draft.annexes()).extracting(FilledDraft.Annex::embedded).containsExactly(true, false);
        assertThat(store.bytes(draft.annexes().get(0).content().digest())).isEqualTo(PDF);
        assertThat(lines(fill())).startsWith("Text.", "Ohne Anlagen.");
    }

    @Test
    void anotherAnnexIsAnotherDraftEvenIfTheTextIsTheSame() throws IOException {
        byte[] other = "%PDF-1.7 anders".getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("beschluss.pdf"), PDF);
        FilledDraft one = fill(annex("beschluss.pdf", "Beschluss", Annex.Kind.SONSTIGE, PDF));
        Files.write(folder.resolve("beschluss.pdf"), other);
        FilledDraft two = fill(annex("beschluss.pdf", "Beschluss", Annex.Kind.SONSTIGE, other));
        assertThat(lines(two)).isEqualTo(lines(one));
        assertThat(two.content().digest()).isNotEqualTo(one.content().digest());
        Files.delete(folder.resolve("beschluss.pdf"));
        assertThat(fill(annex("beschluss.pdf", "Beschluss", Annex.Kind.SONSTIGE, PDF)))
                .as("what was taken once is not read again")
                .isEqualTo(one);
        assertThat(store.find(one.content().digest(), FilledDraft.class)).contains(one);
    }

    @Test
    void whatCannotBeAnAnnexIsRefusedWithItsName() throws IOException {
        byte[] macros =
                WordFile.of("x").part("word/vbaProject.bin", new byte[] {1}).bytes();
        byte[] tracked = WordFile.of("<w:p><w:ins w:id=\"1\" w:author=\"a\"><w:r><w:t>neu</w:t></w:r></w:ins></w:p>")
                .bytes();
        byte[] html = "<html>".getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("makro.docx"), macros);
        Files.write(folder.resolve("offen.docx"), tracked);
        Files.write(folder.resolve("seite.pdf"), html);
        DraftingException refused = catchThrowableOfType(
                DraftingException.class,
                () -> fill(
                        annex("makro.docx", "a", Annex.Kind.SONSTIGE, macros),
                        annex("offen.docx", "b", Annex.Kind.SONSTIGE, tracked),
                        annex("seite.pdf", "c", Annex.Kind.SONSTIGE, html),
                        annex("fehlt.pdf", "e", Annex.Kind.SONSTIGE, new byte[] {9})));
        assertThat(refused.notices())
                .extracting(Notice::code)
                .containsExactly(
                        "drafting.part.macros",
                        "drafting.part.tracked-changes",
                        "drafting.annex.not-pdf",
                        "drafting.annex.gone");
        assertThat(refused.notices())
                .extracting(notice -> notice.place().file())
                .containsExactly("makro.docx", "offen.docx", "seite.pdf", "fehlt.pdf");
    }

    @Test
    void aFileChangedSinceItWasReadIsNotTaken() throws IOException {
        Files.write(folder.resolve("beschluss.pdf"), WORD);
        DraftingException refused = catchThrowableOfType(
                DraftingException.class, () -> fill(annex("beschluss.pdf", "B", Annex.Kind.SONSTIGE, PDF)));
        assertThat(refused.notices()).extracting(Notice::code).containsExactly("drafting.annex.changed");
    }

    @Test
    void negotiatedWordingKeepsTheAnnexes() throws IOException {
        Files.write(folder.resolve("beschluss.pdf"), PDF);
        Matter matter = matter(annex("beschluss.pdf", "Beschluss", Annex.Kind.SONSTIGE, PDF));
        Agreement agreement = matter.agreements().get(0);
        NegotiatedWording wording =
                new NegotiatedWording(drafting, store, new InMemoryNegotiatedDrafts(), new PrintedByRendering(store));
        Map<String, byte[]> parts = WordFile.unzip(
                store.bytes(drafting.fill(matter, agreement).content().digest()));
        parts.computeIfPresent(
                "word/document.xml",
                (name, xml) -> new String(xml, StandardCharsets.UTF_8)
                        .replace("Text.", "Anderer Text.")
                        .getBytes(StandardCharsets.UTF_8));
        Path edited = Files.write(folder.resolve("geaendert.docx"), WordFile.zip(parts));
        FilledDraft negotiated = wording.read(matter, agreement, edited).draft();
        assertThat(negotiated.annexes())
                .isEqualTo(drafting.fill(matter, agreement).annexes());
        assertThat(properties(negotiated)).containsOnlyOnce(Annexes.IDENTITY);
    }

    private String properties(FilledDraft draft) {
        return new String(
                WordFile.unzip(store.bytes(draft.content().digest())).get("docProps/core.xml"), StandardCharsets.UTF_8);
    }

    private FilledDraft fill(Annex... annexes) {
        Matter matter = matter(annexes);
        return drafting.fill(matter, matter.agreements().get(0));
    }

    private Matter matter(Annex... annexes) {
        Agreement agreed = example.agreements().get(0);
        Agreement with = new Agreement(
                agreed.key(), agreed.template(), agreed.municipalities(), agreed.signatories(), List.of(annexes));
        Matter matter = AMatter.like(example).agreements(with).build();
        return matter.withSource(new Source(folder.resolve("vorgang.yaml"), "", Map.of()));
    }

    private static Annex annex(String file, String title, Annex.Kind kind, byte[] bytes) {
        return new Annex(file, title, kind, Digest.of(bytes).hex());
    }

    private List<String> lines(FilledDraft draft) {
        return DraftText.of("a.docx", store.bytes(draft.content().digest())).lines().stream()
                .map(DraftText.Line::text)
                .toList();
    }
}
