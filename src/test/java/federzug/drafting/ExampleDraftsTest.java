package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Canonical;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Person.Salutation;
import federzug.agreement.Signatory;
import federzug.document.FilledDraft;
import federzug.document.FilledDraft.SignatureBox;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two templates as delivered, filled with the example matter. */
class ExampleDraftsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/federzug/drafting");

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Drafting drafting =
            new Drafting(new FolderTemplateCatalogue(new DraftingSettings(Path.of("templates"), 31)), store);
    private final Matter matter = AMatter.crimmitschau();

    @Test
    void fillsTheAgreement() throws IOException {
        FilledDraft draft = drafting.fill(matter, matter.agreements().get(0));
        assertThat(draft.content().name()).isEqualTo("kooperationsvereinbarung.docx");
        assertThat(draft.title()).isEqualTo("Kooperationsvereinbarung ASSKomm: Crimmitschau");
        assertThat(draft.boxes())
                .extracting(box -> box.field().person())
                .containsExactly("raphael", "rodig", "forkert");
        assertGolden("kooperationsvereinbarung.txt", draft);
    }

    @Test
    void fillsTheRelease() throws IOException {
        FilledDraft draft = drafting.fillRelease(matter);
        assertThat(draft.content().name()).isEqualTo("medieninformation.docx");
        assertThat(draft.boxes()).isEmpty();
        assertGolden("medieninformation.txt", draft);
    }

    @BeforeEach
    void keepPicture() throws IOException {
        store.put("bild.png", Files.readAllBytes(Path.of("src/test/resources/federzug/agreement/complete/bild.png")));
    }

    /** Every optional clause, a league of two municipalities, deputies, guests. */
    @Test
    void fillsWhateverTheDataCanSay() throws IOException {
        Matter complete = Canonical.complete();
        Matter withoutAnnex = AMatter.like(complete)
                .agreements(new Agreement(
                        "seenverbund",
                        "kooperationsvereinbarung",
                        complete.municipalities(),
                        complete.agreements().get(0).signatories(),
                        List.of(),
                        EnumSet.allOf(Agreement.Clause.class)))
                .build();
        assertGolden(
                "kooperationsvereinbarung-alles.txt",
                drafting.fill(withoutAnnex, withoutAnnex.agreements().get(0)));
        assertGolden("medieninformation-alles.txt", drafting.fillRelease(withoutAnnex));
    }

    /** Each town gets one letter about its own agreements, dated when it is written and not when they are signed. */
    @Test
    void aLetterSpeaksOfTheTownsOwnAgreementsAndHasItsOwnDate() throws IOException {
        Municipality other = new Municipality("werdau", "Werdau", Municipality.Status.STADT, "Zwickau", null);
        Agreement first = matter.agreements().get(0);
        List<Signatory> onlyMayor = first.signatories().subList(0, 1);
        Agreement second = new Agreement("zweite", first.template(), first.municipalities(), onlyMayor);
        Agreement foreign = new Agreement(
                "werdau", first.template(), List.of(other), first.signatories().subList(1, 3));
        Matter several = AMatter.like(matter)
                .municipalities(first.municipalities().get(0), other)
                .agreements(first, second, foreign)
                .build();

        assertThat(letter(several, first.municipalities().get(0)))
                .contains(
                        "Datum:→15. November 2021",
                        "die zwei Kooperationsvereinbarungen mit der Großen Kreisstadt Crimmitschau",
                        "Sie sind für den 1. Dezember 2021",
                        "André Raphael");
        assertThat(letter(several, other))
                .contains("die Kooperationsvereinbarung mit der Stadt Werdau", "Lutz Rodig")
                .doesNotContain("André Raphael", "Vereinbarungen");
    }

    private String letter(Matter about, Municipality town) throws IOException {
        FilledDraft draft = drafting.fillPaper(about, "anschreiben", town, LocalDate.of(2021, 11, 15));
        return String.join("\n", WordFile.paragraphs(store.bytes(draft.content().digest()), "word/document.xml"))
                .replace('\u00a0', ' ');
    }

    @Test
    void fillsAReleaseWithoutAnAgreement() throws IOException {
        Matter alone = AMatter.like(Canonical.complete())
                .agreements()
                .municipalities()
                .persons()
                .build();
        assertGolden("medieninformation-allein.txt", drafting.fillRelease(alone));
    }

    @Test
    void theFieldListsNameExactlyTheFieldsThatAreUsed() {
        for (String name : List.of(
                "kooperationsvereinbarung", "medieninformation", "einladung", "ablaufplan", "urkunde", "ratsvorlage")) {
            assertThat(drafting.check(Path.of("templates", name, "vorlage.docx")))
                    .isEmpty();
            assertThat(drafting.fields(Path.of("templates", name, "vorlage.docx")))
                    .allMatch(field ->
                            !field.meaning().isEmpty() && !field.places().isEmpty());
        }
    }

    @Test
    void leavesNoMarkInAnyPart() {
        for (FilledDraft draft :
                List.of(drafting.fill(matter, matter.agreements().get(0)), drafting.fillRelease(matter))) {
            WordFile.unzip(store.bytes(draft.content().digest())).forEach((part, bytes) -> {
                if (Archive.isXml(part)) {
                    assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .as(part)
                            .doesNotContain("${");
                }
            });
        }
    }

    @Test
    void fillsAnAllianceOfFiveTownsWithSevenSignatories() {
        List<Municipality> towns = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        List<Signatory> signatories = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            towns.add(new Municipality("ort-" + i, "Musterort " + i, Municipality.Status.STADT, "Görlitz", null));
            people.add(new Person(
                    "frau-" + i,
                    Salutation.FRAU,
                    "Dr.",
                    "Łucja",
                    "Šmit " + i,
                    "Bürgermeister",
                    "ort-" + i,
                    i == 2 ? "in Vertretung" : "",
                    "ort" + i + "@muster.example",
                    List.of()));
        }
        people.add(AMatter.RODIG);
        people.add(AMatter.FORKERT);
        people.forEach(person -> signatories.add(AMatter.signatory(person, signatories.size() + 1)));
        Agreement alliance = new Agreement("bund", "kooperationsvereinbarung", towns, signatories);
        Matter matter = AMatter.like(this.matter)
                .municipalities(towns.toArray(Municipality[]::new))
                .persons(people.toArray(Person[]::new))
                .agreements(alliance, new Agreement("zweite", "kooperationsvereinbarung", towns, signatories))
                .withoutRelease()
                .build();

        FilledDraft draft = drafting.fill(matter, alliance);

        assertThat(draft.content().name()).isEqualTo("kooperationsvereinbarung-bund.docx");
        List<String> text = paragraphs(draft, "word/document.xml");
        assertThat(draft.boxes())
                .hasSize(7)
                .extracting(SignatureBox::paragraph)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(text)
                .contains(
                        "  Unterschriftszeile: Dr.\u00a0Łucja Šmit 2, Bürgermeisterin, in Vertretung",
                        "  Unterschriftszeile: Dr.\u00a0Łucja Šmit 5, Bürgermeisterin")
                .anyMatch(line ->
                        line.contains("Kommunen Musterort 1, Musterort 2, Musterort 3, Musterort 4 und Musterort 5"))
                .anyMatch(line -> line.contains("Die folgenden sieben Personen"))
                .noneMatch(line -> line.contains("liegt dem Abschluss"));
    }

    private void assertGolden(String file, FilledDraft draft) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String part : List.of("word/header1.xml", "word/document.xml", "word/footer1.xml")) {
            lines.add("== " + part);
            lines.addAll(paragraphs(draft, part));
        }
        String actual = String.join("\n", lines) + "\n";
        Path golden = GOLDEN.resolve(file);
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private List<String> paragraphs(FilledDraft draft, String part) {
        return WordFile.paragraphs(store.bytes(draft.content().digest()), part);
    }
}
