package federzug;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.document.ArchivalPdf;
import federzug.document.InMemoryDocumentStore;
import federzug.document.Marks;
import federzug.document.Sheet;
import federzug.rendering.Rendering;
import federzug.rendering.RenderingSettings;
import federzug.rendering.RenderingSettings.Proof;
import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import federzug.testkit.RenderingDocx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One agreement with all that may happen to its text, from the command line: annexes, wording that the parties negotiated,
 * and a deputy after the first signature.
 */
class AnnexesIT {
    @TempDir
    Path folder;

    @Test
    void annexesAndNegotiatedWordingLastThroughADeputyToAValidDocument() throws IOException {
        Path matter = matter();
        assertThat(federzug("prepare", matter.toString(), "--out", out()).exit())
                .isZero();
        Path draft = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung.docx");
        Path negotiated = edited(draft, folder.resolve("geaendert.docx"));
        assertThat(federzug("prepare", matter.toString(), "--draft", "crimmitschau-2021=" + negotiated)
                        .exit())
                .isZero();
        assertThat(federzug("sign", "crimmitschau-2021", "--as", "raphael", "--yes")
                        .exit())
                .isZero();

        String data = Files.readString(matter.resolve("vorgang.yaml"));
        byte[] decision = Files.readAllBytes(matter.resolve("beschluss.pdf"));
        Files.write(matter.resolve("beschluss.pdf"), archival("Ein anderer Beschluss"));
        Ended changed = federzug("prepare", matter.toString(), "--yes");
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.err()).contains("anlagen[1].sha256", "schon unterzeichnet");
        Files.write(matter.resolve("beschluss.pdf"), decision);

        Ended replaced = federzug(
                "replace", "crimmitschau-2021", "--as", "rodig", "--by", "kaya", "--device", "demo-rodig", "--yes");
        assertThat(replaced.exit()).as(replaced.err()).isZero();

        // The data file follows what replace has changed.
        Files.writeString(
                matter.resolve("vorgang.yaml"),
                data.replace(
                        "person: rodig, schritt: 2, geraet: demo-rodig, ersatzweg: rueckgabe,",
                        "person: kaya, schritt: 2, geraet: demo-rodig,"));
        Ended run = federzug("run", matter.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        Path signed = folder.resolve("out/crimmitschau-2021/kooperationsvereinbarung-signiert.pdf");
        Ended check = federzug("check", signed.toString());
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).contains("GÜLTIG");
        assertThat(Rendering.violations(Files.readAllBytes(signed))).isEmpty();
        try (PDDocument document = Loader.loadPDF(signed.toFile())) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " "))
                    .contains(
                            "Vorspruch", "Dr. Kim Kaya", "Anlage 1: Beschluss", "Anlage 2: Vollmacht", "Bevollmächtigt")
                    .doesNotContain("Präambel", "Lutz Rodig");
            assertThat(document.getDocumentCatalog()
                            .getNames()
                            .getEmbeddedFiles()
                            .getNames()
                            .get("01 beschluss.pdf")
                            .getEmbeddedFile()
                            .toByteArray())
                    .isEqualTo(decision);
        }
    }

    private Path matter() throws IOException {
        Path matter = Files.createDirectories(folder.resolve("vorgang"));
        String text = Files.readString(Path.of("examples/crimmitschau/vorgang.yaml"));
        int release = text.indexOf("medieninformation:");
        int mailboxes = text.indexOf("# Was ein Postfach annimmt");
        Files.writeString(
                matter.resolve("vorgang.yaml"),
                (text.substring(0, release) + text.substring(mailboxes))
                        .replace(
                                "personen:\n",
                                "personen:\n  - { schluessel: kaya, anrede: Frau, titel: Dr., vorname: Kim, name: Kaya,"
                                        + " amt: Polizeivizepräsident, fuer: polizei, vertretung: in Vertretung,"
                                        + " mail: k@pd-zwickau.example, schreibweisen: [Lutz Rodig] }\n")
                        .replace(
                                "    unterzeichnende:\n",
                                "    anlagen:\n"
                                        + "      - { datei: beschluss.pdf, titel: Beschluss, art: ratsbeschluss }\n"
                                        + "      - { datei: vollmacht.docx, titel: Vollmacht }\n"
                                        + "    unterzeichnende:\n"));
        Files.write(matter.resolve("beschluss.pdf"), archival("Beschluss"));
        Files.write(
                matter.resolve("vollmacht.docx"),
                RenderingDocx.withBody(RenderingDocx.paragraph("Bevollmächtigt wird eine Vertretung."))
                        .bytes());
        return matter;
    }

    private static byte[] archival(String title) {
        InMemoryDocumentStore store = new InMemoryDocumentStore();
        Sheet sheet = new Sheet(title, "de-DE", "", List.of(new Sheet.Heading(1, title), Sheet.Paragraph.of("Ja.")));
        ArchivalPdf pdf = new Rendering(store, Clock.systemUTC(), new RenderingSettings(Proof.NEVER))
                .render(sheet, "beschluss.pdf", Marks.NONE);
        return store.bytes(pdf.content().digest());
    }

    private static Path edited(Path draft, Path into) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(draft));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                byte[] part = in.readAllBytes();
                zip.write(
                        entry.getName().equals("word/document.xml")
                                ? new String(part, StandardCharsets.UTF_8)
                                        .replace("Präambel", "Vorspruch")
                                        .getBytes(StandardCharsets.UTF_8)
                                : part);
            }
        }
        return Files.write(into, out.toByteArray());
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private Ended federzug(String... arguments) {
        return CommandLineInside.run(
                Federzug::start,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--plain",
                                        "--home",
                                        folder.resolve("home").toString()))
                        .toArray(String[]::new));
    }
}
