package federzug.testkit;

import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import federzug.trust.Trust;
import federzug.trust.status.TrustSource;
import federzug.trust.status.TrustStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A house that seals its releases. The example authorities count as real ones; the time-stamp service may be down. */
public final class SealedHouse {
    public static final String DEVICE = "haussiegel";
    public static final String PIN = "nur-zum-testen";

    private static volatile boolean outage;

    private SealedHouse() {}

    /** Add it to the application. */
    public static class AsIfReal {
        @Bean
        @Primary
        static Trust asIfReal(Trust.Configuration configuration, Clock clock) {
            return new Trust(configuration, clock) {
                @Override
                public CertificateVerifier verifier(TrustSource source) {
                    return super.verifier(TrustSource.EXAMPLE);
                }

                @Override
                public TrustStatus status(TrustSource source) {
                    TrustStatus example = super.status(TrustSource.EXAMPLE);
                    return new TrustStatus(
                            source,
                            example.listIssue(),
                            example.listSequence(),
                            example.loadedAt(),
                            example.stale(),
                            example.notices());
                }

                @Override
                public TSPSource timestamps(boolean rehearsal) {
                    TSPSource example = super.timestamps(true);
                    return (algorithm, digest) -> {
                        if (outage) {
                            throw new DSSException("down");
                        }
                        return example.getTimeStampResponse(algorithm, digest);
                    };
                }

                @Override
                public boolean endsAtDemoRoot(Collection<CertificateToken> chain) {
                    return false;
                }
            };
        }
    }

    /** Settings of such a house, whose keys and PIN lie in the folder. */
    public static List<String> settings(Path folder) throws Exception {
        SealAuthority.in(folder.resolve("keys"));
        pin(folder, PIN);
        String device = "--federzug.signing.devices." + DEVICE + ".";
        return List.of(
                "--federzug.press.seal-device=" + DEVICE,
                "--federzug.trust.example-folder=" + folder.resolve("keys"),
                device + "type=pkcs12",
                device + "file=" + folder.resolve("keys/" + SealAuthority.KEY + "-NUR-ZUM-TESTEN.p12"),
                device + "pin-file=" + folder.resolve("pin"));
    }

    public static void pin(Path folder, String pin) throws IOException {
        Path file = folder.resolve("pin");
        Files.writeString(file, pin);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Whether the time-stamp service is down. */
    public static void outage(boolean now) {
        outage = now;
    }
}
