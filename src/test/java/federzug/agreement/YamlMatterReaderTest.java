package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlMatterReaderTest {
    private static final Path EXAMPLE = Path.of("examples/crimmitschau");

    @TempDir
    Path folder;

    private final MatterReader reader = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)));
    private String example = "";

    @BeforeEach
    void loadExample() throws IOException {
        example = Files.readString(EXAMPLE.resolve("vorgang.yaml"));
        Files.copy(EXAMPLE.resolve("verteiler.csv"), folder.resolve("verteiler.csv"));
    }

    @Test
    void readsTheExampleToTheMatterOfTheTestKit() {
        Reading reading = reader.read(EXAMPLE);
        assertThat(reading.notices().stream().map(Texts.german()::line)).isEmpty();
        assertThat(reading.matters())
                .usingRecursiveComparison()
                .ignoringFields("source.places", "source.file")
                .isEqualTo(List.of(AMatter.crimmitschau()));
    }

    @Test
    void knowsTheLineOfEveryKey() {
        Source source = reader.read(EXAMPLE).matters().get(0).source();
        assertThat(source.place("personen[3].name"))
                .hasToString("crimmitschau/vorgang.yaml, Zeile 57, personen[4].name (Prof. Dr. Roland Wöller)");
    }

    @Test
    void readsFlowStyleAndOrdersSignatoriesByStep() {
        Reading reading = readText(example.replace("person: raphael, schritt: 1", "person: raphael, schritt: 2")
                .replace("person: forkert, schritt: 3", "person: forkert, schritt: 1"));
        assertThat(reading.matters().get(0).agreements().get(0).signatories())
                .extracting(signatory -> signatory.person().key())
                .containsExactly("forkert", "raphael", "rodig");
    }

    @ParameterizedTest
    @CsvSource({"ja,true", "nein,false", "true,true", "false,false"})
    void takesGermanWordsForYesAndNo(String word, boolean meant) {
        assertThat(readText(example.replace("probe: true", "probe: " + word))
                        .matters()
                        .get(0)
                        .rehearsal())
                .isEqualTo(meant);
    }

    @Test
    void composesDecomposedLetters() {
        Reading reading = readText(example.replace("name: Wöller", "name: Wo\u0308ller"));
        assertThat(reading.matters().get(0).persons().get(3).familyName()).isEqualTo("Wöller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datum: 2021-12-01 | \"datum: 2021-12-01 | 14 | agreement.yaml.syntax",
                "form: virtuell | %tform: virtuell | 15 | agreement.yaml.tab",
                "ueberschrift: Crim | ueberschrift: Sicher: Crim | 79 | agreement.yaml.colon",
                "name: Wöller | name: *woeller | 57 | agreement.yaml.alias",
                "name: Wöller | name: &w Wöller | 57 | agreement.yaml.alias",
                "name: Wöller | name: !!str Wöller | 57 | agreement.yaml.tag",
                "polizei: | ---%npolizei: | 61 | agreement.yaml.second-document",
                "name: Wöller | name: Wöl\u0008ler | 57 | agreement.yaml.character",
                "name: Wöller | [a]: Wöller | 57 | agreement.yaml.key",
            })
    void reportsTheLineOfInvalidYaml(String from, String to, int line, String code) {
        assertThat(example).contains(from);
        String written = to.replace("%n", "\n").replace("%t", "\t");
        Reading reading = readText(example.replace("\n" + from, "\n" + written).replace("  " + from, "  " + written));
        assertThat(reading.matters()).isEmpty();
        assertThat(reading.notices()).extracting(Notice::code).containsExactly(code);
        assertThat(reading.notices().get(0).place().line()).isEqualTo(line);
    }

    @Test
    void refusesDeepNestingAndBillionLaughsAtOnce() {
        assertThat(codes(readText("[".repeat(400_000)))).containsExactly("agreement.yaml.too-deep");
        assertThat(codes(readText("a: ".repeat(3) + "{".repeat(100_000)))).hasSize(1);
        assertThat(codes(readText("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]"))).containsExactly("agreement.yaml.alias");
        assertThat(codes(readText("a".repeat(1_000_001)))).containsExactly("agreement.file.too-large");
    }

    @Test
    void refusesAnEmptyFileAndOneThatIsNoBlock() {
        assertThat(codes(readText(""))).containsExactly("agreement.yaml.empty");
        assertThat(codes(readText("# nur ein Kommentar\n"))).containsExactly("agreement.yaml.empty");
        assertThat(codes(readText("- a\n- b\n"))).containsExactly("agreement.value.not-block");
        assertThat(codes(readText("Guten Tag"))).containsExactly("agreement.value.not-block");
    }

    @Test
    void toleratesAByteOrderMark() {
        assertThat(readText("\uFEFF" + example).notices()).isEmpty();
    }

    @Test
    void reportsTheFirstLineThatIsNotUtf8() {
        Reading reading = read(example.getBytes(Charset.forName("windows-1252")));
        assertThat(codes(reading)).containsExactly("agreement.file.not-utf8");
        assertThat(reading.notices().get(0).place().line()).isEqualTo(4);
        assertThat(codes(read(example.getBytes(StandardCharsets.UTF_16)))).containsExactly("agreement.file.not-utf8");
    }

    @Test
    void refusesAMatterWithNothingToDo() {
        String text = example.substring(0, example.indexOf("vereinbarungen:"));
        assertThat(codes(readText(text))).containsExactly("agreement.matter.nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "../verteiler.csv, agreement.press-list.outside",
        "/etc/passwd, agreement.press-list.outside",
        "..\\verteiler.csv, agreement.press-list.outside",
        "unter/../../x.csv, agreement.press-list.outside",
        "link.csv, agreement.press-list.outside",
        "fehlt.csv, agreement.press-list.missing",
        "., agreement.press-list.missing",
    })
    void readsThePressListFromTheFolderOfTheMatterOnly(String name, String code) throws IOException {
        Files.createSymbolicLink(
                folder.resolve("link.csv"),
                Path.of("examples/crimmitschau/verteiler.csv").toAbsolutePath());
        Reading reading = readText(example.replace("verteiler: verteiler.csv", "verteiler: '" + name + "'"));
        assertThat(codes(reading)).containsExactly(code);
        assertThat(reading.notices().get(0).place().within()).isEqualTo("medieninformation.verteiler");
    }

    @Test
    void takesAReleaseWithoutPressListButSaysSo() {
        Reading reading = readText(example.replace("  verteiler: verteiler.csv", ""));
        assertThat(reading.matters()).hasSize(1);
        assertThat(reading.hasErrors()).isFalse();
        assertThat(codes(reading)).containsExactly("agreement.press-list.none");
    }

    @Test
    void readsEverySubfolderInOrderAndReportsWhatItSkips() throws IOException {
        for (String name : List.of("b", "a", "c")) {
            Files.createDirectories(folder.resolve(name));
            Files.copy(EXAMPLE.resolve("verteiler.csv"), folder.resolve(name).resolve("verteiler.csv"));
        }
        Files.writeString(folder.resolve("a/vorgang.yaml"), example.replace("crimmitschau-2021", "erster"));
        Files.writeString(folder.resolve("b/vorgang.yaml"), example.replace("crimmitschau-2021", "zweiter"));
        Files.writeString(folder.resolve("c/vorgang.yaml"), example.replace("crimmitschau-2021", "erster"));
        Files.createDirectories(folder.resolve("d"));
        Files.writeString(folder.resolve("d/vorgang.yml"), example);
        Files.writeString(folder.resolve("vorgaenge-2021.xlsx"), "");
        Reading reading = reader.read(folder);
        assertThat(reading.matters()).extracting(Matter::id).containsExactly("erster", "zweiter");
        assertThat(codes(reading))
                .containsExactlyInAnyOrder(
                        "agreement.matter.twice", "agreement.file.misnamed", "agreement.table.not-excel");
    }

    @Test
    void saysWhatIsExpectedWhereThereIsNoMatter() throws IOException {
        assertThat(codes(reader.read(folder))).containsExactly("agreement.folder.empty");
        assertThat(codes(reader.read(folder.resolve("fehlt")))).containsExactly("agreement.file.missing");
        assertThat(codes(reader.read(Files.writeString(folder.resolve("vorgaenge.ods"), ""))))
                .containsExactly("agreement.file.unknown-kind");
        Files.writeString(folder.resolve("vorgaenge.csv"), "");
        assertThat(codes(reader.read(folder.resolve("vorgaenge.csv")))).containsExactly("agreement.table.empty");
    }

    @Test
    void mergesTheSharedRegisterBehindTheOwnOne() throws IOException {
        Path register = folder.resolve("postfaecher.yaml");
        Files.writeString(register, """
            empfaenger:
              - { adresse: Presse@Ministerium.example, verschluesselt: ja, signierte_dateien: ja }
              - { adresse: neu@stadt.example, verschluesselt: ja, signierte_dateien: nein }
            """);
        Reading reading = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(register))).read(EXAMPLE);
        Matter matter = reading.matters().get(0);
        assertThat(matter.mailboxes())
                .extracting(Mailbox::address, Mailbox::encrypted)
                .containsExactly(
                        tuple("presse@ministerium.example", false),
                        tuple("ob@crimmitschau.example", true),
                        tuple("neu@stadt.example", true));
        assertThat(matter.source().text()).doesNotContain("neu@stadt.example");
    }

    @Test
    void reportsErrorsOfTheSharedRegister() throws IOException {
        Path register = folder.resolve("postfaecher.yaml");
        Files.writeString(register, "empfanger: []\n");
        Reading reading = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(register))).read(EXAMPLE);
        assertThat(codes(reading)).containsExactly("agreement.key.unknown-near");
        assertThat(codes(new YamlMatterReader(new SharedMailboxes(new AgreementSettings(folder.resolve("x.yaml"))))
                        .read(EXAMPLE)))
                .containsExactly("agreement.file.missing");
    }

    @Test
    void warnsOfAPartyWithoutASignatory() {
        Reading reading = readText(example.replace("fuer: crimmitschau", "fuer: lpr"));
        assertThat(reading.matters()).hasSize(1);
        assertThat(codes(reading)).containsExactly("agreement.municipality.nobody-signs");
    }

    @Test
    void needsNoDistrictForAKreisfreieStadt() {
        Reading reading = readText(example.replace("status: grosse_kreisstadt", "status: kreisfreie_stadt")
                .replace("    landkreis: Zwickau\n", ""));
        assertThat(reading.notices()).isEmpty();
    }

    private Reading readText(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reading read(byte[] bytes) {
        try {
            return reader.read(Files.write(folder.resolve("vorgang.yaml"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> codes(Reading reading) {
        return reading.notices().stream().map(Notice::code).toList();
    }
}
