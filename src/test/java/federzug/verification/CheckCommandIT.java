package federzug.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import federzug.document.PreparedPdf;
import federzug.document.SealedPdf;
import federzug.document.SignedPdf;
import federzug.testkit.CommandLineInside;
import federzug.verification.change.FilledForms;
import federzug.verification.file.HandedOverIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code check} from the command line: many files, two copies, evidence, English. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckCommandIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private Path folder;
    private Path files;
    private Path good;
    private Path renewed;
    private Path renewedElsewhere;
    private Path changed;

    @BeforeAll
    void makeFiles(@TempDir Path folder) throws IOException {
        this.folder = folder;
        files = Files.createDirectories(folder.resolve("akten/2026"));
        SignedSpecimen room = new SignedSpecimen();
        PreparedPdf prepared = room.prepared(SignedSpecimen.PERSONS);
        SignedPdf signed = room.signed(prepared, SignedSpecimen.PERSONS, Map.of());
        SealedPdf seal = room.seal(signed);
        byte[] sealed = room.store.bytes(seal.content().digest());
        good = Files.write(files.resolve("vertrag.pdf"), sealed);
        renewed = Files.write(
                files.resolve("vertrag-erneuert.pdf"),
                room.store.bytes(room.signing.renew(seal, true).pdf().content().digest()));
        renewedElsewhere = Files.write(
                files.resolve("vertrag-anderswo-erneuert.pdf"),
                new ForeignSpecimen(room).extended(sealed, SignatureLevel.PAdES_BASELINE_LTA));
        changed = Files.write(
                files.resolve("vertrag-geändert.pdf"), Attacks.incrementally(sealed, Attacks::shadowContent));
        Files.write(files.resolve("kaputt.pdf"), Arrays.copyOf(sealed, sealed.length / 3));
        Files.createDirectories(files.resolve("kopien"));
        Files.write(files.resolve("kopien/vertrag.pdf"), sealed);
        Files.writeString(files.resolve("notiz.txt"), "kein PDF");
    }

    private CommandLineInside.Ended check(String... arguments) {
        return CommandLineInside.run(
                CommandLineInside::start,
                Stream.concat(
                                Stream.of(
                                        "check",
                                        "--home",
                                        folder.resolve("home").toString()),
                                Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    /** A lawyer's machine: the verdict and the report are the same, and nothing is left behind. */
    @Test
    void withoutAHomeNoneIsMadeAndTheReportIsTheSame() throws IOException {
        Path nowhere = folder.resolve("kein-datenordner");
        Path alone = folder.resolve("berichte-allein");
        Path whole = folder.resolve("berichte-ganz");
        Files.createDirectories(folder.resolve("leerer-datenordner"));

        CommandLineInside.Ended first = CommandLineInside.run(
                properties -> {
                    throw new AssertionError("the whole application was started");
                },
                "check",
                "--home",
                nowhere.toString(),
                good.toString(),
                changed.toString(),
                "--json",
                "--report",
                alone.toString());
        CommandLineInside.Ended second = CommandLineInside.run(
                CommandLineInside::start,
                "check",
                "--home",
                folder.resolve("leerer-datenordner").toString(),
                good.toString(),
                changed.toString(),
                "--json",
                "--report",
                whole.toString());

        assertThat(first.exit()).as(first.err()).isEqualTo(1);
        assertThat(verdicts(first)).isEqualTo(verdicts(second)).containsExactly("VALID", "INVALID");
        assertThat(nowhere).doesNotExist();
        String report = "vertrag-geaendert-pruefbericht.json";
        assertThat(withoutTimes(alone.resolve(report))).isEqualTo(withoutTimes(whole.resolve(report)));
        assertThat(alone).isDirectoryContaining(file -> file.endsWith("vertrag-pruefbericht.pdf"));
    }

    private static List<String> verdicts(CommandLineInside.Ended ended) {
        return JSON.readTree(ended.out())
                .valueStream()
                .map(one -> one.get("verdict").asString())
                .toList();
    }

    private static String withoutTimes(Path json) throws IOException {
        return Files.readString(json).replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+", "");
    }

    @Test
    void aFolderIsCheckedWholeAndOneBrokenFileStopsNothing() throws IOException {
        Path reports = folder.resolve("berichte");
        CommandLineInside.Ended ended = check(files.toString(), "--report", reports.toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        JsonNode all = JSON.readTree(ended.out());
        assertThat(all.valueStream().map(one -> one.get("file").asString()))
                .containsExactly(
                        "kaputt.pdf",
                        "vertrag.pdf",
                        "vertrag-anderswo-erneuert.pdf",
                        "vertrag-erneuert.pdf",
                        "vertrag-geändert.pdf",
                        "vertrag.pdf");
        assertThat(all.valueStream().map(one -> one.get("verdict").asString()))
                .containsExactly("INVALID", "VALID", "VALID", "VALID", "INVALID", "VALID");
        assertThat(reports).isDirectoryContaining(file -> file.endsWith("vertrag-pruefbericht.pdf"));
        assertThat(reports).isDirectoryContaining(file -> file.endsWith("vertrag-2-pruefbericht.html"));
        String csv = Files.readString(reports.resolve("uebersicht.csv"));
        assertThat(csv.lines()).hasSize(7);
        assertThat(csv).contains("\"gültig\"", "\"ungültig\"", "wurde der Inhalt von Seite 1 geändert");
        assertThat(Files.readString(reports.resolve("uebersicht.html"))).contains("Gültig: 4", "Ungültig: 2");
        assertThat(Files.readString(reports.resolve("vertrag-geaendert-pruefbericht.html")))
                .contains("Entfallen: „Muster einer Vereinbarung“", "<img alt=\"Seite 1");
    }

    @Test
    void onePathThatCannotBeReadIsAResultOfItsOwn() {
        String missing = folder.resolve("fehlt.pdf").toString();
        CommandLineInside.Ended ended = check(missing, good.toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        JsonNode all = JSON.readTree(ended.out());
        assertThat(all.valueStream().map(one -> one.get("verdict").asString())).containsExactly("UNDECIDED", "VALID");
        assertThat(all.get(0).get("findings").toString()).contains("verification.file.missing", "fehlt.pdf");
        assertThat(check(missing).exit()).isEqualTo(2);
    }

    @Test
    void aPasswordComesFromAFile() throws IOException {
        Path closed = folder.resolve("geheim.pdf");
        ForeignSpecimen other = new ForeignSpecimen(new SignedSpecimen());
        Files.write(
                closed,
                other.sign(
                        HandedOverIT.encrypted(FilledForms.form(), "geheim", "besitzer"),
                        "raphael",
                        ForeignSpecimen.plainly(),
                        "geheim"));
        Path password = Files.writeString(folder.resolve("kennwort.txt"), "geheim\n");
        CommandLineInside.Ended without = check(closed.toString());
        assertThat(without.out()).contains("--password-file");
        CommandLineInside.Ended with = check(closed.toString(), "--password-file", password.toString());
        assertThat(with.exit()).as(with.out()).isZero();
        assertThat(with.out()).contains("GÜLTIG").doesNotContain("geheim\n");
        assertThat(check(
                                closed.toString(),
                                "--password-file",
                                folder.resolve("keins").toString())
                        .exit())
                .isEqualTo(2);
    }

    /** Each as it was when it was signed: the first has one signature, the last is the whole file. */
    @Test
    void theSignedRevisionsAreFilesOfTheirOwn() throws IOException {
        Path folder = this.folder.resolve("fassungen");
        CommandLineInside.Ended ended = check(good.toString(), "--extract", folder.toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isZero();
        byte[] whole = Files.readAllBytes(good);
        List<JsonNode> signatures = JSON.readTree(ended.out())
                .get(0)
                .get("signatures")
                .valueStream()
                .toList();
        assertThat(signatures).hasSize(3).allSatisfy(signature -> {
            JsonNode covers = signature.get("covers");
            byte[] revision = Files.readAllBytes(
                    folder.resolve("vertrag").resolve(covers.get("file").asString()));
            assertThat(revision)
                    .isEqualTo(Arrays.copyOf(whole, covers.get("end").asInt()));
            assertThat(federzug.document.Digest.of(revision).hex())
                    .isEqualTo(covers.get("sha256").asString());
        });
        assertThat(folder.resolve("vertrag/fassung-04.pdf")).hasBinaryContent(whole);
    }

    @Test
    void aRenewedCopyIsTheSameAgreement() {
        for (Path later : List.of(renewed, renewedElsewhere)) {
            CommandLineInside.Ended ended = check("--compare", good.toString(), later.toString());
            assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
            assertThat(ended.out())
                    .contains("Die zweite Fassung enthält die erste unverändert", "André Raphael", "Sven Forkert");
        }
    }

    @Test
    void aChangedCopyIsNot() {
        CommandLineInside.Ended ended = check("--compare", good.toString(), changed.toString(), "--json");
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        JsonNode comparison = JSON.readTree(ended.out());
        assertThat(comparison.get("same").asBoolean()).isFalse();
        assertThat(comparison.get("wordsGone").toString()).contains("Muster einer Vereinbarung");
        assertThat(check("--compare", good.toString()).exit()).isEqualTo(2);
    }

    /** Whoever changed a byte must not be told that somebody signed the result. */
    @Test
    void aSignatureThatDoesNotFitItsCopyConfirmsNothing() throws IOException {
        byte[] sealed = Files.readAllBytes(good);
        Path flipped = Files.write(
                folder.resolve("gekippt.pdf"), Attacks.flipped(sealed, Attacks.first(sealed, "stream") + 12));
        CommandLineInside.Ended ended = check("--compare", good.toString(), flipped.toString());
        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out())
                .contains("Zur zweiten Fassung passen diese Signaturen nicht", "Nur den Inhalt der ersten Fassung")
                .doesNotContain("Nur den Inhalt der zweiten Fassung haben unterzeichnet");
        Path longer = Files.write(folder.resolve("laenger.pdf"), Attacks.appended(sealed, "\n% noch etwas\n"));
        CommandLineInside.Ended junk = check("--compare", good.toString(), longer.toString());
        assertThat(junk.exit()).as(junk.err()).isEqualTo(1);
        assertThat(junk.out())
                .contains("vertrag.pdf: GÜLTIG", "laenger.pdf: UNGÜLTIG", "wurden der Datei 14 Bytes angefügt");
    }

    @Test
    void everythingAVerdictRestsOnIsKeptWithItsDigests() throws IOException {
        Path evidence = folder.resolve("beweis");
        CommandLineInside.Ended ended = check(good.toString(), "--evidence", evidence.toString(), "--lang", "en");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("VALID", "signature of a rehearsal").doesNotContain("GÜLTIG");
        String digests = Files.readString(evidence.resolve("SHA256SUMS"));
        assertThat(digests.lines()).allMatch(line -> line.matches("[0-9a-f]{64}  [^/].*"));
        assertThat(digests)
                .contains(
                        "  vertrag/vertrag.pdf\n",
                        "  vertrag/vertrag-pruefbericht.html\n",
                        "  vertrag/diagnose.xml\n",
                        "  vertrag/zertifikate/",
                        "  vertrag/sperrauskuenfte/",
                        "  vertrag/zeitstempel/",
                        "  vertrag/fassungen/fassung-01.pdf\n",
                        "  vertrag/fassungen/fassung-04.pdf\n",
                        "  vertrauen/example/");
        for (String line : digests.lines().toList()) {
            byte[] bytes = Files.readAllBytes(evidence.resolve(line.substring(66)));
            assertThat(federzug.document.Digest.of(bytes).hex()).isEqualTo(line.substring(0, 64));
        }
        assertThat(Files.readString(evidence.resolve("vertrag/vertrag-pruefbericht.html")))
                .contains("<html lang=\"en\">", "Rehearsal: technically in order");
    }
}
