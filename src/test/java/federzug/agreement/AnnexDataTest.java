package federzug.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.agreement.Annex.Kind;
import federzug.notice.Notice;
import federzug.testkit.AMatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annexes as data: every reader takes them, their bytes are part of what was agreed, and no other file is read. */
class AnnexDataTest {
    private static final String DECISION = "Beschluss des Stadtrats";

    @TempDir
    Path folder;

    private final MatterReader reader = new YamlMatterReader(new SharedMailboxes(new AgreementSettings(null)));

    /** The example with an annex in each of its agreements. */
    static Matter withAnnex(Matter matter) {
        String entry = "\n    anlagen:\n      - datei: beschluss.pdf\n        titel: " + DECISION
                + "\n        art: ratsbeschluss\n        sha256: " + "0".repeat(64);
        String text = matter.source().text();
        int agreement = text.indexOf("vereinbarungen:");
        int template = text.indexOf("vorlage:", agreement);
        int line = text.indexOf('\n', template);
        String indent = " ".repeat(template - text.lastIndexOf('\n', template) - 1);
        String fitted = entry.replace("\n    ", "\n" + indent);
        return CanonicalForm.read(
                text.substring(0, line) + fitted + text.substring(line),
                matter.source().file());
    }

    @Test
    void yamlWorkbookAndCsvSayTheSame() throws IOException {
        Files.writeString(folder.resolve("beschluss.pdf"), "%PDF-1.7 Muster");
        Matter yaml = read("beschluss.pdf").matters().get(0);
        Annex annex = yaml.agreements().get(0).annexes().get(0);
        assertThat(annex)
                .isEqualTo(new Annex(
                        "beschluss.pdf", DECISION, Kind.RATSBESCHLUSS, sha256(folder.resolve("beschluss.pdf"))));
        TableExample.workbook(List.of(yaml)).write(folder.resolve("vorgaenge.xlsx"));
        Files.writeString(folder.resolve("vorgaenge.csv"), TableExample.csv(List.of(yaml)));
        for (String table : List.of("vorgaenge.xlsx", "vorgaenge.csv")) {
            Reading reading = reader.read(folder.resolve(table));
            assertThat(reading.notices()).as(table).isEmpty();
            assertThat(reading.matters().get(0).source().text())
                    .as(table)
                    .isEqualTo(yaml.source().text());
        }
    }

    @Test
    void whatWasAcceptedIsReadAgainWithoutTheFile() {
        Matter matter = withAnnex(AMatter.crimmitschau());
        assertThat(CanonicalForm.read(CanonicalForm.write(matter), Path.of("weg/vorgang.yaml"))
                        .agreements())
                .isEqualTo(matter.agreements());
    }

    @Test
    void anotherFileOfTheSameNameIsAnotherMatter() throws IOException {
        Files.writeString(folder.resolve("beschluss.pdf"), "%PDF-1.7 eins");
        Matter before = read("beschluss.pdf").matters().get(0);
        Files.writeString(folder.resolve("beschluss.pdf"), "%PDF-1.7 zwei");
        Matter after = read("beschluss.pdf").matters().get(0);
        assertThat(CanonicalDifferences.between(
                        before.source().text(), after.source().text()))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.path()).isEqualTo("vereinbarungen[0].anlagen[0].sha256");
                    assertThat(difference.before())
                            .isEqualTo(
                                    before.agreements().get(0).annexes().get(0).sha256());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "../geheim.pdf, agreement.annex.outside",
        "/etc/hostname.pdf, agreement.annex.outside",
        "a\\..\\geheim.pdf, agreement.annex.outside",
        "link.pdf, agreement.annex.outside",
        "fehlt.pdf, agreement.annex.missing",
        "leer.pdf, agreement.annex.empty",
        "makro.docm, agreement.annex.type",
        "gross.pdf, agreement.annex.too-large",
    })
    void refusesByName(String file, String code) throws IOException {
        Path outside = Files.writeString(folder.resolve("geheim.pdf"), "geheim");
        Path inside = Files.createDirectory(folder.resolve("vorgang"));
        Files.createSymbolicLink(inside.resolve("link.pdf"), outside);
        Files.createFile(inside.resolve("leer.pdf"));
        Files.writeString(inside.resolve("makro.docm"), "x");
        if (file.equals("gross.pdf")) {
            Files.write(inside.resolve("gross.pdf"), new byte[AnnexFiles.InFolder.LARGEST + 1]);
        }
        Reading reading = read(inside, "datei: '" + file + "', titel: x");
        assertThat(reading.matters()).isEmpty();
        assertThat(reading.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo(code);
            assertThat(notice.place().within()).isEqualTo("vereinbarungen[0].anlagen[0].datei");
        });
    }

    @Test
    void takesOnlyTheFileWhoseDigestIsGiven() throws IOException {
        Files.writeString(folder.resolve("beschluss.pdf"), "%PDF-1.7 eins");
        String right = sha256(folder.resolve("beschluss.pdf"));
        assertThat(read(folder, "datei: beschluss.pdf, titel: x, sha256: " + right)
                        .notices())
                .isEmpty();
        assertThat(codes(read(folder, "datei: beschluss.pdf, titel: x, sha256: " + "0".repeat(64))))
                .containsExactly("agreement.annex.other-file");
        assertThat(codes(read(folder, "datei: beschluss.pdf, titel: x, sha256: kurz")))
                .containsExactly("agreement.annex.not-sha256");
    }

    @Test
    void refusesTheSameFileTwiceAndMoreThanAnybodyReads() throws IOException {
        Files.writeString(folder.resolve("a.pdf"), "%PDF-1.7");
        assertThat(codes(read(folder, "datei: a.pdf, titel: x }, { datei: a.pdf, titel: y")))
                .containsExactly("agreement.annex.twice");
        StringBuilder many = new StringBuilder("datei: a.pdf, titel: x");
        for (int i = 0; i < 20; i++) {
            Files.writeString(folder.resolve("a" + i + ".pdf"), "%PDF-1.7");
            many.append(" }, { datei: a").append(i).append(".pdf, titel: x");
        }
        assertThat(codes(read(folder, many.toString()))).containsExactly("agreement.annex.too-many");
    }

    private Reading read(String file) throws IOException {
        return read(folder, "datei: " + file + ", titel: " + DECISION + ", art: ratsbeschluss");
    }

    private Reading read(Path folder, String annex) throws IOException {
        Path example = Path.of("examples/crimmitschau");
        String text = Files.readString(example.resolve("vorgang.yaml"));
        String added =
                text.replace("    unterzeichnende:\n", "    anlagen: [ { " + annex + " } ]\n    unterzeichnende:\n");
        assertThat(added).isNotEqualTo(text);
        Files.writeString(folder.resolve("vorgang.yaml"), added);
        Files.copy(
                example.resolve("verteiler.csv"),
                folder.resolve("verteiler.csv"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return reader.read(folder.resolve("vorgang.yaml"));
    }

    private static List<String> codes(Reading reading) {
        return reading.notices().stream().map(Notice::code).toList();
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
