package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.testkit.CommandLineInside;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates and wording from the command line: what owners of templates and negotiating parties meet. */
class WordingIT {
    private static final Path TEMPLATE = Path.of("templates/kooperationsvereinbarung");

    @TempDir
    Path folder;

    private Path matter;

    @BeforeEach
    void copyTheExample() throws IOException {
        matter = copy(Path.of("examples/crimmitschau"), folder.resolve("vorgang"));
    }

    @Test
    void bothTemplatesAreUsable() {
        for (String template : new String[] {"kooperationsvereinbarung", "medieninformation"}) {
            CommandLineInside.Ended ended = federzug("template", "check", "templates/" + template + "/vorlage.docx");
            assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
            assertThat(ended.out()).contains("verwendbar", "keine Hinweise");
        }
    }

    @Test
    void reportsAllProblemsOfFillingAndRenderingATemplateAtOnce() throws IOException {
        Path own = copy(TEMPLATE, folder.resolve("eigene"));
        Path file = edited(
                own.resolve("vorlage.docx"),
                own.resolve("vorlage.docx"),
                text -> text.replaceFirst(
                        "<w:p>|<w:p ",
                        "<w:p><w:r><w:t>Am \\${datun}</w:t></w:r></w:p><w:p><w:pPr><w:framePr w:dropCap=\"drop\"/>"
                                + "</w:pPr><w:r><w:t>P</w:t></w:r></w:p>$0"));
        CommandLineInside.Ended ended = federzug("template", "check", file.toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.out()).contains("„datun“", "Meinten Sie: datum?", "Initiale", "nicht verwendbar");
        CommandLineInside.Ended json = federzug("template", "check", file.toString(), "--json");
        assertThat(json.out()).contains("\"federzug-template-1\"", "\"usable\" : false", "drafting.field.unknown");
    }

    @Test
    void warnsOfASignatorysNameInTheAgreedText() throws IOException {
        Path own = copy(TEMPLATE, folder.resolve("eigene"));
        edited(
                own.resolve("vorlage.docx"),
                own.resolve("vorlage.docx"),
                text -> text.replace("Präambel", "Präambel von ${unterzeichnende | amt_name_dativ}"));
        CommandLineInside.Ended ended =
                federzug("template", "check", own.resolve("vorlage.docx").toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("Achtung: Vorlage „vorlage.docx“", "unterzeichnenden Person im Vertragstext");
    }

    @Test
    void listsTheFieldsOfATemplate() {
        CommandLineInside.Ended ended =
                federzug("template", "fields", TEMPLATE.resolve("vorlage.docx").toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out())
                .contains("${unterzeichnende.amt} (Pflicht)", "Beispiel: Oberbürgermeister", "Tabelle 1");
    }

    @Test
    void anInconsistentMatterStopsBeforeAnythingIsDone() throws IOException {
        change("status: grosse_kreisstadt", "status: stadt");
        CommandLineInside.Ended ended = prepare();
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("§\u00a051 Abs.\u00a04 SächsGemO", "Crimmitschau ist Große Kreisstadt");
        assertThat(folder.resolve("out/crimmitschau-2021")).doesNotExist();
    }

    /** Of many matters each has a draft of the same name. */
    @Test
    void whatIsFoundInADraftIsNamedWithItsMatter() throws IOException {
        change("probe: true", "probe: false");
        for (String person : new String[] {"raphael", "rodig", "forkert"}) {
            change("geraet: demo-" + person, "geraet: rueckgabe");
        }
        CommandLineInside.Ended ended = prepare();
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "Fehler: crimmitschau-2021/kooperationsvereinbarung.docx, Fußzeile, Absatz 1", "„Mustertext“");
    }

    @Test
    void negotiatedWordingStaysInForceUntilAUserGoesBack() throws IOException {
        assertThat(prepare().exit()).isZero();
        Path draft = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung.docx");
        Path edited = edited(draft, folder.resolve("geaendert.docx"), text -> text.replace("Präambel", "Vorspruch"));

        CommandLineInside.Ended adopted = prepare("--draft", "crimmitschau-2021=" + edited);
        assertThat(adopted.exit()).as(adopted.err()).isZero();
        assertThat(adopted.err()).contains("1 Unterschied", "bisher: Präambel", "neu: Vorspruch");
        assertThat(text(draft)).contains("Vorspruch").doesNotContain("Präambel");
        assertThat(folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung-aenderungen.txt"))
                .content()
                .contains("neu: Vorspruch");

        assertThat(prepare().exit()).isZero();
        assertThat(text(draft)).contains("Vorspruch");

        change("nummer: \"Muster-Beschluss", "nummer: \"Anderer-Beschluss");
        CommandLineInside.Ended stale = prepare("--yes");
        assertThat(stale.exit()).isEqualTo(2);
        assertThat(stale.err()).contains("gilt ein verhandelter Wortlaut", "=vorlage");
        assertThat(text(draft)).contains("Vorspruch", "Muster-Beschluss");

        assertThat(prepare("--yes", "--draft", "crimmitschau-2021=vorlage").exit())
                .isZero();
        assertThat(text(draft)).contains("Präambel", "Anderer-Beschluss");
        whatComesLaterGoesToTheFolderNamedThen();
    }

    private void whatComesLaterGoesToTheFolderNamedThen() {
        Path other = folder.resolve("anderswo");
        CommandLineInside.Ended signed =
                federzug("sign", "crimmitschau-2021", "--as", "raphael", "--yes", "--out", other.toString());
        assertThat(signed.exit()).as(signed.err()).isZero();
        assertThat(other.resolve("crimmitschau-2021")).isDirectoryContaining("glob:**signiert.pdf");
        assertThat(federzug("sign", "crimmitschau-2021", "--as", "rodig", "--yes", "--out", "//server/freigabe")
                        .err())
                .contains("Netzlaufwerk");
        // A call that writes no files changes nothing, and the folder named before is remembered.
        Path unused = folder.resolve("unbenutzt");
        federzug("status", "--out", unused.toString());
        CommandLineInside.Ended declined = federzug("decline", "crimmitschau-2021", "--as", "rodig");
        assertThat(declined.exit()).as(declined.err()).isZero();
        assertThat(declined.out()).contains("Nachricht zum Stand der Unterzeichnung");
        assertThat(unused).doesNotExist();
        CommandLineInside.Ended after = federzug("decline", "crimmitschau-2021", "--as", "rodig", "--withdraw");
        assertThat(after.exit()).as(after.err()).isZero();
        assertThat(after.err() + after.out()).contains("unterzeichnet doch").doesNotContain("hat abgelehnt");
        assertThat(other.resolve("crimmitschau-2021/mail")).isDirectoryContaining("glob:**raphael.eml");
    }

    @Test
    void refusesADraftForAMatterThatIsNotThere() throws IOException {
        Path file = Files.writeString(folder.resolve("x.docx"), "x");
        assertThat(prepare("--draft", "anderer=" + file).err()).contains("nicht unter den gelesenen Vorgängen");
        assertThat(prepare("--draft", "unsinn").err()).contains("--draft VORGANG=DATEI.docx");
        assertThat(prepare("--draft", "crimmitschau-2021=" + file).exit()).isEqualTo(2);
        assertThat(folder.resolve("out/crimmitschau-2021")).doesNotExist();
    }

    private CommandLineInside.Ended prepare(String... more) {
        return federzug(Stream.concat(
                        Stream.of(
                                "prepare",
                                matter.toString(),
                                "--out",
                                folder.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private CommandLineInside.Ended federzug(String... arguments) {
        return CommandLineInside.run(
                Federzug::start,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--home", folder.resolve("home").toString(), "--plain"))
                        .toArray(String[]::new));
    }

    private void change(String before, String after) throws IOException {
        Path file = matter.resolve("vorgang.yaml");
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static String text(Path docx) throws IOException {
        StringBuilder text = new StringBuilder();
        rewritten(docx, body -> {
            text.append(body);
            return body;
        });
        return text.toString();
    }

    private static Path edited(Path from, Path to, UnaryOperator<String> change) throws IOException {
        return Files.write(to, rewritten(from, change));
    }

    /** The Word file with the text of its main part changed. */
    private static byte[] rewritten(Path docx, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(docx));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(
                        entry.getName().equals("word/document.xml")
                                ? change.apply(new String(bytes, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
            }
        }
        return out.toByteArray();
    }
}
