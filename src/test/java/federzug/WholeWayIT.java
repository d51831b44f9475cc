package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.rendering.Rendering;
import federzug.testkit.CommandLineInside;
import federzug.testkit.FederzugProcess;
import federzug.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Crimmitschau example from data to mails, as a user runs it; nothing here needs a network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeWayIT {
    private static final Path EXAMPLE = Path.of("examples/crimmitschau").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Path folder;
    private JsonNode first;
    private Path out;

    @BeforeAll
    void runsTheExampleOnce(@TempDir Path folder) {
        this.folder = folder;
        CommandLineInside.Ended ended = run("run", EXAMPLE.toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        first = JSON.readTree(ended.out());
        out = folder.resolve("out/crimmitschau-2021");
    }

    @Test
    void putsEveryFileOfTheContractIntoTheOutFolder() throws IOException {
        assertThat(names(out))
                .containsExactlyInAnyOrder(
                        "kooperationsvereinbarung.docx",
                        "kooperationsvereinbarung.pdf",
                        "kooperationsvereinbarung-signiert.pdf",
                        "medieninformation.docx",
                        "medieninformation.pdf",
                        "medienservice",
                        "pruefbericht.html",
                        "pruefbericht.pdf",
                        "pruefbericht.json",
                        "pruefbericht-etsi.xml",
                        "mail",
                        "ablage");
        assertThat(names(out.resolve("mail"))).hasSize(8).allMatch(name -> name.matches("\\d\\d-[a-z0-9-]+\\.eml"));
    }

    @Test
    void givesTheSameAsData() {
        JsonNode matter = first.get("matters").get(0);
        assertThat(matter.get("id").asString()).isEqualTo("crimmitschau-2021");
        assertThat(matter.get("rehearsal").asBoolean()).isTrue();
        assertThat(matter.get("state").asString()).isEqualTo("CLOSED");
        JsonNode turns = matter.get("agreements").get(0).get("turns");
        assertThat(turns.valueStream().map(turn -> turn.get("person").asString()))
                .containsExactly("raphael", "rodig", "forkert");
        assertThat(turns.valueStream().map(turn -> turn.get("state").asString()))
                .containsOnly("SIGNED");
        assertThat(matter.get("release").get("state").asString()).isEqualTo("DISPATCHED");
        assertThat(matter.get("mails")
                        .valueStream()
                        .map(mail -> mail.get("state").asString()))
                .hasSize(8)
                .containsOnly("ACCEPTED");
    }

    @Test
    void findsThreeQualifiedSignaturesAtTheLongTermLevel() {
        CommandLineInside.Ended ended = run("check", signed().toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonNode verdict = JSON.readTree(ended.out()).get(0);
        assertThat(verdict.get("verdict").asString()).isEqualTo("VALID");
        assertThat(verdict.get("signatures")).hasSize(3);
        for (JsonNode signature : verdict.get("signatures")) {
            assertThat(signature.get("indication").asString()).isEqualTo("TOTAL_PASSED");
            assertThat(signature.get("qualification").asString()).isEqualTo("QES");
            assertThat(signature.get("level").asString()).isEqualTo("LTA");
        }
        assertThat(verdict.get("changes")).isEmpty();
        assertThat(verdict.get("findings")
                        .valueStream()
                        .map(finding -> finding.get("severity").asString()))
                .doesNotContain("error", "warning");
    }

    @Test
    void marksEveryPageAsARehearsal() throws IOException {
        for (Path pdf : pdfs()) {
            try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    PDFTextStripper text = new PDFTextStripper();
                    text.setStartPage(page);
                    text.setEndPage(page);
                    assertThat(text.getText(document))
                            .as("%s, page %d", pdf, page)
                            .contains("PROBE");
                }
            }
        }
        assertThat(Files.readString(out.resolve("pruefbericht.html"))).contains("PROBE");
    }

    @Test
    void leavesNoPlaceholderInTheWordFiles() throws IOException {
        for (String name : List.of("kooperationsvereinbarung.docx", "medieninformation.docx")) {
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(out.resolve(name)))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (entry.getName().endsWith(".xml")) {
                        assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                                .as("%s in %s", entry.getName(), name)
                                .doesNotContain("${");
                    }
                }
            }
        }
    }

    @Test
    void doesNothingTheSecondTime() throws IOException {
        Map<String, String> before = contents(out);
        CommandLineInside.Ended again = run("run", EXAMPLE.toString(), "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(contents(out)).isEqualTo(before);
        assertThat(JSON.readTree(again.out()).get("matters")).isEqualTo(first.get("matters"));
    }

    @Test
    void isArchivalAndAccessibleAtEveryStage() throws IOException {
        for (Path pdf : pdfs()) {
            assertThat(Rendering.violations(Files.readAllBytes(pdf)))
                    .as("%s", pdf)
                    .isEmpty();
        }
    }

    @Test
    void passesPdfsigAndQpdf() {
        Program.require("pdfsig", "poppler-utils");
        Program.require("qpdf", "qpdf");
        String pdfsig = Program.run("pdfsig", "-nocert", signed().toString()).output();
        assertThat(pdfsig)
                .contains("raphael_Unterschrift", "rodig_Unterschrift", "forkert_Unterschrift")
                .doesNotContain("Signature is Invalid", "Digest Mismatch");
        assertThat(pdfsig.lines().filter(line -> line.contains("Signature is Valid")))
                .hasSizeGreaterThanOrEqualTo(3);
        for (Path pdf : pdfs()) {
            Program.Ended qpdf = Program.run("qpdf", "--check", pdf.toString());
            assertThat(qpdf.exit()).as(qpdf.output()).isZero();
        }
    }

    @Test
    void wordFilesOpenInLibreOffice() throws IOException {
        Program.require("soffice", "libreoffice-writer-nogui");
        Path converted = Files.createDirectories(folder.resolve("converted"));
        for (String name : List.of("kooperationsvereinbarung", "medieninformation")) {
            Program.run(
                    "soffice",
                    "-env:UserInstallation=" + folder.resolve("office").toUri(),
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    converted.toString(),
                    out.resolve(name + ".docx").toString());
            assertThat(converted.resolve(name + ".pdf")).isNotEmptyFile();
        }
    }

    @Test
    void goesOnAfterAKillWithoutSigningOrMailingTwice() throws IOException {
        Path place = Files.createDirectories(folder.resolve("killed"));
        String[] command = {"run", EXAMPLE.toString(), "--plain", "--home", "home", "--out", "out"};
        List<String> signedLines = new ArrayList<>();
        FederzugProcess.Ended killed =
                FederzugProcess.killedAt(place, line -> line.contains("hat unterzeichnet"), command);
        signedLines.addAll(signers(killed));
        assertThat(killed.exit()).as(killed.trouble()).isNotZero();
        assertThat(signedLines).isNotEmpty();

        FederzugProcess.Ended resumed = FederzugProcess.run(place, command);
        signedLines.addAll(signers(resumed));

        assertThat(resumed.exit()).as(resumed.trouble()).isZero();
        assertThat(signedLines).hasSize(3).doesNotHaveDuplicates();
        assertThat(names(place.resolve("out/crimmitschau-2021/mail"))).hasSize(8);
    }

    @Test
    void keepsSignedDataAsTheyAreButForWhatIsNotInTheText() throws IOException {
        Path home = folder.resolve("home-changed");
        FileSystemUtils.copyRecursively(folder.resolve("home"), home);
        Path data = folder.resolve("changed");
        FileSystemUtils.copyRecursively(EXAMPLE, data);
        Path file = data.resolve("vorgang.yaml");
        String original = Files.readString(file);

        Files.writeString(file, original.replace("2021-12-01T18:00", "2021-12-02T18:00"));
        CommandLineInside.Ended later = runChanged(data, home);
        assertThat(later.exit()).as(later.err()).isZero();

        Files.writeString(file, original.replace("name: Raphael", "name: Raffael"));
        CommandLineInside.Ended renamed = runChanged(data, home);
        assertThat(renamed.exit()).isEqualTo(2);
        assertThat(renamed.err()).contains("schon unterzeichnet", "Raffael");
    }

    private CommandLineInside.Ended runChanged(Path data, Path home) {
        return CommandLineInside.run(
                Federzug::start,
                "run",
                data.toString(),
                "--yes",
                "--plain",
                "--home",
                home.toString(),
                "--out",
                folder.resolve("out-changed").toString());
    }

    private static List<String> signers(FederzugProcess.Ended ended) {
        return ended.err().stream()
                .filter(line -> line.contains("hat unterzeichnet"))
                .toList();
    }

    private Path signed() {
        return out.resolve("kooperationsvereinbarung-signiert.pdf");
    }

    private List<Path> pdfs() {
        return Stream.of(
                        "kooperationsvereinbarung.pdf",
                        "kooperationsvereinbarung-signiert.pdf",
                        "medieninformation.pdf",
                        "pruefbericht.pdf")
                .map(out::resolve)
                .toList();
    }

    private CommandLineInside.Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", folder.resolve("home").toString()));
        if (arguments[0].equals("run")) {
            all.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        return CommandLineInside.run(Federzug::start, all.toArray(String[]::new));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    contents.put(
                            folder.relativize(file) + " " + Files.getLastModifiedTime(file),
                            federzug.document.Digest.of(in).hex());
                }
            }
        }
        return contents;
    }
}
