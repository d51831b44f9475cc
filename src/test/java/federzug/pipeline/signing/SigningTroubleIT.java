package federzug.pipeline.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.agreement.Matters;
import federzug.agreement.StoredMatter;
import federzug.ceremony.Acting;
import federzug.ceremony.Ceremony;
import federzug.ceremony.TurnState;
import federzug.document.SignedPdf;
import federzug.notice.NoticedException;
import federzug.pipeline.Progress;
import federzug.pipeline.run.Closing;
import federzug.testkit.CeremonyApplication;
import federzug.testkit.OnlineAuthority;
import federzug.trust.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Services that fail in the middle of a signing, and certificates that are refused before it. */
@TestInstance(Lifecycle.PER_CLASS)
class SigningTroubleIT {
    /** An outage of the time-stamp service, over HTTP, while a test wants one. */
    private static boolean outage;

    private static boolean ownKeys;
    private static OnlineAuthority authority;

    private CeremonyApplication application;
    private Path folder;

    static class Faults {
        @Bean
        @Primary
        static Trust failing(Trust.Configuration configuration, Clock clock) {
            return new Trust(configuration, clock) {
                @Override
                public TSPSource timestamps(boolean rehearsal) {
                    return super.timestamps(!outage);
                }

                @Override
                public boolean endsAtDemoRoot(Collection<CertificateToken> chain) {
                    return !ownKeys && super.endsAtDemoRoot(chain);
                }
            };
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        authority = new OnlineAuthority();
        authority.fault = (path, exchange) -> {
            if (exchange.getRequestURI().getPath().endsWith("/langsam")) {
                pause();
            }
            exchange.sendResponseHeaders(500, -1);
            return true;
        };
        String devices = "--federzug.signing.devices.gesperrt.";
        application = new CeremonyApplication(
                folder,
                List.of(
                        devices + "type=pkcs12",
                        devices + "file=keystores-example/gesperrt-NUR-ZUM-TESTEN.p12",
                        "--federzug.trust.timestamp-timeout=400ms",
                        "--federzug.trust.timestamp-services=" + authority.at("/tsa/kaputt") + ","
                                + authority.at("/tsa/langsam")),
                Faults.class);
    }

    @AfterAll
    void stop() {
        outage = false;
        application.close();
        authority.close();
    }

    @Test
    void anOutageAtSigningLeavesTheTurnOpenAndSaysSo() {
        Ceremony ceremony = waiting("ausfall-beim-signieren");
        outage = true;
        try {
            assertThatThrownBy(() -> sign(ceremony, "demo-raphael"))
                    .satisfies(codes("trust.timestamp.unavailable", "pipeline.sign.stays-open"));
        } finally {
            outage = false;
        }
        assertThat(authority.asked()).contains("/tsa");
        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.SIGNING);
        assertThat(now(ceremony).paper()).isEqualTo(ceremony.paper());

        sign(ceremony, "demo-raphael");

        assertThat(now(ceremony).turn("raphael").state()).isEqualTo(TurnState.SIGNED);
    }

    @Test
    void anOutageAtSealingKeepsTheSignedDocumentAndTheNextCallSeals() {
        Ceremony ceremony = waiting("ausfall-beim-sichern");
        application.sign(ceremony.matter(), "raphael", "rodig", "forkert");
        StoredMatter stored =
                application.the(Matters.class).find(ceremony.matter()).orElseThrow();
        outage = true;
        try {
            assertThatThrownBy(() -> application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT))
                    .satisfies(codes("trust.timestamp.unavailable", "pipeline.close.later"));
        } finally {
            outage = false;
        }
        assertThat(now(ceremony).state().word()).isEqualTo("ALL_SIGNED");
        assertThat(now(ceremony).paper()).isInstanceOf(SignedPdf.class);
        assertThat(folder.resolve("out/ausfall-beim-sichern/kooperationsvereinbarung-signiert.pdf"))
                .satisfies(file -> assertThat(Files.size(file))
                        .isEqualTo(now(ceremony).paper().content().size()));

        application.the(Closing.class).close(Acting.of("test"), stored, Progress.SILENT);

        assertThat(now(ceremony).state().word()).isEqualTo("CHECKED");
    }

    @ParameterizedTest
    @CsvSource({
        "gesperrt, 2026-11-23T09:00:00Z, verification.signer.revoked",
        "demo-rodig, 2026-11-23T09:00:00Z, verification.signer.wrong-person",
        "demo-raphael, 2041-06-01T00:00:00Z, signing.certificate.expired",
        "demo-raphael, 2020-06-01T00:00:00Z, signing.certificate.not-yet",
    })
    void aUselessCertificateIsRefusedBeforeAnythingIsSigned(String device, Instant at, String code) {
        Ceremony ceremony = waiting("unbrauchbar-" + device + "-" + at.toEpochMilli());
        Duration jump = Duration.between(application.clock().instant(), at);
        application.clock().move(jump);
        try {
            assertThatThrownBy(() -> sign(ceremony, device)).satisfies(codes(code));
        } finally {
            application.clock().move(jump.negated());
        }
        assertThat(now(ceremony)).as("nothing was begun").isEqualTo(ceremony);
    }

    @Test
    void aRealKeyIsRefusedInARehearsalWithWordsThatSayWhatToDo() {
        Ceremony ceremony = waiting("echt-in-der-probe");
        ownKeys = true;
        try {
            assertThatThrownBy(() -> sign(ceremony, "demo-raphael")).satisfies(codes("pipeline.sign.real-key"));
        } finally {
            ownKeys = false;
        }
        assertThat(now(ceremony)).isEqualTo(ceremony);
    }

    private Ceremony waiting(String matter) {
        return application.open(matter, "");
    }

    private void sign(Ceremony ceremony, String device) {
        SigningDesk desk = application.the(SigningDesk.class);
        desk.sign(
                Acting.of("test"),
                desk.show(ceremony.matter(), null, "raphael", device),
                name -> "nur-zum-testen".toCharArray(),
                Progress.SILENT);
    }

    private Ceremony now(Ceremony ceremony) {
        return application.now(ceremony);
    }

    private static java.util.function.Consumer<Throwable> codes(String... codes) {
        return trouble -> assertThat(((NoticedException) trouble).notices())
                .extracting(federzug.notice.Notice::code)
                .contains(codes);
    }

    private static void pause() {
        try {
            Thread.sleep(900);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
