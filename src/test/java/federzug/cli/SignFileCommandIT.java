package federzug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import federzug.start.Starter;
import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import federzug.testkit.SigningKeys;
import federzug.testkit.SigningSpecimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignFileCommandIT {
    private static final Starter NEVER = properties -> {
        throw new AssertionError("the application with its database was started");
    };

    @TempDir
    Path folder;

    private Path sent;

    @BeforeEach
    void receive() throws IOException {
        sent = Files.write(folder.resolve("vereinbarung.pdf"), SigningSpecimen.pdf("raphael"));
    }

    @Test
    void signsTheOnlyFreeFieldWithoutDatabaseAndLeavesTheSentFileAlone() throws IOException {
        byte[] before = Files.readAllBytes(sent);

        Ended ended = sign(sent, "--device", "demo-raphael", "--yes");

        assertThat(ended.exit()).as(ended.err()).isZero();
        Path signed = folder.resolve("vereinbarung-signiert.pdf");
        assertThat(ended.out()).contains("André Raphael", signed.toString());
        assertThat(ended.err()).contains("SHA-256", "PROBE");
        assertThat(Files.readAllBytes(sent)).isEqualTo(before);
        assertThat(Files.readAllBytes(signed)).startsWith(before);
        assertThat(signatures(signed)).hasSize(1);
        assertThat(names()).containsExactly("vereinbarung-signiert.pdf", "vereinbarung.pdf");
    }

    @Test
    void refusesToSignTwiceAndNeverOverwrites() throws IOException {
        sign(sent, "--device", "demo-raphael", "--yes");

        assertThat(sign(sent, "--device", "demo-raphael", "--yes").exit()).isZero();
        assertThat(names()).contains("vereinbarung-signiert.pdf", "vereinbarung-signiert-2.pdf");
        Ended again = sign(folder.resolve("vereinbarung-signiert.pdf"), "--device", "demo-raphael", "--yes");
        assertThat(again.exit()).isEqualTo(ExitCode.INPUT);
        assertThat(again.err()).contains("kein freies Unterschriftsfeld");
    }

    @Test
    void choosesTheFieldOfSeveralByTheCertificateAndTheNextOneAfterIt() throws IOException {
        Files.write(sent, SigningSpecimen.pdf("raphael", "rodig", "forkert"));

        Ended first = sign(sent, "--device", "demo-rodig", "--yes");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("Lutz Rodig", "Unterschriftsfeld für rodig");
        assertThat(sign(sent, "--device", "demo-rodig", "--yes", "--field", "gibtsnicht")
                        .exit())
                .isEqualTo(ExitCode.INPUT);
        assertThat(sign(sent, "--device", "demo-barth", "--yes").err())
                .contains("mehrere", "Romina Barth", "raphael_Unterschrift, rodig_Unterschrift");
        Ended second = sign(folder.resolve("vereinbarung-signiert.pdf"), "--device", "demo-raphael", "--yes");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(signatures(folder.resolve("vereinbarung-signiert-2.pdf"))).hasSize(2);
    }

    @Test
    void warnsBeforeItSignsSomebodyElsesField() throws IOException {
        Ended ended = sign(sent, "--device", "demo-rodig", "--yes");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("für jemand anderen bestimmt", "Lutz Rodig");
        assertThat(sign(sent, "--device", "demo-raphael", "--yes").err()).doesNotContain("für jemand anderen");
    }

    @Test
    void writesToTheFolderThatIsNamed() throws IOException {
        Path out = folder.resolve("raus");

        Ended ended = sign(sent, "--device", "demo-raphael", "--yes", "--out", out.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(signatures(out.resolve("vereinbarung-signiert.pdf"))).hasSize(1);
        assertThat(names()).doesNotContain("vereinbarung-signiert.pdf");

        String missing = "pkcs12:" + folder.resolve("gibtsnicht.p12");
        Ended refused = sign(sent, "--device", missing, "--yes", "--out", sent.toString());
        assertThat(refused.exit()).as(refused.err()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err())
                .as("said before any key is touched")
                .contains("vereinbarung.pdf: Hier kann nicht geschrieben werden")
                .doesNotContain("gibtsnicht");
    }

    @Test
    void signsWithAConfiguredKeyWithoutTimeStampIfNoServiceIsSetUp() throws IOException {
        char[] pin = "geheim-4711".toCharArray();
        SigningKeys.store(folder.resolve("eigen.p12"), pin, new SigningKeys().signer("Lutz Rodig"));
        Path pinFile = Files.writeString(folder.resolve("pin"), new String(pin));
        Files.setPosixFilePermissions(pinFile, PosixFilePermissions.fromString("rw-------"));
        Path config =
                Files.writeString(folder.resolve("federzug.yaml"), """
                    federzug.signing.devices.eigen:
                      type: pkcs12
                      file: %s
                      pin-file: %s
                    """.formatted(folder.resolve("eigen.p12"), pinFile));

        Ended ended = sign(sent, "--device", "eigen", "--yes", "--config", config.toString());

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("Lutz Rodig");
        assertThat(ended.err()).contains("noch keinen Zeitstempel").doesNotContain("PROBE");
        assertThat(ended.err() + ended.out()).doesNotContain("geheim");
    }

    @Test
    void takesAKeyStoreByItsPathAndSignsNothingWithoutConfirmationOrPin() throws IOException {
        SigningKeys.store(folder.resolve("eigen.p12"), "x".toCharArray(), new SigningKeys().signer("Lutz Rodig"));
        String device = "pkcs12:" + folder.resolve("eigen.p12");

        assertThat(sign(sent, "--device", device).err()).contains("Nicht bestätigt");
        assertThat(sign(sent, "--device", device, "--yes").err()).contains("PIN");
        assertThat(sign(sent, "--device", "pkcs12:" + folder.resolve("fehlt.p12"), "--yes")
                        .err())
                .contains("gibt es nicht");
        assertThat(names()).doesNotContain("vereinbarung-signiert.pdf");
    }

    @Test
    void saysSoIfItIsNoPdf() throws IOException {
        Files.writeString(sent, "kein PDF");
        assertThat(sign(sent, "--device", "demo-rodig", "--yes").exit()).isEqualTo(ExitCode.INPUT);
        assertThat(sign(folder.resolve("fehlt.pdf"), "--device", "demo-rodig", "--yes")
                        .exit())
                .isEqualTo(ExitCode.INPUT);
    }

    private Ended sign(Path file, String... options) {
        String[] home = {"--home", folder.resolve("home").toString(), "--plain"};
        return CommandLineInside.run(
                NEVER,
                Stream.of(new String[] {"sign-file", file.toString()}, options, home)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<PDSignature> signatures(Path file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            return pdf.getSignatureDictionaries();
        }
    }
}
