package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.DataFields.Field;
import federzug.agreement.DataFields.Group;
import federzug.agreement.DataMerge.Clash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data survive the way through a form: every field of the format, and what is none. */
class DataFormTest {
    @TempDir
    Path folder;

    static Stream<String> texts() {
        List<String> texts = new ArrayList<>(List.of(Canonical.everyKey()));
        for (Path path : List.of(Path.of("examples/crimmitschau"), Path.of("examples/sachsen-2021-tabelle"))) {
            texts.addAll(canonical(path));
        }
        texts.addAll(canonical(Path.of("examples/sachsen-2021")));
        texts.addAll(canonical(Path.of("examples/sachsen-2021-csv/vorgaenge.csv")));
        return texts.stream();
    }

    private static List<String> canonical(Path path) {
        return new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)))
                .read(path).matters().stream()
                        .map(matter -> matter.source().text())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyValueSurvivesTheForm(String yaml) {
        DataForm form = form(yaml);
        assertThat(form.others()).isEmpty();
        DataForm back = DataForm.typed(asAPageSendsIt(form));
        assertThat(back.yaml()).isNotEmpty();
        assertThat(matter(back.yaml())).isEqualTo(matter(yaml)).contains("kennung: ");
    }

    @Test
    void everyKeyOfTheFormatHasAFieldAndNoFieldIsWithoutKey() {
        Problems problems = new Problems();
        YamlDocument.read(Canonical.everyKey(), "", problems)
                .ifPresent(written -> MatterReading.read(written, Path.of("x"), ReferencedFiles.NOTHING, problems));
        Set<String> fields = new TreeSet<>();
        DataFields.all().forEach(group -> group.fields().forEach(field -> fields.add(field.path())));
        List<String> without = problems.knownKeys().stream()
                .filter(key -> DataFields.at(key).isEmpty())
                .filter(key -> DataFields.all().stream()
                        .noneMatch(group -> group.path().equals(key)
                                || group.path().equals(key + "[]")
                                || group.fields().stream()
                                        .anyMatch(field -> field.path().startsWith(key + "."))))
                .filter(key -> !key.startsWith(DataFields.PRESS_LIST) && !key.equals(DataFields.REFERENCES))
                .toList();
        assertThat(without).isEmpty();
        assertThat(fields)
                .allMatch(field -> problems.knownKeys().contains(field)
                        || field.equals("gaeste[].vertretung")
                        || problems.knownKeys().stream().anyMatch(key -> key.startsWith(field)));
    }

    @Test
    void whatIsNoFieldIsKeptAndShown() {
        String yaml = "kennung: a\nlieblingsfarbe: blau\npersonen:\n  - { name: X, alter: 42, titel: { a: b } }\n";
        DataForm form = form(yaml);
        assertThat(form.others())
                .containsEntry("lieblingsfarbe", "blau")
                .containsEntry("personen[0].alter", "42")
                .containsEntry("personen[0].titel.a", "b");
        Map<String, List<String>> sent = asAPageSendsIt(form);
        assertThat(DataForm.typed(sent)).isEqualTo(form);
        sent.remove("lieblingsfarbe");
        assertThat(DataForm.typed(sent).others()).doesNotContainKey("lieblingsfarbe");
    }

    @Test
    void aRemarkBesideAKindOfDeputyshipIsNotLost() {
        DataForm form = DataForm.typed(Map.of(
                "personen[0].vertretung", List.of("in Eile"), "personen[0].vertretung.art", List.of("stellvertreter")));
        assertThat(form.yaml()).contains("in Eile").contains("art: stellvertreter");
        assertThat(form.others()).containsValue("in Eile");
    }

    @Test
    void understandsWhatPeopleTypeAndLeavesTheRestToTheReader() {
        DataForm form = DataForm.typed(Map.of(
                "datum", List.of("1. Dezember 2021"),
                "beginn", List.of("11 Uhr"),
                "medieninformation.versand_ab", List.of("1.12.2021 11:30"),
                "medieninformation.text", List.of("Eins\r\nZwei"),
                "empfaenger[0].dateitypen", List.of("pdf, docx"),
                "kommunen[0].ratsbeschluss.datum", List.of("neulich")));
        assertThat(form.text("datum")).isEqualTo("2021-12-01");
        assertThat(form.text("beginn")).isEqualTo("11:00");
        assertThat(form.text("medieninformation.versand_ab")).isEqualTo("2021-12-01T11:30");
        assertThat(form.text("medieninformation.text")).isEqualTo("Eins\nZwei");
        assertThat(form.texts("empfaenger[0].dateitypen")).containsExactly("pdf", "docx");
        assertThat(form.text("kommunen[0].ratsbeschluss.datum")).isEqualTo("neulich");
    }

    @Test
    void namesNothingThatIsNoPath() {
        assertThat(DataForm.typed(Map.of("a b", List.of("x"), "[0]", List.of("x"), "a..b", List.of("x")))
                        .yaml())
                .isEqualToIgnoringWhitespace("{}");
        String deep = "a" + ".a".repeat(40);
        assertThat(DataForm.typed(Map.of(deep, List.of("x"))).has("a")).isFalse();
    }

    @Test
    void readsAPastedPressListWithAndWithoutHeadings() {
        DataForm headed = DataForm.typed(
                Map.of(DataFields.PRESS_LIST, List.of("E-Mail\tName\tPause\r\na@b.example\t\"Muster; Kim\"\tja\r\n")));
        assertThat(headed.text(DataFields.PRESS_LIST))
                .isEqualTo("adresse;name;pause_bis\na@b.example;\"Muster; Kim\";ja");
        DataForm bare = DataForm.typed(Map.of(DataFields.PRESS_LIST, List.of("a@b.example; Kim\nc@d.example")));
        assertThat(bare.text(DataFields.PRESS_LIST)).isEqualTo("adresse;name\na@b.example;Kim\nc@d.example;");
        assertThat(DataForm.typed(Map.of(DataFields.PRESS_LIST, List.of("verteiler.csv")))
                        .yaml())
                .contains("verteiler: verteiler.csv");
    }

    @Test
    void takesAPressListFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("liste.csv"), "adresse;name\nx@y.example;X\n");
        DataForm form = form("kennung: a\nmedieninformation: { nummer: '1', verteiler: [{ adresse: alt@y.example }] }")
                .withPressList(file)
                .form()
                .orElseThrow();
        assertThat(form.text(DataFields.PRESS_LIST)).isEqualTo("adresse;name\nx@y.example;X");
        assertThat(form.text("medieninformation.nummer")).isEqualTo("1");
        Files.writeString(file, "name\nX\n");
        assertThat(form.withPressList(file).notices()).isNotEmpty();
    }

    @Test
    void anyTextSurvives() {
        List<String> texts = List.of(
                "- a",
                "a: b",
                "# c",
                "'",
                "\"",
                "a\tb",
                " vorn und hinten ",
                "null",
                "~",
                "true",
                "0x1F",
                "1e3",
                "---",
                "%YAML",
                "&a",
                "*a",
                "!t",
                "{",
                "[",
                "> ",
                "|",
                "a\n\n  b\n",
                "\u00a0",
                "\u0085",
                "\u2028",
                "\u0000\u0007",
                "\ud83d\ude00",
                "<b>&amp;",
                "=1+1",
                "12:30",
                "2021-12-01",
                "@",
                "`",
                "x".repeat(5000));
        for (String text : texts) {
            DataForm form = DataForm.typed(Map.of(
                    "ort", List.of(text),
                    "verbund", List.of("x"),
                    "lieblingsfarbe", List.of(text),
                    "medieninformation.text", List.of(text)));
            DataForm back = form(form.yaml());
            assertThat(back).as(text).isEqualTo(form);
            if (!text.isBlank()) {
                assertThat(back.text("ort")).isEqualTo(text.strip());
                assertThat(back.text("lieblingsfarbe")).isEqualTo(text);
            }
        }
    }

    @Test
    void emptyEntriesOfSeveralListsAreKeptEach() {
        DataForm form =
                DataForm.EMPTY.withEntry("kommunen").withEntry("personen").withEntry("personen");
        assertThat(form(form.yaml())).isEqualTo(form);
        assertThat(form(form.yaml()).count("personen")).isEqualTo(2);
    }

    @Test
    void addsAndRemovesEntries() {
        DataForm form = form("personen: [{ name: A }, { name: B }]").withEntry("personen");
        assertThat(form.count("personen")).isEqualTo(3);
        assertThat(form(form.yaml()).count("personen")).isEqualTo(3);
        DataForm less = form.dropping("personen[0]");
        assertThat(less.text("personen[0].name")).isEqualTo("B");
        assertThat(less.count("personen")).isEqualTo(2);
        assertThat(less.withoutEmptyEntries().count("personen")).isEqualTo(1);
    }

    @Test
    void proposesOnlyWhereNothingStands() {
        DataForm form = form("""
                datum: 2021-12-01
                kommunen: [{ name: Torgau }, { name: Kleinkleckersdorf, status: gemeinde, landkreis: Leipzig }]
                personen:
                  - { name: Barth, anrede: Frau, fuer: torgau }
                  - { name: Rodig, anrede: Herr, fuer: polizei, amt: Polizeivizepräsident }
                  - { name: Barth, anrede: Herr, fuer: kleinkleckersdorf }
                vereinbarungen: [{ unterzeichnende: [{ person: barth }, { person: rodig, geraet: karte }] }]
                """);
        DataForm filled = Proposals.in(form).form();
        assertThat(filled.text("kennung")).isEqualTo("torgau-2021");
        assertThat(filled.text("kommunen[0].status")).isEqualTo("grosse_kreisstadt");
        assertThat(filled.text("kommunen[0].landkreis")).isEqualTo("Nordsachsen");
        assertThat(filled.text("personen[0].amt")).isEqualTo("Oberbürgermeisterin");
        assertThat(filled.text("personen[1].amt")).isEqualTo("Polizeivizepräsident");
        assertThat(filled.text("personen[2].amt")).isEqualTo("Bürgermeister");
        assertThat(filled.text("personen[2].schluessel")).isEqualTo("barth-2");
        assertThat(filled.text("polizei.direktion")).isEqualTo("Leipzig");
        assertThat(filled.texts("vereinbarungen[0].kommunen")).containsExactly("torgau", "kleinkleckersdorf");
        assertThat(filled.text("vereinbarungen[0].unterzeichnende[1].geraet")).isEqualTo("karte");
        assertThat(filled.text("vereinbarungen[0].unterzeichnende[1].schritt")).isEqualTo("2");
        assertThat(Proposals.in(filled).form()).isEqualTo(filled);
        DataForm complete = form(Canonical.everyKey());
        assertThat(Proposals.in(complete).form()).isEqualTo(complete);

        DataForm begun = form("""
                kommunen: [{ name: Görlitz }]
                personen:
                  - { name: Šołćic, anrede: Frau }
                  - { name: Weber, anrede: Herr, fuer: ministerium }
                  - { name: Grünberg, anrede: Herr, fuer: polizei }
                  - { name: Nowak, anrede: Frau, fuer: polizei }
                  - { name: van der Weß, anrede: Frau, fuer: lpr }
                vereinbarungen: [{ vorlage: kooperationsvereinbarung }]
                medieninformation: { ueberschrift: Muster }
                """);
        Proposals.Proposed proposed = Proposals.in(begun);
        DataForm whole = proposed.form();
        assertThat(whole.text("personen[0].fuer")).isEqualTo("goerlitz");
        assertThat(whole.text("personen[0].amt")).isEqualTo("Oberbürgermeisterin");
        assertThat(IntStream.range(0, whole.count("vereinbarungen[0].unterzeichnende"))
                        .mapToObj(i -> whole.text("vereinbarungen[0].unterzeichnende[" + i + "].person")
                                + whole.text("vereinbarungen[0].unterzeichnende[" + i + "].schritt")))
                .containsExactly("solcic1", "gruenberg2", "van-der-wess3");
        assertThat(whole.text("medieninformation.vorlage")).isEqualTo("medieninformation");
        assertThat(proposed.paths())
                .contains(
                        "personen[0].fuer", "vereinbarungen[0].unterzeichnende[0].person", "medieninformation.vorlage");
    }

    @Test
    void bringsTwoFormsTogetherAndAsksWhereBothChangedTheSame() {
        DataForm before =
                form("beginn: '11:00'\nort: A\npersonen: [{ schluessel: a, name: A }, { schluessel: b, name: B }]");
        DataForm mine = form("beginn: '12:00'\nort: A\npersonen: [{ schluessel: b, name: B, titel: Dr. }]");
        DataForm theirs =
                form("beginn: '13:00'\nort: X\npersonen: [{ schluessel: a, name: A }, { schluessel: b, name: B },"
                        + " { schluessel: c, name: C }]");
        DataMerge.Merged merged = DataMerge.of(before, mine, theirs, Set.of());
        assertThat(merged.clashes()).containsExactly(new Clash("beginn", "11:00", "12:00", "13:00"));
        assertThat(merged.form().text("beginn")).isEqualTo("12:00");
        assertThat(merged.form().text("ort")).isEqualTo("X");
        assertThat(merged.form().yaml())
                .contains("titel: Dr.")
                .contains("name: C")
                .doesNotContain("name: A");
        assertThat(DataMerge.of(before, mine, theirs, Set.of("beginn")).form().text("beginn"))
                .isEqualTo("13:00");
    }

    private static DataForm form(String yaml) {
        return DataForm.read(yaml, "x.yaml").form().orElseThrow();
    }

    private static String matter(String yaml) {
        Problems problems = new Problems();
        return YamlDocument.read(yaml, "", problems)
                .flatMap(written -> MatterReading.read(written, Path.of("x"), ReferencedFiles.NOTHING, problems))
                .map(CanonicalForm::write)
                .orElseThrow(() -> new AssertionError(problems.notices()));
    }

    /** What a browser would send if every field of the format were a control of the page, and every other value too. */
    private static Map<String, List<String>> asAPageSendsIt(DataForm form) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        form.referenceHouses().forEach(house -> add(sent, form, DataFields.REFERENCES + "." + house));
        for (Group group : DataFields.all()) {
            for (String entry : entries(form, group.path())) {
                if (entry.endsWith("]")) {
                    sent.put(entry, List.of(""));
                }
                for (Field field : group.fields()) {
                    add(sent, form, entry.isEmpty() ? field.key() : entry + "." + field.key());
                }
            }
        }
        form.others().forEach((path, text) -> sent.put(path, List.of(text)));
        return sent;
    }

    private static void add(Map<String, List<String>> sent, DataForm form, String path) {
        sent.put(path, List.of(form.text(path).replace("\n", "\r\n")));
    }

    private static List<String> entries(DataForm form, String group) {
        List<String> entries = List.of("");
        for (String part : group.split("(?<=\\[])\\.?")) {
            List<String> inner = new ArrayList<>();
            for (String above : entries) {
                String list = above.isEmpty() ? part : above + "." + part;
                if (!part.endsWith("[]")) {
                    inner.add(list);
                } else {
                    String bare = list.substring(0, list.length() - 2);
                    for (int i = 0; i < form.count(bare); i++) {
                        inner.add(bare + "[" + i + "]");
                    }
                }
            }
            entries = inner;
        }
        return entries;
    }
}
