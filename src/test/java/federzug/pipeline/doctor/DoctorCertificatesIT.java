package federzug.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import federzug.agreement.Agreement;
import federzug.agreement.Matter;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Basis;
import federzug.ceremony.Ceremonies;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.document.PreparedPdf;
import federzug.notice.Notice;
import federzug.notice.Severity;
import federzug.notice.Texts;
import federzug.pipeline.Progress;
import federzug.pipeline.doctor.Doctor.Checkup;
import federzug.pipeline.signing.SigningDesk;
import federzug.testkit.AMatter;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.SigningSpecimen;
import federzug.testkit.TrustListPublisher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In earnest, with real trusted lists over HTTP: what is wrong with a certificate is told by the doctor, and refused
 * before anything is signed.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorCertificatesIT {
    private static final Instant MONDAY = CeremonyApplication.MONDAY;
    private static final Duration YEAR = Duration.ofDays(365);

    private final HttpServer page;
    private TrustListPublisher union;
    private CeremonyApplication application;
    private Path folder;

    DoctorCertificatesIT() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        union = new TrustListPublisher(folder.resolve("union"), MONDAY);
        Path pin = Files.writeString(folder.resolve("pin"), "nur-zum-testen");
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-------"));
        Instant begin = MONDAY.minus(YEAR);
        Instant end = MONDAY.plus(YEAR);
        List<String> settings = new ArrayList<>(List.of(
                "--federzug.trust.eu.lotl=" + union.at(TrustListPublisher.LOTL),
                "--federzug.trust.eu.official-journal=" + TrustListPublisher.JOURNAL,
                "--federzug.trust.eu.keystore=" + union.journalCertificate(),
                "--federzug.trust.allow-private-addresses=true"));
        Path revoked = union.issue("gesperrt", "André", "Raphael", true, begin, end);
        device(settings, "gut", union.issue("gut", "André", "Raphael", true, begin, end), pin);
        device(settings, "gesperrt", revoked, pin);
        device(settings, "alt", union.issue("alt", "André", "Raphael", true, begin, MONDAY.minusSeconds(60)), pin);
        device(
                settings,
                "neu",
                union.issue("neu", "André", "Raphael", true, MONDAY.plus(Duration.ofDays(90)), end),
                pin);
        device(settings, "einfach", union.issue("einfach", "André", "Raphael", false, begin, end), pin);
        device(settings, "fremd", union.issue("fremd", "Andrea", "Rafaela", true, begin, end), pin);
        union.revoke(List.of(revoked));
        page.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            byte[] words = "<!DOCTYPE html><p>Anmeldung".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, words.length);
            exchange.getResponseBody().write(words);
            exchange.close();
        });
        page.start();
        settings.add("--federzug.trust.timestamp-services[0]=http://127.0.0.1:1/stempel");
        settings.add("--federzug.trust.timestamp-services[1]=http://127.0.0.1:"
                + page.getAddress().getPort() + "/");
        application = new CeremonyApplication(folder, settings);
    }

    private static void device(List<String> settings, String name, Path file, Path pin) {
        String start = "--federzug.signing.devices." + name + ".";
        settings.addAll(List.of(start + "type=pkcs12", start + "file=" + file, start + "pin-file=" + pin));
    }

    @AfterAll
    void stop() {
        application.close();
        union.close();
        page.stop(0);
    }

    @ParameterizedTest(name = "{0}")
    @Order(1)
    @CsvSource({
        "gesperrt, pipeline.doctor.device-revoked, verification.signer.revoked",
        "alt, pipeline.doctor.device-expired, signing.certificate.expired",
        "neu, pipeline.doctor.device-not-yet, signing.certificate.not-yet",
        "einfach, pipeline.doctor.device-not-qualified, verification.signer.not-qualified",
        "fremd, pipeline.doctor.device-name, verification.signer.wrong-person"
    })
    void isReportedByTheDoctorAndRefusedBeforeSigning(String device, String told, String refused) {
        Ceremony ceremony = inEarnest(device);
        List<Notice> findings = findings(device);
        assertThat(findings)
                .filteredOn(one -> one.severity() != Severity.NOTE)
                .extracting(Notice::code)
                .containsOnlyOnce(told);
        assertThat(findings).extracting(Notice::code).doesNotContain("pipeline.doctor.device");
        assertThat(text(findings, told)).contains("Raphael", device);

        SigningDesk desk = application.the(SigningDesk.class);
        SigningDesk.Reading reading = desk.show(device, null, "raphael", device);
        assertThatThrownBy(() -> desk.sign(Acting.of("test"), reading, name -> new char[0], Progress.SILENT))
                .hasMessageStartingWith(refused);
        Ceremony after = application
                .the(Ceremonies.class)
                .find(ceremony.matter(), ceremony.agreement())
                .orElseThrow();
        assertThat(after.anybodySigned()).isFalse();
        assertThat(after.turn("raphael").state()).isNotIn(TurnState.SIGNING, TurnState.SIGNED);
        assertThat(after.version()).isEqualTo(ceremony.version());
    }

    @Test
    @Order(2)
    void aQualifiedCertificateOfTheExpectedPersonIsWell() {
        inEarnest("gut");
        Checkup checkup = application.the(Doctor.class).examine("gut", Progress.SILENT);
        assertThat(checkup.findings())
                .extracting(Notice::code)
                .contains(
                        "pipeline.doctor.device",
                        "pipeline.doctor.certificate-qualified",
                        "pipeline.doctor.trust",
                        "pipeline.doctor.document");
        assertThat(text(checkup.findings(), "pipeline.doctor.trust")).contains("Nr.\u00a07", "23.11.2026");
        assertThat(text(checkup.findings(), "pipeline.doctor.certificate-qualified"))
                .contains("André Raphael", "QSCD", "nicht widerrufen", "Nr.\u00a07");
        assertThat(text(checkup.findings(), "trust.timestamp.unreachable")).contains("127.0.0.1:1");
        assertThat(text(checkup.findings(), "trust.timestamp.page"))
                .as("what each service really answers")
                .contains("127.0.0.1:" + page.getAddress().getPort());
        List<String> missing =
                checkup.missing().stream().map(Texts.german()::line).toList();
        assertThat(missing)
                .anyMatch(line -> line.contains("Probeblatt") && line.contains("Rodig") && line.contains("30.11."));
        assertThat(missing).noneMatch(line -> line.contains("Probeblatt") && line.contains("Raphael"));
        assertThat(missing)
                .filteredOn(line -> line.startsWith("Unterschrift von"))
                .hasSize(3);
    }

    @Test
    @Order(3)
    void whatIsUnknownIsNotReportedAsGood() {
        inEarnest("stumm", "gut");
        union.fault(TrustListPublisher.REVOKED, exchange -> exchange.sendResponseHeaders(500, -1));
        application.clock().move(Duration.ofHours(1));
        forgetAnswers();
        assertThat(findings("stumm")).extracting(Notice::code).contains("pipeline.doctor.certificate-revocation-open");
    }

    @Test
    @Order(4)
    void withoutAFreshListNothingIsCalledQualified() {
        inEarnest("veraltet", "gut");
        union.fault(TrustListPublisher.LOTL, exchange -> exchange.sendResponseHeaders(500, -1));
        application.clock().move(Duration.ofHours(80));
        List<Notice> findings = findings("veraltet");
        assertThat(findings)
                .extracting(Notice::code)
                .contains("trust.eu.stale", "pipeline.doctor.certificate-open")
                .doesNotContain("pipeline.doctor.certificate-qualified", "pipeline.doctor.trust");
    }

    /** The last answers would bridge the hour in which a service is down. */
    private void forgetAnswers() {
        try (Stream<Path> kept = Files.list(folder.resolve("home/trust/answers"))) {
            for (Path file : kept.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Notice> findings(String matter) {
        return application.the(Doctor.class).examine(matter, Progress.SILENT).findings();
    }

    private static String text(List<Notice> findings, String code) {
        return findings.stream()
                .filter(one -> one.code().equals(code))
                .map(Texts.german()::line)
                .findFirst()
                .orElse("");
    }

    private Ceremony inEarnest(String device) {
        return inEarnest(device, device);
    }

    private Ceremony inEarnest(String id, String device) {
        Agreement agreement = new Agreement(
                "crimmitschau",
                "kooperationsvereinbarung",
                List.of(AMatter.CRIMMITSCHAU),
                List.of(
                        CeremonyApplication.signatory(AMatter.RAPHAEL, 1, device),
                        CeremonyApplication.signatory(AMatter.RODIG, 2, "rueckgabe"),
                        CeremonyApplication.signatory(AMatter.FORKERT, 3, "rueckgabe")));
        Matter matter = AMatter.like(AMatter.crimmitschau())
                .id(id)
                .agreements(agreement)
                .withoutRelease()
                .build();
        StoredMatter stored = application.the(Matters.class).accept(matter, false, folder.resolve("out"));
        PreparedPdf prepared = application.prepared(SigningSpecimen.pdf(200, 60, "raphael", "rodig", "forkert"));
        return application
                .the(Ceremonies.class)
                .open(
                        stored.matter().id(),
                        agreement.key(),
                        false,
                        new Basis(stored.version(), prepared.content().digest(), 1),
                        prepared,
                        agreement.signatories(),
                        Acting.of("test"),
                        application.clock().instant());
    }
}
