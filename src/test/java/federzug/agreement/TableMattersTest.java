package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.notice.Notice;
import federzug.notice.Texts;
import federzug.testkit.TableWorkbook;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableMattersTest {
    private static final Path YAML = Path.of("examples/sachsen-2021");
    private static final Path WORKBOOK = Path.of("examples/sachsen-2021-tabelle/vorgaenge.xlsx");
    private static final Path CSV = Path.of("examples/sachsen-2021-csv/vorgaenge.csv");
    private static final List<Matter> MATTERS = TableExample.matters(YAML);

    @TempDir
    Path folder;

    /** {@code -Dgolden=update} makes the example tables anew from the YAML example. */
    @BeforeAll
    static void renewsTheExamplesIfAsked() throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            TableWorkbook book = TableExample.workbook(MATTERS);
            book.row("Hinweise", "Hinweise")
                    .row("Hinweise", "Beispiel: dieselben drei Vorgänge wie in examples/sachsen-2021.")
                    .row(
                            "Hinweise",
                            "Ein Blatt je Liste; die Spalte „Kennung“ sagt, zu welchem Vorgang eine Zeile gehört.")
                    .row("Hinweise", "Spalten und Blätter dürfen in anderer Reihenfolge stehen, leere dürfen fehlen.")
                    .row("Hinweise", "Mehrere Angaben in einer Zelle werden mit Semikolon getrennt.")
                    .row("Hinweise", "Formeln werden nicht übernommen. Eigene Notizen: Spalte „Bemerkung“.");
            book.write(WORKBOOK);
            Files.writeString(CSV, "\uFEFF" + TableExample.csv(MATTERS));
        }
    }

    @Test
    void theWorkbookSaysTheSameAsTheYamlFiles() {
        Reading reading = read(WORKBOOK);
        assertThat(texts(reading)).isEmpty();
        assertThat(canonical(reading.matters())).isEqualTo(canonical(MATTERS));
    }

    @Test
    void oneRowPerMatterSaysTheSameAsTheYamlFiles() {
        Reading reading = read(CSV);
        assertThat(texts(reading)).isEmpty();
        assertThat(canonical(reading.matters())).isEqualTo(canonical(MATTERS));
    }

    @Test
    void aTableThatIsNamedMayHaveAnyNameAndInAFolderOneOfMatters() throws IOException {
        Path named = Files.copy(CSV, folder.resolve("Unterzeichnungen 2021.CSV"));
        assertThat(canonical(read(named).matters())).isEqualTo(canonical(MATTERS));
        assertThat(texts(read(folder))).singleElement().asString().contains("mit „vorgaenge“ beginnt");
        // As a Mac writes it: the umlaut in two characters.
        Files.copy(WORKBOOK, folder.resolve("Vorga\u0308nge 2021.xlsx"));
        assertThat(canonical(read(folder).matters())).isEqualTo(canonical(MATTERS));
    }

    /** For what is found when the matter is compared with its documents. */
    @Test
    void aValueIsFoundAgainInItsCell() {
        assertThat(read(WORKBOOK).matters().get(0).source().place("kommunen[0].status"))
                .hasToString(
                        "sachsen-2021-tabelle/vorgaenge.xlsx, Blatt „Kommunen“, Zeile 2, Spalte D „Status“ (Crimmitschau)");
        assertThat(read(CSV).matters().get(1).source().place("personen[0].amt"))
                .hasToString("sachsen-2021-csv/vorgaenge.csv, Zeile 3, Spalte S „Person 1 Amt“ ("
                        + read(CSV).matters().get(1).persons().get(0).name() + ")");
    }

    @Test
    void aMatterWithEveryKeySaysTheSameInATable() throws IOException {
        Matter written = CanonicalForm.read(
                Canonical.everyKey().replaceAll("(?s)    anlagen:.*?(?=medieninformation)", ""),
                Path.of("x/vorgang.yaml"));
        Files.copy(Path.of("src/test/resources/federzug/agreement/complete/bild.png"), folder.resolve("bild.png"));
        TableExample.workbook(List.of(written)).write(folder.resolve("vorgaenge.xlsx"));
        Path csv = Files.writeString(folder.resolve("vorgaenge.csv"), TableExample.csv(List.of(written)));

        assertThat(canonical(read(folder.resolve("vorgaenge.xlsx")).matters())).isEqualTo(canonical(List.of(written)));
        assertThat(canonical(read(csv).matters())).isEqualTo(canonical(List.of(written)));
    }

    @Test
    void everyKeyOfTheFormatHasAColumn() {
        Problems problems = new Problems();
        YamlDocument.read(Canonical.everyKey(), "x", problems)
                .ifPresent(written -> MatterReading.read(written, Path.of("x"), ReferencedFiles.NOTHING, problems));
        List<String> unreachable = problems.knownKeys().stream()
                .filter(key -> !key.equals("aktenzeichen") && !key.startsWith("aktenzeichen."))
                .filter(key -> TableLayout.heading(key).isEmpty())
                // Blocks and lists: their columns are those of what is in them.
                .filter(key -> problems.knownKeys().stream()
                        .noneMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[].")))
                .toList();
        assertThat(unreachable).isEmpty();
    }

    /** Who begins with the delivered workbook, or reads the manual, finds every column there is. */
    @Test
    void theExampleAndTheManualHaveEveryColumn() throws IOException {
        String book = everything(WORKBOOK);
        List<String> manual = Files.readAllLines(Path.of("docs/handbuch/daten.md"));
        for (TableLayout.Sheet sheet : TableLayout.SHEETS) {
            List<String> told = manual.stream()
                    .filter(line -> line.matches("\\| " + sheet.name() + "( \\(.*\\))? \\|.*"))
                    .flatMap(line -> Stream.of(line.split("[,()|]| oder | und ")))
                    .map(heading -> heading.strip().replaceFirst("^oder ", "").replace("…", "Ansprechperson"))
                    .toList();
            for (TableLayout.Column column : sheet.columns()) {
                assertThat(book).as(sheet.name()).contains(">" + column.heading() + "<");
                if (!column.heading().equals(TableLayout.ID)) {
                    assertThat(told).as(sheet.name()).contains(column.heading());
                }
            }
        }
    }

    private static String everything(Path zip) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ZipFile parts = new ZipFile(zip.toFile())) {
            for (ZipEntry part : Collections.list(parts.entries())) {
                text.append(new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    @Test
    void readsAFolderWithATable() {
        assertThat(read(CSV.getParent()).matters()).hasSize(3);
    }

    @Test
    void readsWhatExcelInGermanySaves() throws IOException {
        String csv = TableExample.csv(MATTERS);
        Path windows = Files.write(folder.resolve("vorgaenge.csv"), csv.getBytes(Charset.forName("windows-1252")));
        assertThat(canonical(read(windows).matters())).isEqualTo(canonical(MATTERS));
        Path unicode = Files.write(folder.resolve("vorgaenge-2.csv"), csv.getBytes(StandardCharsets.UTF_16));
        assertThat(canonical(read(unicode).matters())).isEqualTo(canonical(MATTERS));
    }

    @Test
    void doesNotMindTheOrderOfColumnsNorTheSeparator() throws IOException {
        List<String> lines = TableExample.csv(MATTERS.subList(2, 3)).lines().toList();
        List<String[]> cells = lines.stream().map(line -> line.split(";", -1)).toList();
        StringBuilder turned = new StringBuilder("sep=,\n");
        for (String[] line : cells) {
            List<String> back = new ArrayList<>();
            for (int i = line.length - 1; i >= 0; i--) {
                back.add(line[i].contains(",") && !line[i].startsWith("\"") ? '"' + line[i] + '"' : line[i]);
            }
            turned.append(String.join(",", back)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("vorgaenge.csv"), turned);
        assertThat(canonical(read(file).matters())).isEqualTo(canonical(MATTERS.subList(2, 3)));
    }

    @Test
    void reportsSheetRowColumnAndValueOfErrorsAndReadsTheRest() throws IOException {
        TableWorkbook book = new TableWorkbook();
        for (Map.Entry<String, List<List<Object>>> sheet : copied(WORKBOOK).entrySet()) {
            for (List<Object> row : sheet.getValue()) {
                List<Object> changed = new ArrayList<>(row);
                changed.replaceAll(cell -> "ob@torgau.example".equals(cell) ? "ob.torgau.example" : cell);
                book.row(sheet.getKey(), changed);
            }
        }
        Reading reading = read(book.write(folder.resolve("vorgaenge.xlsx")));
        assertThat(reading.matters())
                .extracting(Matter::id)
                .containsExactly("crimmitschau-2021", "seifhennersdorf-2021");
        assertThat(texts(reading))
                .singleElement()
                .asString()
                .contains(
                        "vorgaenge.xlsx, Blatt „Personen“, Zeile 9, Spalte J „Mail“",
                        "„ob.torgau.example“ ist keine E-Mail-Adresse");
    }

    @Test
    void refusesFormulasAndExcelsErrors() throws IOException {
        TableWorkbook book = new TableWorkbook()
                .row("Vorgänge", "Kennung", "Datum", "Form")
                .row("Vorgänge", "a", new TableWorkbook.Formula("HYPERLINK(\"http://x\")", "2021-12-01"), "virtuell");
        assertThat(texts(read(book.write(folder.resolve("vorgaenge.xlsx")))))
                .anyMatch(text -> text.contains("Zeile 2, Spalte B „Datum“") && text.contains("Formel (=HYPERLINK"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Dezember 2021",
                "1.\u00a0Dezember 2021",
                "1 Dezember 2021",
                "Mittwoch, 1. Dezember 2021",
                "Mi, 1. Dez. 2021",
                "01.12.2021",
                "Mittwoch, den 01.12.2021",
                "1. 12. 2021",
                "01.12.21",
                "2021-12-01",
                "1.12.2021"
            })
    void readsADayAsPeopleWriteIt(String day) {
        assertThat(TableWords.asWritten(day, new TableLayout.Column("Datum", "datum", TableLayout.Kind.DATE)))
                .isEqualTo("2021-12-01");
        assertThat(TableWords.asWritten(
                        day + ", 9.30 Uhr", new TableLayout.Column("Frist", "frist", TableLayout.Kind.DATE_TIME)))
                .isEqualTo("2021-12-01T09:30");
    }

    /** A weekday that is not that day's, or an order of day and month that nobody can know, is left to people. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dienstag, 1. Dezember 2021",
                "31. November 2021",
                "1/12/2021",
                "12.2021",
                "1. Dezimber 2021",
                "Dez. 2021"
            })
    void guessesNoDay(String day) {
        assertThat(TableWords.asWritten(day, new TableLayout.Column("Datum", "datum", TableLayout.Kind.DATE)))
                .isEqualTo(day);
    }

    @Test
    void saysWhichCellIsMissing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("vorgaenge.csv"),
                "Kennung;Datum;Form;Kommune 1 Schlüssel;Kommune 1 Status;Person 1 Schlüssel\n"
                        + "a;45.13.2021;vor Ort;a;Gemeinde;b\n");
        assertThat(texts(read(file)))
                .anyMatch(text -> text.contains("Zeile 2, Spalte „Kommune Name“: „name“ fehlt"))
                .anyMatch(text -> text.contains("Zeile 2, Spalte B „Datum“") && text.contains("45.13.2021"));
    }

    @Test
    void refusesAnUnknownHeadingInsteadOfLosingItsColumn() throws IOException {
        Path file = Files.writeString(folder.resolve("vorgaenge.csv"), "Kennung;Dattum\na;2021-12-01\n");
        Reading reading = read(file);
        assertThat(reading.matters()).isEmpty();
        assertThat(texts(reading)).singleElement().asString().contains("Spalte B", "„Dattum“", "„Datum“");
    }

    @Test
    void aWrongHeadingStopsOnlyTheMattersWithSomethingUnderIt() throws IOException {
        TableWorkbook book = new TableWorkbook();
        for (Map.Entry<String, List<List<Object>>> sheet : copied(WORKBOOK).entrySet()) {
            for (List<Object> row : sheet.getValue()) {
                List<Object> longer = new ArrayList<>(row);
                if (sheet.getKey().equals("Kommunen")) {
                    while (longer.size() < sheet.getValue().get(0).size()) {
                        longer.add("");
                    }
                    longer.add(
                            row.get(0).equals("Kennung")
                                    ? "Ratsbeschlus Datum"
                                    : row.get(0).equals("torgau-2021") ? "2021-06-01" : "");
                }
                book.row(sheet.getKey(), longer);
            }
        }
        Reading reading = read(book.write(folder.resolve("vorgaenge.xlsx")));
        assertThat(reading.matters())
                .extracting(Matter::id)
                .containsExactly("crimmitschau-2021", "seifhennersdorf-2021");
        assertThat(reading.refused()).isEqualTo(1);
        assertThat(texts(reading))
                .anyMatch(text -> text.contains("Blatt „Kommunen“") && text.contains("„Ratsbeschlus Datum“"))
                .anyMatch(text -> text.contains("wird 1 Vorgang nicht übernommen: torgau-2021"))
                .hasSize(2);
    }

    @Test
    void aMisnamedSheetStopsOnlyTheMattersInIt() throws IOException {
        TableWorkbook book = TableExample.workbook(MATTERS)
                .row("Gästee", "Kennung", "Person")
                .row("Gästee", "torgau-2021", "barth");
        Reading reading = read(book.write(folder.resolve("vorgaenge.xlsx")));
        assertThat(reading.matters()).hasSize(2);
        assertThat(reading.refused()).isEqualTo(1);
        assertThat(texts(reading)).anyMatch(text -> text.contains("„Gästee“") && text.contains("„Gäste“"));
    }

    @Test
    void countsWhatIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("vorgaenge.csv"), TableExample.csv(MATTERS) + "x;nein;31.02.2021\ny;nein;2021-01-01\n");
        Reading reading = read(file);
        assertThat(reading.matters()).hasSize(3);
        assertThat(reading.refused()).isEqualTo(2);
    }

    /** Written by another program: sheets and columns the other way round, formats of days, a hidden sheet. */
    @Test
    void readsWhatAnOfficeProgramHasWritten() throws IOException {
        Reading reading = read(specimen("office.xlsx"));
        assertThat(texts(reading)).singleElement().asString().contains("Blatt „Empfänger“", "ausgeblendet");
        List<String> read = canonical(reading.matters());
        assertThat(read).hasSize(3);
        for (int i = 0; i < 3; i++) {
            // File references keep the order of their columns.
            assertThat(CanonicalDifferences.between(canonical(MATTERS).get(i), read.get(i)))
                    .isEmpty();
        }
    }

    @Test
    void mergedCellsDontLoseRowsOfAMatterInSilence() throws IOException {
        Reading reading = read(specimen("merged.xlsx"));
        assertThat(reading.matters()).extracting(Matter::id).containsExactly("seifhennersdorf-2021", "torgau-2021");
        assertThat(texts(reading))
                .isNotEmpty()
                .allMatch(text -> text.contains("Blatt „Verteiler“, Zeile")
                        && text.contains("Spalte A „Kennung“")
                        && text.contains("„crimmitschau-2021“")
                        && text.contains("verbundenen Zellen"));
    }

    /** Made by {@code tables/openpyxl.py}. */
    private Path specimen(String name) throws IOException {
        Path file = folder.resolve("vorgaenge.xlsx");
        return Files.copy(Path.of("src/test/resources/federzug/agreement/tables", name), file);
    }

    @Test
    void reportsRowsThatBelongToNoMatter() throws IOException {
        TableWorkbook book = TableExample.workbook(MATTERS).row("Personen", "torgau-2012", "x");
        Reading reading = read(book.write(folder.resolve("vorgaenge.xlsx")));
        assertThat(texts(reading)).anyMatch(text -> text.contains("torgau-2012") && text.contains("„torgau-2021“"));
        assertThat(reading.matters()).hasSize(3);
    }

    @Test
    void refusesAMatterThatStandsTwice() throws IOException {
        String csv = TableExample.csv(MATTERS);
        Path file = Files.writeString(
                folder.resolve("vorgaenge.csv"), csv + csv.lines().toList().get(2) + "\n");
        Reading reading = read(file);
        assertThat(reading.matters()).hasSize(3);
        assertThat(reading.notices()).extracting(Notice::code).containsExactly("agreement.matter.twice");
    }

    @Test
    void refusesAWorkbookThatUnpacksToGigabytes() throws IOException {
        Path file = folder.resolve("vorgaenge.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] nothing = new byte[1_000_000];
            for (int i = 0; i < 150; i++) {
                zip.write(nothing);
            }
        }
        assertThat(read(file).notices()).extracting(Notice::code).containsExactly("agreement.table.too-much");
    }

    @Test
    void refusesEntitiesAndWhatIsNoWorkbook() throws IOException {
        Path file = folder.resolve("vorgaenge.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part :
                    TableExample.workbook(MATTERS).parts().entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                String text = part.getValue()
                        .replace(
                                "?>\n<workbook",
                                "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><workbook");
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(read(file).notices()).extracting(Notice::code).containsExactly("agreement.table.not-excel");
        Files.writeString(file, "kein Zip");
        assertThat(read(file).notices()).extracting(Notice::code).containsExactly("agreement.table.not-excel");
        Files.write(file, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        assertThat(read(file).notices()).extracting(Notice::code).containsExactly("agreement.table.password");
    }

    @Test
    void readsRealDays() throws IOException {
        List<XlsxTable.SheetRows> sheets = new XlsxTable(
                        new TableWorkbook()
                                .row("Blatt", "Tag", "Zahl")
                                .row("Blatt", LocalDate.of(2021, 12, 1), 126)
                                .write(folder.resolve("x.xlsx")),
                        new Problems())
                .sheets();
        assertThat(sheets.get(0).rows().get(1).cells())
                .extracting(TableRow.Cell::text)
                .containsExactly("2021-12-01", "126");
    }

    @Test
    void itsParserIsNotTheDefaultOfOthers() {
        assertThat(XMLInputFactory.newInstance().getClass().getName()).doesNotContain("aalto");
    }

    @Test
    void reportsEveryWrongRowOfALongTableWithoutHoldingIt() throws IOException {
        List<String> example = TableExample.csv(MATTERS.subList(2, 3)).lines().toList();
        Path file = folder.resolve("vorgaenge.csv");
        int rows = 2_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(example.get(0) + "\n");
            for (int i = 0; i < rows; i++) {
                String row = example.get(1).replaceFirst("torgau-2021", "torgau-" + i);
                out.write((i % 100 == 7 ? row.replaceFirst("Herr", "Her") : row) + "\n");
            }
        }
        int[] read = new int[2];
        new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null))).each(file, reading -> {
            read[0] += reading.matters().size();
            read[1] += reading.hasErrors() ? 1 : 0;
        });
        assertThat(read).containsExactly(rows - rows / 100, rows / 100);
    }

    private static Map<String, List<List<Object>>> copied(Path file) {
        Map<String, List<List<Object>>> sheets = new java.util.LinkedHashMap<>();
        new XlsxTable(file, new Problems())
                .sheets()
                .forEach(sheet -> sheets.put(
                        sheet.name(),
                        sheet.rows().stream()
                                .map(row -> row.cells().stream()
                                        .map(cell -> (Object) cell.text())
                                        .toList())
                                .toList()));
        return sheets;
    }

    private static Reading read(Path path) {
        return new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null))).read(path);
    }

    private static List<String> texts(Reading reading) {
        return reading.notices().stream().map(Texts.german()::line).toList();
    }

    private static List<String> canonical(List<Matter> matters) {
        return matters.stream().map(CanonicalForm::write).sorted().toList();
    }
}
