package federzug.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Municipality;
import federzug.agreement.Person;
import federzug.agreement.Signatory;
import federzug.document.FilledDraft;
import federzug.document.InMemoryDocumentStore;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loops and conditions nested at random, split into runs at random, with values at random: what comes out is what a plain
 * reading of the template gives, and nothing is left of the marks. Seeds are fixed.
 */
class NestingPropertyTest {
    private static final int ROUNDS = Integer.getInteger("federzug.fuzz.rounds", 120);
    private static final String LETTERS = "abcäöüßŁŠž»«„“–€&<>\"'#|/ ";

    @TempDir
    Path folder;

    private final InMemoryDocumentStore store = new InMemoryDocumentStore();
    private final Random random = new Random(20211201);
    private final List<String> template = new ArrayList<>();
    private int names;

    /** The values that a plain reading knows at some place. */
    private record Known(Matter matter, Municipality municipality, Signatory signatory, String k, String p) {}

    private interface Reading {
        List<String> of(Known known);
    }

    @Test
    void anyNestingGivesWhatAPlainReadingGives() throws IOException {
        int loops = 0;
        for (int round = 0; round < ROUNDS; round++) {
            template.clear();
            names = 0;
            Matter matter = matter();
            Reading reading = block(0, "", "");
            template.add("Ende");
            List<String> expected = new ArrayList<>(reading.of(new Known(matter, null, null, "", "")));
            expected.add("Ende");
            assertThat(filled(matter)).as("%s", String.join("\n", template)).containsExactlyElementsOf(expected);
            loops += template.stream().anyMatch(line -> line.startsWith("${#je")) ? 1 : 0;
        }
        assertThat(loops).as("rounds with loops").isGreaterThan(ROUNDS / 4);
    }

    private Reading block(int depth, String k, String p) {
        List<Reading> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(
                    switch (depth > 3 ? 0 : random.nextInt(5)) {
                        case 1 -> loopOverTowns(depth, p);
                        case 2 -> loopOverPeople(depth, k);
                        case 3, 4 -> condition(depth, k, p);
                        default -> line(k, p);
                    });
        }
        return known -> parts.stream().flatMap(part -> part.of(known).stream()).toList();
    }

    private Reading line(String k, String p) {
        String word = word();
        String town = k.isEmpty() ? "kommune" : k;
        if (p.isEmpty()) {
            template.add(word + " ${" + town + ".name}.");
            return known -> List.of(plain(word + " " + town(known).name() + "."));
        }
        boolean inline = random.nextBoolean();
        template.add(word + " ${" + p + ".name}"
                + (inline ? "${#wenn " + p + ".vertretung} (${" + p + ".vertretung})${#sonst}!${/wenn}" : ""));
        return known -> {
            Person person = known.signatory().person();
            String end = person.representation().isEmpty() ? "!" : " (" + person.representation() + ")";
            return List.of(plain(word + " " + person.familyName() + (inline ? end : "")));
        };
    }

    private static Municipality town(Known known) {
        return known.municipality() == null ? known.matter().municipalities().get(0) : known.municipality();
    }

    private Reading loopOverTowns(int depth, String p) {
        String name = "k" + ++names;
        template.add("${#je " + name + " in kommunen}");
        Reading body = block(depth + 1, name, p);
        template.add("${/je}");
        return known -> known.matter().municipalities().stream()
                .flatMap(town -> body.of(new Known(known.matter(), town, known.signatory(), name, known.p())).stream())
                .toList();
    }

    private Reading loopOverPeople(int depth, String k) {
        String name = "p" + ++names;
        template.add("${#je " + name + " in unterzeichnende}");
        Reading body = block(depth + 1, k, name);
        template.add("${/je}");
        return known -> known.matter().agreements().get(0).signatories().stream()
                .flatMap(one -> body.of(new Known(known.matter(), known.municipality(), one, known.k(), name)).stream())
                .toList();
    }

    private Reading condition(int depth, String k, String p) {
        String on = p.isEmpty() ? "mehrere_kommunen" : p + ".vertretung";
        template.add("${#wenn " + on + "}");
        Reading yes = block(depth + 1, k, p);
        boolean otherwise = random.nextBoolean();
        if (otherwise) {
            template.add("${#sonst}");
        }
        Reading no = otherwise ? block(depth + 1, k, p) : known -> List.of();
        template.add("${/wenn}");
        return known -> {
            boolean holds = p.isEmpty()
                    ? known.matter().municipalities().size() > 1
                    : !known.signatory().person().representation().isEmpty();
            return (holds ? yes : no).of(known);
        };
    }

    private Matter matter() {
        Matter base = AMatter.crimmitschau();
        List<Municipality> towns = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            towns.add(new Municipality("k" + i, word() + i, Municipality.Status.STADT, "Zwickau", null));
        }
        List<Person> people = new ArrayList<>();
        List<Signatory> signatories = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            Person person = new Person(
                    "p" + i,
                    Person.Salutation.FRAU,
                    "",
                    "V",
                    word() + i,
                    "Landrätin",
                    "k0",
                    random.nextBoolean() ? "" : "in Vertretung",
                    "a@b.example",
                    List.of());
            people.add(person);
            signatories.add(AMatter.signatory(person, i + 1));
        }
        return AMatter.like(base)
                .municipalities(towns.toArray(Municipality[]::new))
                .persons(people.toArray(Person[]::new))
                .agreements(new Agreement("a", "kooperationsvereinbarung", towns, signatories))
                .withoutRelease()
                .build();
    }

    /** As staff may write a name: any letters, also those that mean something in XML or in a template. */
    private String word() {
        StringBuilder word = new StringBuilder("W");
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word + "x";
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }

    private List<String> filled(Matter matter) throws IOException {
        Path own = Files.createDirectories(folder.resolve("kooperationsvereinbarung"));
        List<String> blocks = new ArrayList<>();
        for (String line : template) {
            blocks.add(WordFile.p(split(line)));
        }
        blocks.add("<w:tbl><w:tblPr/>"
                + WordFile.tr("${#je p in unterzeichnende}", WordFile.p("${unterschrift:p}") + WordFile.p("${/je}"))
                + "</w:tbl>");
        Files.write(
                own.resolve("vorlage.docx"),
                WordFile.of(blocks.toArray(String[]::new)).bytes());
        Drafting drafting = new Drafting(new FolderTemplateCatalogue(new DraftingSettings(folder, 31)), store);
        FilledDraft draft = drafting.fill(matter, matter.agreements().get(0));
        assertThat(draft.boxes()).hasSameSizeAs(matter.agreements().get(0).signatories());
        List<String> lines = WordFile.paragraphs(store.bytes(draft.content().digest()), "word/document.xml");
        int end = lines.indexOf("Ende") + 1;
        return lines.subList(0, end).stream().map(NestingPropertyTest::plain).toList();
    }

    private String[] split(String line) {
        List<String> runs = new ArrayList<>();
        for (int from = 0; from < line.length(); ) {
            int to = Math.min(line.length(), from + 1 + random.nextInt(15));
            runs.add(line.substring(from, to));
            from = to;
        }
        return runs.toArray(String[]::new);
    }
}
