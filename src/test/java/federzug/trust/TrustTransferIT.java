package federzug.trust;

import static federzug.testkit.TrustListPublisher.LOTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import federzug.testkit.ATrust;
import federzug.testkit.CommandLineInside;
import federzug.testkit.CommandLineInside.Ended;
import federzug.testkit.DemoSignatures;
import federzug.testkit.TrustListPublisher;
import federzug.trust.status.TrustSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trust data on their way to a machine without internet: by the command line, and with what goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTransferIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Map<String, String> SECRETS = Map.of("AGENTUR", "nur-zum-testen");

    private TrustListPublisher union;
    private Path folder;
    private Path key;
    private Path certificate;
    private Path sealed;
    private Path cache;
    private byte[] bundle = {};

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        union = new TrustListPublisher(folder.resolve("union"), NOW);
        Instant begin = NOW.minus(Duration.ofDays(10));
        key = union.issue("agentur", "Agentur", "Uebertragung", false, begin, NOW.plus(Duration.ofDays(20)));
        certificate = pem("agentur.pem", key);
        sealed = folder.resolve("vertrag.pdf");
        Properties keys = new Properties();
        try (Reader in = Files.newBufferedReader(union.keys())) {
            keys.load(in);
        }
        ExampleTrust issuers =
                ExampleTrust.load(new ExampleFolder(union.folder(), DemoRoot.of(keys)), Clock.systemUTC());
        DSSDocument signed = DemoSignatures.sign(
                DemoSignatures.page(), union.keystore("raphael"), issuers.verifier(), issuers.timestamps(), NOW);
        Files.write(
                sealed, DSSUtils.toByteArray(DemoSignatures.seal(signed, issuers.verifier(), issuers.timestamps())));
    }

    @BeforeEach
    void asItShouldBe(@TempDir Path own) throws Exception {
        cache = own;
        union.publish(7);
    }

    @AfterAll
    void stop() {
        union.close();
    }

    private Path pem(String name, Path keystore) throws Exception {
        byte[] der = CertificateFiles.read(keystore, "nur-zum-testen").get(0).getEncoded();
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void whatIsExportedHereMakesTheCheckWorkThereWithoutAnyNetwork() throws Exception {
        Path secret = Files.writeString(folder.resolve("kennwort"), "nur-zum-testen\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path here = config("hier.yaml", "", """
                eu:
                  keystore: %s
                  lotl: %s
                  official-journal: %s
                transfer:
                  key: %s
                  key-password-file: %s
            """.formatted(
                        union.journalCertificate(), union.at(LOTL), TrustListPublisher.JOURNAL, key, secret));
        Path there = config(
                "dort.yaml", "offline: true", """
                        eu:
                          lotl: %s
                          official-journal: %s
                        transfer:
                          certificate: %s
                    """.formatted(union.at(LOTL), TrustListPublisher.JOURNAL, certificate));
        Path bundle = folder.resolve("vertrauen.zip");

        JsonNode shown = JSON.readTree(
                federzug("hier", here, "trust", "refresh", "--json", 0).out());
        assertThat(shown.get("sequence").asInt()).isEqualTo(7);
        assertThat(shown.get("lists")
                        .valueStream()
                        .map(list -> list.get("territory").asString()))
                .containsExactly("EU", "DE", "AT");
        assertThat(federzug("hier", here, "trust", "--plain", 0).out())
                .contains("✓ DE  Nr.\u00a07 vom ", "nächste Ausgabe bis ", "2 vertraute Zertifikate");
        assertThat(federzug("hier", here, "trust", "export", bundle.toString(), 0)
                        .out())
                .contains("4 Listen", "Agentur Uebertragung")
                .doesNotContain("nur-zum-testen\n");

        for (String path : List.of(LOTL, TrustListPublisher.PIVOT, TrustListPublisher.GERMAN)) {
            union.fault(path, exchange -> {
                throw new IOException("nobody is to ask");
            });
        }
        union.asked();
        assertThat(federzug("dort", there, "check", sealed.toString(), "--trust", "eu", 1)
                        .out())
                .contains("NICHT ABSCHLIESSEND PRÜFBAR");
        assertThat(federzug("dort", there, "trust", "import", bundle.toString(), 0)
                        .out())
                .contains("Übernommen", "✓ AT");
        Path evidence = folder.resolve("beweis");
        String verdict = federzug(
                        "dort",
                        there,
                        "check",
                        sealed.toString(),
                        "--trust",
                        "eu",
                        "--json",
                        "--evidence",
                        evidence.toString(),
                        0)
                .out();
        JsonNode checked = JSON.readTree(verdict).get(0);
        assertThat(checked.get("verdict").asString()).as(verdict).isEqualTo("VALID");
        assertThat(checked.get("signatures").get(0).get("qualification").asString())
                .isEqualTo("QES");
        assertThat(checked.get("trust").get("source").asString()).isEqualTo("eu");
        assertThat(checked.get("trust").get("stale").asBoolean()).isFalse();
        assertThat(checked.get("trust").get("loadedAt").isNull()).isFalse();
        assertThat(Files.readString(evidence.resolve("vertrag/vertrag-pruefbericht.html")))
                .contains("Nr.\u00a07 vom ", "Zuletzt geladen");
        try (Stream<Path> kept = Files.list(evidence.resolve("vertrauen/eu"))) {
            assertThat(kept.map(file -> file.getFileName().toString()))
                    .hasSize(6) // list of lists, pivot, two lists, their signers, and where they came from
                    .contains("manifest.json", "lotl-signers.pem", ListCache.name(union.at(LOTL)));
        }
        assertThat(union.asked()).isEmpty();
    }

    private Path config(String name, String offline, String rest) throws IOException {
        return Files.writeString(folder.resolve(name), "federzug:\n  trust:\n    " + offline + "\n" + rest);
    }

    private Ended federzug(String home, Path config, Object... words) {
        Stream<String> all = Stream.concat(
                Arrays.stream(words, 0, words.length - 1).map(String::valueOf),
                Stream.of("--home", folder.resolve(home).toString(), "--config", config.toString()));
        Ended ended = CommandLineInside.run(CommandLineInside::start, all.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(words[words.length - 1]);
        return ended;
    }

    private Trust trust(String home, boolean offline, @Nullable Path signers, TransferSettings transfer, Instant time) {
        TrustSettings settings =
                ATrust.eu(cache.resolve(home), offline, union.at(LOTL), TrustListPublisher.JOURNAL, signers);
        return new Trust(
                ATrust.of(settings, NetworkSettings.DIRECT, SECRETS::get, ListSettings.DEFAULT, transfer),
                Clock.fixed(time, ZoneId.of("Europe/Berlin")));
    }

    private Trust here(Instant time) {
        return trust("hier", false, union.journalCertificate(), new TransferSettings(key, "AGENTUR", null, null), time);
    }

    private Trust there(Instant time) {
        return trust("dort", true, null, new TransferSettings(null, null, null, certificate), time);
    }

    private Path exported(Instant time) {
        Path file = cache.resolve("vertrauen.zip");
        here(time).export(file);
        return file;
    }

    /** Of today; made once, since it is altered again and again. */
    private Path exported() throws IOException {
        if (bundle.length == 0) {
            bundle = Files.readAllBytes(exported(NOW));
        }
        return Files.write(cache.resolve("vertrauen.zip"), bundle);
    }

    private static int anchors(Trust trust) {
        return trust.verifier(TrustSource.EU).getTrustedCertSources().getNumberOfCertificates();
    }

    private void assertRefused(Path bundle, String code) {
        assertRefused(there(NOW), bundle, code);
    }

    private void assertRefused(Trust trust, Path bundle, String code) {
        assertThatThrownBy(() -> trust.bringIn(bundle, false))
                .isInstanceOf(TrustException.class)
                .hasMessageStartingWith(code);
        assertThat(anchors(there(NOW))).isZero();
        assertThat(cache.resolve("dort"))
                .satisfiesAnyOf(
                        home -> assertThat(home).doesNotExist(),
                        home -> assertThat(home).isEmptyDirectory());
    }

    private static Path rewritten(Path bundle, UnaryOperator<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(bundle);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        try (OutputStream out = Files.newOutputStream(bundle);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : change.apply(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bundle;
    }

    private static byte[] changed(byte[] bytes, String old, String with) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return text.replace(old, with).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesOverAndKeepsTheAgeOfTheLists() {
        Path bundle = exported(NOW.minus(Duration.ofHours(50)));
        Trust trust = there(NOW);
        assertThat(anchors(trust)).isZero();
        trust.bringIn(bundle, false);
        assertThat(anchors(trust)).isEqualTo(2);
        assertThat(trust.status(TrustSource.EU).loadedAt()).isEqualTo(NOW.minus(Duration.ofHours(50)));
        assertThat(anchors(there(NOW.plus(Duration.ofHours(23))))).isZero();
        trust.bringIn(bundle, false); // once more does no harm
        assertThat(anchors(there(NOW))).isEqualTo(2);
    }

    @Test
    void refusesWhatWasAltered() throws IOException {
        assertRefused(
                rewritten(exported(), files -> {
                    files.computeIfPresent(
                            "manifest.json", (name, bytes) -> changed(bytes, "\"sequence\" : 7", "\"sequence\" : 8"));
                    return files;
                }),
                "trust.bundle.signature");
        assertRefused(
                rewritten(exported(), files -> {
                    files.replaceAll((name, bytes) ->
                            name.startsWith("lists/") ? changed(bytes, "NUR-ZUM-TESTEN", "NUR-ZUM-TESTUN") : bytes);
                    return files;
                }),
                "trust.bundle.damaged");
        assertRefused(
                rewritten(exported(), files -> {
                    files.remove("lotl-signers.pem");
                    return files;
                }),
                "trust.bundle.damaged");
        assertRefused(
                rewritten(exported(), files -> {
                    files.put("lists/" + "0".repeat(32) + ".xml", new byte[] {1});
                    return files;
                }),
                "trust.bundle.damaged");
        Path cut = exported();
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(cut, "trust.bundle.damaged");
        assertRefused(Files.writeString(cut, "kein ZIP"), "trust.bundle.damaged");
        assertRefused(cache.resolve("nirgends.zip"), "trust.bundle.missing");
    }

    @Test
    void refusesWhatAnotherSignerSigned() throws Exception {
        Instant begin = NOW.minus(Duration.ofDays(10));
        Path other = union.issue("fremd", "Frieda", "Fremd", true, begin, NOW.plus(Duration.ofDays(20)));
        Path bundle = cache.resolve("fremd.zip");
        trust("hier", false, union.journalCertificate(), new TransferSettings(other, "AGENTUR", null, null), NOW)
                .export(bundle);
        assertRefused(bundle, "trust.bundle.signature");
        assertRefused(trust("dort", true, null, TransferSettings.NONE, NOW), bundle, "trust.bundle.no-certificate");
        Path issuer = Files.copy(
                union.folder().resolve("pki-NUR-ZUM-TESTEN/ausgabe-NUR-ZUM-TESTEN.crt"), cache.resolve("ca.crt"));
        assertRefused(
                trust("dort", true, null, new TransferSettings(null, null, null, issuer), NOW),
                exported(),
                "trust.bundle.signature");
        assertRefused(there(NOW.plus(Duration.ofDays(21))), exported(), "trust.bundle.signer-expired");
    }

    @Test
    void refusesWhatIsOlderThanWhatIsThereUnlessAsked() throws Exception {
        Path old = Files.move(exported(NOW.minus(Duration.ofHours(9))), cache.resolve("alt.zip"));
        union.publish(8);
        Path young = exported(NOW.minus(Duration.ofHours(1)));
        Trust trust = there(NOW);
        trust.bringIn(young, false);
        assertThatThrownBy(() -> trust.bringIn(old, false)).hasMessage("trust.bundle.older");
        assertThat(trust.status(TrustSource.EU).listSequence()).isEqualTo(8);
        trust.bringIn(old, true);
        assertThat(there(NOW).status(TrustSource.EU).listSequence()).isEqualTo(7);
    }

    @Test
    void refusesWhatComesFromTheFutureOrFromElsewhere() throws IOException {
        assertRefused(exported(NOW.plus(Duration.ofHours(1))), "trust.bundle.future");
        Path bundle = exported();
        TrustSettings plain = TrustSettings.offline(Path.of("keystores-example"), cache.resolve("dort"));
        Trust elsewhere = new Trust(
                ATrust.of(
                        plain,
                        NetworkSettings.DIRECT,
                        SECRETS::get,
                        ListSettings.DEFAULT,
                        new TransferSettings(null, null, null, certificate)),
                Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));
        assertRefused(elsewhere, bundle, "trust.bundle.origin");
    }

    @Test
    void believesNoListsBecauseTheBundleIsSigned() throws Exception {
        Path bundle = exported();
        Path wrong = Files.copy(union.germanSignerCertificate(), cache.resolve("andere.pem"));
        Trust other = trust("dort", true, wrong, new TransferSettings(null, null, null, certificate), NOW);
        assertRefused(other, bundle, "trust.bundle.unbelievable");
    }

    @Test
    void refusesNamesThatLeadElsewhereAndWhatSwells() throws IOException {
        for (String name :
                List.of("../boese.xml", "/tmp/boese.xml", "lists/../../boese.xml", "C:\\boese.xml", "lists/")) {
            assertRefused(
                    rewritten(exported(), files -> {
                        files.put(name, new byte[] {1});
                        return files;
                    }),
                    "trust.bundle.damaged");
        }
        assertThat(cache.getParent().resolve("boese.xml")).doesNotExist();
        byte[] swollen = new byte[60_000_000];
        for (String name : List.of("manifest.json", "manifest.p7s", "lotl-signers.pem")) {
            Path bomb = rewritten(exported(), files -> {
                files.put(name, swollen);
                return files;
            });
            assertThat(Files.size(bomb)).isLessThan(300_000);
            assertThatThrownBy(() -> there(NOW).bringIn(bomb, false)).hasMessage("trust.bundle.damaged");
        }
        assertRefused(
                rewritten(exported(), files -> {
                    for (int i = 0; i < 400; i++) {
                        files.put("lists/%032x.xml".formatted(i), new byte[0]);
                    }
                    return files;
                }),
                "trust.bundle.damaged");
    }

    @Test
    void whatWasBroughtInIsBelievedOnlyWhileItsSignatureIs() throws IOException {
        there(NOW).bringIn(exported(), false);
        assertThat(anchors(there(NOW))).isEqualTo(2);
        Trust unconfigured = trust("dort", true, null, TransferSettings.NONE, NOW);
        assertThat(anchors(unconfigured)).isZero();
        Path proof = cache.resolve("dort/mitgebracht.zip");
        rewritten(proof, files -> {
            files.put("lotl-signers.pem", "-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.UTF_8));
            return files;
        });
        Trust spoilt = there(NOW);
        assertThat(anchors(spoilt)).isZero();
        assertThat(spoilt.status(TrustSource.EU).notices().get(0).code()).isEqualTo("trust.bundle.spoilt");
    }

    @Test
    void exportsNothingItDoesNotBelieveAndNothingUnsigned() {
        Path target = cache.resolve("nichts.zip");
        Trust offline =
                trust("leer", true, union.journalCertificate(), new TransferSettings(key, "AGENTUR", null, null), NOW);
        assertThatThrownBy(() -> new KeptTrust(offline).export(target)).hasMessageContaining("trust.bundle.nothing");
        Trust keyless = trust("hier", false, union.journalCertificate(), TransferSettings.NONE, NOW);
        assertThatThrownBy(() -> new KeptTrust(keyless).export(target)).hasMessage("trust.bundle.no-key");
        Trust wrongPassword =
                trust("hier", false, union.journalCertificate(), new TransferSettings(key, "FEHLT", null, null), NOW);
        assertThatThrownBy(() -> new KeptTrust(wrongPassword).export(target)).hasMessage("trust.network.no-secret");
        assertThat(target).doesNotExist();
    }
}
