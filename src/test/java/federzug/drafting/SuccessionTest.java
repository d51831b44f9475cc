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
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deputy takes over after the parties have negotiated their wording. */
class SuccessionTest {
    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final InMemoryNegotiatedDrafts drafts = new InMemoryNegotiatedDrafts();
    private final Matter before = AMatter.crimmitschau();
    private final Matter after = replaced(before);
    private final String key = before.agreements().get(0).key();
    private NegotiatedWording wording;

    private static Matter replaced(Matter matter) {
        Agreement agreed = matter.agreements().get(0);
        Agreement changed = new Agreement(
                agreed.key(),
                agreed.template(),
                agreed.municipalities(),
                List.of(
                        AMatter.signatory(AMatter.DEPUTY, 1),
                        agreed.signatories().get(1),
                        agreed.signatories().get(2)));
        return AMatter.like(matter)
                .persons(AMatter.RAPHAEL, AMatter.RODIG, AMatter.FORKERT, AMatter.WOELLER, AMatter.DEPUTY)
                .agreements(changed)
                .build();
    }

    @BeforeEach
    void template() throws IOException {
        template("Erster Satz.");
        wording = new NegotiatedWording(
                new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store),
                store,
                drafts,
                new PrintedByRendering(store));
    }

    @Test
    void theDeputyTakesThePlaceAndWhatWasNegotiatedStays() throws IOException {
        adopt(text -> text.replace("Erster Satz.", "Ausgehandelter Satz."));
        NegotiatedDraft carried = wording.replacing(before, after, key, null).orElseThrow();
        assertThat(lines(carried.draft()))
                .containsExactly(
                        "Ausgehandelter Satz.",
                        "Kommune: Dr. Kim Kaya, Erste Beigeordnete, in Vertretung",
                        "Polizeidirektion: Lutz Rodig, Polizeipräsident",
                        "LPR: Sven Forkert, Geschäftsführer",
                        "Dr. Kim Kaya",
                        "Lutz Rodig",
                        "Sven Forkert");
        assertThat(carried.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo("Erster Satz.");
            assertThat(change.after()).isEqualTo("Ausgehandelter Satz.");
        });
        assertThat(carried.draft().boxes())
                .extracting(box -> box.field().person())
                .containsExactly("kaya", "rodig", "forkert");
        assertThat(bold(carried.draft()))
                .as("formatting stays")
                .contains("Dr.\u00a0Kim Kaya")
                .doesNotContain("Beigeordnete");

        wording.adopt(before.id(), key, carried);
        assertThat(wording.draft(after, after.agreements().get(0))).isEqualTo(carried.draft());
        assertThat(wording.replacing(before, after, key, null))
                .as("done already, after a kill")
                .isEmpty();
    }

    @Test
    void withoutNegotiatedWordingTheTemplateCounts() {
        assertThat(wording.replacing(before, after, key, null)).isEmpty();
    }

    @Test
    void aSentenceAboutTheLeavingPersonThatWasRewordedNeedsAPerson() throws IOException {
        adopt(text -> text.replace(">Oberbürgermeister<", ">OB der Stadt<"));
        DraftingException refused =
                catchThrowableOfType(DraftingException.class, () -> wording.replacing(before, after, key, null));
        assertThat(refused.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo("drafting.adopt.carry-changed");
            assertThat(notice.arguments())
                    .containsExactly(
                            "Kommune: André Raphael, Oberbürgermeister",
                            "Kommune: Dr. Kim Kaya, Erste Beigeordnete, in Vertretung");
        });
        Path given = edited(text -> text.replace(">Kommune<", ">Stadt<")
                .replace("André Raphael", "Dr. Kim Kaya")
                .replace(">Oberbürgermeister<", ">Beigeordnete<"));
        Optional<NegotiatedDraft> named = wording.replacing(before, after, key, given);
        assertThat(lines(named.orElseThrow().draft())).contains("Stadt: Dr. Kim Kaya, Beigeordnete");
        assertThat(named.orElseThrow().draft().boxes())
                .extracting(box -> box.field().person())
                .containsExactly("kaya", "rodig", "forkert");
        Path forgotten = edited(text -> text.replace("Erster Satz.", "Neuer Satz."));
        assertThat(catchThrowableOfType(DraftingException.class, () -> wording.replacing(before, after, key, forgotten))
                        .notices())
                .extracting(Notice::code)
                .containsExactly("drafting.adopt.name-missing");
    }

    @Test
    void aChangedTemplateIsNotMixedIn() throws IOException {
        adopt(text -> text.replace("Erster Satz.", "Ausgehandelter Satz."));
        template("Erster Satz der neuen Vorlage.");
        DraftingException refused =
                catchThrowableOfType(DraftingException.class, () -> wording.replacing(before, after, key, null));
        assertThat(refused.notices()).extracting(Notice::code).containsExactly("drafting.adopt.stale-signed");
    }

    private void adopt(UnaryOperator<String> change) throws IOException {
        wording.adopt(before.id(), key, wording.read(before, before.agreements().get(0), edited(change)));
    }

    private Path edited(UnaryOperator<String> change) throws IOException {
        FilledDraft filled = wording.template(before, before.agreements().get(0));
        Map<String, byte[]> parts = WordFile.unzip(store.bytes(digest(filled)));
        String text = new String(parts.get("word/document.xml"), StandardCharsets.UTF_8);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        parts.put("word/document.xml", changed.getBytes(StandardCharsets.UTF_8));
        return Files.write(folder.resolve("geaendert.docx"), WordFile.zip(parts));
    }

    private void template(String first) throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        String line = "<w:p>" + r("${p.rolle}: ", "") + r("${p | name}", "<w:b/>")
                + r(", ${p.amt}${#wenn p.vertretung}, ${p.vertretung}${/wenn}", "") + "</w:p>";
        Files.write(
                own.resolve("vorlage.docx"),
                WordFile.of(
                                first,
                                "${#je p in unterzeichnende}",
                                line,
                                "${/je}",
                                tbl(tr("${#je p in unterzeichnende}", p("${unterschrift:p}") + p("${p | name}${/je}"))))
                        .bytes());
    }

    private String bold(FilledDraft draft) {
        String xml =
                new String(WordFile.unzip(store.bytes(digest(draft))).get("word/document.xml"), StandardCharsets.UTF_8);
        return Pattern.compile("<w:rPr><w:b/></w:rPr><w:t[^>]*>([^<]*)<")
                .matcher(xml)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b c|a b c",
                "a b c|x a b c",
                "a b c|a b c, in Vertretung",
                "a b c|c b a",
                "André Raphael, Oberbürgermeister|Dr. Kim Kaya, Erste Beigeordnete, in Vertretung",
                "x|ganz anderer Text",
            })
    void wordDifferencesMakeTheOneTextOfTheOther(String before, String after) {
        StringBuilder text = new StringBuilder(before);
        Succession.WordDiff.between(before, after)
                .forEach(edit -> text.replace(edit.from(), edit.to(), edit.replacement()));
        assertThat(text).hasToString(after);
    }

    private List<String> lines(FilledDraft draft) {
        return DraftText.of("a.docx", store.bytes(digest(draft))).lines().stream()
                .map(DraftText.Line::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Digest digest(FilledDraft draft) {
        return draft.content().digest();
    }
}
